internal import NetCDFFile
internal import ObservationModel

/// The dimensions, variables and attributes of a contiguous ragged array.
///
/// - SeeAlso: CF Conventions 1.11, sections 9.3.3 and 9.5 and appendix H.
struct RaggedLayoutOfFile {
  /// The names of the variables of a column.
  struct Column {
    let name: String
    let flags: String?
    let isDouble: Bool
    let quantity: Quantity
  }

  let featureType: FeatureType
  let columns: [Column]
  let facts: [(name: String, text: String)]

  /// The name of the vertical coordinate; nil when there is none.
  let vertical: String?
  private let verticalKind: VerticalKind?

  let isTimeOfFeature: Bool
  let isPlaceOfFeature: Bool
  let isVerticalOfFeature: Bool

  init(_ outline: ObservationOutline) {
    // CF has no geometry for fields along one dimension but that of points.
    featureType = outline.featureType.isField ? .point : outline.featureType
    facts = outline.facts
    verticalKind = outline.verticalKind
    vertical = outline.verticalKind?.coordinate.name
    let hasFeatures = featureType != .point
    let constants = outline.constants
    isTimeOfFeature = hasFeatures && featureType.isProfileLike && constants.time
    isPlaceOfFeature = hasFeatures && featureType != .trajectory && constants.place
    isVerticalOfFeature = hasFeatures && featureType == .timeSeries && constants.vertical
    var names = VariableNames(
      reserved: [
        "time", "latitude", "longitude", "depth", "pressure", "height", "row_size", "platform",
        "platform_index", "station", "trajectory", "profile", "obs", "feature",
      ]
    )
    columns = outline.columns.map { column in
      let name = names.name(for: column.quantity.name, suffixes: ["_qc"])
      return Column(
        name: name,
        flags: column.hasFlags ? name + "_qc" : nil,
        isDouble: column.isDouble,
        quantity: column.quantity
      )
    }
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

  // MARK: Definition

  func define(in writer: NetCDFWriter) throws(NetCDFError) {
    try writer.defineDimension("obs", length: nil)
    if hasFeatures { try writer.defineDimension("feature", length: nil) }
    if hasPlatforms { try writer.defineDimension("platform_number", length: nil) }
    try writer.putAttribute("Conventions", .text("CF-1.11"))
    try writer.putAttribute("featureType", .text(featureType.rawValue))
    for fact in facts { try writer.putAttribute(fact.name, .text(fact.text)) }
    if hasFeatures { try defineFeatures(in: writer) }
    try defineCoordinates(in: writer)
    for column in columns { try define(column, in: writer) }
  }

  private func text(_ writer: NetCDFWriter, _ variable: String, _ pairs: [(String, String)])
    throws(NetCDFError)
  {
    for (name, text) in pairs where !text.isEmpty {
      try writer.putAttribute(name, .text(text), of: variable)
    }
  }

  private func defineFeatures(in writer: NetCDFWriter) throws(NetCDFError) {
    try writer.defineVariable("row_size", type: .int, dimensions: ["feature"], chunks: [1024])
    try text(
      writer,
      "row_size",
      [("long_name", "number of observations of the feature"), ("sample_dimension", "obs")]
    )
    try writer.defineVariable(
      identifierName,
      type: .string,
      dimensions: ["feature"],
      chunks: [1024]
    )
    let role =
      switch featureType {
      case .timeSeries: "timeseries_id"
      case .trajectory: "trajectory_id"
      case .point, .profile, .timeSeriesProfile, .trajectoryProfile, .swath, .grid: "profile_id"
      }
    try text(
      writer,
      identifierName,
      [("long_name", "name of the \(identifierName)"), ("cf_role", role)]
    )
    guard hasPlatforms else { return }
    try writer.defineVariable("platform_index", type: .int, dimensions: ["feature"], chunks: [1024])
    try text(
      writer,
      "platform_index",
      [
        ("long_name", "which platform the profile is of"),
        ("instance_dimension", "platform_number"),
      ]
    )
    try writer.defineVariable(
      "platform",
      type: .string,
      dimensions: ["platform_number"],
      chunks: [1024]
    )
    try text(
      writer,
      "platform",
      [
        ("long_name", "name of the platform"),
        ("cf_role", featureType == .trajectoryProfile ? "trajectory_id" : "timeseries_id"),
      ]
    )
  }

  private func defineCoordinates(in writer: NetCDFWriter) throws(NetCDFError) {
    func define(
      _ name: String,
      ofFeature: Bool,
      _ pairs: [(String, String)]
    ) throws(NetCDFError) {
      try writer.defineVariable(
        name,
        type: .double,
        dimensions: [ofFeature ? "feature" : "obs"],
        chunks: [ofFeature ? 1024 : Self.chunk],
        deflate: Self.deflate
      )
      try text(writer, name, pairs)
    }
    try define(
      "time",
      ofFeature: isTimeOfFeature,
      [
        ("standard_name", "time"), ("long_name", "time"),
        ("units", "seconds since 1970-01-01 00:00:00 UTC"), ("calendar", "standard"), ("axis", "T"),
      ]
    )
    try define(
      "latitude",
      ofFeature: isPlaceOfFeature,
      [
        ("standard_name", "latitude"), ("long_name", "latitude"), ("units", "degrees_north"),
        ("axis", "Y"),
      ]
    )
    try define(
      "longitude",
      ofFeature: isPlaceOfFeature,
      [
        ("standard_name", "longitude"), ("long_name", "longitude"), ("units", "degrees_east"),
        ("axis", "X"),
      ]
    )
    guard let kind = verticalKind else { return }
    let coordinate = kind.coordinate
    try define(
      coordinate.name,
      ofFeature: isVerticalOfFeature,
      [
        ("standard_name", coordinate.standardName), ("long_name", coordinate.name),
        ("units", coordinate.units), ("positive", coordinate.isPositiveDown ? "down" : "up"),
        ("axis", "Z"),
      ]
    )
  }

  private func define(_ column: Column, in writer: NetCDFWriter) throws(NetCDFError) {
    try writer.defineVariable(
      column.name,
      type: column.isDouble ? .double : .float,
      dimensions: ["obs"],
      fill: .reals([.nan]),
      chunks: [Self.chunk],
      deflate: Self.deflate
    )
    let quantity = column.quantity
    var coordinates = "time latitude longitude"
    if let vertical { coordinates += " " + vertical }
    try text(
      writer,
      column.name,
      [
        ("standard_name", quantity.standardName),
        ("long_name", quantity.longName.isEmpty ? quantity.name : quantity.longName),
        ("units", quantity.units), ("coordinates", coordinates),
        ("ancillary_variables", column.flags ?? ""),
        ("source_variable", quantity.name == column.name ? "" : quantity.name),
      ]
    )
    guard let flags = column.flags else { return }
    try writer.defineVariable(
      flags,
      type: .byte,
      dimensions: ["obs"],
      chunks: [Self.chunk],
      deflate: Self.deflate
    )
    try text(
      writer,
      flags,
      [
        (
          "standard_name",
          quantity.standardName.isEmpty ? "" : quantity.standardName + " status_flag"
        ),
        ("long_name", "the provider's verdict on \(quantity.name)"),
        ("flag_meanings", Verdict.allCases.map(\.name).joined(separator: " ")),
      ]
    )
    try writer.putAttribute(
      "flag_values",
      .integers(Verdict.allCases.map { Int64($0.rawValue) }),
      type: .byte,
      of: flags
    )
  }

  private static let chunk = 65_536
  private static let deflate = 4
}
