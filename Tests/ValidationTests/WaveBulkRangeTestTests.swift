import ObservationModel
import Testing
import Validation

@Suite("The range of wave parameters")
struct WaveBulkRangeTestTests {
  private static func batch() throws -> ObservationBatch {
    try TestBatch.make(
      .timeSeries,
      [
        ("significant_wave_height", [0.1, 20, 20.1, 1, nil, 10, nil]),
        ("wave_peak_period", [2, 30, 5, 1.9, 5, 5, nil]),
        ("wave_from_direction", [0, 0, 0, 0, 0, nil, 0]),
      ],
      times: [0, 1, 2, 3, 4, 5, 6]
    )
  }

  @Test("fails all parameters of an observation together")
  func together() throws {
    let test = WaveBulkRangeTest([
      .init("significant_wave_height", fail: 0.1...20, suspect: 0.1...10),
      .init("wave_peak_period", fail: 2...30),
    ])
    let batch = try Self.batch()
    #expect(test.codes(batch, column: 2) == [1, 3, 4, 4, 1, 9, 2])
    #expect(test.codes(batch, column: 0) == [1, 3, 4, 4, 9, 1, 9])
    #expect(rangeLengthsThatMatter(test, batch, column: 2) == [])
  }

  @Test("is configured by parameter, each with a span of what is usual")
  func configuration() throws {
    let test = try WaveBulkRangeTest(
      TestArguments(["height": .span(0...20), "usual_height": .span(0...10)])
    )
    #expect(test.limits == [.init("significant_wave_height", fail: 0...20, suspect: 0...10)])
    #expect(test.otherQuantities.map(\.name) == ["significant_wave_height"])
    #expect(throws: TestConfigurationError.self) { try WaveBulkRangeTest(TestArguments()) }
    #expect(throws: TestConfigurationError.self) {
      try WaveBulkRangeTest(
        TestArguments(["height": .span(0...10), "usual_height": .span(0...20)])
      )
    }
    #expect(test.codes(try TestBatch.series([1])) == [2])
  }
}
