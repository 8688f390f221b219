import ObservationModel
import Testing
import Validation

@Suite("The time gap test")
struct TimeGapTestTests {
  @Test("fails what follows a gap longer than allowed, and passes one that is just as long")
  func gap() throws {
    let test = TimeGapTest(maximumSeconds: 7200)
    // ioos_qc 3.0.0, qartod.time_gap_test(tinp, fail_span=2) on these seconds.
    let times: [Double] = [0, 3600, 10800, 18001, .nan, 40000, 40001, 100]
    let batch = try TestBatch.series([1, 2, 3, 4, 5, 6, 7, 8], times: times)
    #expect(test.codes(batch) == [1, 1, 1, 4, 9, 2, 1, 1])
    #expect(rangeLengthsThatMatter(test, batch) == [])
    let short = try TestBatch.series([4, 5, 6], times: [18001, .nan, 40000])
    #expect(test.codes(short) == [2, 9, 2])
  }

  @Test("gives the first of a feature the flag of the second, and a single one none")
  func first() throws {
    let test = TimeGapTest(maximumSeconds: 60)
    let batch = try TestBatch.series([1, 2, 3, 4], times: [0, 61, 1000, 1060], seams: [1, 2])
    #expect(test.codes(batch) == [2, 2, 1, 1])
    let gaps = try TestBatch.series([1, nil], times: [0, 61])
    #expect(test.codes(gaps) == [4, 4])
  }
}
