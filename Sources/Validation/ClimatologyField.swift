internal import ObservationModel

/// What a climatology says everywhere and at all times of the year: its mean, its standard
/// deviation or a bound, on a grid of positions and, where it has them, depths and steps of the
/// year.
public struct ClimatologyField: Sendable, Equatable {
  /// The step of each day of a leap year, 366 in number, from January 1; -1 where there is none.
  public let stepOfDay: [Int]

  /// Metres, positive down, ascending; empty when the field has no depths.
  public let depths: [Double]

  /// Degrees north, ascending.
  public let latitudes: [Double]

  /// Degrees east, ascending, from any longitude on.
  public let longitudes: [Double]

  /// Shape `[step, depth, lat, lon]`, in the unit of what is judged; NaN where missing.
  public let values: [Float]

  /// True when the last longitude is next to the first.
  private let isGlobal: Bool

  /// - Throws: When axes do not ascend or are too short, when the number of values is not that of
  ///   the grid, or when no value is there: nothing could ever be held against such a field.
  public init(
    stepOfDay: [Int?],
    depths: [Double] = [],
    latitudes: [Double],
    longitudes: [Double],
    values: [Float]
  ) throws(TestConfigurationError) {
    let steps = (stepOfDay.compactMap { $0 }.max() ?? -1) + 1
    guard stepOfDay.count == 366, steps > 0 else {
      throw TestConfigurationError("expected a step for some of 366 days of the year")
    }
    for (axis, name) in [(depths, "depths"), (latitudes, "latitudes"), (longitudes, "longitudes")] {
      guard axis.allSatisfy(\.isFinite), zip(axis, axis.dropFirst()).allSatisfy({ $0 < $1 }) else {
        throw TestConfigurationError("expected ascending \(name)")
      }
    }
    guard latitudes.count >= 2, longitudes.count >= 2 else {
      throw TestConfigurationError("expected two latitudes and longitudes at least")
    }
    let cells = steps * max(depths.count, 1) * latitudes.count * longitudes.count
    guard values.count == cells else {
      throw TestConfigurationError("expected \(cells) values, found \(values.count)")
    }
    guard values.contains(where: { !$0.isNaN }) else {
      throw TestConfigurationError("the climatology has no values")
    }
    self.stepOfDay = stepOfDay.map { $0 ?? -1 }
    self.depths = depths
    self.latitudes = latitudes
    self.longitudes = longitudes
    self.values = values
    let gap = longitudes[0] + 360 - longitudes[longitudes.count - 1]
    let step = longitudes[1] - longitudes[0]
    isGlobal = gap > 0 && (gap - step).magnitude < 0.01 * step
  }

  /// How the field is told between its cells.
  public enum Lookup: String, Sendable, CaseIterable {
    /// The nearest cell in each direction; of two at the same distance that to the south, to the
    /// west, or above.
    case nearest

    /// Linear in longitude, latitude and depth among the cells around, all of which must have
    /// values.
    case linear
  }

  /// The value at a place and day; NaN where the field does not tell it.
  ///
  /// A field reaches half a cell beyond its first and last cells, and around the earth where its
  /// longitudes do. Between the last row of cells and the pole that row holds. A field without
  /// depths holds at any depth; of one with depths, what has none is at 0 m. A single level reaches
  /// 5 m up and down.
  ///
  /// - Parameters:
  ///   - day: The day of a leap year, from 0.
  ///   - depth: Metres, positive down.
  public func value(
    day: Int,
    depth: Double,
    latitude: Double,
    longitude: Double,
    by lookup: Lookup
  ) -> Double {
    guard (0..<366).contains(day), stepOfDay[day] >= 0,
      let row = place(of: latitude, on: latitudes),
      let column = columnPlace(of: longitude)
    else { return .nan }
    var level = Place(lower: 0, upper: 0, weight: 0)
    if depths.count == 1 {
      guard (depth - depths[0]).magnitude <= 5 else { return .nan }
    } else if depths.count > 1 {
      guard let found = place(of: depth, on: depths) else { return .nan }
      level = found
    }
    let plane = latitudes.count * longitudes.count
    let first = stepOfDay[day] * max(depths.count, 1) * plane
    switch lookup {
    case .nearest:
      let cell = level.nearest * plane + row.nearest * longitudes.count + column.nearest
      return Double(values[first + cell])
    case .linear:
      func along(_ level: Int, _ row: Int) -> Double {
        let start = first + level * plane + row * longitudes.count
        return column.mix(
          Double(values[start + column.lower]),
          Double(values[start + column.upper])
        )
      }
      func over(_ level: Int) -> Double {
        row.mix(along(level, row.lower), along(level, row.upper))
      }
      return level.mix(over(level.lower), over(level.upper))
    }
  }

  /// A place between two points of an axis.
  private struct Place {
    var lower: Int
    var upper: Int

    /// How far the place is from the lower to the upper point, 0 to 1.
    var weight: Double

    var nearest: Int { weight > 0.5 ? upper : lower }

    func mix(_ a: Double, _ b: Double) -> Double {
      // On a point, a neighbour without a value does not matter.
      weight == 0 ? a : weight == 1 ? b : a + (b - a) * weight
    }
  }

  /// Where `value` is on an axis of two points or more; nil when it is more than half a step
  /// outside.
  private func place(of value: Double, on axis: [Double]) -> Place? {
    let last = axis.count - 1
    guard value >= axis[0] else {
      let isNear = axis[0] - value <= (axis[1] - axis[0]) / 2
      return isNear ? Place(lower: 0, upper: 0, weight: 0) : nil
    }
    guard value < axis[last] else {
      let isNear = value - axis[last] <= (axis[last] - axis[last - 1]) / 2
      return isNear ? Place(lower: last, upper: last, weight: 0) : nil
    }
    var (low, high) = (0, last)
    while high - low > 1 {
      let middle = (low + high) / 2
      if axis[middle] <= value { low = middle } else { high = middle }
    }
    return Place(
      lower: low,
      upper: high,
      weight: (value - axis[low]) / (axis[high] - axis[low])
    )
  }

  private func columnPlace(of longitude: Double) -> Place? {
    guard longitude.isFinite, longitude.magnitude <= 720 else { return nil }
    let last = longitudes.count - 1
    let reach = (longitudes[1] - longitudes[0]) / 2
    var longitude = longitude
    while longitude < longitudes[0] - reach { longitude += 360 }
    while longitude >= longitudes[0] - reach + 360 { longitude -= 360 }
    guard isGlobal else { return place(of: longitude, on: longitudes) }
    // Between the last and the first.
    let gap = longitudes[0] + 360 - longitudes[last]
    if longitude < longitudes[0] {
      return Place(lower: last, upper: 0, weight: (longitude + 360 - longitudes[last]) / gap)
    }
    if longitude > longitudes[last] {
      return Place(lower: last, upper: 0, weight: (longitude - longitudes[last]) / gap)
    }
    return place(of: longitude, on: longitudes)
  }
}
