internal import NetCDFFile
internal import ObservationModel

/// The dimensions, variables and attributes of a contiguous ragged array.
///
/// - SeeAlso: CF Conventions 1.11, sections 9.3.3 and 9.5 and appendix H.
struct RaggedLayoutOfFile {
  /// The names of the variables of a column.
  struct Column {
    let name: String
    let source: String
    let flags: String?
    let isDouble: Bool
    let quantity: Quantity

    /// The results of quality tests; nil where none ran.
    let quality: QualityVariables?

    var ancillaryVariables: String {
      quality?.names.joined(separator: " ") ?? flags ?? ""
    }
  }

  let featureType: FeatureType

  /// The number of columns of a field that keeps its two dimensions; nil for one dimension.
  let fieldColumns: Int?
  let columns: [Column]
  let facts: [(name: String, text: String)]

  /// The name of the vertical coordinate; nil when there is none.
  let vertical: String?
  let verticalKind: VerticalKind?

  let isTimeOfFeature: Bool
  let isPlaceOfFeature: Bool
  let isVerticalOfFeature: Bool

  init(_ outline: ObservationOutline) {
    // CF has no geometry for fields along one dimension but that of points.
    featureType = outline.featureType.isField ? .point : outline.featureType
    let width = outline.featureType.isField ? outline.fieldColumns ?? 0 : 0
    fieldColumns = width > 0 ? width : nil
    facts = outline.facts
    verticalKind = outline.verticalKind
    vertical = outline.verticalKind?.coordinate.name
    let hasFeatures = featureType != .point
    let constants = outline.constants
    isTimeOfFeature = hasFeatures && featureType.isProfileLike && constants.time
    isPlaceOfFeature = hasFeatures && featureType != .trajectory && constants.place
    isVerticalOfFeature = hasFeatures && featureType == .timeSeries && constants.vertical
    var names = VariableNames(
      reserved: Set([
        "time", "latitude", "longitude", "depth", "pressure", "height", "row_size", "platform",
        "platform_index", "station", "trajectory", "profile", "obs", "feature", "row", "column",
      ]).union(ArgoProfileQuality.names)
    )
    columns = outline.columns.map { column in
      let name = names.name(
        for: column.source,
        suffixes: outline.quality == nil ? ["_qc"] : QualityVariables.suffixes(of: column.tests)
      )
      return Column(
        name: name,
        source: column.source,
        flags: outline.quality == nil && column.hasFlags ? name + "_qc" : nil,
        isDouble: column.isDouble,
        quantity: column.quantity,
        quality: outline.quality.map { QualityVariables(of: column, named: name, quality: $0) }
      )
    }
  }

  /// The dimensions of the observations.
  var dimensions: [String] { fieldColumns == nil ? ["obs"] : ["row", "column"] }

  /// The chunks along them.
  var chunks: [Int] {
    fieldColumns.map { [max(1, Self.chunk / max(1, $0)), max(1, min($0, Self.chunk))] }
      ?? [Self.chunk]
  }

  private static let chunk = 65_536

  /// Where `count` observations go behind those that are written; whole rows of a field.
  func region(after written: Int, count: Int) -> Region {
    guard let columns = fieldColumns, columns > 0 else {
      return Region(start: [written], count: [count])
    }
    return Region(start: [written / columns, 0], count: [count / columns, columns])
  }

  var hasFeatures: Bool { featureType != .point }

  /// Profiles along a trajectory or at a station belong to a platform.
  var hasPlatforms: Bool { featureType == .trajectoryProfile || featureType == .timeSeriesProfile }

  /// The variable that names the features.
  var identifierName: String {
    switch featureType {
    case .timeSeries: "station"
    case .trajectory: "trajectory"
    case .point, .profile, .timeSeriesProfile, .trajectoryProfile, .swath, .grid: "profile"
    }
  }

  /// What a feature is called: its platform and what tells it from others of the platform.
  func identifier(of feature: Feature) -> String {
    if hasPlatforms || feature.platform.isEmpty { return feature.identifier }
    return featureType == .profile
      ? "\(feature.platform)/\(feature.identifier)" : feature.platform
  }
}
