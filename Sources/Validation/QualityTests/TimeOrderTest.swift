internal import KernelTypes
public import ObservationModel

/// Fails observations that come before an earlier one of their feature in time.
///
/// An observation fails when its time is before the latest time so far. An equal time passes; see
/// `DuplicateTimeTest`. A missing time is 9. Observations of profiles, swaths and grids are not
/// evaluated.
///
/// - SeeAlso: Smith, Harvey and Legler (1996), *Handbook of Quality Control Procedures and Methods
///   for Surface Meteorology Data*, WOCE report 141/96, section 3.1 (flag C: time not sequential).
public struct TimeOrderTest: QualityTest, Equatable {
  public static var name: String { "time_order" }
  public static var flagStandardName: String { "time_test_quality_flag" }
  public static var summary: String { "observations before an earlier one of their feature" }
  public static var source: String { "WOCE surface meteorology handbook, section 3.1" }
  public static var subject: TestSubject { .observation }
  public static var parameters: [TestParameter] { [] }

  public init() {}

  public init(_ arguments: TestArguments) throws(TestConfigurationError) { self.init() }

  public var reach: Reach { .feature }

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
    batch.forEachSeries(in: range) { series, _ in
      var latest = -Double.infinity
      for i in series where !times[i].isNaN {
        flags[i - range.lowerBound] = times[i] < latest ? GradeCode.fail : GradeCode.pass
        latest = max(latest, times[i])
      }
    }
  }
}
