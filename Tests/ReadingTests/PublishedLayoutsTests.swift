import Foundation
import ObservationModel
import Reading
import Testing

@Suite("Files in published layouts")
struct PublishedLayoutsTests {
  static let start = 1_717_200_000.0

  static let layouts = Layout.inSitu + Layout.space

  static let directory = FixtureFiles.package + "/Fixtures/networks/"

  static func file(_ layout: Layout) throws -> ObservationFile {
    try ObservationFile(path: directory + layout.path, catalogue: NetworkCatalogue())
  }

  @Test("are recognised and cover what they were written to cover", arguments: layouts)
  func coverage(layout: Layout) throws {
    let found = try Self.file(layout).inspect()
    #expect(found.network == layout.network)
    #expect(found.featureType == layout.featureType)
    #expect(found.featureCount == layout.features)
    #expect(found.observationCount == layout.observations)
    func expect(_ found: ClosedRange<Double>?, _ expected: ClosedRange<Double>, _ tolerance: Double)
      throws
    {
      let found = try #require(found)
      #expect((found.lowerBound - expected.lowerBound).magnitude <= tolerance)
      #expect((found.upperBound - expected.upperBound).magnitude <= tolerance)
    }
    let instants =
      (layout.seconds.lowerBound + Self.start)...(layout.seconds.upperBound + Self.start)
    try expect(found.times, instants, 1e-3)
    try expect(found.latitudes, layout.latitudes, 1e-5)
    try expect(found.longitudes, layout.longitudes, 1e-5)
    if let levels = layout.levels { try expect(found.vertical, levels, 1e-5) }
  }

  @Test("have the valid and good values, and the ranges, of their lines", arguments: layouts)
  func statistics(layout: Layout) throws {
    let found = try Self.file(layout).inspect()
    for line in layout.lines {
      let mine = try #require(found.variables.first { $0.name == line.name }, "\(line.name)")
      let valid = line.valid
      #expect(mine.validCount == valid.count, "\(line.name)")
      let good = line.codes.isEmpty ? nil : valid.filter { line.isGood($0) }.count
      #expect(mine.goodCount == good, "\(line.name)")
      let values = valid.map { line.value($0) }
      let (low, high) = try (#require(values.min()), #require(values.max()))
      try #expect((#require(mine.minimum) - low).magnitude < 1e-4, "\(line.name)")
      try #expect((#require(mine.maximum) - high).magnitude < 1e-4, "\(line.name)")
    }
  }

  @Test("are read as batches of their quantities, value by value", arguments: layouts)
  func batches(layout: Layout) throws {
    let file = try Self.file(layout)
    for line in layout.lines {
      let (features, times, columns) = try FixtureFiles.columns(file, line.quantity)
      let column = try #require(columns.first, "\(line.quantity)")
      #expect(columns.count == 1)
      #expect(column.quantity.name == line.quantity)
      #expect(column.variableName == line.name)
      #expect(features.count == layout.features)
      let observed = line.observed ?? Array(0..<line.count)
      #expect(times.count == observed.count)
      #expect(column.count == observed.count)
      guard column.count == observed.count else { continue }
      for (place, i) in observed.enumerated() {
        let value = column.values[place]
        if line.isMissing(i) {
          #expect(value.isNaN, "\(line.quantity) \(i)")
        } else {
          #expect((value - (line.value(i) - line.bias)).magnitude < 1e-4, "\(line.quantity) \(i)")
        }
        if !line.codes.isEmpty {
          let isGood = [.good, .probablyGood].contains(column.provider[place])
          #expect(isGood == line.isGood(i), "\(line.quantity) \(i)")
        }
      }
    }
  }

  @Test("are all of those in the manifest, of the size that it gives")
  func manifest() throws {
    struct Manifest: Decodable {
      struct File: Decodable {
        let path, network: String
        let bytes: Int
      }
      let files: [File]
    }
    let manifest = try JSONDecoder().decode(
      Manifest.self,
      from: Data(contentsOf: URL(fileURLWithPath: Self.directory + "MANIFEST.json"))
    )
    #expect(Set(manifest.files.map(\.path)) == Set(Self.layouts.map(\.path)))
    for file in manifest.files {
      let data = try Data(contentsOf: URL(fileURLWithPath: Self.directory + file.path))
      #expect(data.count == file.bytes, "\(file.path)")
      #expect(Self.layouts.first { $0.path == file.path }?.network == file.network)
    }
    #expect(manifest.files.reduce(0) { $0 + $1.bytes } < 1_500_000)
  }

  @Test("every map that was not tried on real files has a file in its layout")
  func everyMap() throws {
    let untried = try NetworkCatalogue().maps.filter { !$0.isTriedOnRealFiles }.map(\.name)
    #expect(untried.count >= 20)
    #expect(Set(untried).isSubset(of: Set(Self.layouts.map(\.network))))
  }
}
