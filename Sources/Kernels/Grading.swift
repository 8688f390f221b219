public import KernelTypes
internal import KernelsV1

#if KERNEL_LEVELS
  internal import KernelsV3
  internal import KernelsV4
#endif

/// Grades each value by the limits it lies within: fail, suspect, pass; 9 where it is NaN.
///
/// - Precondition: `flags.count == values.count`.
public func gradeRange(
  _ values: Span<Float>,
  limits: RangeLimits,
  into flags: inout MutableSpan<UInt8>
) {
  precondition(values.count == flags.count)
  switch kernelLevel {
  #if KERNEL_LEVELS
    case 4...:
      KernelsV4.gradeRange(values, limits: limits, into: &flags)
    case 3:
      KernelsV3.gradeRange(values, limits: limits, into: &flags)
  #endif
  default:
    KernelsV1.gradeRange(values, limits: limits, into: &flags)
  }
}

/// Grades each value by the limits it lies within; see the variant for Float.
public func gradeRange(
  _ values: Span<Double>,
  limits: RangeLimits,
  into flags: inout MutableSpan<UInt8>
) {
  precondition(values.count == flags.count)
  switch kernelLevel {
  #if KERNEL_LEVELS
    case 4...:
      KernelsV4.gradeRange(values, limits: limits, into: &flags)
    case 3:
      KernelsV3.gradeRange(values, limits: limits, into: &flags)
  #endif
  default:
    KernelsV1.gradeRange(values, limits: limits, into: &flags)
  }
}

/// The ways to measure how far a value stands apart from its two neighbours.
public enum SpikeForm: Int32, Sendable {
  /// `|x2 - (x1 + x3) / 2|` (QARTOD).
  case average = 0
  /// The smaller of the two steps when they have opposite directions, else 0.
  case differential = 1
  /// `|x2 - (x1 + x3) / 2| - |(x3 - x1) / 2|` (Argo test 9): a slope is no spike.
  case argo = 2
}

/// Grades each value of one series by its distance from its neighbours.
///
/// The ends, and values beside a missing one, are not evaluated; 9 where a value is NaN.
///
/// - Precondition: `flags.count == values.count`.
public func gradeSpike(
  _ values: Span<Float>,
  limits: DistanceLimits,
  form: SpikeForm,
  into flags: inout MutableSpan<UInt8>
) {
  precondition(values.count == flags.count)
  switch kernelLevel {
  #if KERNEL_LEVELS
    case 4...:
      KernelsV4.gradeSpike(values, limits: limits, form: form.rawValue, into: &flags)
    case 3:
      KernelsV3.gradeSpike(values, limits: limits, form: form.rawValue, into: &flags)
  #endif
  default:
    KernelsV1.gradeSpike(values, limits: limits, form: form.rawValue, into: &flags)
  }
}

/// Grades each value by its distance from its neighbours; see the variant for Float.
public func gradeSpike(
  _ values: Span<Double>,
  limits: DistanceLimits,
  form: SpikeForm,
  into flags: inout MutableSpan<UInt8>
) {
  precondition(values.count == flags.count)
  switch kernelLevel {
  #if KERNEL_LEVELS
    case 4...:
      KernelsV4.gradeSpike(values, limits: limits, form: form.rawValue, into: &flags)
    case 3:
      KernelsV3.gradeSpike(values, limits: limits, form: form.rawValue, into: &flags)
  #endif
  default:
    KernelsV1.gradeSpike(values, limits: limits, form: form.rawValue, into: &flags)
  }
}

/// Grades each value of one series by `|x[i] - x[i-1]| / (t[i] - t[i-1])`, limits per second.
///
/// The first value, values after a missing one, and values whose time does not move on are not
/// evaluated; 9 where a value is NaN.
///
/// - Precondition: The three have the same length.
public func gradeRateOfChange(
  _ values: Span<Float>,
  times: Span<Double>,
  limits: DistanceLimits,
  into flags: inout MutableSpan<UInt8>
) {
  precondition(values.count == flags.count && times.count == flags.count)
  switch kernelLevel {
  #if KERNEL_LEVELS
    case 4...:
      KernelsV4.gradeRateOfChange(values, times: times, limits: limits, into: &flags)
    case 3:
      KernelsV3.gradeRateOfChange(values, times: times, limits: limits, into: &flags)
  #endif
  default:
    KernelsV1.gradeRateOfChange(values, times: times, limits: limits, into: &flags)
  }
}

/// Grades each value by its change per second; see the variant for Float.
public func gradeRateOfChange(
  _ values: Span<Double>,
  times: Span<Double>,
  limits: DistanceLimits,
  into flags: inout MutableSpan<UInt8>
) {
  precondition(values.count == flags.count && times.count == flags.count)
  switch kernelLevel {
  #if KERNEL_LEVELS
    case 4...:
      KernelsV4.gradeRateOfChange(values, times: times, limits: limits, into: &flags)
    case 3:
      KernelsV3.gradeRateOfChange(values, times: times, limits: limits, into: &flags)
  #endif
  default:
    KernelsV1.gradeRateOfChange(values, times: times, limits: limits, into: &flags)
  }
}
