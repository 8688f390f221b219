internal import KernelTypes
internal import KernelsV1

#if KERNEL_LEVELS
  internal import KernelsV3
  internal import KernelsV4
#endif

/// How long a sensor may show the same before its values are suspect or fail.
public struct FlatLineLimits: Sendable, Equatable {
  public let suspectSeconds, failSeconds: Double

  /// Values are the same when they differ by less than this, in the unit of the values; with 0,
  /// when they are equal.
  public let tolerance: Double

  /// So many values a window must hold to say something; the one that is graded is among them.
  public let minimumCount: Int

  /// - Precondition: `0 < suspectSeconds <= failSeconds` and `tolerance >= 0`.
  public init(
    suspectSeconds: Double,
    failSeconds: Double,
    tolerance: Double,
    minimumCount: Int = 2
  ) {
    precondition(0 < suspectSeconds && suspectSeconds <= failSeconds && tolerance >= 0)
    self.suspectSeconds = suspectSeconds
    self.failSeconds = failSeconds
    self.tolerance = tolerance
    self.minimumCount = minimumCount
  }
}

/// Grades each value of one series by whether it has stayed the same for a time.
///
/// A value is `fail` when the values of the window `[t - failSeconds, t]` differ by less than the
/// tolerance, and `suspect` by `suspectSeconds` in the same way; else it passes. 9 where it is NaN;
/// not evaluated where its time is NaN. Missing values within a window are passed over.
///
/// A window says something when it holds `minimumCount` values and the record covers it. A record
/// begins one sampling interval before its first time, so that with regular sampling a window of
/// `n` intervals is covered from the value with `n` before it on. It begins anew after a gap longer
/// than the window, and where the clock runs backwards.
///
/// - Precondition: The three have the same length.
/// - Complexity: Two passes over what is not a step, whatever the windows; memory of one window.
public func gradeFlatLine(
  _ values: Span<Float>,
  times: Span<Double>,
  limits: FlatLineLimits,
  into flags: inout MutableSpan<UInt8>
) {
  precondition(values.count == flags.count && times.count == flags.count)
  let tolerance = limits.leastDifference
  switch kernelLevel {
  #if KERNEL_LEVELS
    case 4...:
      KernelsV4.markSteps(values, times: times, tolerance: tolerance, into: &flags)
    case 3:
      KernelsV3.markSteps(values, times: times, tolerance: tolerance, into: &flags)
  #endif
  default:
    KernelsV1.markSteps(values, times: times, tolerance: tolerance, into: &flags)
  }
  gradeBetweenSteps(times, limits, into: &flags) { Double(values[$0]) }
}

/// Grades each value by whether it has stayed the same for a time; see the variant for Float.
public func gradeFlatLine(
  _ values: Span<Double>,
  times: Span<Double>,
  limits: FlatLineLimits,
  into flags: inout MutableSpan<UInt8>
) {
  precondition(values.count == flags.count && times.count == flags.count)
  let tolerance = limits.leastDifference
  switch kernelLevel {
  #if KERNEL_LEVELS
    case 4...:
      KernelsV4.markSteps(values, times: times, tolerance: tolerance, into: &flags)
    case 3:
      KernelsV3.markSteps(values, times: times, tolerance: tolerance, into: &flags)
  #endif
  default:
    KernelsV1.markSteps(values, times: times, tolerance: tolerance, into: &flags)
  }
  gradeBetweenSteps(times, limits, into: &flags) { values[$0] }
}

extension FlatLineLimits {
  /// Values that differ by this or more are not the same.
  fileprivate var leastDifference: Double { max(tolerance, .leastNonzeroMagnitude) }
}

/// Grades the values between steps. A step away from the value before passes, and no window that
/// reaches over one is flat, so each stretch between two is judged by itself.
@inline(__always)
private func gradeBetweenSteps(
  _ times: Span<Double>,
  _ limits: FlatLineLimits,
  into flags: inout MutableSpan<UInt8>,
  value: (Int) -> Double
) {
  var i = 0
  while i < flags.count {
    guard flags[i] == 0 else {
      i += 1
      continue
    }
    // The step itself is the first of those that are the same. The first value is no step.
    let start = max(0, i - 1)
    let broken = start > 0 ? times[start - 1] : -.infinity
    var (latest, isOrdered) = (broken, true)
    while i < flags.count, flags[i] == 0 {
      let (x, time) = (value(i), times[i])
      isOrdered = isOrdered && !(time < latest)
      latest = time > latest ? time : latest
      flags[i] =
        x == x ? time == time ? GradeCode.pass : GradeCode.notEvaluated : GradeCode.missing
      i += 1
    }
    let stretch = Stretch(range: start..<i, broken: broken)
    for (seconds, code) in [
      (limits.suspectSeconds, GradeCode.suspect), (limits.failSeconds, GradeCode.fail),
    ] where !isOrdered || latest - seconds > broken {
      stretch.grade(seconds, code, limits, times, into: &flags, value: value)
    }
  }
}

/// Observations of which none is a step away from the one before, but for the first.
private struct Stretch {
  let range: Range<Int>

  /// The time of the value that the first is a step away from; `-infinity` when there is none.
  let broken: Double

  /// Gives those the code at which the window of `seconds` is flat.
  @inline(__always)
  func grade(
    _ seconds: Double,
    _ code: UInt8,
    _ limits: FlatLineLimits,
    _ times: Span<Double>,
    into flags: inout MutableSpan<UInt8>,
    value: (Int) -> Double
  ) {
    guard seconds < .infinity else { return }
    var record = Record(seconds: seconds, broken: broken)
    forEachWindow(
      of: seconds,
      isClosed: true,
      times,
      in: range,
      Extent(),
      value: value
    ) { i, x, end, beginning in
      let time = times[i]
      guard time == time else { return }
      record.follow(time)
      if x == x, end.count + beginning.count >= limits.minimumCount,
        beginning.measure(with: end) < limits.leastDifference, record.covers(time)
      {
        flags[i] = code
      }
    }
  }
}

/// Since when a record without gaps tells what the values were.
private struct Record {
  let seconds: Double

  /// Before the first observation that belongs to it.
  private var began: Double
  private var latest: Double
  private var isFirst = false

  init(seconds: Double, broken: Double) {
    self.seconds = seconds
    began = broken
    latest = broken
  }

  /// Moves on to the next observation.
  mutating func follow(_ time: Double) {
    let isAnew = time < latest || time - latest > seconds
    began = isAnew ? time : isFirst ? began - (time - latest) : began
    isFirst = isAnew
    latest = time
  }

  /// Whether a window that ends at `time` is of this record.
  func covers(_ time: Double) -> Bool { began < time - seconds }
}
