// Elementary functions on Double without libm and without fused multiply-add, so that every
// build and every version of the C library gives the same bits.

/// Sine and cosine of an angle in degrees; see the facade.
@inline(never)
public func sineCosine(degrees: Double) -> (sine: Double, cosine: Double) {
  guard degrees.magnitude < 1e9 else { return (.nan, .nan) }
  // Degrees reduce exactly: the remainder of an IEEE division is exact.
  let turned = degrees.remainder(dividingBy: 360)
  let quadrant = (turned / 90).rounded(.toNearestOrEven)
  let rest = turned - quadrant * 90
  let x = rest * 0.017453292519943295
  let (s, c) = (sinePolynomial(x), cosinePolynomial(x))
  switch Int(quadrant) & 3 {
  case 0: return (s, c)
  case 1: return (c, -s)
  case 2: return (-s, -c)
  default: return (-c, s)
  }
}

/// The Taylor polynomial of the sine to x^17, for |x| <= π/4: truncation below 1e-19.
@inline(__always)
private func sinePolynomial(_ x: Double) -> Double {
  let z = x * x
  var p = 1 / 355_687_428_096_000.0
  p = p * z - 1 / 1_307_674_368_000.0
  p = p * z + 1 / 6_227_020_800.0
  p = p * z - 1 / 39_916_800.0
  p = p * z + 1 / 362_880.0
  p = p * z - 1 / 5040.0
  p = p * z + 1 / 120.0
  p = p * z - 1 / 6.0
  return x + x * (z * p)
}

/// The Taylor polynomial of the cosine to x^18, for |x| <= π/4: truncation below 1e-19.
@inline(__always)
private func cosinePolynomial(_ x: Double) -> Double {
  let z = x * x
  var p = -1 / 6_402_373_705_728_000.0
  p = p * z + 1 / 20_922_789_888_000.0
  p = p * z - 1 / 87_178_291_200.0
  p = p * z + 1 / 479_001_600.0
  p = p * z - 1 / 3_628_800.0
  p = p * z + 1 / 40_320.0
  p = p * z - 1 / 720.0
  p = p * z + 1 / 24.0
  return 1 - (z * 0.5 - z * z * p)
}

/// The natural logarithm; see the facade.
@inline(never)
public func naturalLogarithm(_ x: Double) -> Double {
  guard x > 0, x < .infinity else { return x == 0 ? -.infinity : x == .infinity ? x : .nan }
  // x = m * 2^k with m within a factor √2 of 1; ln x = k ln 2 + 2 artanh((m - 1) / (m + 1)).
  var m = x.significand
  var k = Double(x.exponent)
  if m > 1.4142135623730951 {
    m = m * 0.5
    k += 1
  }
  let s = (m - 1) / (m + 1)
  let z = s * s
  var p = 0.0
  var n = 25.0
  while n >= 3 {
    p = (p + 1 / n) * z
    n -= 2
  }
  // ln 2 in two parts, the first with trailing zeros, so that k times it is exact.
  let high = 0.693147180369123816490
  let low = 1.90821492927058770002e-10
  return k * high + (2 * s + (2 * s * p + k * low))
}
