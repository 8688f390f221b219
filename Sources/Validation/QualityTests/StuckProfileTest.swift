internal import KernelTypes
public import ObservationModel

/// Fails profiles of which all values are the same.
///
/// A profile with more than one value, all identical, fails as a whole; so does all that was
/// measured in a profile whose pressures are all the same. Profiles near the surface, which may be
/// well mixed, pass. A single value is not evaluated.
///
/// - SeeAlso: Argo quality control manual, test 13. CoTeDe 0.23.9 compares with a tolerance and
///   counts NaN as good.
public struct StuckProfileTest: QualityTest, Equatable {
  public static var name: String { "stuck_profile" }
  public static var flagStandardName: String { "flat_line_test_quality_flag" }
  public static var summary: String { "profiles of which all values are the same" }
  public static var source: String { "Argo quality control manual, test 13" }
  public static var argoTestNumber: Int? { 13 }
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
    let values = batch.columns[column].values
    let levels = batch.vertical
    for k in batch.features(in: range) {
      let feature = batch.features[k]
      let profile = feature.observations
      var isStuck = Self.isStuck(profile) { levels[$0] }
      if isStuck != true {
        let own: Bool? =
          switch values {
          case .float(let values): Self.isStuck(profile) { Double(values[$0]) }
          case .double(let values): Self.isStuck(profile) { values[$0] }
          }
        isStuck = own
      }
      guard let isStuck else { continue }
      let isNearSurface = feature.profile?.isNearSurface ?? false
      flags.grade(
        profile.relative(to: range.lowerBound),
        as: isStuck && !isNearSurface ? GradeCode.fail : GradeCode.pass
      )
    }
  }

  /// Whether all values are the same; nil when there are not two.
  private static func isStuck(_ range: Range<Int>, _ value: (Int) -> Double) -> Bool? {
    var first = Double.nan
    var hasOne = false
    for i in range {
      let x = value(i)
      guard !x.isNaN else { continue }
      if first.isNaN { first = x } else if x != first { return false } else { hasOne = true }
    }
    return hasOne ? true : nil
  }
}
