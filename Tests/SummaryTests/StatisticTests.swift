import ObservationModel
import Summary
import Testing

@Suite("Statistics")
struct StatisticTests {
  let lattice = Lattice(offset: 0, stepExponent: 0, range: -2e9...2e9)

  func cell(_ values: [Int32]) -> CellSum {
    var cell = CellSum()
    for value in values { cell.add(value) }
    return cell
  }

  @Test("of one value are the value and a deviation of 0")
  func one() {
    let cell = cell([-7])
    #expect(Statistic.count.value(of: cell, on: lattice) == 1)
    #expect(Statistic.mean.value(of: cell, on: lattice) == -7)
    #expect(Statistic.standardDeviation.value(of: cell, on: lattice) == 0)
    #expect(Statistic.minimum.value(of: cell, on: lattice) == -7)
    #expect(Statistic.maximum.value(of: cell, on: lattice) == -7)
  }

  @Test("of no values are missing, and the count is 0")
  func none() {
    #expect(Statistic.count.value(of: CellSum(), on: lattice) == 0)
    for statistic in Statistic.standard where statistic != .count {
      #expect(statistic.value(of: CellSum(), on: lattice).isNaN)
    }
  }

  @Test("use the population's deviation")
  func population() {
    // 2, 4, 4, 4, 5, 5, 7, 9: the textbook population with mean 5 and deviation 2.
    let cell = cell([2, 4, 4, 4, 5, 5, 7, 9])
    #expect(Statistic.mean.value(of: cell, on: lattice) == 5)
    #expect(Statistic.standardDeviation.value(of: cell, on: lattice) == 2)
  }

  @Test("keep a small deviation on a large offset, where sums of squares in Double lose it")
  func offset() {
    let cell = cell([2_000_000_000, 2_000_000_001, 1_999_999_999])
    #expect(Statistic.mean.value(of: cell, on: lattice) == 2e9)
    let deviation = Statistic.standardDeviation.value(of: cell, on: lattice)
    #expect(abs(deviation - (2.0 / 3.0).squareRoot()) < 1e-15)
  }

  @Test("the quotient is the nearest Double")
  func quotient() {
    #expect(roundedQuotient(1, by: 3) == 1.0 / 3.0)
    #expect(roundedQuotient(UInt128(1) << 100, by: 1) == 0x1p100)
    // 2^53 + 1 is a tie and goes to even; with a remainder it goes up.
    #expect(roundedQuotient((UInt128(1) << 53) + 1, by: 1) == 0x1p53)
    #expect(roundedQuotient(((UInt128(1) << 53) + 1) * 3 + 1, by: 3) == 0x1p53 + 2)
    #expect(roundedQuotient(.max, by: UInt128(UInt64.max)) == 0x1p64)
  }
}

@Suite("Sums of cells")
struct CellSumTests {
  @Test("are the same for any order and any split, by a seeded shuffle")
  func anyOrder() {
    var state: UInt64 = 20_240_601
    func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state >> 33
    }
    let values = (0..<1000).map { _ in Int32(truncatingIfNeeded: Int(next()) - (1 << 30)) }
    var whole = CellSum()
    for value in values { whole.add(value) }
    for pieces in [1, 2, 7, 64] {
      var parts = [CellSum](repeating: CellSum(), count: pieces)
      for value in values.reversed() { parts[Int(next()) % pieces].add(value) }
      var merged = CellSum()
      for part in parts { merged.merge(part) }
      #expect(merged == whole)
    }
  }

  @Test("hold the squares of the largest integers")
  func extremes() {
    var cell = CellSum()
    for _ in 0..<5 { cell.add(.min) }
    #expect(cell.sumOfSquares == UInt128(5) << 62)
    #expect(cell.sum == -5 * (1 << 31))
  }

  @Test("that no values can have are refused")
  func refuses() {
    #expect(CellSum(count: 0, sum: 1, sumOfSquares: 0, minimum: .max, maximum: .min) == nil)
    #expect(CellSum(count: 2, sum: 9, sumOfSquares: 0, minimum: 1, maximum: 2) == nil)
    #expect(CellSum(count: 2, sum: 3, sumOfSquares: 5, minimum: 1, maximum: 2) != nil)
  }
}
