import ObservationModel
import Testing
import Validation

@Suite("The running deviation test")
struct RunningDeviationTestTests {
  @Test("finds what numpy finds with medians and standard deviations")
  func peer() throws {
    // numpy 2.4.6: median of the window of 7, standard deviation of its other values.
    let batch = try TestBatch.series(RandomWalk.values)
    let test = RunningDeviationTest(halfWindow: 3, suspectFactor: 2, failFactor: 4)
    #expect(
      test.codes(batch) == [
        2, 2, 2, 1, 1, 1, 1, 4, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 4, 1, 1, 1, 1, 9, 1, 2, 2, 2,
      ]
    )
    #expect(rangeLengthsThatMatter(test, batch) == [])
  }

  @Test("fails the one value that differs from flat neighbours, and passes the factor itself")
  func exact() throws {
    let test = RunningDeviationTest(halfWindow: 2, suspectFactor: 2, failFactor: 3)
    #expect(test.codes(try TestBatch.series([5, 5, 5.1, 5, 5])) == [2, 2, 4, 2, 2])
    // Neighbours -1, 1, -1, 1: the median with a value above them is 1, the deviation 1.
    #expect(test.codes(try TestBatch.series([-1, 1, 3, -1, 1])) == [2, 2, 1, 2, 2])
    #expect(test.codes(try TestBatch.series([-1, 1, 4, -1, 1])) == [2, 2, 3, 2, 2])
    #expect(test.codes(try TestBatch.series([-1, 1, 4.5, -1, 1])) == [2, 2, 4, 2, 2])
    #expect(test.codes(try TestBatch.series([-1, nil, 4.5, nil, 1])) == [2, 9, 2, 9, 2])
  }
}
