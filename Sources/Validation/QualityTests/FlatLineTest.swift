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
/// The common implementation counts samples of the median interval instead; on regular sampling the
/// two agree.
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
    ]
  }

  public let suspectSeconds: Double
  public let failSeconds: Double

  /// In the unit of the column.
  public let tolerance: Double

  /// - Precondition: `0 < suspectSeconds <= failSeconds` and `tolerance >= 0`.
  public init(suspectSeconds: Double, failSeconds: Double, tolerance: Double) {
    precondition(0 < suspectSeconds && suspectSeconds <= failSeconds && tolerance >= 0)
    self.suspectSeconds = suspectSeconds
    self.failSeconds = failSeconds
    self.tolerance = tolerance
  }

  public init(_ arguments: TestArguments) throws(TestConfigurationError) {
    let thresholds = try arguments.thresholds()
    for name in ["suspect", "fail"] where arguments.number(name) == 0 {
      throw TestConfigurationError("expected more than 0", parameter: name)
    }
    self.init(
      suspectSeconds: thresholds.suspect,
      failSeconds: thresholds.fail,
      tolerance: try arguments.required("tolerance")
    )
  }

  public var reach: Reach { .feature }

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
    let limits = FlatLineLimits(
      suspectSeconds: suspectSeconds,
      failSeconds: failSeconds,
      tolerance: tolerance
    )
    let values = batch.columns[column].values
    for k in batch.features(in: range) {
      let series = batch.features[k].observations
      let times = batch.times.extracting(series)
      var view = flags.extracting(series.relative(to: range))
      switch values {
      case .float(let values):
        gradeFlatLine(values.span.extracting(series), times: times, limits: limits, into: &view)
      case .double(let values):
        gradeFlatLine(values.span.extracting(series), times: times, limits: limits, into: &view)
      }
    }
  }
}
