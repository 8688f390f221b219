internal import Conventions
internal import NetCDFFile
internal import ObservationModel

/// Finds the grids of the variables of a file.
struct GridSearch {
  private let file: NetCDFFile
  private let numeric: [Variable]

  /// The paths of variables that others name as bounds, coordinates or mappings.
  private let auxiliary: Set<String>

  private var known: [GriddedCoordinates] = []

  init(of file: NetCDFFile) {
    self.file = file
    numeric = file.allVariables.filter { $0.isNumeric }
    var auxiliary: Set<String> = []
    for variable in file.allVariables {
      for name in ["bounds", "climatology", "coordinates", "grid_mapping"] {
        for word in (variable.text(name) ?? "").split(separator: " ") {
          auxiliary.insert(String(word))
        }
      }
    }
    self.auxiliary = auxiliary
  }

  /// True for variables of numbers that are no coordinates.
  func mayHaveFields(_ variable: Variable) -> Bool {
    guard variable.isNumeric, let last = variable.dimensions.last else { return false }
    let isCoordinate = variable.dimensions.count == 1 && variable.name == last.name
    return !isCoordinate && !isAuxiliary(variable)
      && kind(of: variable) == nil
  }

  func isAuxiliary(_ variable: Variable) -> Bool {
    auxiliary.contains(variable.name) || auxiliary.contains(variable.path)
  }

  func missingGrid(_ variable: Variable) -> ReadingError {
    ReadingError(
      .missingCoordinates,
      path: file.path,
      variable: variable.path,
      detail: "expected latitude and longitude, in this order, as its last dimensions, or "
        + "coordinates of both on its last two dimensions"
    )
  }

  /// The coordinate time of a variable, nil when it has none.
  func time(of variable: Variable) -> Variable? {
    for dimension in variable.dimensions {
      let found = numeric.first {
        $0.dimensions == [dimension]
          && ($0.text("standard_name") == "time" || $0.text("axis")?.uppercased() == "T"
            || ($0.text("units")?.contains(" since ") ?? false))
      }
      if let found { return found }
    }
    return nil
  }

  /// The grid of a variable; nil when it has none.
  ///
  /// - Throws: `missingCoordinates` when coordinates are there and cannot be those of a grid.
  mutating func grid(of variable: Variable) throws(ReadingError) -> GriddedCoordinates? {
    if let grid = try healpix(variable) { return remember(grid) }
    let spans = Array(variable.dimensions.suffix(2))
    guard spans.count == 2, spans[0] != spans[1] else { return nil }
    if let latitude = coordinate(.latitude, on: [spans[0]], of: variable),
      let longitude = coordinate(.longitude, on: [spans[1]], of: variable)
    {
      if let same = alreadyKnown(spans, latitude, longitude) { return same }
      return remember(try rectilinear(spans, latitude, longitude))
    }
    if let latitude = coordinate(.latitude, on: spans, of: variable),
      let longitude = coordinate(.longitude, on: spans, of: variable)
    {
      if let same = alreadyKnown(spans, latitude, longitude) { return same }
      return remember(try curvilinear(spans, latitude, longitude))
    }
    if let grid = try polarStereographic(variable) { return remember(grid) }
    return nil
  }

  private func alreadyKnown(
    _ spans: [Dimension],
    _ latitude: Variable,
    _ longitude: Variable
  ) -> GriddedCoordinates? {
    known.first {
      $0.dimensions == spans && $0.variables.starts(with: [latitude, longitude])
    }
  }

  private mutating func remember(_ grid: GriddedCoordinates) -> GriddedCoordinates {
    if !known.contains(grid) { known.append(grid) }
    return grid
  }

  // MARK: Kinds of coordinates

  private enum CoordinateKind { case latitude, longitude }

  private func kind(of variable: Variable) -> CoordinateKind? {
    switch variable.text("standard_name") {
    case "latitude": return .latitude
    case "longitude": return .longitude
    case nil: break
    default: return nil
    }
    let units = variable.text("units")?.lowercased() ?? ""
    if units.hasPrefix("degree") {
      if units.hasSuffix("north") || units.hasSuffix("_n") { return .latitude }
      if units.hasSuffix("east") || units.hasSuffix("_e") { return .longitude }
    }
    switch variable.name.lowercased() {
    case "lat", "latitude", "nav_lat": return .latitude
    case "lon", "longitude", "nav_lon": return .longitude
    default: return nil
    }
  }

  /// The latitude or the longitude of some dimensions: the one that the variable names among its
  /// coordinates, or else the first of the file.
  private func coordinate(
    _ wanted: CoordinateKind,
    on spans: [Dimension],
    of variable: Variable
  ) -> Variable? {
    let candidates = numeric.filter { $0.dimensions == spans && kind(of: $0) == wanted }
    let named = (variable.text("coordinates") ?? "").split(separator: " ").map(String.init)
    return candidates.first { named.contains($0.name) || named.contains($0.path) }
      ?? candidates.first
  }

  private func values(of variable: Variable) throws(ReadingError) -> [Double] {
    variable.packing.decode(try file.stored(variable))
  }

  private func bounds(
    of coordinate: Variable,
    corners: Int
  ) throws(ReadingError) -> (variable: Variable, values: [Double])? {
    guard let name = coordinate.text("bounds"),
      let variable = file.variable(name) ?? file.variable(coordinate.groupPrefix + name)
    else { return nil }
    guard variable.isNumeric, variable.shape == coordinate.shape + [corners] else { return nil }
    return (variable, try values(of: variable))
  }

  // MARK: Kinds of grids

  private func rectilinear(
    _ spans: [Dimension],
    _ latitude: Variable,
    _ longitude: Variable
  ) throws(ReadingError) -> GriddedCoordinates {
    let latitudes = try values(of: latitude)
    let longitudes = try values(of: longitude)
    try checkMonotonic(latitudes, of: latitude)
    try checkMonotonic(longitudes, of: longitude)
    guard latitudes.allSatisfy({ $0.magnitude <= 90 }) else {
      throw ReadingError(
        .missingCoordinates,
        path: file.path,
        variable: latitude.path,
        detail: "expected latitudes from -90 to 90"
      )
    }
    let latitudeBounds = try bounds(of: latitude, corners: 2)
    let longitudeBounds = try bounds(of: longitude, corners: 2)
    return GriddedCoordinates(
      kind: .rectilinear(
        latitudes: latitudes,
        longitudes: longitudes,
        latitudeBounds: latitudeBounds?.values,
        longitudeBounds: longitudeBounds?.values
      ),
      dimensions: spans,
      variables: [latitude, longitude]
        + [latitudeBounds?.variable, longitudeBounds?.variable].compactMap { $0 }
    )
  }

  private func checkMonotonic(
    _ values: [Double],
    of coordinate: Variable
  ) throws(ReadingError) {
    let steps = zip(values, values.dropFirst()).map { $1 - $0 }
    guard !values.isEmpty, values.allSatisfy(\.isFinite),
      steps.allSatisfy({ $0 > 0 }) || steps.allSatisfy({ $0 < 0 })
    else {
      throw ReadingError(
        .missingCoordinates,
        path: file.path,
        variable: coordinate.path,
        detail: "expected numbers that only rise or only fall"
      )
    }
  }

  private func curvilinear(
    _ spans: [Dimension],
    _ latitude: Variable,
    _ longitude: Variable
  ) throws(ReadingError) -> GriddedCoordinates {
    let latitudeBounds = try bounds(of: latitude, corners: 4)
    let longitudeBounds = try bounds(of: longitude, corners: 4)
    return GriddedCoordinates(
      kind: .curvilinear(
        latitudes: try values(of: latitude),
        longitudes: try values(of: longitude),
        latitudeBounds: longitudeBounds == nil ? nil : latitudeBounds?.values,
        longitudeBounds: latitudeBounds == nil ? nil : longitudeBounds?.values
      ),
      dimensions: spans,
      variables: [latitude, longitude]
        + [latitudeBounds?.variable, longitudeBounds?.variable].compactMap { $0 }
        // Coordinates of a projection.
        + numeric.filter {
          $0.dimensions.count == 1 && spans.contains($0.dimensions[0])
            && $0.name == $0.dimensions[0].name
        }
    )
  }

  private func mapping(of variable: Variable) -> Variable? {
    // The extended form of CF 5.6 is `mapping: coordinates`.
    guard let word = variable.text("grid_mapping")?.split(separator: " ").first else { return nil }
    let name = String(word.hasSuffix(":") ? word.dropLast() : word)
    return file.variable(name) ?? file.variable(variable.groupPrefix + name)
  }

  private func healpix(_ variable: Variable) throws(ReadingError) -> GriddedCoordinates? {
    guard let mapping = mapping(of: variable), mapping.text("grid_mapping_name") == "healpix",
      let cells = variable.dimensions.last
    else { return nil }
    func number(_ name: String) -> Double? { mapping.attribute(name)?.value.number }
    let level = number("refinement_level").flatMap { Int(exactly: $0) }
    let nside =
      number("healpix_nside").flatMap { Int(exactly: $0) }
      ?? level.flatMap { (0...29).contains($0) ? 1 << $0 : nil } ?? 0
    let order =
      mapping.text("indexing_scheme") ?? mapping.text("healpix_order")
      ?? mapping.text("indexing") ?? "ring"
    guard nside > 0, nside < 1 << 16, 12 * nside * nside == cells.length else {
      throw ReadingError(
        .missingCoordinates,
        path: file.path,
        variable: variable.path,
        detail: "\(cells.length) cells are not those of a whole HEALPix grid of nside \(nside)"
      )
    }
    return GriddedCoordinates(
      kind: .healpix(nside: nside, isNested: order.lowercased().hasPrefix("nest")),
      dimensions: [cells],
      variables: [mapping]
        + numeric.filter { $0.dimensions == [cells] && kind(of: $0) != nil }
        + numeric.filter { $0.dimensions == [cells] && $0.text("standard_name") == "healpix_index" }
    )
  }

  private func polarStereographic(
    _ variable: Variable
  ) throws(ReadingError) -> GriddedCoordinates? {
    let spans = Array(variable.dimensions.suffix(2))
    guard spans.count == 2, let mapping = mapping(of: variable),
      mapping.text("grid_mapping_name") == "polar_stereographic",
      let y = axis("projection_y_coordinate", spans[0]),
      let x = axis("projection_x_coordinate", spans[1]),
      let parameters = PolarStereographicMapping(mapping)
    else { return nil }
    return GriddedCoordinates(
      kind: .polarStereographic(parameters, x: try meters(of: x), y: try meters(of: y)),
      dimensions: spans,
      variables: [y, x, mapping]
        + numeric.filter { $0.dimensions == spans && kind(of: $0) != nil }
        + [x, y].compactMap { axis in axis.text("bounds").flatMap { file.variable($0) } }
    )
  }

  private func axis(_ standardName: String, _ dimension: Dimension) -> Variable? {
    numeric.first {
      $0.dimensions == [dimension] && $0.text("standard_name") == standardName
    }
  }

  private func meters(of axis: Variable) throws(ReadingError) -> [Double] {
    var values = try values(of: axis)
    try checkMonotonic(values, of: axis)
    guard let units = axis.text("units") else { return values }
    do throws(ConventionsError) {
      let converter = try UnitConverter(from: units, to: "m")
      for i in values.indices { values[i] = converter.convert(values[i]) }
    } catch {
      throw ReadingError(.badUnits, path: file.path, variable: axis.path, detail: "\(error)")
    }
    return values
  }
}

extension PolarStereographicMapping {
  /// The parameters of a grid mapping variable; nil when one is missing or the projection is told
  /// by a scale factor at the pole.
  init?(_ mapping: Variable) {
    func number(_ name: String) -> Double? { mapping.attribute(name)?.value.number }
    guard let origin = number("latitude_of_projection_origin"), origin.magnitude == 90,
      let longitude = number("straight_vertical_longitude_from_pole")
        ?? number("longitude_of_projection_origin"),
      let parallel = number("standard_parallel")
    else { return nil }
    let major = number("semi_major_axis") ?? number("earth_radius") ?? 6_378_137
    let flattening: Double? =
      if let inverse = number("inverse_flattening") {
        inverse == 0 ? 0 : 1 / inverse
      } else if let minor = number("semi_minor_axis") {
        1 - minor / major
      } else {
        number("earth_radius") == nil ? 1 / 298.257223563 : 0
      }
    guard let flattening, major > 0 else { return nil }
    self.init(
      standardParallel: parallel,
      longitudeOfOrigin: longitude,
      isNorthern: origin > 0,
      semiMajorAxisMeters: major,
      flattening: flattening,
      falseEastingMeters: number("false_easting") ?? 0,
      falseNorthingMeters: number("false_northing") ?? 0
    )
  }
}
