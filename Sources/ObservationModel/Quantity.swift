/// What was measured: an entry of the vocabulary that networks, tests and products share.
///
/// Two quantities are averaged together only when they are the same entry. The skin, subskin
/// and bulk temperatures of the sea surface are three entries, and so are winds at the height
/// of the anemometer and at 10 m.
public struct Quantity: Sendable, Hashable {
  /// The word for it in pipeline files and network maps, and the stem of the names of product
  /// variables.
  public let name: String

  /// The CF standard name.
  public let standardName: String

  /// A few words for people, used as `long_name` and on maps.
  public let longName: String

  /// The canonical unit, in UDUNITS spelling. Columns of this quantity carry no other.
  public let units: String

  /// The lattice on which values are summed unless a pipeline gives another.
  public let lattice: Lattice

  /// True for quantities that have a depth within the sea: observations at two depths are two, and
  /// products may have them on levels. All others belong to the surface or to the air above it.
  public var isOfWaterColumn: Bool {
    [
      "temperature", "salinity", "conservative_temperature", "absolute_salinity",
      "conductivity", "pressure", "eastward_current",
      "northward_current", "upward_current", "chlorophyll",
      "conductivity_cell_temperature", "oxygen", "nitrate", "ph",
    ].contains(name)
  }

  /// True for directions, in degrees that turn from 360 to 0.
  public var isDirection: Bool {
    name.hasSuffix("_direction")
      || ["platform_course", "platform_heading", "radial_bearing"].contains(name)
  }

  public static func == (a: Quantity, b: Quantity) -> Bool { a.name == b.name }
  public func hash(into hasher: inout Hasher) { hasher.combine(name) }

  /// The quantity called `name`, nil when the vocabulary has none.
  public static func named(_ name: String) -> Quantity? { byName[name] }

  private static let byName = Dictionary(
    uniqueKeysWithValues: vocabulary.map { ($0.name, $0) }
  )

  /// What one variable of one file measures, for handing it on as it is: it belongs to no
  /// vocabulary, and nothing is summed of it.
  ///
  /// - Parameters:
  ///   - name: The path of the variable in its file.
  ///   - standardName: Empty when the file gives none.
  ///   - units: Empty when the file gives none.
  public static func ofVariable(
    _ name: String,
    standardName: String,
    longName: String,
    units: String
  ) -> Quantity {
    Quantity(name, standardName, longName, units: units, step: 0, range: 0...0)
  }

  init(
    _ name: String,
    _ standardName: String,
    _ longName: String,
    units: String,
    step exponent: Int,
    range: ClosedRange<Double>
  ) {
    self.name = name
    self.standardName = standardName
    self.longName = longName
    self.units = units
    lattice = Lattice(offset: 0, stepExponent: exponent, range: range)
  }
}
