public import KernelTypes
internal import KernelsV1

#if KERNEL_LEVELS
  internal import KernelsV3
  internal import KernelsV4
#endif

/// Rounds values to the integers of a lattice: `q = round((v - offset) * inverseStep)`, ties to
/// even.
///
/// - Parameters:
///   - values: Shape `[obs]`; NaN where missing.
///   - integers: Receives the integers, shape `[obs]`; `LatticeScale.none` where a value is missing
///     or outside the range.
/// - Returns: The number of values that are missing.
/// - Precondition: The two have the same length.
public func latticeIntegers(
  _ values: Span<Double>,
  scale: LatticeScale,
  into integers: inout MutableSpan<Int32>
) -> Int {
  precondition(values.count == integers.count)
  switch kernelLevel {
  #if KERNEL_LEVELS
    case 4...: return KernelsV4.latticeIntegers(values, scale: scale, into: &integers)
    case 3: return KernelsV3.latticeIntegers(values, scale: scale, into: &integers)
  #endif
  default: return KernelsV1.latticeIntegers(values, scale: scale, into: &integers)
  }
}

/// Rounds values to the integers of a lattice; see the one of Double.
public func latticeIntegers(
  _ values: Span<Float>,
  scale: LatticeScale,
  into integers: inout MutableSpan<Int32>
) -> Int {
  precondition(values.count == integers.count)
  switch kernelLevel {
  #if KERNEL_LEVELS
    case 4...: return KernelsV4.latticeIntegers(values, scale: scale, into: &integers)
    case 3: return KernelsV3.latticeIntegers(values, scale: scale, into: &integers)
  #endif
  default: return KernelsV1.latticeIntegers(values, scale: scale, into: &integers)
  }
}
