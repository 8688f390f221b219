import ObservationModel
import Resampling
import Summary
import Testing

@Suite("Distributions")
struct DistributionTests {
  let lattice = Lattice(offset: 0, stepExponent: -16, range: -200...200)

  private func distribution(_ values: [Int32], bin: UInt8) -> Distribution {
    var distribution = Distribution()
    for value in values { distribution.add(value, binExponent: bin) }
    return distribution
  }

  @Test("give the quantiles of numpy 2.4.6 for few values")
  func few() {
    // numpy.quantile([1, 2, 4, 8], [0, .1, .25, .5, .9, 1]), worked by hand as h = 3 p.
    let whole = Lattice(offset: 0, stepExponent: 0, range: -9...9)
    let four = distribution([8, 1, 4, 2], bin: 0)
    for (share, expected) in [
      ("0", 1), ("0.1", 1.3), ("0.25", 1.75), ("0.5", 3), ("0.9", 6.8), ("1", 8),
    ] as [(String, Double)] {
      let decimal = Decimal(share) ?? Decimal(units: 0, scale: 1)
      #expect(four.quantile(decimal, on: whole) == expected)
    }
    #expect(distribution([5], bin: 0).quantile(Decimal(units: 5, scale: 10), on: whole) == 5)
    #expect(Distribution().quantile(Decimal(units: 5, scale: 10), on: whole).isNaN)
  }

  @Test("of many values are right to a bin, by sorting them")
  func many() {
    let bin = Distribution.binExponent(for: lattice)
    let width = lattice.step * Double(1 << Int(bin))
    var random = SeededNumbers(seed: 99)
    for count in [65, 1000, 20_000] {
      let values = (0..<count).map { _ in
        // About normal: the sum of four uniform numbers.
        Int32((0..<4).reduce(Int64(0)) { sum, _ in sum + Int64(random.next() % 100_000) })
      }
      let sorted = values.sorted()
      let held = distribution(values, bin: bin)
      #expect(!held.isExact && Int(held.count) == count)
      for units in [0, 1, 10, 100, 500, 900, 999, 1000] {
        let h = Double(count - 1) * Double(units) / 1000
        let low = Double(sorted[Int(h)])
        let high = Double(sorted[min(Int(h) + 1, count - 1)])
        let expected = (low + (high - low) * (h - h.rounded(.down))) * lattice.step
        let found = held.quantile(Decimal(units: units, scale: 1000), on: lattice)
        #expect(abs(found - expected) <= width)
      }
    }
  }

  @Test("are the same for any order and any split, also across the change to bins")
  func anyOrder() {
    for seed: UInt64 in 1...20 {
      var random = SeededNumbers(seed: seed)
      let count = 40 + Int(random.next() % 60)
      let values = (0..<count).map { _ in
        Int32(truncatingIfNeeded: Int(random.next() % 5000) - 2500)
      }
      let whole = distribution(values, bin: 7)
      for pieces in [1, 2, 8, 64] {
        var parts = [Distribution](repeating: Distribution(), count: pieces)
        for value in values.shuffled(using: &random) {
          parts[Int(random.next() % UInt64(pieces))].add(value, binExponent: 7)
        }
        var merged = Distribution()
        for part in parts.shuffled(using: &random) { merged.merge(part) }
        #expect(merged == whole, "seed \(seed), \(pieces) pieces")
      }
    }
  }

  @Test("that no values can have are refused")
  func refuses() {
    typealias Entry = Distribution.Entry
    #expect(Distribution(entries: [Entry(integer: 2, count: 0)], binExponent: 0) == nil)
    let twice = [Entry(integer: 2, count: 1), Entry(integer: 2, count: 1)]
    #expect(Distribution(entries: twice, binExponent: 0) == nil)
    #expect(Distribution(entries: [Entry(integer: 3, count: 65)], binExponent: 2) == nil)
    #expect(Distribution(entries: [Entry(integer: 4, count: 65)], binExponent: 2) != nil)
    #expect(
      Distribution(
        entries: [Entry(integer: 4, count: .max), Entry(integer: 8, count: 1)],
        binExponent: 2
      ) == nil
    )
  }
}
