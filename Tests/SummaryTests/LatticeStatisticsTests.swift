import ObservationModel
import Resampling
import Summary
import Testing

/// Means and standard deviations of values on the lattice, against exact integer arithmetic.
@Suite("Statistics of values on the lattice are the nearest Double")
struct LatticeStatisticsTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let offset: Double
    let deviation: Double
    let exponent: Int
    var testDescription: String { "offset \(offset), deviation \(deviation)" }
  }

  /// The offsets and deviations at which sums of squares in Double lose up to everything.
  static let cases = [
    Case(offset: 15, deviation: 0.5, exponent: -16),
    Case(offset: 1013.25, deviation: 0.01, exponent: -16),
    Case(offset: 101_325, deviation: 0.05, exponent: -12),
    Case(offset: 1.7e9, deviation: 0.5, exponent: -16),
  ]

  @Test("at every offset, with the offset in the lattice", arguments: cases)
  func offsets(_ test: Case) {
    let lattice = Lattice(
      offset: test.offset,
      stepExponent: test.exponent,
      range: test.offset - 100...test.offset + 100
    )
    var random = SeededNumbers(seed: 5)
    let spread = Int(test.deviation / lattice.step * 4)
    for count in [1, 2, 3, 7, 1000, 4999] {
      let integers = (0..<count).map { _ in Int32(Int(random.next() % UInt64(2 * spread)) - spread)
      }
      var cell = CellSum()
      // The values as a file would hold them come back to their integers.
      for q in integers {
        let value = lattice.value(of: q)
        #expect(lattice.integer(for: value) == q)
        cell.add(q)
      }
      let n = UInt128(count)
      // Everything is positive here: Σ(K + q) over n, at 2^exponent.
      let sum = integers.reduce(UInt128(0)) { $0 + UInt128(lattice.offsetSteps + Int($1)) }
      let mean = Statistic.mean.value(of: cell, on: lattice)
      expectNearest(mean / lattice.step, to: sum, over: n)
      let squares = integers.reduce(Int128(0)) { $0 + Int128($1) * Int128($1) }
      let plain = integers.reduce(Int128(0)) { $0 + Int128($1) }
      let numerator = UInt128(Int128(n) * squares - plain * plain)
      for ddof in [0, 1] where count > ddof {
        let denominator = n * (n - UInt128(ddof))
        let deviation = Statistic.standardDeviation.value(of: cell, on: lattice, ddof: ddof)
        expectNearestRoot(deviation / lattice.step, to: numerator, over: denominator)
      }
    }
  }

  /// `x` is within half a unit in its last place of `n / d`.
  private func expectNearest(_ x: Double, to n: UInt128, over d: UInt128) {
    let (m, e) = parts(x)
    for (half, sign) in [(2 * m - 1, -1), (2 * m + 1, 1)] {
      let side = WideNumber(half, times: d, shifted: e - 1)
        .compared(to: WideNumber(n, times: 1, shifted: 0))
      #expect(side == sign || side == 0)
    }
  }

  private func expectNearestRoot(_ x: Double, to n: UInt128, over d: UInt128) {
    guard n > 0 else {
      #expect(x == 0)
      return
    }
    let (m, e) = parts(x)
    for (half, sign) in [(2 * m - 1, -1), (2 * m + 1, 1)] {
      let side = WideNumber(half * half, times: d, shifted: 2 * (e - 1))
        .compared(to: WideNumber(n, times: 1, shifted: 0))
      #expect(side == sign || side == 0)
    }
  }

  private func parts(_ x: Double) -> (UInt128, Int) {
    (UInt128(x.significandBitPattern | 1 << 52), Int(x.exponent) - 52)
  }

  @Test("sums, squares and ranges are exact")
  func sums() {
    let lattice = Lattice(offset: 10, stepExponent: -1, range: 0...20)
    var cell = CellSum()
    // 9.5, 10 and 12.
    for q: Int32 in [-1, 0, 4] { cell.add(q) }
    #expect(Statistic.sum.value(of: cell, on: lattice) == 31.5)
    #expect(Statistic.sumOfSquares.value(of: cell, on: lattice) == 90.25 + 100 + 144)
    #expect(Statistic.range.value(of: cell, on: lattice) == 2.5)
    #expect(Statistic.mean.value(of: cell, on: lattice) == 10.5)
    // Σ(v - 10.5)² = 1 + 0.25 + 2.25.
    #expect(Statistic.variance.value(of: cell, on: lattice, ddof: 1) == 1.75)
    #expect(Statistic.minimum.value(of: cell, on: lattice) == 9.5)
  }

  @Test("a sample of one has no deviation")
  func sample() {
    var cell = CellSum()
    cell.add(3)
    let lattice = Lattice(offset: 0, stepExponent: 0, range: -9...9)
    #expect(Statistic.standardDeviation.value(of: cell, on: lattice, ddof: 1).isNaN)
  }

  @Test("words of statistics are read back, and quantiles have one spelling")
  func words() {
    for statistic in Statistic.named {
      #expect(Statistic(statistic.word) == statistic)
    }
    #expect(Statistic("quantile_0.5") == .median)
    #expect(Statistic("percentile_50") == .median)
    #expect(Statistic("quantile_0.90")?.word == "percentile_90")
    #expect(Statistic("percentile_99.9")?.nameInFiles == "percentile_99_9")
    #expect(Statistic("percentile_0")?.word == "percentile_0")
    #expect(Statistic("percentile_100")?.word == "percentile_100")
    for wrong in ["percentile_101", "quantile_1.5", "quantile_-0.1", "quantile_", "medians"] {
      #expect(Statistic(wrong) == nil)
    }
  }
}
