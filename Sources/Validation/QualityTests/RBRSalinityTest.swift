internal import KernelTypes
public import ObservationModel

/// Grades raw salinity of RBR sensors that were calibrated before April 2021.
///
/// Such sensors lack the compensation of their conductivity for pressure, so their raw salinity is
/// suspect, and so is that whose data mode the file does not tell; adjusted values pass. Profile files
/// do not hold the maker of the sensor: the floats are named by `platforms`, by `instruments`, or both.
/// All others pass.
///
/// - SeeAlso: Argo quality control manual, test 24 and section 2.7, *flag scheme for RBR CTD data*.
public struct RBRSalinityTest: QualityTest, Equatable {
  public static var name: String { "rbr_salinity" }
  public static var flagStandardName: String { "quality_flag" }
  public static var summary: String {
    "raw salinity of RBR sensors that were calibrated before April 2021"
  }
  public static var source: String { "Argo quality control manual, test 24" }
  public static var argoTestNumber: Int? { 24 }
  public static var parameters: [TestParameter] {
    [
      TestParameter("platforms", .texts, "WMO numbers of floats with such a sensor"),
      TestParameter(
        "instruments",
        .integers(0...1023),
        "codes of instruments (WMO table 1770) with such a sensor"
      ),
    ]
  }

  public let platforms: Set<String>
  public let instruments: Set<Int>

  public init(platforms: Set<String> = [], instruments: Set<Int> = []) {
    self.platforms = platforms
    self.instruments = instruments
  }

  public init(_ arguments: TestArguments) throws(TestConfigurationError) {
    let platforms = Set(arguments.texts("platforms") ?? [])
    let instruments = Set(arguments.integers("instruments") ?? [])
    guard !platforms.isEmpty || !instruments.isEmpty else {
      throw TestConfigurationError("expected 'platforms', 'instruments' or both")
    }
    self.init(platforms: platforms, instruments: instruments)
  }

  public var reach: Reach { .itself }

  public func evaluate(
    _ batch: borrowing ObservationBatch,
    column: Int,
    range: Range<Int>,
    into flags: inout MutableSpan<UInt8>
  ) {
    batch.mark(column: column, range: range, as: GradeCode.pass, into: &flags)
    let variableName = batch.columns[column].variableName
    for k in batch.features(in: range) {
      let feature = batch.features[k]
      let type = feature.profile?.instrumentType
      guard platforms.contains(feature.platform) || type.map({ instruments.contains($0) }) == true
      else { continue }
      let mode = feature.profile?.dataMode(of: variableName)
      guard mode != "A" && mode != "D" else { continue }
      flags.grade(
        feature.observations.clamped(to: range).relative(to: range.lowerBound),
        as: GradeCode.suspect
      )
    }
  }
}
