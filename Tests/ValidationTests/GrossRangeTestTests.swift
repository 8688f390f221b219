import ObservationModel
import Testing
import Validation

@Suite("The gross range test")
struct GrossRangeTestTests {
  @Test("passes the bounds themselves and grades what lies beyond")
  func bounds() throws {
    let test = GrossRangeTest(fail: 0...10, suspect: 2...8)
    let batch = try TestBatch.series([-0.1, 0, 1.9, 2, 8, 8.1, 10, 10.1, nil])
    #expect(test.codes(batch) == [4, 3, 3, 1, 1, 3, 3, 4, 9])
    #expect(rangeLengthsThatMatter(test, batch) == [])
  }

  @Test("judges nothing where there is nothing")
  func empty() throws {
    let test = GrossRangeTest(fail: 0...10)
    #expect(test.codes(try TestBatch.series([])) == [])
    #expect(test.codes(try TestBatch.series([nil])) == [9])
    #expect(test.codes(try TestBatch.series([11])) == [4])
  }
}
