/// How the salts of the ocean differ from the reference composition, by place.
///
/// The atlas of TEOS-10 holds the ratio of the absolute salinity anomaly to absolute salinity of
/// reference composition on a grid of 4 degrees and 45 pressures. It does not come with this
/// module: the file `gsw_data_v3_0.nc` of the TEOS-10 toolboxes carries it.
///
/// - SeeAlso: McDougall, Jackett, Millero, Pawlowicz and Barker (2012), *A global algorithm for
///   estimating Absolute Salinity*, Ocean Sci. 8, 1123-1134.
public struct SalinityAnomalyAtlas: Sendable {
  private let longitudes: [Double]
  private let latitudes: [Double]
  private let pressures: [Double]
  private let levels: [Int]
  private let values: [Double]

  /// An atlas of the arrays given.
  ///
  /// - Parameters:
  ///   - longitudesDegrees: Degrees east from 0 to 360, ascending.
  ///   - latitudesDegrees: Degrees north, ascending.
  ///   - pressuresDecibar: Sea pressures in dbar, ascending.
  ///   - levelsOfWater: How many pressures are above the sea floor, 0 on land,
  ///     `[longitude, latitude]`, the last fastest.
  ///   - values: The anomaly ratios, `[longitude, latitude, pressure]`, the last fastest; NaN
  ///     where there are none.
  /// - Throws: `SeawaterError` when the arrays do not fit one another.
  public init(
    longitudesDegrees: [Double],
    latitudesDegrees: [Double],
    pressuresDecibar: [Double],
    levelsOfWater: [Int],
    values: [Double]
  ) throws(SeawaterError) {
    let axes = [
      ("longitudes", longitudesDegrees), ("latitudes", latitudesDegrees),
      ("pressures", pressuresDecibar),
    ]
    for (name, axis) in axes {
      guard axis.count >= 2, zip(axis, axis.dropFirst()).allSatisfy({ $0 < $1 }) else {
        throw .axis(name)
      }
    }
    let columns = longitudesDegrees.count * latitudesDegrees.count
    guard levelsOfWater.count == columns else {
      throw .shape("levels of water", expected: columns, found: levelsOfWater.count)
    }
    guard values.count == columns * pressuresDecibar.count else {
      throw .shape("values", expected: columns * pressuresDecibar.count, found: values.count)
    }
    longitudes = longitudesDegrees
    latitudes = latitudesDegrees
    pressures = pressuresDecibar
    levels = levelsOfWater.map { min(max($0, 0), pressuresDecibar.count) }
    self.values = values
  }

  /// The absolute salinity in g/kg of seawater at a place, by the rule of the Baltic Sea there.
  ///
  /// - Parameters:
  ///   - practicalSalinity: Without unit (PSS-78); NaN gives NaN.
  ///   - pressureDecibar: Sea pressure in dbar; NaN gives NaN.
  ///   - longitudeDegrees: Degrees east, of any turn; NaN gives NaN.
  ///   - latitudeDegrees: Degrees north; NaN and what lies south of the atlas give NaN.
  public func absoluteSalinity(
    practicalSalinity: Double,
    pressureDecibar: Double,
    longitudeDegrees: Double,
    latitudeDegrees: Double
  ) -> Double {
    if isInBaltic(longitudeDegrees: longitudeDegrees, latitudeDegrees: latitudeDegrees) {
      return absoluteSalinityOfBaltic(practicalSalinity: practicalSalinity)
    }
    let ratio = value(
      pressureDecibar: pressureDecibar,
      longitudeDegrees: longitudeDegrees,
      latitudeDegrees: latitudeDegrees
    )
    return Seawater.absoluteSalinity(practicalSalinity: practicalSalinity) * (1 + ratio)
  }

  /// The value of the atlas at a place, linear between its longitudes, latitudes and pressures.
  ///
  /// Below the deepest of the four columns around the place, the value at its floor. A corner
  /// without value, or on the other side of Central America, has the mean of those that remain.
  ///
  /// - Returns: 0 far from water; NaN where the place is missing or outside the latitudes.
  public func value(
    pressureDecibar: Double,
    longitudeDegrees: Double,
    latitudeDegrees: Double
  ) -> Double {
    let longitude = turned(longitudeDegrees)
    let latitude = latitudeDegrees
    guard !pressureDecibar.isNaN, longitude >= longitudes[0], latitude >= latitudes[0],
      longitude <= longitudes[longitudes.count - 1], latitude <= latitudes[latitudes.count - 1]
    else { return .nan }
    let x = Interval(of: longitude, in: longitudes)
    let y = Interval(of: latitude, in: latitudes)
    // Counter-clockwise from the south-west.
    let corners = [(0, 0), (1, 0), (1, 1), (0, 1)].map { dx, dy in
      Corner(
        column: (x.index + dx) * latitudes.count + y.index + dy,
        isNorthOfIsthmus: Isthmus.isNorth(of: latitudes[y.index + dy], at: longitudes[x.index + dx])
      )
    }
    let deepest = corners.map { levels[$0.column] }.max() ?? 0
    guard deepest > 0 else { return 0 }
    let z = Interval(of: min(pressureDecibar, pressures[deepest - 1]), in: pressures)

    let side =
      Isthmus.concerns(longitude, latitude) ? Isthmus.isNorth(of: latitude, at: longitude) : nil
    let upper = level(z.index, corners, side: side, x.fraction, y.fraction)
    // The floor may be the last pressure with values.
    guard z.fraction != 0 else { return upper }
    let lower = level(z.index + 1, corners, side: side, x.fraction, y.fraction)
    return upper + z.fraction * (lower - upper)
  }

  /// The value on one pressure between four corners.
  ///
  /// - Parameter side: Which side of the isthmus to keep to; nil away from it.
  private func level(_ k: Int, _ corners: [Corner], side: Bool?, _ r: Double, _ s: Double)
    -> Double
  {
    let found = corners.map { corner in
      let isOnSide = side == nil || side == corner.isNorthOfIsthmus
      return isOnSide ? values[corner.column * pressures.count + k] : .nan
    }
    let present = found.filter { !$0.isNaN }
    let mean = present.isEmpty ? 0 : present.reduce(0, +) / Double(present.count)
    let v = found.map { $0.isNaN ? mean : $0 }
    return (1 - s) * (v[0] + r * (v[1] - v[0])) + s * (v[3] + r * (v[2] - v[3]))
  }
}

private struct Corner {
  let column: Int
  let isNorthOfIsthmus: Bool
}

/// The interval of an axis that holds a value, and how far into it the value lies.
private struct Interval {
  let index: Int
  let fraction: Double

  /// The first or last interval for values beyond the axis.
  init(of value: Double, in axis: [Double]) {
    var (low, high) = (0, axis.count - 1)
    while high - low > 1 {
      let middle = (low + high) / 2
      if value >= axis[middle] { low = middle } else { high = middle }
    }
    index = low
    fraction = (value - axis[low]) / (axis[low + 1] - axis[low])
  }
}

/// Central America, a line that parts the water of the Pacific from that of the Caribbean.
private enum Isthmus {
  static let longitudes = [260, 272.59, 276.5, 278.65, 280.73, 292]
  static let latitudes = [19.55, 13.97, 9.6, 8.1, 9.33, 3.4]

  /// Whether a place is so near that the sides matter.
  static func concerns(_ longitude: Double, _ latitude: Double) -> Bool {
    260 <= longitude && longitude <= 291.999 && 3.4 <= latitude && latitude <= 19.55
  }

  static func isNorth(of latitude: Double, at longitude: Double) -> Bool {
    let x = Interval(of: longitude, in: longitudes)
    let line = latitudes[x.index] + x.fraction * (latitudes[x.index + 1] - latitudes[x.index])
    return line <= latitude
  }
}
