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

  @Test("takes a value of single precision that is written as the bound for the bound")
  func singlePrecision() throws {
    // 0.1 and 0.7 are 0.100000001490116 and 0.699999988079071 in single precision.
    let test = GrossRangeTest(fail: 0.1...0.7)
    #expect(
      test.codes(try TestBatch.series([0.1, 0.7, 0.0999, 0.7001], isFloat: true)) == [1, 1, 4, 4]
    )
    let upper = GrossRangeTest(fail: 0...0.1)
    #expect(upper.codes(try TestBatch.series([0.1], isFloat: true)) == [1])
  }

  @Test("judges nothing where there is nothing")
  func empty() throws {
    let test = GrossRangeTest(fail: 0...10)
    #expect(test.codes(try TestBatch.series([])) == [])
    #expect(test.codes(try TestBatch.series([nil])) == [9])
    #expect(test.codes(try TestBatch.series([11])) == [4])
  }
}
