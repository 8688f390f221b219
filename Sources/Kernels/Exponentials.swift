internal import KernelsV1

#if KERNEL_LEVELS
  internal import KernelsV3
  internal import KernelsV4
#endif

/// The exponential function, the same bits on every machine.
///
/// By `e^x = 2^k e^r` with `r = x - k ln 2` and the Taylor series of `e^r`. Within 1 ulp of the
/// true value, subnormal results among them; infinite above 709.78, 0 below -745.13; NaN of NaN.
public func exponential(_ x: Double) -> Double {
  switch kernelLevel {
  #if KERNEL_LEVELS
    case 4...:
      KernelsV4.exponential(x)
    case 3:
      KernelsV3.exponential(x)
  #endif
  default:
    KernelsV1.exponential(x)
  }
}

/// The exponentials of many numbers; see `exponential`.
///
/// - Parameters:
///   - values: Shape `[n]`.
///   - results: Receives the exponentials, shape `[n]`, of the bits that `exponential` gives.
/// - Precondition: The lengths agree.
public func exponentials(of values: Span<Double>, into results: inout MutableSpan<Double>) {
  precondition(values.count == results.count)
  switch kernelLevel {
  #if KERNEL_LEVELS
    case 4...:
      KernelsV4.exponentials(of: values, into: &results)
    case 3:
      KernelsV3.exponentials(of: values, into: &results)
  #endif
  default:
    KernelsV1.exponentials(of: values, into: &results)
  }
}

/// A power of a number that is not negative, the same bits on every machine.
///
/// By `x^y = e^(y ln x)` with the logarithm in two parts. Within 1.5 ulp of the true value for
/// `|y| <= 100` and within `1 + |y| / 50` ulp beyond, twice that where the result is subnormal.
/// 1 where `y` is 0 or `x` is 1; NaN where `x` is negative and where either is NaN.
public func power(_ x: Double, _ y: Double) -> Double {
  switch kernelLevel {
  #if KERNEL_LEVELS
    case 4...:
      KernelsV4.power(x, y)
    case 3:
      KernelsV3.power(x, y)
  #endif
  default:
    KernelsV1.power(x, y)
  }
}

/// The angle of a sine, in radians from -π/2 to π/2, the same bits on every machine.
///
/// By `atan2(x, √((1 - x)(1 + x)))`, within 3 ulp of the true value; NaN outside -1...1.
public func arcSine(_ x: Double) -> Double {
  switch kernelLevel {
  #if KERNEL_LEVELS
    case 4...:
      KernelsV4.arcSine(x)
    case 3:
      KernelsV3.arcSine(x)
  #endif
  default:
    KernelsV1.arcSine(x)
  }
}

/// The angle of a cosine, in radians from 0 to π, the same bits on every machine.
///
/// By `atan2(√((1 - x)(1 + x)), x)`, within 3 ulp of the true value; NaN outside -1...1.
public func arcCosine(_ x: Double) -> Double {
  switch kernelLevel {
  #if KERNEL_LEVELS
    case 4...:
      KernelsV4.arcCosine(x)
    case 3:
      KernelsV3.arcCosine(x)
  #endif
  default:
    KernelsV1.arcCosine(x)
  }
}
