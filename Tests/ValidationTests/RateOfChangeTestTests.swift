import ObservationModel
import Testing
import Validation

@Suite("The rate of change test")
struct RateOfChangeTestTests {
  private let test = RateOfChangeTest(suspectAbovePerSecond: 1, failAbovePerSecond: 3)

  @Test("counts fractions of a second")
  func subsecond() throws {
    // 5 units a second at 10 Hz, then 0.526 a second over 1.9 s.
    let fast = try TestBatch.series([0, 0.5, 1], times: [0, 0.1, 0.2])
    #expect(test.codes(fast) == [1, 4, 4])
    let slow = try TestBatch.series([1, 2, 3], times: [0, 1.9, 3.8])
    #expect(test.codes(slow) == [1, 1, 1])
  }

  @Test("a change in no time or in an unknown time is not evaluated, no change passes")
  func noTime() throws {
    let batch = try TestBatch.series([1, 2, 2, 3, 3, 9], times: [5, 5, 5, .nan, .nan, 8])
    #expect(test.codes(batch) == [1, 2, 1, 2, 1, 2])
    #expect(rangeLengthsThatMatter(test, batch) == [])
  }

  @Test("the first value of a feature and values after a missing one pass")
  func first() throws {
    let batch = try TestBatch.series(
      [0, 100, nil, 0, 100, 100.5],
      times: [0, 1, 2, 3, 0, 1],
      seams: [4]
    )
    #expect(test.codes(batch) == [1, 4, 9, 1, 1, 1])
    #expect(rangeLengthsThatMatter(test, batch) == [])
  }

  @Test("profiles do not run along time")
  func profile() throws {
    let batch = try TestBatch.profile(pressures: [0, 10], [("temperature", [1, nil])])
    #expect(test.codes(batch) == [2, 9])
  }
}
