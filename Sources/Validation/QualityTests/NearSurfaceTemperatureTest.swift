internal import KernelTypes
public import ObservationModel

/// Judges temperatures so near the surface that the sensor may have been in the air.
///
/// In profiles whose sampling scheme is near-surface, levels at a pressure of `discrete` or less are
/// suspect when each is one reading; of `averaged` or less when each is a mean of several, or the
/// scheme is mixed. All other levels pass. Where the file does not tell the scheme, and at levels
/// without pressure, nothing is evaluated.
///
/// - SeeAlso: Argo quality control manual, test 22: 0.5 and 1 dbar.
public struct NearSurfaceTemperatureTest: QualityTest, Equatable {
  public static var name: String { "near_surface_temperature" }
  public static var flagStandardName: String { "quality_flag" }
  public static var summary: String {
    "values so near the surface that the sensor may have been in the air"
  }
  public static var source: String { "Argo quality control manual, test 22" }
  public static var argoTestNumber: Int? { 22 }
  public static var parameters: [TestParameter] {
    [
      TestParameter(
        "discrete",
        .measure(unit: "dbar"),
        "single readings down to this pressure are suspect; 0.5 dbar unless given"
      ),
      TestParameter(
        "averaged",
        .measure(unit: "dbar"),
        "means down to this pressure are suspect; 1 dbar unless given"
      ),
    ]
  }

  public let discreteDecibar: Double
  public let averagedDecibar: Double

  public init(discreteDecibar: Double = 0.5, averagedDecibar: Double = 1) {
    self.discreteDecibar = discreteDecibar
    self.averagedDecibar = averagedDecibar
  }

  public init(_ arguments: TestArguments) throws(TestConfigurationError) {
    self.init(
      discreteDecibar: arguments.number("discrete") ?? 0.5,
      averagedDecibar: arguments.number("averaged") ?? 1
    )
  }

  public var reach: Reach { .itself }

  public func evaluate(
    _ batch: borrowing ObservationBatch,
    column: Int,
    range: Range<Int>,
    into flags: inout MutableSpan<UInt8>
  ) {
    batch.mark(column: column, range: range, as: GradeCode.notEvaluated, into: &flags)
    guard batch.hasLevels else { return }
    let levels = batch.vertical
    for k in batch.features(in: range) {
      let feature = batch.features[k]
      guard let profile = feature.profile, !profile.samplingScheme.isEmpty else { continue }
      let limit =
        !profile.isNearSurface
        ? -Double.infinity : profile.isDiscrete ? discreteDecibar : averagedDecibar
      for i in feature.observations.clamped(to: range) where !levels[i].isNaN {
        flags.grade(
          (i - range.lowerBound)..<(i - range.lowerBound + 1),
          as: levels[i] <= limit ? GradeCode.suspect : GradeCode.pass
        )
      }
    }
  }
}
