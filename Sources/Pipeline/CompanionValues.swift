package import ObservationModel
internal import Resampling

/// What a conversion looks at beside the value itself: other quantities of the same observations,
/// as far as nothing speaks against them.
package struct CompanionValues {
  private var columns: [String: ObservationColumn] = [:]

  package init(_ columns: [ObservationColumn]) {
    for column in columns where self.columns[column.quantity.name] == nil {
      self.columns[column.quantity.name] = column
    }
  }

  /// The value of a quantity at `i`; NaN where there is none, or it is bad or suspect.
  func value(_ name: String, at i: Int) -> Double {
    guard let column = columns[name] else { return .nan }
    return switch column.verdict(at: i) {
    case .bad, .suspect, .missing: .nan
    case .good, .probablyGood, .notEvaluated: column.values[i]
    }
  }

  /// All values of a quantity; nil where there is none.
  func values(of quantity: Quantity) -> ColumnValues? { columns[quantity.name]?.values }

  /// The first of several quantities that is known at `i`; NaN where none is.
  func first(of names: [String], at i: Int) -> Double {
    for name in names {
      let value = value(name, at: i)
      if !value.isNaN { return value }
    }
    return .nan
  }

  /// The height that a quantity is measured at.
  func heightMeters(of name: String) -> Double? { columns[name]?.heightMeters }

  /// The wind speed at 10 m, in m/s: as it is given, else along the logarithmic profile.
  func windSpeed10Meters(at i: Int) -> Double {
    let direct = value("wind_speed_10m", at: i)
    guard direct.isNaN, let height = heightMeters(of: "wind_speed"),
      let wind = WindProfile.neutralLog.speed10Meters(value("wind_speed", at: i), from: height)
    else { return direct }
    return wind
  }

  /// The air at an anemometer.
  func surfaceLayer(at i: Int, latitude: Double) -> SurfaceLayer {
    SurfaceLayer(
      airTemperatureCelsius: value("air_temperature", at: i),
      airTemperatureHeightMeters: heightMeters(of: "air_temperature"),
      relativeHumidityPercent: value("relative_humidity", at: i),
      dewPointCelsius: value("dew_point_temperature", at: i),
      seaSurfaceTemperatureCelsius: first(of: Self.seaTemperatures, at: i),
      airPressureHectopascal: first(of: Self.airPressures, at: i),
      latitudeDegrees: latitude
    )
  }

  private static let seaTemperatures = [
    "sea_surface_skin_temperature", "sea_surface_subskin_temperature", "sea_surface_temperature",
    "sea_surface_foundation_temperature",
  ]
  private static let airPressures = ["air_pressure", "air_pressure_at_mean_sea_level"]

  /// What `surfaceLayer` looks at.
  static let ofSurfaceLayer =
    (["air_temperature", "relative_humidity", "dew_point_temperature"] + seaTemperatures
    + airPressures).compactMap { Quantity.named($0) }
}
