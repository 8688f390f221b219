import ObservationModel
import Testing
import Validation

@Suite("The valid range test")
struct ValidRangeTestTests {
  @Test("takes the ends in or leaves them out as told")
  func ends() throws {
    // ioos_qc 3.0.0, axds.valid_range_test(inp, valid_span=(2, 8), start_inclusive, end_inclusive).
    let batch = try TestBatch.series([1, 2, 5, 8, 9, nil])
    func codes(_ start: Bool, _ end: Bool) -> [Int] {
      ValidRangeTest(from: 2, to: 8, startIsInclusive: start, endIsInclusive: end).codes(batch)
    }
    #expect(codes(true, true) == [4, 1, 1, 1, 4, 9])
    #expect(codes(true, false) == [4, 1, 1, 4, 4, 9])
    #expect(codes(false, true) == [4, 4, 1, 1, 4, 9])
    #expect(codes(false, false) == [4, 4, 1, 4, 4, 9])
  }

  @Test("is open where no end is given")
  func open() throws {
    let batch = try TestBatch.series([0, 50, nil, .infinity], isFloat: true)
    #expect(ValidRangeTest(from: nil, to: 10).codes(batch) == [1, 4, 9, 4])
    #expect(ValidRangeTest(from: 10, to: nil).codes(batch) == [4, 1, 9, 1])
  }

  @Test("judges times as well")
  func times() throws {
    let test = try ValidRangeTest(
      TestArguments(["earliest": .number(60), "latest": .number(180)])
    )
    let batch = try TestBatch.series([1, 2, nil, 4, 5], times: [0, 60, 120, 180, .nan])
    #expect(test.codes(batch) == [4, 1, 9, 4, 9])
  }

  @Test("is of values or of times, not of both, and not of nothing")
  func refusal() {
    #expect(throws: TestConfigurationError.self) { try ValidRangeTest(TestArguments()) }
    #expect(throws: TestConfigurationError.self) {
      try ValidRangeTest(TestArguments(["range": .openSpan(0, 1), "latest": .number(3)]))
    }
    #expect(throws: TestConfigurationError.self) {
      try ValidRangeTest(TestArguments(["earliest": .number(4), "latest": .number(3)]))
    }
  }
}
