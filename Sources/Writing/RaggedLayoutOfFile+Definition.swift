internal import NetCDFFile
internal import ObservationModel

extension RaggedLayoutOfFile {
  func define(in writer: NetCDFWriter) throws(NetCDFError) {
    try writer.defineDimension(dimensions[0], length: nil)
    if let fieldColumns { try writer.defineDimension("column", length: fieldColumns) }
    if hasFeatures { try writer.defineDimension("feature", length: nil) }
    if hasPlatforms { try writer.defineDimension("platform_number", length: nil) }
    try writer.putAttribute("Conventions", .text("CF-1.11"))
    if fieldColumns == nil {
      try writer.putAttribute("featureType", .text(featureType.rawValue))
    }
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
        dimensions: ofFeature ? ["feature"] : dimensions,
        // A field keeps the cells without a place.
        fill: fieldColumns == nil ? nil : .reals([.nan]),
        chunks: ofFeature ? [1024] : chunks,
        deflate: Self.deflate
      )
      // Coordinates of two dimensions are of no axis.
      try text(writer, name, pairs.filter { $0.0 != "axis" || fieldColumns == nil })
    }
    try define(
      "time",
      ofFeature: isTimeOfFeature,
      [
        ("standard_name", "time"), ("long_name", "time"),
        ("units", "seconds since 1970-01-01 00:00:00 UTC"), ("calendar", "standard"),
        ("units_metadata", "leap_seconds: utc"), ("axis", "T"),
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

  /// Which way a vertical coordinate among the measurements grows; empty for other quantities.
  private func positive(of quantity: Quantity) -> String {
    switch quantity.standardName {
    case "depth": "down"
    case "height", "altitude": "up"
    default: ""
    }
  }

  /// What the unit of a temperature is of; empty for other quantities.
  ///
  /// - SeeAlso: CF Conventions 1.11, section 3.1.2.
  private func unitsMetadata(of quantity: Quantity) -> String {
    let name = quantity.standardName
    guard name.contains("temperature"), quantity.units == "degree_Celsius" || quantity.units == "K"
    else { return "" }
    let isDifference = ["difference", "anomaly", "bias", "error"].contains { name.contains($0) }
    return "temperature: " + (isDifference ? "difference" : "on_scale")
  }

  private func define(_ column: Column, in writer: NetCDFWriter) throws(NetCDFError) {
    try writer.defineVariable(
      column.name,
      type: column.isDouble ? .double : .float,
      dimensions: dimensions,
      fill: .reals([.nan]),
      chunks: chunks,
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
        ("units", quantity.units), ("units_metadata", unitsMetadata(of: quantity)),
        ("positive", positive(of: quantity)), ("coordinates", coordinates),
        ("ancillary_variables", column.ancillaryVariables),
        ("source_variable", column.source == column.name ? "" : column.source),
      ]
    )
    for definition in column.quality?.definitions ?? [] { try define(definition, in: writer) }
    guard let flags = column.flags else { return }
    try writer.defineVariable(
      flags,
      type: .byte,
      dimensions: dimensions,
      chunks: chunks,
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

  private func define(
    _ flags: QualityVariables.Definition,
    in writer: NetCDFWriter
  ) throws(NetCDFError) {
    try writer.defineVariable(
      flags.name,
      type: flags.type,
      dimensions: dimensions,
      fill: flags.fill.map { .integers([$0]) },
      chunks: chunks,
      deflate: Self.deflate
    )
    try text(writer, flags.name, flags.texts)
    for (name, values) in flags.integers {
      try writer.putAttribute(name, .integers(values), type: flags.type, of: flags.name)
    }
  }

  private static let deflate = 4
}
