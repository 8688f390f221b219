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

/// Grades each value by the limits of its depth; 9 where it is NaN.
///
/// - Parameter depths: NaN where unknown.
/// - Precondition: The three have the same length.
/// - Complexity: In proportion to the number of boundaries.
public func gradeRange(
  _ values: Span<Float>,
  depths: Span<Double>,
  limits: DepthLimits,
  into flags: inout MutableSpan<UInt8>
) {
  precondition(values.count == flags.count && depths.count == flags.count)
  let (boundaries, parts) = (limits.boundaries.span, limits.parts.span)
  switch kernelLevel {
  #if KERNEL_LEVELS
    case 4...:
      KernelsV4.gradeRange(
        values,
        depths: depths,
        boundaries: boundaries,
        parts: parts,
        into: &flags
      )
    case 3:
      KernelsV3.gradeRange(
        values,
        depths: depths,
        boundaries: boundaries,
        parts: parts,
        into: &flags
      )
  #endif
  default:
    KernelsV1.gradeRange(
      values,
      depths: depths,
      boundaries: boundaries,
      parts: parts,
      into: &flags
    )
  }
}

/// Grades each value by the limits of its depth; see the variant for Float.
public func gradeRange(
  _ values: Span<Double>,
  depths: Span<Double>,
  limits: DepthLimits,
  into flags: inout MutableSpan<UInt8>
) {
  precondition(values.count == flags.count && depths.count == flags.count)
  let (boundaries, parts) = (limits.boundaries.span, limits.parts.span)
  switch kernelLevel {
  #if KERNEL_LEVELS
    case 4...:
      KernelsV4.gradeRange(
        values,
        depths: depths,
        boundaries: boundaries,
        parts: parts,
        into: &flags
      )
    case 3:
      KernelsV3.gradeRange(
        values,
        depths: depths,
        boundaries: boundaries,
        parts: parts,
        into: &flags
      )
  #endif
  default:
    KernelsV1.gradeRange(
      values,
      depths: depths,
      boundaries: boundaries,
      parts: parts,
      into: &flags
    )
  }
}

/// The ways to measure how far a value stands apart from its two neighbours.
public enum SpikeForm: Int32, Sendable {
  /// `|x2 - (x1 + x3) / 2|` (QARTOD).
  case average = 0
  /// The smaller of the two steps when they have opposite directions, else 0 (QARTOD's other form).
  case differential = 1
  /// `|x2 - (x1 + x3) / 2| - |(x3 - x1) / 2|` (Argo test 9): a slope is no spike.
  case argo = 2
}

/// Grades each value of one series by its distance from its neighbours.
///
/// The ends, and values beside a missing one, are not evaluated; 9 where a value is NaN.
///
/// - Parameters:
///   - range: The values to grade; those beside them are neighbours.
/// - Precondition: `flags.count == range.count` and the series has the range.
public func gradeSpike(
  _ values: Span<Float>,
  in range: Range<Int>,
  limits: DistanceLimits,
  form: SpikeForm,
  into flags: inout MutableSpan<UInt8>
) {
  precondition(range.count == flags.count)
  switch kernelLevel {
  #if KERNEL_LEVELS
    case 4...:
      KernelsV4.gradeSpike(values, in: range, limits: limits, form: form.rawValue, into: &flags)
    case 3:
      KernelsV3.gradeSpike(values, in: range, limits: limits, form: form.rawValue, into: &flags)
  #endif
  default:
    KernelsV1.gradeSpike(values, in: range, limits: limits, form: form.rawValue, into: &flags)
  }
}

/// Grades each value by its distance from its neighbours; see the variant for Float.
public func gradeSpike(
  _ values: Span<Double>,
  in range: Range<Int>,
  limits: DistanceLimits,
  form: SpikeForm,
  into flags: inout MutableSpan<UInt8>
) {
  precondition(range.count == flags.count)
  switch kernelLevel {
  #if KERNEL_LEVELS
    case 4...:
      KernelsV4.gradeSpike(values, in: range, limits: limits, form: form.rawValue, into: &flags)
    case 3:
      KernelsV3.gradeSpike(values, in: range, limits: limits, form: form.rawValue, into: &flags)
  #endif
  default:
    KernelsV1.gradeSpike(values, in: range, limits: limits, form: form.rawValue, into: &flags)
  }
}

/// Grades each value of one series by `|x[i] - x[i-1]| / |t[i] - t[i-1]|`, limits per second.
///
/// Elapsed time counts without its sign, fractions of a second included. The first value, values
/// after a missing one and unchanged values pass; a change in no time, or in an unknown time, is
/// not evaluated; 9 where a value is NaN.
///
/// - Parameters:
///   - range: The values to grade; the one before them is a neighbour.
/// - Precondition: `flags.count == range.count`, the series has the range, and there is a time for
///   each value.
public func gradeRateOfChange(
  _ values: Span<Float>,
  times: Span<Double>,
  in range: Range<Int>,
  limits: DistanceLimits,
  into flags: inout MutableSpan<UInt8>
) {
  precondition(range.count == flags.count && times.count == values.count)
  switch kernelLevel {
  #if KERNEL_LEVELS
    case 4...:
      KernelsV4.gradeRateOfChange(values, times: times, in: range, limits: limits, into: &flags)
    case 3:
      KernelsV3.gradeRateOfChange(values, times: times, in: range, limits: limits, into: &flags)
  #endif
  default:
    KernelsV1.gradeRateOfChange(values, times: times, in: range, limits: limits, into: &flags)
  }
}

/// Grades each value by its change per second; see the variant for Float.
public func gradeRateOfChange(
  _ values: Span<Double>,
  times: Span<Double>,
  in range: Range<Int>,
  limits: DistanceLimits,
  into flags: inout MutableSpan<UInt8>
) {
  precondition(range.count == flags.count && times.count == values.count)
  switch kernelLevel {
  #if KERNEL_LEVELS
    case 4...:
      KernelsV4.gradeRateOfChange(values, times: times, in: range, limits: limits, into: &flags)
    case 3:
      KernelsV3.gradeRateOfChange(values, times: times, in: range, limits: limits, into: &flags)
  #endif
  default:
    KernelsV1.gradeRateOfChange(values, times: times, in: range, limits: limits, into: &flags)
  }
}

/// Grades the levels of one profile by the change of density from level to level.
///
/// With `d[i] = sign(z[i+1] - z[i]) * (rho[i+1] - rho[i])`, levels `i` and `i+1` are both `suspect`
/// when `d[i] < suspectBelow` and both `fail` when `d[i] < failBelow`, in kg m-3. Levels at the same
/// depth are never flagged. A level with a missing density or depth, and the one after it, is
/// missing; a profile of one level is not evaluated.
///
/// - Parameter depths: Depth or pressure, increasing downwards.
/// - Precondition: The three have the same length.
public func gradeDensityInversion(
  _ densities: Span<Double>,
  depths: Span<Double>,
  limits: InversionLimits,
  into flags: inout MutableSpan<UInt8>
) {
  precondition(densities.count == flags.count && depths.count == flags.count)
  switch kernelLevel {
  #if KERNEL_LEVELS
    case 4...:
      KernelsV4.gradeDensityInversion(densities, depths: depths, limits: limits, into: &flags)
    case 3:
      KernelsV3.gradeDensityInversion(densities, depths: depths, limits: limits, into: &flags)
  #endif
  default:
    KernelsV1.gradeDensityInversion(densities, depths: depths, limits: limits, into: &flags)
  }
}
