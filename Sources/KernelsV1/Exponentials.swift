// The exponential function and powers, without libm and without fused multiply-add.

internal import CLanes

/// `1 / n!` for the powers of the series.
private enum Factorial {
  @inline(__always) static var reciprocal14: Double { 1 / 87_178_291_200.0 }
}

/// The exponentials of eight numbers.
///
/// `x = k ln 2 + r` with `|r| <= ln 2 / 2`; the Taylor series of `e^r` to `r^14` has truncation
/// below 1e-19. The rounding errors of `r` and of `1 + r` are carried along, so that the last
/// addition is the only one that matters. The scale `2^k` is applied in two halves, of which the
/// second alone can leave the range of normal numbers.
@inline(__always)
func exponentials(_ x: Lanes) -> Lanes {
  let (largest, smallest) = (Lanes(repeating: 710), Lanes(repeating: -746))
  let below = lanes_where_above(x, largest, largest, x)
  let clamped = lanes_where_above(smallest, below, smallest, below)
  let k = (clamped * 1.4426950408889634).nearestWhole
  // ln 2 in two parts, the first with trailing zeros, so that k times it is exact.
  let high: Lanes = clamped - k * 0.693147180369123816490
  let low: Lanes = k * 1.90821492927058770002e-10
  let r = high - low
  let lost: Lanes = (high - r) - low
  var p: Lanes = r * Factorial.reciprocal14
  p = (p + 1 / 6_227_020_800.0) * r
  p = (p + 1 / 479_001_600.0) * r
  p = (p + 1 / 39_916_800.0) * r
  p = (p + 1 / 3_628_800.0) * r
  p = (p + 1 / 362_880.0) * r
  p = (p + 1 / 40_320.0) * r
  p = (p + 1 / 5040.0) * r
  p = (p + 1 / 720.0) * r
  p = (p + 1 / 120.0) * r
  p = (p + 1 / 24.0) * r
  p = (p + 1 / 6.0) * r
  p = (p + 0.5) * (r * r)
  let sum: Lanes = 1.0 + r
  let rest: Lanes = ((1.0 - sum) + r) + (p + lost)
  let half = (k * 0.5).nearestWhole
  return (sum + rest) * powersOfTwo(half) * powersOfTwo(k - half)
}

/// `2^k` for whole numbers from -1022 to 1023.
@inline(__always)
private func powersOfTwo(_ k: Lanes) -> Lanes {
  // The last bits of 1.5 * 2^52 plus a whole number are that number.
  let bits = unsafeBitCast(k + 6_755_399_441_056_767, to: SIMD8<Int64>.self)
  return unsafeBitCast(bits &<< 52, to: Lanes.self)
}

/// See the facade.
@inline(never)
public func exponentials(of values: Span<Double>, into results: inout MutableSpan<Double>) {
  let count = values.count
  var i = 0
  values.withUnsafeBufferPointer { values in
    results.withUnsafeMutableBufferPointer { results in
      // Safe: lanes are loaded and stored where eight numbers from the index on lie within both
      // buffers, whose lengths the facade has found to agree.
      while i + 8 <= count {
        let x = UnsafeRawPointer(values.baseAddress! + i).loadUnaligned(as: Lanes.self)
        UnsafeMutableRawPointer(results.baseAddress! + i)
          .storeBytes(of: exponentials(x), as: Lanes.self)
        i += 8
      }
    }
  }
  while i < count {
    results[i] = exponential(values[i])
    i += 1
  }
}

/// See the facade.
@inline(never)
public func exponential(_ x: Double) -> Double {
  exponentials(Lanes(repeating: x))[0]
}

/// The upper 26 bits of a number and the rest (Veltkamp).
@inline(__always)
private func split(_ x: Double) -> (high: Double, low: Double) {
  let scaled = x * 134_217_729
  let high = scaled - (scaled - x)
  return (high, x - high)
}

/// A product and its rounding error (Dekker).
@inline(__always)
private func exactProduct(_ x: Double, _ y: Double) -> (product: Double, error: Double) {
  let (a, b) = (split(x), split(y))
  let product = x * y
  let error = ((a.high * b.high - product) + a.high * b.low + a.low * b.high) + a.low * b.low
  return (product, error)
}

/// A power of a positive number; see the facade.
@inline(never)
public func power(_ x: Double, _ y: Double) -> Double {
  guard x > 0, x < .infinity, y.magnitude < .infinity else { return limitOfPower(x, y) }
  // ln x as in `naturalLogarithm`, in two parts.
  var m = x.significand
  var k = Double(x.exponent)
  if m > 1.4142135623730951 {
    m = m * 0.5
    k += 1
  }
  let (n, d) = (m - 1, m + 1)
  let s = n / d
  // m + 1 is rounded as well; both roundings go into the second part of the quotient.
  let back = exactProduct(s, d)
  let rounded = (m - d) + 1
  let sLow = (((n - back.product) - back.error) - s * rounded) / d
  let z = s * s
  var p = 0.0
  var j = 25.0
  while j >= 3 {
    p = (p + 1 / j) * z
    j -= 2
  }
  let tail = 2 * s * p + 2 * sLow + k * 1.90821492927058770002e-10
  let head = k * 0.693147180369123816490
  let first = head + 2 * s
  // |head| is 0 or greater than |2 s|.
  let firstLow = k == 0 ? 0 : (head - first) + 2 * s
  let logarithm = first + (firstLow + tail)
  let logarithmLow = (first - logarithm) + (firstLow + tail)
  // Beyond this every power is 0 or infinite, and the parts of the product could overflow.
  let whole = y * logarithm
  guard whole.magnitude < 800 else { return whole > 0 ? .infinity : 0 }
  guard y.magnitude < 1e300 else { return 1 }
  let exponent = exactProduct(y, logarithm)
  let low = exponent.error + y * logarithmLow
  let result = exponential(exponent.product)
  return result < .infinity ? result + result * low : result
}

/// Powers with an end of the range of numbers in them.
@inline(__always)
private func limitOfPower(_ x: Double, _ y: Double) -> Double {
  guard x >= 0, y == y else { return .nan }
  if y == 0 || x == 1 { return 1 }
  return (x > 1) == (y > 0) ? .infinity : 0
}

/// See the facade.
@inline(never)
public func arcSine(_ x: Double) -> Double {
  let across = ((1 - x) * (1 + x)).squareRoot()
  return arcTangent(x, across)
}

/// See the facade.
@inline(never)
public func arcCosine(_ x: Double) -> Double {
  let across = ((1 - x) * (1 + x)).squareRoot()
  return arcTangent(across, x)
}
