internal import Conventions
internal import NetCDFFile
public import ObservationModel

/// What a file is: its network, geometry, coverage and variables.
///
/// An observation is one sampling location with a valid time, latitude and longitude, whatever
/// was measured there. Ranges are over the observations; statistics of variables are over all
/// their values.
public struct FileInspection: Sendable {
  public var network: String
  public var title: String
  public var featureType: FeatureType
  public var featureCount: Int
  public var observationCount: Int

  /// Seconds since 1970-01-01 UTC; nil without observations.
  public var times: ClosedRange<Double>?
  public var latitudes: ClosedRange<Double>?
  public var longitudes: ClosedRange<Double>?
  public var vertical: ClosedRange<Double>?
  public var verticalKind: VerticalKind?
  public var variables: [VariableInspection]
}

/// What a variable holds.
public struct VariableInspection: Sendable {
  public var name: String
  public var standardName: String?

  /// The unit the statistics are in: the canonical one of the kind of variable, or the file's.
  public var units: String?
  public var validCount: Int

  /// Valid values that their own flag calls good or probably good; nil without flags.
  public var goodCount: Int?

  /// Nil without valid values. Infinities are valid and left out.
  public var minimum: Double?
  public var maximum: Double?
  public var mean: Double?
}

extension ObservationFile {
  /// Reads the coordinates and every variable of measurements, and tells what is there.
  public func inspect() throws(ReadingError) -> FileInspection {
    let coverage = try Coverage(of: sampling)
    var inspection = FileInspection(
      network: map.name,
      title: map.title,
      featureType: sampling.featureType,
      featureCount: sampling.featureCount,
      observationCount: coverage.observationCount,
      times: coverage.times,
      latitudes: coverage.latitudes,
      longitudes: coverage.longitudes,
      vertical: coverage.vertical,
      verticalKind: sampling.verticalKind,
      variables: []
    )
    if sampling.featureType == .point { inspection.featureCount = coverage.observationCount }
    for variable in measuredVariables() {
      inspection.variables.append(try inspect(variable))
    }
    return inspection
  }

  /// The variables that hold measurements: numbers along a dimension of time or place that are
  /// neither time nor position, nor flags, bounds or the glue of ragged arrays.
  func measuredVariables() -> [Variable] {
    let places =
      (discovery.roles.latitude?.variables ?? [])
      + (discovery.roles.longitude?.variables ?? [])
    let coordinates = Set((discovery.time.variables + places).map(\.path))
    let bounds = Set(
      file.allVariables.flatMap { [$0.text("bounds"), $0.text("climatology")].compactMap { $0 } }
    )
    let flags = flagPaths()
    var dimensions = Set(sampling.axes.map(\.name))
    for (name, relation) in sampling.ragged?.relations ?? [:] {
      if case .samples = relation { dimensions.insert(name) }
    }
    return file.allVariables.filter { variable in
      guard variable.isNumeric, !coordinates.contains(variable.path),
        !bounds.contains(variable.name), !variable.isFlag, !flags.contains(variable.path),
        variable.attribute("sample_dimension") == nil,
        variable.attribute("instance_dimension") == nil,
        !(variable.text("units")?.lowercased().contains(" since ") ?? false)
      else { return false }
      if map.notMeasured.contains(where: { variable.path.matches($0, ignoringCase: true) }) {
        return false
      }
      let name = variable.name.lowercased()
      if name.hasSuffix("_qc") || name.hasSuffix("_quality_control") || name.hasPrefix("qc_")
        || name.contains("_qc_")
      {
        return false
      }
      if map.bestValue == .argo, name.contains("_adjusted") { return false }
      let own = discovery.names.names(of: variable)
      return own.contains { dimensions.contains($0) }
        || (dimensions.isEmpty && variable.count <= 1 && !variable.dimensions.isEmpty)
    }
  }

  /// The variables that are the flags of the quantities of the map, whatever they are called.
  private func flagPaths() -> Set<String> {
    var paths: Set<String> = []
    for rule in map.quantities {
      let variable = file.allVariables.first { $0.path.matches(rule.variable) }
      if let variable, let flags = flagBinding(of: variable, rules: rule.flags) {
        paths.insert(flags.variable.path)
      }
    }
    return paths
  }
}
