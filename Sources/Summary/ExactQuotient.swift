/// The Double nearest to `numerator / denominator`, ties to even.
///
/// - Precondition: `denominator > 0`.
package func roundedQuotient(_ numerator: UInt128, by denominator: UInt128) -> Double {
  precondition(denominator > 0)
  guard numerator != 0 else { return 0 }
  let limit = UInt128(1) << 53
  if numerator <= limit, denominator <= limit {
    // Both are exact in Double, so the division rounds once.
    return Double(UInt64(truncatingIfNeeded: numerator))
      / Double(UInt64(truncatingIfNeeded: denominator))
  }
  let (bits, exponent) = quotientBits(numerator, by: denominator)
  return nearestDouble(bits, exponent: exponent)
}

/// The Double nearest to `numerator / denominator`, ties to even, with the sign of the numerator.
package func roundedQuotient(ofSigned numerator: Int128, by denominator: UInt128) -> Double {
  let magnitude = roundedQuotient(numerator.magnitude, by: denominator)
  return numerator < 0 ? -magnitude : magnitude
}

/// The Double nearest to `√(numerator / denominator)`, ties to even.
///
/// - Precondition: `denominator > 0`.
package func roundedRoot(ofQuotient numerator: UInt128, by denominator: UInt128) -> Double {
  precondition(denominator > 0)
  guard numerator != 0 else { return 0 }
  if numerator <= UInt64.max, denominator <= UInt64.max {
    let root = likelyRoot(
      ofQuotient: UInt64(truncatingIfNeeded: numerator),
      by: UInt64(truncatingIfNeeded: denominator)
    )
    if let root { return root }
  }
  var (bits, exponent) = quotientBits(numerator, by: denominator)
  // The lowest bit says that more lies below; an odd exponent must not shift it away.
  if exponent & 1 != 0 {
    bits = bits >> 1 | (bits & 1)
    exponent += 1
  }
  // 127 bits or more make a root of 64 bits: eleven beyond a Double.
  let root = integerRoot(bits)
  let isExact = UInt128(root) * UInt128(root) == bits
  return nearestDouble(UInt128(root) << 1 | (isExact ? 0 : 1), exponent: exponent / 2 - 1)
}

/// The Double nearest to `√(numerator / denominator)`; nil where it lies so near to the middle of two
/// that 64 bits do not tell.
///
/// The quotient is `x * 2^exponent` with `x` from 2^126 to 2^128, known to 64 bits: the one meant
/// lies less than 2^64 above. The processor's root of the high half, of 53 bits, is wrong by less
/// than 2^12; the rest `x - root²` over `2 root` is what lacks, but for its square over `2 root`, far
/// below 1. Rounding that down costs less than 1 and the unknown bits move the root up by less than
/// 2^64 / 2^64 = 1: the root meant lies between `root - 1` and `root + 2`.
///
/// - Precondition: Both are positive.
private func likelyRoot(ofQuotient numerator: UInt64, by denominator: UInt64) -> Double? {
  let (up, down) = (numerator.leadingZeroBitCount, denominator.leadingZeroBitCount)
  let (dividend, divisor) = (numerator << UInt64(up), denominator << UInt64(down))
  var exponent = down - up - 128
  let quotient: UInt64
  if dividend < divisor {
    quotient = divisor.dividingFullWidth((dividend, 0)).quotient
  } else {
    quotient = divisor.dividingFullWidth((dividend >> 1, dividend << 63)).quotient
    exponent += 1
  }
  var (high, low) = (quotient, UInt64(0))
  if exponent & 1 != 0 {
    (high, low) = (quotient >> 1, quotient << 63)
    exponent += 1
  }
  let guess = Double(high).squareRoot() * 0x1p32
  guard guess < 0x1.fffp63 else { return nil }
  let whole = UInt64(guess)
  let square = whole.multipliedFullWidth(by: whole)
  let (restLow, borrow) = low.subtractingReportingOverflow(square.low)
  let restHigh = high &- square.high &- (borrow ? 1 : 0)
  // Below 2^77: without the lowest 14 bits it fits.
  let rest = Int64(bitPattern: restHigh << 50 | restLow >> 14)
  let correction = (Double(rest) * 0x1p13 / guess).rounded(.down)
  let root = whole &+ UInt64(bitPattern: Int64(correction))
  // 64 bits, eleven beyond a Double; 1024 is the middle.
  guard (root & 2047) &- 1020 > 8 else { return nil }
  return Double(root) * Double(sign: .plus, exponent: exponent / 2, significand: 1)
}

/// `bits * 2^exponent` just below or at the quotient, with 128 significant bits; the lowest of them
/// is set when the quotient lies above.
private func quotientBits(
  _ numerator: UInt128,
  by denominator: UInt128
) -> (bits: UInt128, exponent: Int) {
  let (up, down) = (numerator.leadingZeroBitCount, denominator.leadingZeroBitCount)
  let divisor = denominator << UInt128(down)
  var dividend = numerator << UInt128(up)
  var low: UInt128 = 0
  var exponent = down - up - 128
  if dividend >= divisor {
    low = dividend << 127
    dividend >>= 1
    exponent += 1
  }
  // dividend * 2^128 + low = numerator * 2^(up + 128), halved where that was needed.
  let (quotient, remainder) = divisor.dividingFullWidth((dividend, low))
  return (quotient | (remainder == 0 ? 0 : 1), exponent)
}

/// The largest integer whose square is at most `value`.
private func integerRoot(_ value: UInt128) -> UInt64 {
  // 53 bits from the processor, the others by one step of Newton, the last by trial.
  let high = UInt64(truncatingIfNeeded: value >> 64)
  var root = UInt64(
    min((Double(high) * 0x1p64).squareRoot(), 0x1.fffffffffffffp63)
  )
  root = max(root, 1)
  let better = value / UInt128(root)
  let mean = (UInt128(root) + better) / 2
  root = mean > UInt128(UInt64.max) ? .max : UInt64(truncatingIfNeeded: mean)
  while UInt128(root) * UInt128(root) > value { root -= 1 }
  while root < .max, UInt128(root + 1) * UInt128(root + 1) <= value { root += 1 }
  return root
}

/// The Double nearest to `bits * 2^exponent`, ties to even. The library's conversion of wide
/// integers is generic and slow, and this needs only the top bits and whether any is set below.
private func nearestDouble(_ bits: UInt128, exponent: Int) -> Double {
  let excess = max(0, 64 - bits.leadingZeroBitCount)
  let top = UInt64(truncatingIfNeeded: bits >> UInt128(excess))
  let lost = bits & ((UInt128(1) << UInt128(excess)) - 1)
  return Double(
    sign: .plus,
    exponent: exponent + excess,
    significand: Double(top | (lost == 0 ? 0 : 1))
  )
}
