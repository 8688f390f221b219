internal import KernelTypes
public import ObservationModel

/// Marks observations that share their time with another one of their feature.
///
/// All observations of a time that occurs more than once are suspect, the first one too; a missing
/// time is 9. Times are compared to the last bit. Observations of profiles, swaths and grids,
/// which share their times rightly, are not evaluated.
///
/// - SeeAlso: Smith, Harvey and Legler (1996), *Handbook of Quality Control Procedures and Methods
///   for Surface Meteorology Data*, WOCE report 141/96, section 3.1; the flag is that of ioos_qc
///   3.0.0.
public struct DuplicateTimeTest: QualityTest, Equatable {
  public static var name: String { "duplicate_time" }
  public static var flagStandardName: String { "time_test_quality_flag" }
  public static var summary: String { "observations that share their time with another one" }
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
      let order = batch.inTimeOrder(series)
      for k in order.indices {
        let time = times[order[k]]
        let isShared =
          (k > 0 && times[order[k - 1]] == time)
          || (k + 1 < order.count && times[order[k + 1]] == time)
        flags[order[k] - range.lowerBound] = isShared ? GradeCode.suspect : GradeCode.pass
      }
    }
  }
}
