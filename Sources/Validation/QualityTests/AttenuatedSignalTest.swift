internal import KernelTypes
public import Kernels
public import ObservationModel

/// Flags values of a signal that varies less than it should.
///
/// With `s` the standard deviation of the population, or the range, of the values of the same
/// feature in the window `(t - windowSeconds, t]`, a value is `fail` when `s < failBelow`, else
/// `suspect` when `s < suspectBelow`, both in the unit of the column. Without a window all values of
/// a feature get the flag of the feature. A value is not evaluated when its window holds fewer
/// values than the minimum, or when a range is asked for and a value of the window is missing; nor
/// are profiles, swaths and grids, which do not run along time.
///
/// - SeeAlso: IOOS, *Manual for Real-Time Quality Control of In-situ Temperature and Salinity
///   Data*, test 10; `gradeAttenuation`.
/// - Complexity: One pass whatever the window, memory of one window.
public struct AttenuatedSignalTest: QualityTest, Equatable {
  public static var name: String { "attenuated_signal" }
  public static var flagStandardName: String { "attenuated_signal_test_quality_flag" }
  public static var summary: String { "values of a signal that varies less than it should" }
  public static var source: String { "QARTOD temperature and salinity manual, test 10" }
  public static var parameters: [TestParameter] {
    [
      TestParameter("suspect", .difference, "below this a value is suspect"),
      TestParameter("fail", .difference, "below this a value fails"),
      TestParameter(
        "statistic",
        .word(["standard_deviation", "range"]),
        "what varies too little: `standard_deviation` (unless given) of the population, or `range`"
      ),
      TestParameter(
        "window",
        .measure(unit: "s"),
        "the time before a value that is judged with it: `12 hours`; the whole record unless given"
      ),
      TestParameter(
        "minimum_count",
        .integer(1...Int.max),
        "values that a window must hold; 1 unless given"
      ),
      TestParameter(
        "minimum_period",
        .measure(unit: "s"),
        "the same as a time: so many median sampling intervals"
      ),
    ]
  }

  /// How many values a window must hold.
  public enum Minimum: Sendable, Equatable {
    case count(Int)

    /// As many as the median sampling interval of the feature goes into the time, whole ones.
    case seconds(Double)
  }

  public let limits: AttenuationLimits

  /// Nil for the whole record.
  public let windowSeconds: Double?
  public let minimum: Minimum

  /// - Precondition: `windowSeconds > 0` where there is one.
  public init(
    _ limits: AttenuationLimits,
    windowSeconds: Double? = nil,
    minimum: Minimum = .count(1)
  ) {
    precondition((windowSeconds ?? 1) > 0)
    self.limits = limits
    self.windowSeconds = windowSeconds
    self.minimum = minimum
  }

  public init(_ arguments: TestArguments) throws(TestConfigurationError) {
    let (suspect, fail) = (arguments.number("suspect"), arguments.number("fail"))
    guard let most = suspect ?? fail else {
      throw TestConfigurationError("expected 'suspect', 'fail' or both")
    }
    if let fail, fail > most {
      throw TestConfigurationError("expected at most the threshold of 'suspect'", parameter: "fail")
    }
    let window = arguments.number("window")
    if window == 0 { throw TestConfigurationError("expected more than 0", parameter: "window") }
    let (count, period) = (arguments.integer("minimum_count"), arguments.number("minimum_period"))
    if count != nil, period != nil {
      throw TestConfigurationError("expected 'minimum_count' or this", parameter: "minimum_period")
    }
    if window == nil, count != nil || period != nil {
      throw TestConfigurationError(
        "expected a 'window' with it",
        parameter: count == nil ? "minimum_period" : "minimum_count"
      )
    }
    self.init(
      AttenuationLimits(
        statistic: arguments.text("statistic") == "range" ? .range : .standardDeviation,
        suspectBelow: most,
        failBelow: fail ?? -.infinity
      ),
      windowSeconds: window,
      minimum: period.map { .seconds($0) } ?? .count(count ?? 1)
    )
  }

  public var reach: Reach {
    // A median is that of all.
    if let windowSeconds, case .count = minimum { .seconds(windowSeconds) } else { .feature }
  }

  public func evaluate(
    _ batch: borrowing ObservationBatch,
    column: Int,
    range: Range<Int>,
    into flags: inout MutableSpan<UInt8>
  ) {
    guard !batch.featureType.isField, !batch.featureType.isProfileLike else {
      batch.mark(column: column, range: range, as: GradeCode.notEvaluated, into: &flags)
      return
    }
    let values = batch.columns[column].values
    batch.gradeWindows(windowSeconds ?? .infinity, in: range, into: &flags) {
      window,
      times,
      flags in
      let minimumCount = minimumCount(times)
      switch values {
      case .float(let values):
        let values = values.span.extracting(window)
        if let windowSeconds {
          gradeAttenuation(
            values,
            times: times,
            seconds: windowSeconds,
            minimumCount: minimumCount,
            limits: limits,
            into: &flags
          )
        } else {
          gradeAttenuation(values, limits: limits, into: &flags)
        }
      case .double(let values):
        let values = values.span.extracting(window)
        if let windowSeconds {
          gradeAttenuation(
            values,
            times: times,
            seconds: windowSeconds,
            minimumCount: minimumCount,
            limits: limits,
            into: &flags
          )
        } else {
          gradeAttenuation(values, limits: limits, into: &flags)
        }
      }
    }
  }

  private func minimumCount(_ times: Span<Double>) -> Int {
    switch minimum {
    case .count(let count): return count
    case .seconds(let seconds):
      return times.medianInterval.map { Int(min(seconds / $0, 1e15)) } ?? 1
    }
  }
}
