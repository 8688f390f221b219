import ObservationModel
import Testing
import Validation

@Suite("The flat line test")
struct FlatLineTestTests {
  @Test("exact repeats are found with a tolerance of 0")
  func repeats() throws {
    let test = FlatLineTest(suspectSeconds: 180, failSeconds: 300, tolerance: 0)
    let batch = try TestBatch.series([5, 5, 5, 5, 5, 5, 5, 5.001, 5])
    #expect(test.codes(batch) == [1, 1, 1, 3, 3, 4, 4, 1, 1])
    #expect(rangeLengthsThatMatter(test, batch) == [])
  }

  @Test("ten values a second are judged by their time")
  func subsecond() throws {
    let test = FlatLineTest(suspectSeconds: 0.25, failSeconds: 0.45, tolerance: 0.5)
    let times = (0..<7).map { Double($0) / 10 }
    let batch = try TestBatch.series([5, 5, 5, 5, 5, 5, 9], times: times)
    // Two intervals fit into 0.25 s, four into 0.45 s.
    #expect(test.codes(batch) == [1, 1, 3, 3, 4, 4, 1])
  }

  @Test("one value after a long gap is not flat, and a window does not reach over the gap")
  func gap() throws {
    let test = FlatLineTest(suspectSeconds: 120, failSeconds: 600, tolerance: 0.1)
    let times: [Double] = [0, 60, 120, 10_000, 10_060, 10_120, 10_180]
    let batch = try TestBatch.series([1, 1, 1, 1, 1, 1, 1], times: times)
    #expect(test.codes(batch) == [1, 1, 3, 1, 1, 3, 3])
    #expect(rangeLengthsThatMatter(test, batch) == [])
  }

  @Test("a slow drift is not flat although its neighbours are the same")
  func drift() throws {
    let test = FlatLineTest(suspectSeconds: 300, failSeconds: 600, tolerance: 0.5)
    let batch = try TestBatch.series((0..<40).map { Double($0) * 0.11 })
    #expect(Set(test.codes(batch)) == [1])
    // Five steps of 0.09 stay within 0.5; ten do not.
    let slower = try TestBatch.series((0..<40).map { Double($0) * 0.09 })
    #expect(test.codes(slower) == [1, 1, 1, 1, 1] + [Int](repeating: 3, count: 35))
    #expect(rangeLengthsThatMatter(test, slower) == [])
  }

  @Test("what has no time is not evaluated, and a clock that runs backwards begins anew")
  func clock() throws {
    let test = FlatLineTest(suspectSeconds: 120, failSeconds: 300, tolerance: 0.1)
    let batch = try TestBatch.series(
      [1, 1, 1, 1, 1, 1, 1, nil],
      times: [0, 60, 120, .nan, 30, 90, 150, 210]
    )
    #expect(test.codes(batch) == [1, 1, 3, 2, 1, 1, 3, 9])
  }

  @Test("a stream of pieces gives the flags of the whole")
  func stream() throws {
    let values = (0..<200).map { i -> Double? in
      if i % 17 == 3 { return nil }
      return Double(i / 23) + (i % 5 == 0 ? 0.01 : 0)
    }
    let test = FlatLineTest(suspectSeconds: 300, failSeconds: 700, tolerance: 0.05)
    let batch = try TestBatch.series(values)
    #expect(Set(test.codes(batch)) == [1, 3, 4, 9])
    #expect(rangeLengthsThatMatter(test, batch) == [])
  }

  @Test("a window of samples is flat with one value in it, one of time is not")
  func loneValue() throws {
    // ioos_qc 3.0.0: qartod.flat_line_test(x, t, 120, 240, 0.5), one value a minute.
    let batch = try TestBatch.series([1, nil, nil, 5, 9, 9, nil, 9])
    let bySamples = FlatLineTest(
      suspectSeconds: 120,
      failSeconds: 240,
      tolerance: 0.5,
      window: .samples
    )
    #expect(bySamples.codes(batch) == [1, 9, 9, 3, 1, 1, 9, 3])
    let byTime = FlatLineTest(suspectSeconds: 120, failSeconds: 240, tolerance: 0.5)
    #expect(byTime.codes(batch) == [1, 9, 9, 1, 1, 1, 9, 3])
  }
}
