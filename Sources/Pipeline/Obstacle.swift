/// Why a value cannot be what the product tells of; the reason that its rejection is accounted
/// under.
enum Obstacle: UInt8, Error {
  case none = 0
  case unknownHeight
  case noSensorBias
  case noWind
  case warmLayer
  case noDepth
  case belowUpperLayer
  case noSalinity
  case noError

  /// Nil for `none`.
  var reason: String? {
    switch self {
    case .none: nil
    case .unknownHeight: "unknown_height"
    case .noSensorBias: "no_sses_bias"
    case .noWind: "no_wind"
    case .warmLayer: "warm_layer"
    case .noDepth: "no_depth"
    case .belowUpperLayer: "below_upper_layer"
    case .noSalinity: "no_salinity"
    case .noError: "no_error"
    }
  }
}
