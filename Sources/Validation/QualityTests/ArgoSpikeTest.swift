public import ObservationModel

/// Fails values of a profile that stand out from their neighbours by more than the slope there.
///
/// With `v = |x2 - (x3 + x1) / 2| - |(x3 - x1) / 2|` for three consecutive levels, the middle one
/// fails when `v > shallow` above `deep_from` and when `v > deep` from there on, in the unit of the
/// column. The metric is signed: on a slope it is negative, so that a thermocline, however steep,
/// is no spike. The test `spike` of CoTeDe 0.23.9 takes its absolute value and so fails
/// every steep slope; its `spike_depthconditional` does not.
///
/// Levels that are missing, without pressure, or failed by an earlier test of the plan cut a
/// profile into parts; the ends of parts are not evaluated. Depths, where a file has these, are
/// compared with `deep_from` as they are.
///
/// - SeeAlso: Argo quality control manual, test 9: temperature 6 and 2 degrees, salinity 0.9 and
///   0.3, from 500 dbar on; dissolved oxygen 50 and 25 umol/kg (Coriolis real-time chain).
public struct ArgoSpikeTest: QualityTest, Equatable {
  public static var name: String { "argo_spike" }
  public static var flagStandardName: String { "spike_test_quality_flag" }
  public static var summary: String {
    "values of a profile that stand out from their neighbours by more than the slope there"
  }
  public static var source: String { "Argo quality control manual, test 9" }
  public static var argoTestNumber: Int? { 9 }
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
      (x2 - (x3 + x1) / 2).magnitude - ((x3 - x1) / 2).magnitude
    }
  }
}
