import Summary
import Testing

@Suite("Quotients and roots of whole numbers")
struct ExactQuotientTests {
  @Test("of random ratios are the nearest Double, by exact comparison with its neighbours")
  func nearest() {
    var random = SeededNumbers(seed: 20_261_125)
    for round in 0..<4000 {
      let wide = UInt128(random.next()) << UInt128(random.next() % 64)
      let numerator = wide >> UInt128(round % 60)
      let denominator = max(1, UInt128(random.next()) >> UInt128(random.next() % 63))
      let quotient = roundedQuotient(numerator, by: denominator)
      #expect(Self.isNearest(quotient, to: numerator, over: denominator))
    }
  }

  /// `|q - n/d| <= |q' - n/d|` for the Doubles `q'` on both sides, in integers: the midpoints are
  /// whole numbers of half units in the last place.
  private static func isNearest(_ q: Double, to n: UInt128, over d: UInt128) -> Bool {
    guard n > 0 else { return q == 0 }
    // q = m * 2^e with 53 bits; twice the midpoints are 2m ± 1 at 2^(e - 1).
    let m = UInt128(q.significandBitPattern | 1 << 52)
    let e = Int(q.exponent) - 52
    func compare(_ half: UInt128) -> Int {
      // half * 2^(e - 1) against n / d, both sides below 2^127 after scaling in WideNumber.
      WideNumber(half, times: d, shifted: e - 1).compared(to: WideNumber(n, times: 1, shifted: 0))
    }
    let (below, above) = (compare(2 * m - 1), compare(2 * m + 1))
    let isEven = m % 2 == 0
    return (below < 0 || (below == 0 && isEven)) && (above > 0 || (above == 0 && isEven))
  }

  @Test("roots are the nearest Double, by exact comparison of squares")
  func roots() {
    var random = SeededNumbers(seed: 7)
    for round in 0..<8000 {
      // Half of them of at most 64 bits, for which there is a shorter way.
      let bits = UInt128(random.next())
      let n = max(
        1,
        round % 2 == 0
          ? bits << UInt128(random.next() % 40) : bits >> UInt128(random.next() % 63)
      )
      let d = max(1, UInt128(random.next()) >> UInt128(random.next() % 63))
      let root = roundedRoot(ofQuotient: n, by: d)
      let m = UInt128(root.significandBitPattern | 1 << 52)
      let e = Int(root.exponent) - 52
      func compare(_ half: UInt128) -> Int {
        // (half * 2^(e - 1))^2 * d against n.
        let square = WideNumber(half * half, times: d, shifted: 2 * (e - 1))
        return square.compared(to: WideNumber(n, times: 1, shifted: 0))
      }
      #expect(compare(2 * m - 1) <= 0 && compare(2 * m + 1) >= 0)
    }
    #expect(roundedRoot(ofQuotient: 1 << 62, by: 1) == 0x1p31)
    #expect(roundedRoot(ofQuotient: UInt128(UInt64.max), by: 1) == 0x1p32)
    #expect(roundedRoot(ofQuotient: 9, by: 4) == 1.5)
    #expect(roundedRoot(ofQuotient: 2, by: 1) == 2.0.squareRoot())
    #expect(roundedRoot(ofQuotient: .max, by: 1) == 0x1p64)
  }
}

/// `a * b * 2^shift` for comparison, as a list of 32-bit digits from the lowest.
struct WideNumber {
  private var digits: [UInt64]

  /// - Parameter shifted: From -256 to 255; all numbers are held 256 bits up.
  init(_ a: UInt128, times b: UInt128, shifted: Int) {
    func split(_ x: UInt128) -> [UInt64] {
      (0..<4).map { UInt64(truncatingIfNeeded: x >> UInt128(32 * $0)) & 0xffff_ffff }
    }
    var product = [UInt64](repeating: 0, count: 32)
    let (x, y) = (split(a), split(b))
    for i in 0..<4 {
      var carry: UInt64 = 0
      for j in 0..<4 {
        let sum = x[i] * y[j] + product[i + j] + carry
        product[i + j] = sum & 0xffff_ffff
        carry = sum >> 32
      }
      product[i + 4] += carry
    }
    let up = 256 + shifted
    precondition(up >= 0 && up < 512)
    digits = [UInt64](repeating: 0, count: 32)
    for i in 0..<8 {
      let place = i + up / 32
      let value = product[i] << UInt64(up % 32)
      digits[place] += value & 0xffff_ffff
      digits[place + 1] += value >> 32
    }
  }

  func compared(to other: WideNumber) -> Int {
    for (a, b) in zip(digits, other.digits).reversed() where a != b { return a < b ? -1 : 1 }
    return 0
  }
}

/// Numbers from a seed.
struct SeededNumbers: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  /// SplitMix64.
  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}
