internal import KernelsV1

#if KERNEL_LEVELS
  internal import KernelsV3
  internal import KernelsV4
#endif

/// The sine and cosine of an angle in degrees, the same bits on every machine.
///
/// Degrees are reduced exactly to the nearest quarter turn, so multiples of 90 give exactly 0
/// and ±1. Within 1.5 ulp of the true value, or 1.2e-16 near 0. NaN for angles of 10^9 degrees
/// and more.
public func sineCosine(degrees: Double) -> (sine: Double, cosine: Double) {
  switch kernelLevel {
  #if KERNEL_LEVELS
    case 4...:
      KernelsV4.sineCosine(degrees: degrees)
    case 3:
      KernelsV3.sineCosine(degrees: degrees)
  #endif
  default:
    KernelsV1.sineCosine(degrees: degrees)
  }
}

/// The natural logarithm, the same bits on every machine.
///
/// By `ln x = k ln 2 + 2 artanh((m - 1) / (m + 1))` with `x = m 2^k`, `m` within a factor √2 of
/// 1; relative error below 1e-15. NaN for negative numbers and NaN, -∞ for 0.
public func naturalLogarithm(_ x: Double) -> Double {
  switch kernelLevel {
  #if KERNEL_LEVELS
    case 4...:
      KernelsV4.naturalLogarithm(x)
    case 3:
      KernelsV3.naturalLogarithm(x)
  #endif
  default:
    KernelsV1.naturalLogarithm(x)
  }
}

/// The angle of the point `(x, y)` from the positive x axis, in radians from -π to π, the same
/// bits on every machine.
///
/// Within 2 ulp of the true value. 0 for the origin; NaN where either is.
public func arcTangent(_ y: Double, _ x: Double) -> Double {
  switch kernelLevel {
  #if KERNEL_LEVELS
    case 4...:
      KernelsV4.arcTangent(y, x)
    case 3:
      KernelsV3.arcTangent(y, x)
  #endif
  default:
    KernelsV1.arcTangent(y, x)
  }
}
