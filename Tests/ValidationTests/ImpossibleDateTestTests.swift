import ObservationModel
import Testing
import Validation

@Suite("The impossible date test")
struct ImpossibleDateTestTests {
  @Test("passes the ends of the span and fails beyond them")
  func span() throws {
    let batch = try TestBatch.series([1, 2, 3, 4, 5], times: [9, 10, 20, 21, .nan])
    #expect(ImpossibleDateTest(earliest: 10, latest: 20).codes(batch) == [4, 1, 1, 4, 4])
    let test = ImpossibleDateTest(earliest: 10, latest: 20, missingTimeFails: false)
    #expect(test.codes(batch) == [4, 1, 1, 4, 9])
  }

  @Test("takes the present for the end of time")
  func present() throws {
    var arguments = TestArguments(["missing_time": .word("missing")])
    arguments.now = 15
    let test = try ImpossibleDateTest(arguments)
    let batch = try TestBatch.series([1, 2, 3], times: [15, 15.5, .nan])
    #expect(test.codes(batch) == [1, 4, 9])
  }
}
