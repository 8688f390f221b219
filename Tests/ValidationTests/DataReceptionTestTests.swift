import ObservationModel
import Testing
import Validation

@Suite("The data reception test")
struct DataReceptionTestTests {
  @Test("fails what is older than allowed when it arrives")
  func age() throws {
    // ioos_qc 3.0.0, qartod.data_reception_test(tinp, fail_span=6, from_time=43200 s).
    let times: [Double] = [0, 3600, 10800, 18001, .nan, 40000, 40001, 100]
    let batch = try TestBatch.series([1, 2, 3, 4, 5, 6, 7, 8], times: times)
    let test = DataReceptionTest(maximumSeconds: 6 * 3600, receivedAt: 43200)
    #expect(test.codes(batch) == [4, 4, 4, 4, 9, 1, 1, 4])
    let exact = try TestBatch.series([1, 2], times: [21600, 50000])
    #expect(test.codes(exact) == [1, 1])
  }

  @Test("does not know the age of anything without the present")
  func unknown() throws {
    var arguments = TestArguments(["maximum": .number(60)])
    let batch = try TestBatch.series([1, 2], times: [0, .nan])
    #expect(try DataReceptionTest(arguments).codes(batch) == [2, 9])
    arguments.now = 61
    #expect(try DataReceptionTest(arguments).codes(batch) == [4, 9])
  }
}
