import FixtureReferencePages
import Foundation
import Reading
import Testing
import Validation

@Suite("Reference pages")
struct ReferencePagesTests {
  static let catalogue = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Sources/Sverdrup/Sverdrup.docc")

  static func page(_ path: String) throws -> String {
    try String(contentsOf: catalogue.appendingPathComponent(path), encoding: .utf8)
  }

  @Test("in the repository are those that maps and tests say; if not, make reference writes them")
  func current() throws {
    let pages = try ReferencePages.pages(of: NetworkCatalogue().maps)
    for (path, text) in pages { #expect(try Self.page(path) == text, "\(path)") }
    let folder = Self.catalogue.appendingPathComponent(ReferencePages.folder)
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    let written = files.map { "\(ReferencePages.folder)/\($0)" } + ["Networks.md", "Quantities.md"]
    #expect(Set(written) == Set(pages.keys))
    for (path, text) in try QualityPages.pages() {
      #expect(try Self.page(path) == text, "\(path)")
    }
  }

  @Test("name proofs that are there, of tests that are there, and miss no test")
  func features() throws {
    let root = Self.catalogue.deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    #expect(QualityFeature.all.map(\.number) == Array(1...43))
    for feature in QualityFeature.all {
      for test in feature.tests {
        #expect(QualityTestCatalogue.test(named: test) != nil, "\(feature.number): \(test)")
      }
      #expect(!feature.proofs.isEmpty || !feature.remark.isEmpty, "\(feature.number)")
      for proof in feature.proofs {
        let text = try String(
          contentsOf: root.appendingPathComponent(proof.file),
          encoding: .utf8
        )
        #expect(
          text.lowercased().contains(proof.origin.lowercased()),
          "\(feature.number): \(proof.file) does not speak of \(proof.origin)"
        )
      }
    }
    let named = Set(QualityFeature.all.flatMap(\.tests))
    #expect(Set(QualityTestCatalogue.all.map { $0.name }).subtracting(named) == [])
  }

  @Test("say what is not yet tried, and the codes that count as good")
  func content() throws {
    let page = try Self.page("Networks/samos.md")
    #expect(page.contains("Not yet tried on real files"))
    #expect(page.contains("Z good"))
    #expect(page.contains("| `wind_speed` | `SPD` | m s-1 |"))
    #expect(try Self.page("Networks/argo.md").contains("1 good; 2 probably good"))
    #expect(try !Self.page("Networks/argo.md").contains("Not yet tried"))
    #expect(try Self.page("Networks.md").contains("GESLA"))
  }

  @Test("of how to write a map name every key that a map may have, and every flag scheme")
  func guide() throws {
    let guide = try Self.page("NetworkMaps.md")
    let error = #expect(throws: ReadingError.self) {
      _ = try NetworkMap(yaml: "no_such_key: 1\n", path: "x.yaml")
    }
    // The message of a wrong key lists the right ones.
    let line = error?.detail.split(separator: "\n").first { $0.contains("no_such_key") }
    let keys = try #require(line?.components(separatedBy: "expected one of ").last)
    let words = keys.components(separatedBy: ", ")
    #expect(words.count > 15)
    for key in words { #expect(guide.contains("`\(key)`"), "\(key)") }
    for scheme in ReferencePages.flagSchemes { #expect(guide.contains("`\(scheme)`"), "\(scheme)") }
  }

  @Test("the map of the worked example is valid")
  func example() throws {
    let guide = try Self.page("NetworkMaps.md")
    let yaml = try #require(
      guide.components(separatedBy: "```yaml\n").dropFirst().first?
        .components(separatedBy: "```").first
    )
    let map = try NetworkMap(yaml: yaml, path: "harbour.yaml")
    #expect(map.name == "harbour-gauges")
    #expect(map.quantities.map(\.variable) == ["level_cm", "seatemp"])
  }
}
