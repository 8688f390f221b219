internal import KernelTypes
public import ObservationModel

/// Fails levels that are deeper than the platform was told to go.
///
/// A level fails when its pressure is above `profile_pressure * (1 + c)`. From 1000 dbar on `c` is
/// 10 %; below that it is `151.414 % - 0.141414 % * profile_pressure / dbar`, the line from 150 % at
/// 10 dbar to 10 % at 1000 dbar, with the coefficients as they are published. The verdict is that of
/// the level: it holds for all that was measured there. Depths are compared as they are.
///
/// Profile files do not hold the pressure: it is `CONFIG_ProfilePressure_dbar` in the metadata file of
/// the float, and a parameter here.
///
/// - SeeAlso: Argo quality control manual 3.6, test 19.
public struct DeepestPressureTest: QualityTest, Equatable {
  public static var name: String { "deepest_pressure" }
  public static var flagStandardName: String { "gross_range_test_quality_flag" }
  public static var summary: String { "levels deeper than the platform was told to go" }
  public static var source: String { "Argo quality control manual 3.6, test 19" }
  public static var argoTestNumber: Int? { 19 }
  public static var subject: TestSubject { .observation }
  public static var parameters: [TestParameter] {
    [
      TestParameter(
        "profile_pressure",
        .measure(unit: "dbar", range: 10...12_000),
        isRequired: true,
        "the pressure that profiles are set to begin or end at"
      )
    ]
  }

  public let profilePressureDecibar: Double

  public init(profilePressureDecibar: Double) {
    self.profilePressureDecibar = profilePressureDecibar
  }

  public init(_ arguments: TestArguments) throws(TestConfigurationError) {
    self.init(profilePressureDecibar: try arguments.required("profile_pressure"))
  }

  /// A level fails above this pressure, in dbar.
  public var failAboveDecibar: Double {
    let percent =
      profilePressureDecibar >= 1000 ? 10 : 151.414 - 0.141414 * profilePressureDecibar
    return profilePressureDecibar * (1 + percent / 100)
  }

  public var reach: Reach { .itself }

  public func evaluate(
    _ batch: borrowing ObservationBatch,
    column: Int,
    range: Range<Int>,
    into flags: inout MutableSpan<UInt8>
  ) {
    batch.markLevels(range, as: GradeCode.notEvaluated, into: &flags)
    guard batch.verticalKind == .pressure || batch.verticalKind == .depth else { return }
    let levels = batch.vertical
    let limit = failAboveDecibar
    for i in range where !levels[i].isNaN {
      flags[i - range.lowerBound] = levels[i] > limit ? GradeCode.fail : GradeCode.pass
    }
  }
}
