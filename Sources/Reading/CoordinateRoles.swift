internal import NetCDFFile
internal import ObservationModel

/// The variables of a file that tell time and place.
struct CoordinateRoles {
  var time: Variable?
  var timeOffset: Variable?
  var latitude: Variable?
  var longitude: Variable?
  var vertical: Variable?
  var verticalKind: VerticalKind?

  /// Follows the map where it names a variable, else the CF metadata, else names in common use.
  init(of file: NetCDFFile, map: NetworkMap) {
    let candidates = file.allVariables.filter { $0.isNumeric && $0.attribute("flag_values") == nil }
    func named(_ pattern: String?) -> Variable? {
      guard let pattern else { return nil }
      return candidates.first { $0.path == pattern }
        ?? candidates.first { $0.path.matches(pattern, ignoringCase: true) }
    }
    func best(_ score: (Variable) -> Int) -> Variable? {
      var best: (variable: Variable, score: Int)?
      for variable in candidates {
        let score = score(variable)
        if score > (best?.score ?? 0) { best = (variable, score) }
      }
      return best?.variable
    }
    time = named(map.time?.variable) ?? best(Self.timeScore)
    timeOffset = named(map.time?.offset)
    latitude = named(map.latitude) ?? best(Self.latitudeScore)
    longitude = named(map.longitude) ?? best(Self.longitudeScore)
    if let rule = map.vertical {
      vertical = named(rule.variable)
      verticalKind = rule.kind
    } else if let variable = best(Self.verticalScore) {
      vertical = variable
      verticalKind = Self.verticalKind(of: variable)
    }
  }

  private static func nameScore(_ variable: Variable, _ names: [String]) -> Int {
    guard let place = names.firstIndex(of: variable.name.lowercased()) else { return 0 }
    return 20 - min(place, 19)
  }

  private static func isCoordinateVariable(_ variable: Variable) -> Bool {
    variable.dimensions.count == 1 && variable.dimensions[0].name == variable.name
  }

  private static func timeScore(_ variable: Variable) -> Int {
    let units = variable.text("units")?.lowercased() ?? ""
    guard units.contains(" since ") else { return 0 }
    var score = 10
    if variable.text("standard_name") == "time" { score += 40 }
    if variable.text("axis")?.uppercased() == "T" { score += 30 }
    if isCoordinateVariable(variable) { score += 25 }
    score += nameScore(variable, ["time", "juld", "time_utc"])
    return score
  }

  private static func latitudeScore(_ variable: Variable) -> Int {
    score(
      variable,
      standardName: "latitude",
      axis: "Y",
      unitPrefixes: ["degrees_n", "degree_n", "degreesn", "degreen"],
      names: ["latitude", "lat", "nav_lat", "latitudes"]
    )
  }

  private static func longitudeScore(_ variable: Variable) -> Int {
    score(
      variable,
      standardName: "longitude",
      axis: "X",
      unitPrefixes: ["degrees_e", "degree_e", "degreese", "degreee", "degree_w", "degrees_w"],
      names: ["longitude", "lon", "nav_lon", "longitudes"]
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
    if isCoordinateVariable(variable) { score += 10 }
    return score
  }

  private static let depthNames = ["depth", "sea_floor_depth"]
  private static let pressureNames = ["sea_water_pressure", "sea_water_pressure_due_to_sea_water"]
  private static let heightNames = ["altitude", "height", "height_above_mean_sea_level"]

  private static func verticalScore(_ variable: Variable) -> Int {
    let standardName = variable.text("standard_name") ?? ""
    var score = 0
    if variable.text("axis")?.uppercased() == "Z" { score += 30 }
    if (depthNames + pressureNames + heightNames).contains(standardName) { score += 20 }
    if variable.attribute("positive") != nil { score += 15 }
    if isCoordinateVariable(variable), score > 0 { score += 20 }
    let name = nameScore(variable, ["depth", "z", "pres", "pressure", "dep", "height", "altitude"])
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
    if variable.text("positive")?.lowercased() == "up" || heightNames.contains(standardName) {
      return .height
    }
    return .depth
  }
}
