import Kernels
import Testing

@Suite("Weighted sums of rows")
struct WeightedRowsTests {
  @Test("sums are of weights times differences from the first row")
  func whole() {
    let (first, second): ([Float], [Float]) = ([1, 2, 3], [2, 2, 7])
    var references = [Double](repeating: -1, count: 3)
    var sums = references
    var referenceSpan = references.mutableSpan
    var sumSpan = sums.mutableSpan
    startColumns(first.span, references: &referenceSpan, sums: &sumSpan)
    addToColumns(
      second.span,
      weight: 0.25,
      references: referenceSpan.span,
      sums: &sumSpan
    )
    #expect(references == [1, 2, 3])
    #expect(sums == [0.25, 0, 1])
  }

  @Test("what is missing or infinite is passed over, whatever comes first")
  func partial() {
    let rows: [[Double]] = [
      [.nan, 5, .infinity, .nan], [4, .nan, 6, .nan], [8, 7, 9, -.infinity],
    ]
    var references = [Double](repeating: .nan, count: 4)
    var sums = [Double](repeating: 0, count: 4)
    var weights = sums
    var referenceSpan = references.mutableSpan
    var sumSpan = sums.mutableSpan
    var weightSpan = weights.mutableSpan
    for row in rows {
      addValidToColumns(
        row.span,
        weight: 0.5,
        references: &referenceSpan,
        sums: &sumSpan,
        weights: &weightSpan
      )
    }
    #expect(Array(references.prefix(3)) == [4, 5, 6])
    #expect(references[3].isNaN)
    #expect(sums == [2, 1, 1.5, 0])
    #expect(weights == [1, 1, 1, 0])
  }
}
