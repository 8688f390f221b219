import ObservationModel
import Testing
import Validation

@Suite("The error velocity test")
struct ErrorVelocityTestTests {
  @Test("passes the thresholds themselves and grades what is faster")
  func thresholds() throws {
    let batch = try TestBatch.currents(
      depths: [1, 2, 3, 4, 5, 6],
      [("error_velocity", [0.1, -0.1, 0.11, -0.15, 0.15001, nil])]
    )
    let test = ErrorVelocityTest(
      suspectAboveMetersPerSecond: 0.1,
      failAboveMetersPerSecond: 0.15
    )
    #expect(test.codes(batch) == [1, 1, 3, 3, 4, 2])
    #expect(rangeLengthsThatMatter(test, batch) == [])
  }

  @Test("has the threshold of its source when none is given")
  func source() throws {
    let test = try ErrorVelocityTest(TestArguments())
    #expect(test.failAboveMetersPerSecond == 0.15)
    #expect(test.suspectAboveMetersPerSecond == 0.15)
    #expect(throws: TestConfigurationError.self) {
      try ErrorVelocityTest(TestArguments(["suspect": .number(2), "fail": .number(1)]))
    }
  }

  @Test("does not judge without the velocity")
  func nothing() throws {
    let test = try ErrorVelocityTest(TestArguments())
    #expect(test.codes(try TestBatch.currents(depths: [1], [])) == [2])
    #expect(test.codes(try TestBatch.currents(depths: [], [])) == [])
    let missing = try TestBatch.currents(depths: [1], [("error_velocity", [9])], current: [nil])
    #expect(test.codes(missing) == [9])
    let hostile = try TestBatch.currents(
      depths: [1, 2],
      [("error_velocity", [.infinity, -1e308])]
    )
    #expect(test.codes(hostile) == [4, 4])
  }
}
