internal import KernelTypes
public import ObservationModel

/// Judges values that a sensor without running pump took near the surface.
///
/// In profiles whose sampling scheme is near-surface and unpumped all values are suspect; in all other
/// profiles they pass. Where the file does not tell the scheme nothing is evaluated. It is for salinity
/// and for oxygen of sensors in the pumped flow (SBE 63).
///
/// - SeeAlso: Argo quality control manual, test 21; Argo reference table 16.
public struct NearSurfaceSalinityTest: QualityTest, Equatable {
  public static var name: String { "near_surface_salinity" }
  public static var flagStandardName: String { "quality_flag" }
  public static var summary: String { "values taken near the surface without a running pump" }
  public static var source: String { "Argo quality control manual, test 21" }
  public static var argoTestNumber: Int? { 21 }
  public static var parameters: [TestParameter] { [] }

  public init() {}

  public init(_ arguments: TestArguments) throws(TestConfigurationError) { self.init() }

  public var reach: Reach { .itself }

  public func evaluate(
    _ batch: borrowing ObservationBatch,
    column: Int,
    range: Range<Int>,
    into flags: inout MutableSpan<UInt8>
  ) {
    batch.mark(column: column, range: range, as: GradeCode.notEvaluated, into: &flags)
    for k in batch.features(in: range) {
      let feature = batch.features[k]
      guard let profile = feature.profile, !profile.samplingScheme.isEmpty else { continue }
      flags.grade(
        feature.observations.clamped(to: range).relative(to: range.lowerBound),
        as: profile.isNearSurface && profile.isUnpumped ? GradeCode.suspect : GradeCode.pass
      )
    }
  }
}
