internal import ObservationModel

/// The global attributes of a product file: the given facts and those that the product tells about
/// itself, following CF-1.11 and ACDD-1.3.
package struct GlobalAttributes {
  /// In the order of the file.
  package private(set) var attributes: [AttributeLayout] = []

  /// The recommended attributes that were neither given nor can be computed.
  package private(set) var missingNames: [String] = []

  /// The version of the table that the standard names of the vocabulary are in.
  package static let standardNameTable = "CF Standard Name Table v93"

  init(_ product: GridProduct, levels: VerticalCoordinates) {
    attributes = [AttributeLayout("Conventions", "CF-1.11, ACDD-1.3")]
    attributes += product.metadata.facts.map { AttributeLayout($0) }.filter { !$0.isEmpty }
    addSources(of: product)
    addIdentity(product.metadata)
    addHorizontalExtent(of: product)
    addVerticalExtent(levels)
    addTimeCoverage(product.timeBins)
    let present = Set(attributes.map(\.name))
    missingNames = ProductMetadata.recommendedNames.filter { name in
      !present.contains(name)
        // The older spelling is as good.
        && !(name == "acknowledgement" && present.contains("acknowledgment"))
    }
  }

  private mutating func add(_ name: String, _ text: String) {
    attributes.append(AttributeLayout(name, text))
  }

  /// Adds what can be computed but may be given in better words.
  private mutating func addUnlessGiven(_ name: String, _ text: @autoclosure () -> String) {
    if !attributes.contains(where: { $0.name == name }) { add(name, text()) }
  }

  private mutating func addSources(of product: GridProduct) {
    add("cdm_data_type", "Grid")
    addUnlessGiven("standard_name_vocabulary", Self.standardNameTable)
    let names = Set(product.variables.map(\.quantity.standardName)).subtracting([""]).sorted()
    if !names.isEmpty, !attributes.contains(where: { $0.name == "keywords" }) {
      add("keywords", names.joined(separator: ", "))
      addUnlessGiven("keywords_vocabulary", Self.standardNameTable)
    }
    if !product.networks.isEmpty {
      addUnlessGiven(
        "source",
        "observations of the networks \(product.networks.joined(separator: ", "))"
      )
    }
  }

  private mutating func addIdentity(_ metadata: ProductMetadata) {
    if let uuid = metadata.contentDigest.flatMap({ contentUUID(fromDigest: $0) }) {
      add("uuid", uuid)
    }
    if let created = metadata.createdAt {
      let instant = CivilTime(secondsSince1970: created).iso8601
      for name in ["date_created", "date_modified", "date_metadata_modified"] {
        addUnlessGiven(name, instant)
      }
    }
  }

  /// The limits are those of the coordinates, the middles of the outermost cells, as readers of
  /// the attributes compare them; the polygon is that of the edges.
  private mutating func addHorizontalExtent(of product: GridProduct) {
    let axes =
      [("lat", "degrees_north", product.latitudeEdges)] + [
        ("lon", "degrees_east", product.longitudeEdges)
      ]
    for (name, units, edges) in axes {
      let middles = zip(edges, edges.dropFirst()).map { ($0 + $1) / 2 }
      guard let first = middles.first, let last = middles.last else { continue }
      attributes.append(AttributeLayout("geospatial_\(name)_min", first))
      attributes.append(AttributeLayout("geospatial_\(name)_max", last))
      add("geospatial_\(name)_units", units)
      add("geospatial_\(name)_resolution", "\(spacing(of: edges)) degree")
    }
    add("geospatial_bounds", boundsText(of: product))
    add("geospatial_bounds_crs", "EPSG:4326")
  }

  private mutating func addVerticalExtent(_ coordinates: VerticalCoordinates) {
    let (levels, isPositiveDown) = coordinates.extentMeters
    guard let first = levels.first, let last = levels.last else { return }
    attributes.append(AttributeLayout("geospatial_vertical_min", first))
    attributes.append(AttributeLayout("geospatial_vertical_max", last))
    add("geospatial_vertical_units", "m")
    add("geospatial_vertical_positive", isPositiveDown ? "down" : "up")
    let resolution = levels.count > 1 ? "\(spacing(of: levels)) m" : "a single level"
    add("geospatial_vertical_resolution", resolution)
    // Depth below and height above the instantaneous water level.
    add("geospatial_bounds_vertical_crs", isPositiveDown ? "EPSG:5831" : "EPSG:5829")
  }

  /// The start and the end are the times of the first and the last value, as ACDD defines them;
  /// the duration is that of the bins.
  private mutating func addTimeCoverage(_ bins: [Range<Int>]) {
    guard let first = bins.first, let last = bins.last else { return }
    add("time_coverage_start", instantText(middle(of: first)))
    add("time_coverage_end", instantText(middle(of: last)))
    add("time_coverage_duration", durationText(of: first.lowerBound..<last.upperBound))
    if let resolution = resolutionText(of: bins) { add("time_coverage_resolution", resolution) }
  }
}

/// The distance between neighbours: one number when it is even, else the least and the greatest.
private func spacing(of values: [Double]) -> String {
  let steps = zip(values, values.dropFirst()).map { $1 - $0 }
  guard let least = steps.min(), let greatest = steps.max(), let first = values.first,
    let last = values.last
  else { return "0" }
  if greatest - least <= 1e-9 * greatest {
    return plainText((last - first) / Double(steps.count))
  }
  return "\(plainText(least)) to \(plainText(greatest))"
}

/// The outline of the grid in Well-Known Text, latitude before longitude as EPSG:4326 has it, cut
/// in two where it crosses the antimeridian.
package func boundsText(of product: GridProduct) -> String {
  guard let south = product.latitudeEdges.first, let north = product.latitudeEdges.last,
    let west = product.longitudeEdges.first, let east = product.longitudeEdges.last
  else { return "POLYGON EMPTY" }
  func ring(_ west: Double, _ east: Double) -> String {
    let corners = [(south, west), (north, west), (north, east), (south, east), (south, west)]
    let texts = corners.map { "\(plainText($0.0)) \(plainText($0.1))" }
    return "((\(texts.joined(separator: ", "))))"
  }
  if east <= 180 { return "POLYGON \(ring(west, east))" }
  if west >= 180 { return "POLYGON \(ring(west - 360, east - 360))" }
  return "MULTIPOLYGON (\(ring(west, 180)), \(ring(-180, east - 360)))"
}

/// A name-based UUID made from the first 128 bits of a digest, of version 8 because the digest
/// need not be the MD5 or SHA-1 of versions 3 and 5; nil when there are fewer than 32 digits.
///
/// - SeeAlso: RFC 9562, section 5.8 and appendix B.2.
package func contentUUID(fromDigest digest: String) -> String? {
  var digits = Array(digest.lowercased().prefix(32))
  guard digits.count == 32, let variant = digits[16].hexDigitValue else { return nil }
  digits[12] = "8"
  digits[16] = ["8", "9", "a", "b"][variant & 3]
  let groups = [digits[0..<8], digits[8..<12], digits[12..<16], digits[16..<20], digits[20..<32]]
  return groups.map { String($0) }.joined(separator: "-")
}
