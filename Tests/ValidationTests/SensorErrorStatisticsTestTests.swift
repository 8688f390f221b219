import ObservationModel
import Testing
import Validation

@Suite("The test of single sensor error statistics")
struct SensorErrorStatisticsTestTests {
  private static func batch(
    biases: [Double?],
    deviations: [Double?]
  ) throws -> ObservationBatch {
    try TestBatch.make(
      .trajectory,
      [
        ("sea_surface_temperature", biases.map { _ in 20 }), ("sses_bias", biases),
        ("sses_standard_deviation", deviations),
      ],
      times: biases.map { _ in 0 }
    )
  }

  @Test("grades the magnitude of the bias and the deviation, the worse counting")
  func thresholds() throws {
    let test = SensorErrorStatisticsTest(
      suspectBias: 0.5,
      failBias: 1,
      suspectDeviation: 0.4,
      failDeviation: 0.8
    )
    let batch = try Self.batch(
      biases: [0.5, -0.6, -1.1, 0, 0, nil, nil, 0],
      deviations: [0.4, 0.4, 0, 0.41, 0.9, 0.9, nil, nil]
    )
    #expect(test.codes(batch) == [1, 3, 4, 3, 4, 4, 2, 1])
    #expect(rangeLengthsThatMatter(test, batch) == [])
  }

  @Test("does not judge by what has no threshold")
  func parts() throws {
    let test = SensorErrorStatisticsTest(failDeviation: 0.8)
    let batch = try Self.batch(biases: [9, 0], deviations: [0.1, nil])
    #expect(test.codes(batch) == [1, 2])
    #expect(throws: TestConfigurationError.self) {
      try SensorErrorStatisticsTest(TestArguments())
    }
    #expect(throws: TestConfigurationError.self) {
      try SensorErrorStatisticsTest(
        TestArguments(["suspect_bias": .number(2), "fail_bias": .number(1)])
      )
    }
  }
}
