import KernelTypes
import Kernels
import Testing

@Suite("Statistics of values")
struct StatisticsTests {
  /// Values with gaps, infinities and both zeros among them.
  static func values(_ count: Int) -> [Double] {
    let odd: [Double] = [.nan, .infinity, -.infinity, 0, -0.0]
    return StoredNumbersTests.words(count, seed: UInt64(count)).map { word in
      word % 7 == 0
        ? odd[Int(word >> 8) % odd.count] : Double(Int64(bitPattern: word) >> 30) / 1024
    }
  }

  @Test("count, extremes and sums are those of one value at a time")
  func agrees() {
    for size in StoredNumbersTests.sizes {
      let values = Self.values(size)
      var statistics = ValueStatistics()
      statistics.add(values.span)
      let finite = values.filter(\.isFinite)
      var sums = [Double](repeating: 0, count: 8)
      for (i, x) in values.enumerated() where x.isFinite { sums[i % 8] += x }
      #expect(statistics.position == size)
      #expect(statistics.validCount == values.count { !$0.isNaN })
      #expect(statistics.finiteCount == finite.count)
      #expect(statistics.minimum == finite.min())
      #expect(statistics.maximum == finite.max())
      #expect(Array(statistics.state.prefix(8)) == sums)
    }
  }

  @Test("any split into pieces gives the same bits")
  func pieces() {
    let values = Self.values(5000)
    let floats = values.map { Float($0) }
    var (whole, wholeOfFloats) = (ValueStatistics(), ValueStatistics())
    whole.add(values.span)
    wholeOfFloats.add(floats.span)
    for lengths in [[1], [7, 13], [8], [64, 1], [1000, 3]] {
      var (split, splitOfFloats) = (ValueStatistics(), ValueStatistics())
      var (start, turn) = (0, 0)
      while start < values.count {
        let end = min(values.count, start + lengths[turn % lengths.count])
        split.add(values[start..<end].span)
        splitOfFloats.add(floats[start..<end].span)
        (start, turn) = (end, turn + 1)
      }
      #expect(split.state.map(\.bitPattern) == whole.state.map(\.bitPattern))
      #expect(splitOfFloats.state.map(\.bitPattern) == wholeOfFloats.state.map(\.bitPattern))
    }
  }

  @Test("nothing but missing values has no mean")
  func allMissing() {
    var statistics = ValueStatistics()
    statistics.add([Double.nan, .nan].span)
    #expect(statistics.validCount == 0 && statistics.position == 2)
    #expect(statistics.mean == nil && statistics.minimum == nil && statistics.maximum == nil)
  }

  @Test("infinities count as valid and stay out of the mean")
  func infinities() {
    var statistics = ValueStatistics()
    statistics.add([Float.infinity, 1, -.infinity, 3].span)
    #expect(statistics.validCount == 4)
    #expect(statistics.mean == 2 && statistics.minimum == 1 && statistics.maximum == 3)
  }
}
