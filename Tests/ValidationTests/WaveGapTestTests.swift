import ObservationModel
import Testing
import Validation

@Suite("Gaps in records of displacements")
struct WaveGapTestTests {
  @Test("flag their record when they are long")
  func runs() throws {
    let batch = try TestBatch.series([1, nil, nil, 1, nil, 1], of: "platform_heave")
    #expect(WaveGapTest(failAbove: 2).codes(batch) == [1, 9, 9, 1, 9, 1])
    #expect(WaveGapTest(suspectAbove: 1, failAbove: 2).codes(batch) == [3, 9, 9, 3, 9, 3])
    #expect(WaveGapTest(failAbove: 1).codes(batch) == [4, 9, 9, 4, 9, 4])
  }

  @Test("are counted record by record")
  func records() throws {
    let values: [Double?] = [1, 1, nil, nil, 1, 1]
    let series = try TestBatch.series(values, of: "platform_heave")
    // Records of three minutes: the gap is cut into one of 1 and one of 1.
    #expect(WaveGapTest(failAbove: 1).codes(series) == [4, 4, 9, 9, 4, 4])
    #expect(WaveGapTest(failAbove: 1, recordSeconds: 180).codes(series) == [1, 1, 9, 9, 1, 1])
    let seams = try TestBatch.series(values, of: "platform_heave", seams: [3])
    #expect(WaveGapTest(failAbove: 1).codes(seams) == [1, 1, 9, 9, 1, 1])
  }

  @Test("are told by the clock where the interval is known")
  func interval() throws {
    // Two samples are not there between 1 s and 4 s, and one is missing at 5 s.
    let batch = try TestBatch.series(
      [1, 1, 1, nil, 1],
      of: "platform_heave",
      times: [0, 1, 4, 5, 6]
    )
    #expect(WaveGapTest(failAbove: 1).codes(batch) == [1, 1, 1, 9, 1])
    let test = WaveGapTest(failAbove: 1, intervalSeconds: 1)
    #expect(test.codes(batch) == [4, 4, 4, 9, 4])
    #expect(WaveGapTest(failAbove: 2, intervalSeconds: 1).codes(batch) == [1, 1, 1, 9, 1])
  }

  @Test("need a limit, and something to be in")
  func nothing() throws {
    let test = WaveGapTest(failAbove: 0)
    #expect(test.codes(try TestBatch.series([])) == [])
    #expect(test.codes(try TestBatch.series([1])) == [1])
    #expect(test.codes(try TestBatch.series([nil, nil])) == [9, 9])
    #expect(throws: TestConfigurationError.self) { try WaveGapTest(TestArguments()) }
    #expect(throws: TestConfigurationError.self) {
      try WaveGapTest(TestArguments(["suspect": .integer(2), "fail": .integer(1)]))
    }
  }
}
