public import ObservationModel

/// A named way from one quantity to another, the only one on which quantities of different meaning
/// meet in a product.
///
/// | method | from | to |
/// |:--|:--|:--|
/// | `sses_bias` | skin, subskin or bulk temperature | bulk temperature, or the same free of bias |
/// | `cool_skin` | skin temperature | subskin temperature |
/// | `donlon_2002` | skin temperature | subskin or bulk temperature |
/// | `well_mixed` | subskin or bulk temperature | bulk or foundation temperature |
/// | `upper_layer` | temperature, salinity | bulk temperature, salinity of the surface |
/// | `teos10` | practical and absolute salinity, in-situ and conservative temperature | each other |
///
/// A value that the method does not hold for is rejected with the reason.
public struct Conversion: Sendable, Equatable {
  public enum Method: String, Sendable, CaseIterable {
    /// `v - sses_bias`: the bias that the producer states against the drifters that it matches with,
    /// which measure some 0.2 m down.
    ///
    /// - SeeAlso: GHRSST Science Team (2010, rev. 5 of 2012), *The Recommended GHRSST Data
    ///   Specification (GDS) 2.0*, the variable `sses_bias`.
    case sensorBias = "sses_bias"

    /// `v + offset`: the skin is cooler than what is below it by a fixed amount.
    ///
    /// - SeeAlso: Donlon et al. (2002), J. Climate 15, 353-369: 0.17 K in winds above 6 m/s.
    case coolSkin = "cool_skin"

    /// `v + 0.14 K + 0.30 K exp(-u / 3.7 m/s)` with the wind `u` at 10 m, by night or in winds
    /// above 6 m/s.
    ///
    /// - SeeAlso: Donlon et al. (2002), J. Climate 15, 353-369, equation 2.
    case donlon2002 = "donlon_2002"

    /// `v`, by night or in winds above 6 m/s, when no warm layer parts the depths.
    ///
    /// - SeeAlso: Donlon et al. (2007), Bull. Amer. Meteor. Soc. 88, 1197-1213, for the definitions
    ///   of the temperatures; Donlon et al. (2002) for the threshold.
    case wellMixed = "well_mixed"

    /// `v` of observations above `depth`.
    case upperLayer = "upper_layer"

    /// The functions of TEOS-10, with the composition of the reference ocean, and of the Baltic
    /// where that is.
    ///
    /// - SeeAlso: IOC, SCOR and IAPSO (2010), *The international thermodynamic equation of seawater*.
    case teos10
  }

  public let from: Quantity
  public let to: Quantity
  public let method: Method

  /// Of `cool_skin`, in kelvin.
  public let offset: Double?

  /// Of `upper_layer`, in metres.
  public let depthMeters: Double?

  /// The wind speed above which a day has no warm layer, in m/s.
  static let mixingWind = 6.0

  /// The pairs of quantities that a method leads from and to, in the order of the reference page.
  static func pairs(of method: Method) -> [(from: String, to: String)] {
    let (skin, subskin, bulk, foundation) = (
      "sea_surface_skin_temperature", "sea_surface_subskin_temperature", "sea_surface_temperature",
      "sea_surface_foundation_temperature"
    )
    return switch method {
    case .sensorBias:
      [(skin, bulk), (subskin, bulk), (bulk, bulk), (skin, skin), (subskin, subskin)]
    case .coolSkin: [(skin, subskin)]
    case .donlon2002: [(skin, subskin), (skin, bulk)]
    case .wellMixed: [(subskin, bulk), (subskin, foundation), (bulk, foundation)]
    case .upperLayer: [("temperature", bulk), ("salinity", "sea_surface_salinity")]
    case .teos10:
      [
        ("salinity", "absolute_salinity"), ("absolute_salinity", "salinity"),
        ("temperature", "conservative_temperature"), ("conservative_temperature", "temperature"),
      ]
    }
  }

  /// What the method looks at beside the value, where the file has it.
  var otherQuantities: [Quantity] {
    let names =
      switch method {
      case .sensorBias: ["sses_bias"]
      case .donlon2002, .wellMixed: ["wind_speed_10m", "wind_speed"]
      case .coolSkin, .upperLayer: [String]()
      case .teos10:
        from.name == "temperature" || from.name == "conservative_temperature"
          ? ["salinity", "absolute_salinity"] : []
      }
    return names.compactMap { Quantity.named($0) }
  }

  /// - Precondition: The method leads from the one quantity to the other and has what it needs.
  package init(
    from: Quantity,
    to: Quantity,
    method: Method,
    offset: Double? = nil,
    depthMeters: Double? = nil
  ) {
    self.from = from
    self.to = to
    self.method = method
    self.offset = offset
    self.depthMeters = depthMeters
  }
}
