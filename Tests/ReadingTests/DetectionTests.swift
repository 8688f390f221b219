import Foundation
import Reading
import Testing

@Suite("Detection")
struct DetectionTests {
  /// The files below a directory whose maps fit equally well, and how many files there were.
  static func contested(below directory: String) throws -> (files: [String], count: Int) {
    let catalogue = try NetworkCatalogue()
    var contested: [String] = []
    var count = 0
    let paths =
      FileManager.default.enumerator(atPath: directory)?.compactMap { $0 as? String } ?? []
    for path in paths.sorted() where !path.hasSuffix(".json") {
      // What is no readable file is of no network.
      guard let names = try? catalogue.bestMaps(path: directory + "/" + path) else { continue }
      count += 1
      if names.count > 1 { contested.append("\(path): \(names.joined(separator: ", "))") }
    }
    return (contested, count)
  }

  @Test("gives every fixture to one map, never to two that fit equally well")
  func fixtures() throws {
    let found = try Self.contested(below: FixtureFiles.package + "/Fixtures")
    #expect(found.count > 150)
    #expect(found.files == [])
  }

  @Test(
    "gives every real file to one map",
    .enabled(if: FixtureFiles.reference != nil, "SVERDRUP_REFERENCE is not set")
  )
  func realFiles() throws {
    let reference = try #require(FixtureFiles.reference)
    let found = try Self.contested(below: reference + "/data/real")
    #expect(found.count > 80)
    #expect(found.files == [])
  }

  @Test("tells each published layout from those that share its names")
  func margins() throws {
    let catalogue = try NetworkCatalogue()
    for layout in PublishedLayoutsTests.layouts {
      let path = PublishedLayoutsTests.directory + layout.path
      #expect(try catalogue.bestMaps(path: path) == [layout.network], "\(layout.path)")
    }
  }
}
