internal import KernelTypes
internal import Kernels
public import ObservationModel

/// Flags values of a sensor that is stuck.
///
/// A value fails when the values of the same feature in the window `[t - failSeconds, t]` differ by
/// less than `tolerance`, or with a tolerance of 0 not at all, and the record covers that window;
/// it is suspect by `suspectSeconds` in the same way; else it passes. The window is of true time, so
/// irregular sampling and gaps are seen as they are: a gap longer than the window begins the record
/// anew. A window must hold two values at least; missing ones are passed over. Profiles, swaths and
/// grids are not evaluated.
///
/// With `.samples` a window is so many whole median sampling intervals of the feature and the value
/// itself, as ioos_qc 3.0.0 counts it: gaps and irregular sampling do not matter, and a window of which
/// only one value is there is flat. On regular sampling
/// the two agree.
///
/// - SeeAlso: IOOS, *Manual for Real-Time Quality Control of In-situ Temperature and Salinity
///   Data*, test 8; `gradeFlatLine` for what covering means at the beginning of a record.
/// - Complexity: One pass whatever the windows, memory of one window.
public struct FlatLineTest: QualityTest, Equatable {
  public static var name: String { "flat_line" }
  public static var flagStandardName: String { "flat_line_test_quality_flag" }
  public static var summary: String { "values of a sensor that is stuck" }
  public static var source: String { "QARTOD temperature and salinity manual, test 8" }
  public static var parameters: [TestParameter] {
    [
      TestParameter("suspect", .measure(unit: "s"), "suspect when flat for so long: `3 hours`"),
      TestParameter("fail", .measure(unit: "s"), "fails when flat for so long"),
      TestParameter(
        "tolerance",
        .difference,
        isRequired: true,
        "what flat values may differ by; 0 for exact repeats"
      ),
      TestParameter(
        "window",
        .word(["time", "samples"]),
        "`time` (unless given): what was observed in that time; `samples`: so many median intervals"
      ),
    ]
  }

  /// What a window is made of.
  public enum Window: Sendable {
    case time
    case samples
  }

  public let suspectSeconds: Double
  public let failSeconds: Double

  /// In the unit of the column.
  public let tolerance: Double
  public let window: Window

  /// - Precondition: `0 < suspectSeconds <= failSeconds` and `tolerance >= 0`.
  public init(
    suspectSeconds: Double,
    failSeconds: Double,
    tolerance: Double,
    window: Window = .time
  ) {
    precondition(0 < suspectSeconds && suspectSeconds <= failSeconds && tolerance >= 0)
    self.suspectSeconds = suspectSeconds
    self.failSeconds = failSeconds
    self.tolerance = tolerance
    self.window = window
  }

  public init(_ arguments: TestArguments) throws(TestConfigurationError) {
    let thresholds = try arguments.thresholds()
    for name in ["suspect", "fail"] where arguments.number(name) == 0 {
      throw TestConfigurationError("expected more than 0", parameter: name)
    }
    self.init(
      suspectSeconds: thresholds.suspect,
      failSeconds: thresholds.fail,
      tolerance: try arguments.required("tolerance"),
      window: arguments.text("window") == "samples" ? .samples : .time
    )
  }

  /// The longer of the two windows; an infinite one is never full.
  private var longestSeconds: Double { failSeconds < .infinity ? failSeconds : suspectSeconds }

  public var reach: Reach {
    switch window {
    case .time: .seconds(longestSeconds)
    // A median is that of all.
    case .samples: .feature
    }
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
    let column = batch.columns[column]
    switch window {
    case .time:
      let limits = FlatLineLimits(
        suspectSeconds: suspectSeconds,
        failSeconds: failSeconds,
        tolerance: tolerance
      )
      batch.gradeWindows(longestSeconds, in: range, into: &flags) { part, times, flags in
        column.gradeFlatLine(part, times, limits, into: &flags)
      }
    case .samples:
      batch.gradeWindows(.infinity, in: range, into: &flags) { part, times, flags in
        let interval = times.medianInterval ?? .infinity
        // Not one interval is never flat: a window of one value says nothing.
        let limits = FlatLineLimits(
          suspectSeconds: max(0.5, (suspectSeconds / interval).rounded(.down)),
          failSeconds: max(0.5, (failSeconds / interval).rounded(.down)),
          tolerance: tolerance,
          minimumCount: 1
        )
        let places = part.indices.map { Double($0) }
        column.gradeFlatLine(part, places.span, limits, into: &flags)
      }
    }
  }
}

extension ObservationColumn {
  fileprivate func gradeFlatLine(
    _ part: Range<Int>,
    _ times: Span<Double>,
    _ limits: FlatLineLimits,
    into flags: inout MutableSpan<UInt8>
  ) {
    switch values {
    case .float(let values):
      Kernels.gradeFlatLine(
        values.span.extracting(part),
        times: times,
        limits: limits,
        into: &flags
      )
    case .double(let values):
      Kernels.gradeFlatLine(
        values.span.extracting(part),
        times: times,
        limits: limits,
        into: &flags
      )
    }
  }
}
