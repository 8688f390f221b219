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
    attributes = [AttributeLayout("Conventions", "\(Self.conventions(of: product.grid)), ACDD-1.3")]
    attributes += product.metadata.facts.map { AttributeLayout($0) }.filter { !$0.isEmpty }
    addSources(of: product)
    addIdentity(product.metadata)
    addHorizontalExtent(of: product.grid)
    addVerticalExtent(levels)
    addTimeCoverage(product.timeBins)
    let present = Set(attributes.map(\.name))
    missingNames = ProductMetadata.recommendedNames.filter { name in
      !present.contains(name)
        // The older spelling is as good.
        && !(name == "acknowledgement" && present.contains("acknowledgment"))
    }
  }

  /// HEALPix is a grid mapping from CF-1.13 on; all else is that of CF-1.11.
  private static func conventions(of grid: ProductGrid) -> String {
    if case .healpix = grid { "CF-1.13" } else { "CF-1.11" }
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
  private mutating func addHorizontalExtent(of grid: ProductGrid) {
    switch grid {
    case .latitudeLongitude(let latitudeEdges, let longitudeEdges):
      for (name, edges) in [("lat", latitudeEdges), ("lon", longitudeEdges)] {
        let middles = zip(edges, edges.dropFirst()).map { ($0 + $1) / 2 }
        guard let first = middles.first, let last = middles.last else { continue }
        addExtent(name, first...last, resolution: "\(spacing(of: edges)) degree")
      }
    case .plane(let plane):
      let resolution = "\(spacing(of: plane.xEdges)) metre"
      addPlaces(plane.places, cellCount: grid.cellCount, resolution: resolution)
    case .healpix(let pixels):
      // A pixel is as large as a square of this side: sqrt(4 π / 12) radians by nside.
      let side = 58.632_323_028_5 / Double(1 << pixels.refinementLevel)
      let resolution = "\(plainText((side * 1e6).rounded() / 1e6)) degree"
      if pixels.hasPlaces {
        addPlaces(pixels.places, cellCount: grid.cellCount, resolution: resolution)
      } else {
        addExtent("lat", -90...90, resolution: resolution)
        addExtent("lon", -180...180, resolution: resolution)
      }
    }
    let bounds = boundsText(of: grid)
    add("geospatial_bounds", bounds.text)
    add("geospatial_bounds_crs", bounds.referenceSystem)
  }

  private mutating func addPlaces(_ places: CellPlaces, cellCount: Int, resolution: String) {
    guard let extent = places.extent(cellCount: cellCount) else { return }
    addExtent("lat", extent.latitudes, resolution: resolution)
    addExtent("lon", extent.longitudes, resolution: resolution)
  }

  private mutating func addExtent(
    _ name: String,
    _ range: ClosedRange<Double>,
    resolution: String
  ) {
    attributes.append(AttributeLayout("geospatial_\(name)_min", range.lowerBound))
    attributes.append(AttributeLayout("geospatial_\(name)_max", range.upperBound))
    add("geospatial_\(name)_units", name == "lat" ? "degrees_north" : "degrees_east")
    add("geospatial_\(name)_resolution", resolution)
  }

  private mutating func addVerticalExtent(_ coordinates: VerticalCoordinates) {
    let (levels, isPositiveDown) = coordinates.extentMeters
    guard let first = levels.first, let last = levels.last else { return }
    let (top, bottom) = (coordinates.layers.first?.lowerBound, coordinates.layers.last?.upperBound)
    attributes.append(AttributeLayout("geospatial_vertical_min", top ?? first))
    attributes.append(AttributeLayout("geospatial_vertical_max", bottom ?? last))
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

/// The outline of a grid in Well-Known Text, and the coordinate reference system that it is in.
///
/// In EPSG:4326, latitude comes before longitude, and the outline is cut in two where it crosses
/// the antimeridian. That of a plane is in metres of the plane where its system has a name, else it
/// goes round the globe between the outermost latitudes.
package func boundsText(of grid: ProductGrid) -> (text: String, referenceSystem: String) {
  func ring(_ corners: [(Double, Double)]) -> String {
    let texts = (corners + corners.prefix(1)).map { "\(plainText($0.0)) \(plainText($0.1))" }
    return "((\(texts.joined(separator: ", "))))"
  }
  func polygon(south: Double, north: Double, west: Double, east: Double) -> String {
    func box(_ west: Double, _ east: Double) -> String {
      ring([(south, west), (north, west), (north, east), (south, east)])
    }
    if east <= 180 { return "POLYGON \(box(west, east))" }
    if west >= 180 { return "POLYGON \(box(west - 360, east - 360))" }
    return "MULTIPOLYGON (\(box(west, 180)), \(box(-180, east - 360)))"
  }
  switch grid {
  case .latitudeLongitude(let latitudeEdges, let longitudeEdges):
    guard let south = latitudeEdges.first, let north = latitudeEdges.last,
      let west = longitudeEdges.first, let east = longitudeEdges.last
    else { return ("POLYGON EMPTY", "EPSG:4326") }
    return (polygon(south: south, north: north, west: west, east: east), "EPSG:4326")
  case .plane(let plane):
    guard let left = plane.xEdges.first, let right = plane.xEdges.last,
      let bottom = plane.yEdges.first, let top = plane.yEdges.last
    else { return ("POLYGON EMPTY", "EPSG:4326") }
    if let system = plane.referenceSystem {
      let corners = [(left, bottom), (right, bottom), (right, top), (left, top)]
      return ("POLYGON \(ring(corners))", system)
    }
    let cells = plane.places.extent(cellCount: grid.cellCount)?.latitudes ?? -90...90
    return (
      polygon(south: cells.lowerBound, north: cells.upperBound, west: -180, east: 180),
      "EPSG:4326"
    )
  case .healpix:
    return (polygon(south: -90, north: 90, west: -180, east: 180), "EPSG:4326")
  }
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
