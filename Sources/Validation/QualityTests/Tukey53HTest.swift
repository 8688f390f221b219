internal import KernelTypes
public import ObservationModel

/// Flags values that stand apart from the smooth course of their feature: the filter 53H of Tukey.
///
/// The values are smoothed by medians of five, medians of three of these, and the weights 1/4,
/// 1/2, 1/4. A value is `suspect` when its distance from the smooth course is above `suspectAbove`
/// and `fail` when it is above `failAbove`: in the unit of the column, or, `relative`, in standard
/// deviations of the medians of five of its feature. Missing values take up places; within four
/// places of one, and of the ends of the feature, nothing is evaluated. Nor are swaths and grids.
///
/// - SeeAlso: Goring and Nikora (2002), *Despiking acoustic Doppler velocimeter data*, Journal of
///   Hydraulic Engineering 128, 117-126; CoTeDe 0.23.9, `tukey53H` and `tukey53H_norm`.
public struct Tukey53HTest: QualityTest, Equatable {
  public static var name: String { "tukey_53h" }
  public static var flagStandardName: String { "spike_test_quality_flag" }
  public static var summary: String {
    "values that stand apart from the smooth course of their feature"
  }
  public static var source: String { "Goring and Nikora (2002); CoTeDe, tukey53H" }
  public static var parameters: [TestParameter] {
    [
      .suspectDifference, .failDifference,
      TestParameter(
        "suspect_factor",
        .number(0...1e6),
        "above so many standard deviations of the medians of five a value is suspect"
      ),
      TestParameter("fail_factor", .number(0...1e6), "above so many it fails"),
    ]
  }

  /// In the unit of the column, or when `isRelative` in standard deviations.
  public let suspectAbove, failAbove: Double
  public let isRelative: Bool

  /// - Precondition: `0 <= suspectAbove <= failAbove`.
  public init(suspectAbove: Double, failAbove: Double, isRelative: Bool = false) {
    precondition(0 <= suspectAbove && suspectAbove <= failAbove)
    self.suspectAbove = suspectAbove
    self.failAbove = failAbove
    self.isRelative = isRelative
  }

  public init(_ arguments: TestArguments) throws(TestConfigurationError) {
    let isRelative = arguments["suspect_factor"] != nil || arguments["fail_factor"] != nil
    let isAbsolute = arguments["suspect"] != nil || arguments["fail"] != nil
    guard isRelative != isAbsolute else {
      throw TestConfigurationError(
        "expected 'suspect' and 'fail' or 'suspect_factor' and 'fail_factor'"
      )
    }
    let thresholds =
      isRelative
      ? try arguments.thresholds(suspect: "suspect_factor", fail: "fail_factor")
      : try arguments.thresholds()
    self.init(
      suspectAbove: thresholds.suspect,
      failAbove: thresholds.fail,
      isRelative: isRelative
    )
  }

  public var reach: Reach { isRelative ? .feature : .observations(before: 4, after: 4) }

  public func evaluate(
    _ batch: borrowing ObservationBatch,
    column: Int,
    range: Range<Int>,
    into flags: inout MutableSpan<UInt8>
  ) {
    batch.mark(column: column, range: range, as: GradeCode.notEvaluated, into: &flags)
    let values = batch.columns[column].values
    batch.forEachSeries(in: range) { series, part in
      let wide = part.widened(by: 4, within: series)
      guard wide.count >= 9 else { return }
      let x = values.doubles(in: wide)
      // The place k of each array belongs to the value at k + 2, k + 3 and k + 4.
      let fives = (0..<(x.count - 4)).map {
        median(x[$0], x[$0 + 1], x[$0 + 2], x[$0 + 3], x[$0 + 4])
      }
      let threes = (0..<(fives.count - 2)).map { median(fives[$0], fives[$0 + 1], fives[$0 + 2]) }
      let scale = isRelative ? sampleDeviation(of: fives) : 1
      for k in 0..<(threes.count - 2) {
        let i = wide.lowerBound + k + 4
        let smooth = 0.25 * (threes[k + 2] + 2 * threes[k + 1] + threes[k])
        let distance = (x[k + 4] - smooth).magnitude / scale
        guard part.contains(i), !distance.isNaN else { continue }
        flags[i - range.lowerBound] =
          distance > failAbove
          ? GradeCode.fail : distance > suspectAbove ? GradeCode.suspect : GradeCode.pass
      }
    }
  }
}

/// The standard deviation of the values that are there, as of a sample; NaN of less than two.
private func sampleDeviation(of values: [Double]) -> Double {
  let there = values.filter { !$0.isNaN }
  guard there.count >= 2 else { return .nan }
  let mean = there.reduce(0, +) / Double(there.count)
  let squares = there.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
  return (squares / Double(there.count - 1)).squareRoot()
}
