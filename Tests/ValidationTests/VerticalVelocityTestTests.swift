import ObservationModel
import Testing
import Validation

@Suite("The vertical velocity test")
struct VerticalVelocityTestTests {
  @Test("passes the thresholds themselves and grades what is faster")
  func thresholds() throws {
    let batch = try TestBatch.currents(
      depths: [1, 2, 3, 4, 5, 6],
      [("upward_current", [0.1, -0.1, 0.11, -0.2, 0.2001, nil])]
    )
    let test = VerticalVelocityTest(
      suspectAboveMetersPerSecond: 0.1,
      failAboveMetersPerSecond: 0.2
    )
    #expect(test.codes(batch) == [1, 1, 3, 3, 4, 2])
    #expect(rangeLengthsThatMatter(test, batch) == [])
  }

  @Test("has the threshold of its source when none is given")
  func source() throws {
    let test = try VerticalVelocityTest(TestArguments())
    #expect(test.failAboveMetersPerSecond == 0.2)
    #expect(test.suspectAboveMetersPerSecond == 0.2)
    #expect(throws: TestConfigurationError.self) {
      try VerticalVelocityTest(TestArguments(["suspect": .number(2), "fail": .number(1)]))
    }
  }

  @Test("does not judge without the velocity")
  func nothing() throws {
    let test = try VerticalVelocityTest(TestArguments())
    #expect(test.codes(try TestBatch.currents(depths: [1], [])) == [2])
    #expect(test.codes(try TestBatch.currents(depths: [], [])) == [])
    let missing = try TestBatch.currents(depths: [1], [("upward_current", [9])], current: [nil])
    #expect(test.codes(missing) == [9])
    let hostile = try TestBatch.currents(
      depths: [1, 2],
      [("upward_current", [.infinity, -1e308])]
    )
    #expect(test.codes(hostile) == [4, 4])
  }
}
