internal import Conventions
internal import NetCDFFile
internal import ObservationModel

/// Where a file tells position: a variable, one number for the whole file, or a view from space
/// to be worked out.
enum PlaceSource: Sendable {
  case variable(Variable)
  case constant(Double)
  case geostationary(GeostationaryGrid)

  var variables: [Variable] {
    switch self {
    case .variable(let variable): [variable]
    case .constant: []
    case .geostationary(let grid): [grid.x, grid.y]
    }
  }
}

/// Where a file tells the vertical coordinate.
enum VerticalSource: Sendable {
  case variable(Variable, VerticalKind)
  /// Depth is the nominal depth less the height above the sensor.
  case aboveSensor(height: Variable, nominalDepth: Variable)

  /// The variable that spans the vertical axis.
  var variable: Variable {
    switch self {
    case .variable(let variable, _): variable
    case .aboveSensor(let height, _): height
    }
  }

  var kind: VerticalKind {
    switch self {
    case .variable(_, let kind): kind
    case .aboveSensor: .depth
    }
  }
}

/// The variables of a file that tell place: those that the map names; by the CF metadata and by
/// names in common use where it names none or says so.
struct CoordinateRoles: Sendable {
  var latitude: PlaceSource?
  var longitude: PlaceSource?
  var vertical: VerticalSource?

  /// - Throws: `badUnits` when the unit of the vertical coordinate is none of its kind, and
  ///   `missingCoordinates` when nothing tells its kind.
  init(of file: NetCDFFile, map: NetworkMap) throws(ReadingError) {
    let candidates = file.allVariables.filter {
      $0.isNumeric && $0.attribute("flag_values") == nil && $0.attribute("flag_masks") == nil
    }
    func best(_ score: (Variable) -> Int) -> Variable? {
      let scores = candidates.map { score($0) }
      guard let highest = scores.max(), highest > 0 else { return nil }
      let equals = zip(candidates, scores).filter { $1 == highest }.map(\.0)
      // Of equals, such as the positions of two rates, the one that goes with most variables.
      func company(_ variable: Variable) -> Int {
        file.allVariables.count { $0.dimensions.starts(with: variable.dimensions) }
      }
      return equals.count == 1
        ? equals[0] : equals.max { company($0) < company($1) }
    }
    func place(_ rules: [NetworkMap.PlaceRule], cf: () -> PlaceSource?) -> PlaceSource? {
      for rule in rules.isEmpty ? [.cf] : rules {
        switch rule {
        case .variable(let name):
          if let variable = file.numericVariable(like: name) { return .variable(variable) }
        case .attribute(let name):
          if let value = file.globalAttribute(name)?.plainNumber { return .constant(value) }
        case .cf:
          if let source = cf() { return source }
        }
      }
      return nil
    }
    let grid = GeostationaryGrid(of: file)
    latitude = place(map.latitude) {
      grid.map { .geostationary($0) }
        ?? best(Self.latitudeScore).map { .variable($0) }
        ?? Self.constant(of: file, ["latitude", "geospatial_lat_min", "geospatial_lat_max"])
    }
    var latitudes: [Dimension]?
    if case .variable(let variable)? = latitude, !variable.dimensions.isEmpty {
      latitudes = variable.dimensions
    }
    longitude = place(map.longitude) {
      grid.map { .geostationary($0) }
        ?? best { variable in
          let score = Self.longitudeScore(variable)
          // Of two the one that goes with the latitude.
          return score > 0 && variable.dimensions == latitudes ? score + 25 : score
        }.map { .variable($0) }
        ?? Self.constant(of: file, ["longitude", "geospatial_lon_min", "geospatial_lon_max"])
    }
    guard !map.hasNoVertical else { return }
    for rule in map.vertical.isEmpty ? [.cf] : map.vertical where vertical == nil {
      switch rule {
      case .variable(let name, let kind):
        if let variable = file.numericVariable(like: name) {
          vertical = try VerticalSource(variable, kind: kind, path: file.path)
        }
      case .aboveSensor(let height, let nominal):
        if let height = file.numericVariable(like: height),
          let nominal = file.numericVariable(like: nominal)
        {
          vertical = .aboveSensor(height: height, nominalDepth: nominal)
        }
      case .cf:
        vertical = best(Self.verticalScore).map { .variable($0, Self.verticalKind(of: $0)) }
      }
    }
  }

  /// True when the position alone spans two dimensions.
  var isField: Bool {
    let spanned = ((latitude?.variables ?? []) + (longitude?.variables ?? []))
      .flatMap(\.dimensions).filter { $0.length > 1 }
    return Set(spanned).count >= 2
  }

  /// The place of a file that tells it in its attributes only: a number under the first name, or
  /// the same number as lowest and highest.
  private static func constant(of file: NetCDFFile, _ names: [String]) -> PlaceSource? {
    if let value = file.globalAttribute(names[0])?.plainNumber { return .constant(value) }
    guard let low = file.globalAttribute(names[1])?.plainNumber,
      let high = file.globalAttribute(names[2])?.plainNumber, low == high
    else { return nil }
    return .constant(low)
  }

  private static func nameScore(_ variable: Variable, _ names: [String]) -> Int {
    guard let place = names.firstIndex(of: variable.name.lowercased()) else { return 0 }
    return 20 - min(place, 19)
  }

  private static func isCoordinateVariable(_ variable: Variable) -> Bool {
    variable.dimensions.count == 1 && variable.dimensions[0].name == variable.name
  }

  private static func latitudeScore(_ variable: Variable) -> Int {
    score(
      variable,
      standardName: "latitude",
      axis: "Y",
      unitPrefixes: ["degrees_n", "degree_n", "degreesn", "degreen"],
      names: ["latitude", "lat", "nav_lat", "latitudes", "lats"]
    )
  }

  private static func longitudeScore(_ variable: Variable) -> Int {
    score(
      variable,
      standardName: "longitude",
      axis: "X",
      unitPrefixes: ["degrees_e", "degree_e", "degreese", "degreee", "degree_w", "degrees_w"],
      names: ["longitude", "lon", "nav_lon", "longitudes", "lons"]
    )
  }

  private static func score(
    _ variable: Variable,
    standardName: String,
    axis: String,
    unitPrefixes: [String],
    names: [String]
  ) -> Int {
    let units = variable.text("units")?.lowercased() ?? ""
    let hasUnits = unitPrefixes.contains { units.hasPrefix($0) }
    var score = 0
    let name = nameScore(variable, names)
    if variable.text("standard_name") == standardName { score += 40 }
    if hasUnits { score += 20 }
    guard score > 0 || name > 0 else { return 0 }
    score += name
    if variable.text("axis")?.uppercased() == axis { score += 15 }
    // One number beside arrays of positions is the place of something else.
    if variable.dimensions.isEmpty { score -= 5 }
    if isCoordinateVariable(variable) { score += 10 }
    return score
  }

  fileprivate static let depthNames = ["depth", "sea_floor_depth"]
  fileprivate static let pressureNames = [
    "sea_water_pressure", "sea_water_pressure_due_to_sea_water",
  ]
  fileprivate static let heightNames = ["altitude", "height", "height_above_mean_sea_level"]

  private static func verticalScore(_ variable: Variable) -> Int {
    let standardName = variable.text("standard_name") ?? ""
    // The orbit of a satellite is no level of what it sees.
    guard !standardName.contains("reference_ellipsoid") else { return 0 }
    let positive = variable.text("positive")?.lowercased()
    var score = 0
    if variable.text("axis")?.uppercased() == "Z" { score += 30 }
    if (depthNames + pressureNames + heightNames).contains(standardName) { score += 20 }
    if positive == "up" || positive == "down" { score += 15 }
    if isCoordinateVariable(variable), score > 0 { score += 20 }
    // A name alone tells nothing against a standard name: `pres` of the air, `height` of waves.
    let isOther =
      !standardName.isEmpty && !(depthNames + pressureNames + heightNames).contains(standardName)
    let name =
      isOther
      ? 0
      : nameScore(
        variable,
        ["depth", "z", "pres", "pressure", "dep", "height", "altitude", "alt", "range"]
      )
    // A range is a level only where it is an axis of its own.
    if variable.name.lowercased() == "range", !isCoordinateVariable(variable) { return 0 }
    guard score > 0 || name > 0 else { return 0 }
    return score + name
  }

  private static func verticalKind(of variable: Variable) -> VerticalKind {
    let standardName = variable.text("standard_name") ?? ""
    let name = variable.name.lowercased()
    let units = variable.text("units")?.lowercased() ?? ""
    if pressureNames.contains(standardName) || units.hasPrefix("dbar")
      || units.hasPrefix("decibar") || name.hasPrefix("pres")
    {
      return .pressure
    }
    if standardName == "depth" || name.hasPrefix("dep") { return .depth }
    switch variable.text("positive")?.lowercased() {
    case "up": return .height
    case "down": return .depth
    default: break
    }
    let isHeight =
      heightNames.contains(standardName) || name.hasPrefix("alt") || name.hasPrefix("height")
      || name == "range"
    return isHeight ? .height : .depth
  }
}

extension VerticalSource {
  /// A variable that a map names.
  ///
  /// - Parameter kind: Nil when the unit, `positive` or the standard name of the variable tell it.
  /// - Throws: `missingCoordinates` when they do not; `badUnits` when the unit is known and is none
  ///   of the kind.
  init(_ variable: Variable, kind: VerticalKind?, path: String) throws(ReadingError) {
    guard let kind = kind ?? Self.toldKind(of: variable) else {
      throw ReadingError(
        .missingCoordinates,
        path: path,
        variable: variable.path,
        detail: "vertical: nothing tells whether this is a depth, a pressure or a height: its "
          + "unit is no pressure, and it has neither positive nor a standard name; the map needs "
          + "{variable: \(variable.path), kind: …}"
      )
    }
    if let units = variable.text("units") {
      do {
        _ = try UnitConverter(from: units, to: kind.units)
      } catch .unitsDisagree {
        throw ReadingError(
          .badUnits,
          path: path,
          variable: variable.path,
          detail: "vertical: the map calls it a \(kind.rawValue), which needs a unit that converts "
            + "to \(kind.units); its unit is \"\(units)\""
        )
      } catch {
        // What UDUNITS does not know keeps its numbers, as levels of old files do.
      }
    }
    self = .variable(variable, kind)
  }

  /// The kind that the unit and the attributes of a variable tell; nil when they tell none.
  private static func toldKind(of variable: Variable) -> VerticalKind? {
    if let units = variable.text("units"), (try? UnitConverter(from: units, to: "dbar")) != nil {
      return .pressure
    }
    let standardName = variable.text("standard_name") ?? ""
    if CoordinateRoles.depthNames.contains(standardName) { return .depth }
    if CoordinateRoles.heightNames.contains(standardName) { return .height }
    switch variable.text("positive")?.lowercased() {
    case "down": return .depth
    case "up": return .height
    default: return nil
    }
  }
}

extension VerticalKind {
  /// The unit that vertical coordinates of the kind are kept in.
  var units: String { self == .pressure ? "dbar" : "m" }
}
