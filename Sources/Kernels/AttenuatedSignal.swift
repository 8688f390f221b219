internal import KernelTypes

/// How little a signal may vary before its values are suspect or fail.
public struct AttenuationLimits: Sendable, Equatable {
  /// How variation is measured.
  public enum Statistic: Sendable {
    /// The standard deviation of the population (`ddof` 0).
    case standardDeviation
    /// The largest value less the smallest.
    case range
  }

  public let statistic: Statistic

  /// In the unit of the values.
  public let suspectBelow, failBelow: Double

  public init(statistic: Statistic, suspectBelow: Double, failBelow: Double) {
    self.statistic = statistic
    self.suspectBelow = suspectBelow
    self.failBelow = failBelow
  }

  fileprivate func grade(_ variation: Double) -> UInt8 {
    if variation < failBelow { return GradeCode.fail }
    if variation < suspectBelow { return GradeCode.suspect }
    return variation == variation ? GradeCode.pass : GradeCode.notEvaluated
  }
}

/// Grades each value of one series by how much the values of the window `(t - seconds, t]` vary.
///
/// A value is `fail` when the variation is below `failBelow`, else `suspect` when it is below
/// `suspectBelow`; not evaluated when the window holds fewer than `minimumCount` values, when a range
/// is asked for and a value of the window is missing, or when the time is NaN; 9 where it is NaN.
/// Where the clock runs backwards the record begins anew.
///
/// What a window gives depends on what it holds and not on what came before: see `forEachWindow`.
///
/// - Precondition: `seconds > 0`, and the three have the same length.
/// - Complexity: One pass, whatever the window; memory of one block.
public func gradeAttenuation(
  _ values: Span<Float>,
  times: Span<Double>,
  seconds: Double,
  minimumCount: Int,
  limits: AttenuationLimits,
  into flags: inout MutableSpan<UInt8>
) {
  precondition(values.count == flags.count && times.count == flags.count && seconds > 0)
  switch limits.statistic {
  case .standardDeviation:
    grade(times, seconds, minimumCount, limits, Deviation(), into: &flags) { Double(values[$0]) }
  case .range:
    grade(times, seconds, minimumCount, limits, CompleteExtent(), into: &flags) {
      Double(values[$0])
    }
  }
}

/// Grades each value by how much its window varies; see the variant for Float.
public func gradeAttenuation(
  _ values: Span<Double>,
  times: Span<Double>,
  seconds: Double,
  minimumCount: Int,
  limits: AttenuationLimits,
  into flags: inout MutableSpan<UInt8>
) {
  precondition(values.count == flags.count && times.count == flags.count && seconds > 0)
  switch limits.statistic {
  case .standardDeviation:
    grade(times, seconds, minimumCount, limits, Deviation(), into: &flags) { values[$0] }
  case .range:
    grade(times, seconds, minimumCount, limits, CompleteExtent(), into: &flags) { values[$0] }
  }
}

/// Gives all values of one series the grade of their variation; 9 where a value is NaN.
///
/// - Precondition: The two have the same length.
public func gradeAttenuation(
  _ values: Span<Float>,
  limits: AttenuationLimits,
  into flags: inout MutableSpan<UInt8>
) {
  precondition(values.count == flags.count)
  switch limits.statistic {
  case .standardDeviation: grade(limits, Deviation(), into: &flags) { Double(values[$0]) }
  case .range: grade(limits, Extent(), into: &flags) { Double(values[$0]) }
  }
}

/// Gives all values of one series the grade of their variation; see the variant for Float.
public func gradeAttenuation(
  _ values: Span<Double>,
  limits: AttenuationLimits,
  into flags: inout MutableSpan<UInt8>
) {
  precondition(values.count == flags.count)
  switch limits.statistic {
  case .standardDeviation: grade(limits, Deviation(), into: &flags) { values[$0] }
  case .range: grade(limits, Extent(), into: &flags) { values[$0] }
  }
}

@inline(__always)
private func grade<Measure: Variation>(
  _ limits: AttenuationLimits,
  _ none: Measure,
  into flags: inout MutableSpan<UInt8>,
  value: (Int) -> Double
) {
  var all = none
  for i in 0..<flags.count {
    let x = value(i)
    if x == x { all.add(x) }
  }
  let code = all.count > 0 ? limits.grade(all.measure(with: none)) : GradeCode.missing
  for i in 0..<flags.count {
    let x = value(i)
    flags[i] = x == x ? code : GradeCode.missing
  }
}

@inline(__always)
private func grade<Measure: Variation>(
  _ times: Span<Double>,
  _ seconds: Double,
  _ minimumCount: Int,
  _ limits: AttenuationLimits,
  _ none: Measure,
  into flags: inout MutableSpan<UInt8>,
  value: (Int) -> Double
) {
  forEachWindow(
    of: seconds,
    isClosed: false,
    times,
    in: 0..<times.count,
    none,
    value: value
  ) { i, x, end, beginning in
    guard x == x, times[i] == times[i] else {
      flags[i] = x == x ? GradeCode.notEvaluated : GradeCode.missing
      return
    }
    flags[i] =
      end.count + beginning.count < minimumCount
      ? GradeCode.notEvaluated : limits.grade(beginning.measure(with: end))
  }
}
