internal import KernelTypes
internal import Kernels
public import ObservationModel

/// Flags values that change faster in time than a sea or an air can.
///
/// With `r[i] = |v[i] - v[i-1]| / |t[i] - t[i-1]|`, an observation is `suspect` when
/// `r > suspectAbove` and `fail` when `r > failAbove`, in units of the column per second of true
/// elapsed time. The first value of a feature and values after a missing one pass. A change in no
/// time or in an unknown time is not evaluated; nor are profiles, swaths and grids, which do not
/// run along time.
///
/// - SeeAlso: IOOS, *Manual for Real-Time Quality Control of In-situ Temperature and Salinity
///   Data*, test 7, with a rate in place of its multiple of the standard deviation.
public struct RateOfChangeTest: QualityTest, Equatable {
  public static var name: String { "rate_of_change" }
  public static var flagStandardName: String { "rate_of_change_test_quality_flag" }
  public static var summary: String { "values that change faster in time than is possible" }
  public static var source: String {
    "QARTOD temperature and salinity manual, test 7, as a rate per time"
  }
  public static var parameters: [TestParameter] {
    [
      TestParameter("suspect", .rate, "above this a value is suspect"),
      TestParameter("fail", .rate, "above this a value fails"),
    ]
  }

  public let suspectAbovePerSecond: Double
  public let failAbovePerSecond: Double

  /// - Precondition: `0 <= suspectAbovePerSecond <= failAbovePerSecond`.
  public init(suspectAbovePerSecond: Double, failAbovePerSecond: Double) {
    precondition(0 <= suspectAbovePerSecond && suspectAbovePerSecond <= failAbovePerSecond)
    self.suspectAbovePerSecond = suspectAbovePerSecond
    self.failAbovePerSecond = failAbovePerSecond
  }

  public init(_ arguments: TestArguments) throws(TestConfigurationError) {
    let thresholds = try arguments.thresholds()
    self.init(
      suspectAbovePerSecond: thresholds.suspect,
      failAbovePerSecond: thresholds.fail
    )
  }

  public var reach: Reach { .observations(before: 1, after: 0) }

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
    let limits = DistanceLimits(
      suspectAbove: suspectAbovePerSecond,
      failAbove: failAbovePerSecond
    )
    let values = batch.columns[column].values
    for k in batch.features(in: range) {
      let series = batch.features[k].observations
      let part = series.clamped(to: range)
      let within = part.relative(to: series)
      let times = batch.times.extracting(series)
      var view = flags.extracting(part.relative(to: range))
      switch values {
      case .float(let values):
        let series = values.span.extracting(series)
        gradeRateOfChange(series, times: times, in: within, limits: limits, into: &view)
      case .double(let values):
        let series = values.span.extracting(series)
        gradeRateOfChange(series, times: times, in: within, limits: limits, into: &view)
      }
    }
  }
}
