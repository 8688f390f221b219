internal import KernelTypes
public import ObservationModel

/// Fails profiles of which nearly all values are the same over a hundred metres or more.
///
/// A profile fails as a whole when one value makes up 90 % of all values or more and the first and the
/// last level with that value are 100 m apart or more. Values without depth count as values; a profile of
/// one value is not evaluated.
///
/// - SeeAlso: Ingleby and Huddleston (2007), *Quality control of ocean temperature and salinity
///   profiles*, J. Mar. Syst. 65, 158-175: the constant value check of the Met Office's EN data.
public struct ENConstantTest: QualityTest, Equatable {
  public static var name: String { "en_constant" }
  public static var flagStandardName: String { "flat_line_test_quality_flag" }
  public static var summary: String {
    "profiles of which nearly all values are the same over a hundred metres or more"
  }
  public static var source: String { "Ingleby and Huddleston (2007), constant value check" }
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
    batch.mark(column: column, range: range, as: GradeCode.notEvaluated, into: &flags)
    guard batch.hasLevels else { return }
    let values = batch.doubles(ofColumn: column, in: range)
    let levels = batch.vertical
    for k in batch.features(in: range) {
      let profile = batch.features[k].observations
      // A value that makes up nine tenths is the one that outvotes all others.
      var (candidate, votes, count) = (Double.nan, 0, 0)
      for i in profile where !values[i - range.lowerBound].isNaN {
        let value = values[i - range.lowerBound]
        count += 1
        if votes == 0 { candidate = value }
        votes += value == candidate ? 1 : -1
      }
      guard count > 1 else { continue }
      var (repeats, first, last) = (0, -1, -1)
      for i in profile where values[i - range.lowerBound] == candidate {
        repeats += 1
        guard !levels[i].isNaN else { continue }
        if first < 0 { first = i }
        last = i
      }
      var isConstant = repeats * 10 >= count * 9 && first >= 0
      if isConstant {
        isConstant = batch.depthMeters(at: last) - batch.depthMeters(at: first) >= 100
      }
      flags.grade(
        profile.relative(to: range.lowerBound),
        as: isConstant ? GradeCode.fail : GradeCode.pass
      )
    }
  }
}
