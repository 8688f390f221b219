import ObservationModel
import Testing
import Validation

@Suite("The repeated count test")
struct RepeatedCountTestTests {
  @Test("marks the fourth and fails the sixth of equal values, as the codable instructions say")
  func counts() throws {
    let test = RepeatedCountTest(tolerance: 0)
    let batch = try TestBatch.series([4, 5, 5, 5, 5, 5, 5, 5, 6, 5])
    #expect(test.codes(batch) == [2, 1, 1, 1, 3, 3, 4, 4, 1, 1])
    #expect(rangeLengthsThatMatter(test, batch) == [])
  }

  @Test("compares with the present value and lets it differ by the tolerance")
  func tolerance() throws {
    let test = RepeatedCountTest(tolerance: 0.25, suspectCount: 2, failCount: 3)
    #expect(test.codes(try TestBatch.series([1, 1.25, 1.5, 1.25, 1])) == [2, 2, 1, 4, 1])
    #expect(test.codes(try TestBatch.series([1, nil, 1, 1, 1])) == [2, 9, 2, 2, 3])
    #expect(test.codes(try TestBatch.series([1, 1, 1, 1], seams: [2])) == [2, 2, 2, 2])
  }
}
