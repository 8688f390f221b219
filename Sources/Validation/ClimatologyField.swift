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
  let isGlobal: Bool

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
    var reader = ClimatologyReader(self, by: lookup)
    return reader.value(day: day, depth: depth, latitude: latitude, longitude: longitude)
  }
}
