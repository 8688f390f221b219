import ObservationModel
import Testing
import Validation

@Suite("The percentile range test")
struct PercentileRangeTestTests {
  @Test("marks what is beyond the percentiles of its feature")
  func percentiles() throws {
    // ioos_qc 3.0.0, qartod.percentile_range_test: defaults, and 20, 80, pad=0.25.
    let batch = try TestBatch.series(
      [3.1, -2.2, nil, 0.4, 0.5, 5.5, 0.6, 0.7, -0.3, 1.2, 0.1, 0.2]
    )
    #expect(PercentileRangeTest().codes(batch) == [1, 3, 9, 1, 1, 3, 1, 1, 1, 1, 1, 1])
    #expect(
      PercentileRangeTest(low: 20, high: 80, pad: 0.25).codes(batch)
        == [3, 3, 9, 1, 1, 3, 1, 1, 3, 1, 1, 1]
    )
    #expect(PercentileRangeTest().codes(try TestBatch.series([4])) == [1])
    #expect(PercentileRangeTest().codes(try TestBatch.series([nil])) == [9])
  }

  @Test("is refused when the percentiles are in the wrong order")
  func refusal() {
    #expect(throws: TestConfigurationError.self) {
      try PercentileRangeTest(TestArguments(["low": .number(95)]))
    }
  }
}
