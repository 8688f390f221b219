internal import Conventions
internal import NetCDFFile
internal import ObservationModel

/// The kind of thing a variable measures, as far as its unit and names tell, and the canonical
/// unit of that kind.
struct VariableMeaning {
  /// The canonical unit, or the file's where the kind has none; nil when the file gives none.
  let units: String?

  /// From the unit of the file to `units`.
  let converter: UnitConverter

  /// - Parameters:
  ///   - assumedUnits: The unit of files that leave it out.
  ///   - verticalKind: For the vertical coordinate, what it is.
  init(
    of variable: Variable,
    assumedUnits: String? = nil,
    verticalKind: VerticalKind? = nil,
    domain: NetworkMap.Domain
  ) {
    let told = variable.text("units") ?? assumedUnits
    guard let own = told ?? Self.unitByKind(variable, verticalKind, domain) else {
      units = nil
      converter = .identity
      return
    }
    guard let canonical = Self.canonicalUnit(of: variable, own: own, domain: domain),
      let converter = try? UnitConverter(from: own, to: canonical)
    else {
      units = own
      converter = .identity
      return
    }
    units = canonical
    self.converter = converter
  }

  /// The unit of what has but one: practical salinity, and pressure as a level in the sea.
  private static func unitByKind(
    _ variable: Variable,
    _ verticalKind: VerticalKind?,
    _ domain: NetworkMap.Domain
  ) -> String? {
    if verticalKind == .pressure, domain == .sea { return "dbar" }
    let isSalinity =
      ["sea_water_salinity", "sea_water_practical_salinity", "sea_surface_salinity"]
      .contains(variable.text("standard_name") ?? "")
    return isSalinity ? "1" : nil
  }

  private static func canonicalUnit(
    of variable: Variable,
    own: String,
    domain: NetworkMap.Domain
  ) -> String? {
    let name = variable.name.lowercased()
    let words = [variable.text("standard_name"), variable.text("long_name"), name]
      .compactMap { $0?.lowercased() }.joined(separator: " ")
    func isConvertible(_ unit: String) -> Bool {
      (try? UnitConverter(from: own, to: unit)) != nil
    }
    let unit = own.lowercased()
    if words.contains("salinity") || ["psu", "pss-78"].contains(unit) {
      // Practical salinity has no unit: 1e-3 and 0.001 are ways to write it.
      return ["1e-3", "0.001"].contains(unit) ? nil : (isConvertible("1") ? "1" : nil)
    }
    if isConvertible("K") {
      let isRelative =
        [
          "bias", "deviation", "error", "uncertainty", "brightness", "sses", "difference",
          "anomaly", "channel temperature",
        ].contains { words.contains($0) } || name == "bt" || name.hasPrefix("bt_")
      return isRelative ? nil : "degree_Celsius"
    }
    if isConvertible("m s-1") { return unit.hasPrefix("mm") ? nil : "m s-1" }
    if isConvertible("m") {
      let isPrecipitation = ["precip", "rain", "water", "tpw", "clw"]
        .contains { words.contains($0) }
      return unit == "mm" || isPrecipitation ? nil : "m"
    }
    // Gases dissolved in the sea keep the unit of their partial pressure.
    if isConvertible("Pa"), !unit.hasSuffix("atm") {
      let isSea = ["sea_water", "sea water", "water_pressure"].contains { words.contains($0) }
      if isSea || unit.hasPrefix("db") || unit.hasPrefix("decib") { return "dbar" }
      return "hPa"
    }
    if isConvertible("S m-1") { return "S m-1" }
    if isConvertible("kg m-3"), words.contains("dens") { return "kg m-3" }
    if unit.hasPrefix("deg"), isConvertible("degree") { return "degree" }
    return nil
  }
}
