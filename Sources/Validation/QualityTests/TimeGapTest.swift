internal import KernelTypes
public import ObservationModel

/// Fails observations that follow a gap in time.
///
/// An observation fails when more than `maximumSeconds` went by since the one before it in its
/// feature. The first observation has the flag of the second. A missing time is 9; observations
/// after a missing time, the only ones of their feature, and those of profiles, swaths and grids,
/// which do not run along time, are not evaluated. A time that goes backwards is no gap.
///
/// - SeeAlso: IOOS QARTOD manuals, timing/gap test, between the observations of a series; the rule
///   for the first one is that of ioos_qc 3.0.0.
public struct TimeGapTest: QualityTest, Equatable {
  public static var name: String { "time_gap" }
  public static var flagStandardName: String { "gap_test_quality_flag" }
  public static var summary: String { "observations that follow a gap in time" }
  public static var source: String { "QARTOD manuals, timing/gap test" }
  public static var subject: TestSubject { .observation }
  public static var parameters: [TestParameter] {
    [
      TestParameter(
        "maximum",
        .measure(unit: "s"),
        isRequired: true,
        "the longest time between two observations: `2 hours`"
      )
    ]
  }

  public let maximumSeconds: Double

  /// - Precondition: `maximumSeconds >= 0`.
  public init(maximumSeconds: Double) {
    precondition(maximumSeconds >= 0)
    self.maximumSeconds = maximumSeconds
  }

  public init(_ arguments: TestArguments) throws(TestConfigurationError) {
    self.init(maximumSeconds: try arguments.required("maximum"))
  }

  public var reach: Reach { .observations(before: 1, after: 1) }

  public func evaluate(
    _ batch: borrowing ObservationBatch,
    column: Int,
    range: Range<Int>,
    into flags: inout MutableSpan<UInt8>
  ) {
    for i in 0..<range.count { flags[i] = GradeCode.notEvaluated }
    let times = batch.times
    for i in range where times[i].isNaN { flags[i - range.lowerBound] = GradeCode.missing }
    guard !batch.featureType.isProfileLike else { return }
    batch.forEachSeries(in: range) { series, part in
      guard series.count > 1 else { return }
      for i in part where !times[i].isNaN {
        let later = max(i, series.lowerBound + 1)
        let elapsed = times[later] - times[later - 1]
        flags[i - range.lowerBound] =
          elapsed > maximumSeconds
          ? GradeCode.fail : elapsed.isNaN ? GradeCode.notEvaluated : GradeCode.pass
      }
    }
  }
}
