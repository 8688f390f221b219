internal import KernelTypes
public import Kernels
public import ObservationModel

/// Flags values that stand apart from their two neighbours.
///
/// With `d` the distance by `form`, an observation is `suspect` when `d > suspectAbove` and `fail`
/// when `d > failAbove`, both in the unit of the column. Neighbours are those of the same feature:
/// the last value of one profile is never held against the first of the next. The ends of a
/// feature, and values beside a gap, are not evaluated, nor are swaths and grids, whose order is
/// not along an axis.
///
/// - SeeAlso: IOOS, *Manual for Real-Time Quality Control of In-situ Temperature and Salinity
///   Data*, test 6; Argo quality control manual, test 9.
public struct SpikeTest: QualityTest, Equatable {
  public static var name: String { "spike" }
  public static var flagStandardName: String { "spike_test_quality_flag" }
  public static var summary: String { "values that stand apart from their two neighbours" }
  public static var source: String { "QARTOD temperature and salinity manual, test 6" }
  public static var parameters: [TestParameter] {
    [
      .suspectDifference, .failDifference,
      TestParameter(
        "form",
        .word(["average", "differential"]),
        "`average` (unless given): distance from the mean of the two neighbours;"
          + " `differential`: the smaller of the two steps when they have opposite directions"
      ),
    ]
  }

  public let suspectAbove: Double
  public let failAbove: Double
  public let form: SpikeForm

  /// - Precondition: `0 <= suspectAbove <= failAbove`. Thresholds that come from a pipeline file
  ///   are checked when it is read.
  public init(suspectAbove: Double, failAbove: Double, form: SpikeForm = .average) {
    precondition(0 <= suspectAbove && suspectAbove <= failAbove)
    self.suspectAbove = suspectAbove
    self.failAbove = failAbove
    self.form = form
  }

  public init(_ arguments: TestArguments) throws(TestConfigurationError) {
    let thresholds = try arguments.thresholds()
    self.init(
      suspectAbove: thresholds.suspect,
      failAbove: thresholds.fail,
      form: arguments.text("form") == "differential" ? .differential : .average
    )
  }

  public var reach: Reach { .observations(before: 1, after: 1) }

  public func evaluate(
    _ batch: borrowing ObservationBatch,
    column: Int,
    range: Range<Int>,
    into flags: inout MutableSpan<UInt8>
  ) {
    guard !batch.featureType.isField else {
      batch.mark(column: column, range: range, as: GradeCode.notEvaluated, into: &flags)
      return
    }
    let limits = DistanceLimits(suspectAbove: suspectAbove, failAbove: failAbove)
    let values = batch.columns[column].values
    for k in batch.features(in: range) {
      let series = batch.features[k].observations
      let part = series.clamped(to: range)
      let within = part.relative(to: series)
      var view = flags.extracting(part.relative(to: range))
      switch values {
      case .float(let values):
        let series = values.span.extracting(series)
        gradeSpike(series, in: within, limits: limits, form: form, into: &view)
      case .double(let values):
        let series = values.span.extracting(series)
        gradeSpike(series, in: within, limits: limits, form: form, into: &view)
      }
    }
  }
}
