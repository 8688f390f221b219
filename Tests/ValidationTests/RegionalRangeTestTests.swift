import ObservationModel
import Testing
import Validation

@Suite("The regional range test")
struct RegionalRangeTestTests {
  private func batch(
    _ quantity: String,
    _ entries: [(value: Double?, latitude: Double, longitude: Double)]
  ) throws -> ObservationBatch {
    try TestBatch.make(
      .trajectory,
      [(quantity, entries.map(\.value))],
      times: entries.indices.map { Double($0) },
      latitudes: entries.map(\.latitude),
      longitudes: entries.map(\.longitude)
    )
  }

  @Test("knows the seas of the Argo manual, their borders and bounds included")
  func seas() throws {
    let temperatures = try batch(
      "temperature",
      [
        (21, 20, 38), (20.9, 20, 38), (40.1, 20, 38), (20.9, 30, 30), (20.9, 12.55, 43),
        (20.9, 12.5, 43), (9.9, 36, 3), (10, 36, 3), (9.9, 35.2, -5.4), (9.9, 36, -6),
        (9.9, 45, 12), (nil, 36, 3), (9.9, .nan, 3),
      ]
    )
    let test = RegionalRangeTest()
    #expect(test.codes(temperatures) == [1, 4, 4, 4, 4, 2, 4, 1, 4, 2, 4, 9, 2])
    #expect(rangeLengthsThatMatter(test, temperatures) == [])
    let salinities = try batch("salinity", [(40.5, 36, 3), (40.5, 20, 38), (41.5, 20, 38)])
    #expect(test.codes(salinities) == [4, 1, 4])
    let pressures = try batch("pressure", [(5000, 36, 3)])
    #expect(test.codes(pressures) == [2])
  }

  @Test("takes regions of the user's, of which the worse flag counts")
  func regions() throws {
    let arguments = TestArguments([
      "regions": .sections([
        ["box": .numbers([0, 0, 10, 10]), "suspect": .span(5...15), "fail": .span(0...20)],
        ["polygon": .points([5, 0, 15, 0, 15, 10, 5, 10]), "fail": .span(8...12)],
      ])
    ])
    let test = try RegionalRangeTest(arguments)
    let values = try batch(
      "temperature",
      [(4, 5, 2), (21, 5, 2), (10, 5, 7), (7, 5, 7), (7, 5, 12), (7, 5, 20)]
    )
    #expect(test.codes(values) == [3, 4, 1, 4, 4, 2])
    #expect {
      _ = try RegionalRangeTest(
        TestArguments(["regions": .sections([["fail": .span(0...1)]])])
      )
    } throws: { error in
      (error as? TestConfigurationError)?.section == 0
    }
  }
}
