public import ObservationModel

/// Fails values of a profile that are far from the mean of their two neighbours.
///
/// With `d = |x2 - (x3 + x1) / 2|` for three consecutive levels, the middle one fails when
/// `d > shallow` above `deep_from` and when `d > deep` from there on, in the unit of the column.
/// What cuts a profile, and what is not evaluated, is as in `ArgoSpikeTest`.
///
/// Argo gave the test up in 2019 for all but dissolved oxygen.
///
/// - SeeAlso: Argo quality control manual, test 11: temperature 9 and 3 degrees, salinity 1.5 and
///   0.5, from 500 dbar on.
public struct GradientTest: QualityTest, Equatable {
  public static var name: String { "gradient" }
  public static var flagStandardName: String { "quality_flag" }
  public static var summary: String {
    "values of a profile that are far from the mean of their two neighbours"
  }
  public static var source: String { "Argo quality control manual, test 11" }
  public static var argoTestNumber: Int? { 11 }
  public static var parameters: [TestParameter] { LevelThresholds.parameters }

  private let thresholds: LevelThresholds

  /// - Parameters:
  ///   - shallow: Threshold above `deepFrom`, in the unit of the column.
  ///   - deep: Threshold from `deepFrom` on.
  ///   - deepFrom: In dbar, or in metres where the file has depths.
  public init(shallow: Double, deep: Double, deepFrom: Double = 500) {
    thresholds = LevelThresholds(shallow: shallow, deep: deep, deepFrom: deepFrom)
  }

  public init(_ arguments: TestArguments) throws(TestConfigurationError) {
    thresholds = try LevelThresholds(arguments)
  }

  public var reach: Reach { .observations(before: 1, after: 1) }
  public var heedsEarlierTests: Bool { true }

  public func evaluate(
    _ batch: borrowing ObservationBatch,
    column: Int,
    range: Range<Int>,
    into flags: inout MutableSpan<UInt8>
  ) {
    thresholds.judge(batch, column: column, range: range, into: &flags) { x1, x2, x3 in
      (x2 - (x3 + x1) / 2).magnitude
    }
  }
}
