/// Looks values of a climatology up, one place after the other.
///
/// Neighbouring observations often share latitude, longitude or depth: the place on an axis that was
/// found last is kept.
struct ClimatologyReader {
  private let stepOfDay: [Int]
  private let values: [Float]
  private let lookup: ClimatologyField.Lookup
  private var levels: Axis
  private var rows: Axis
  private var columns: Axis

  init(_ field: ClimatologyField, by lookup: ClimatologyField.Lookup) {
    stepOfDay = field.stepOfDay
    values = field.values
    self.lookup = lookup
    levels = Axis(field.depths, goesAround: false)
    rows = Axis(field.latitudes, goesAround: false)
    columns = Axis(field.longitudes, goesAround: field.isGlobal)
  }

  /// As `ClimatologyField.value(day:depth:latitude:longitude:by:)` has it.
  mutating func value(day: Int, depth: Double, latitude: Double, longitude: Double) -> Double {
    guard stepOfDay.indices.contains(day), stepOfDay[day] >= 0,
      let row = rows.place(of: latitude),
      let column = columns.placeAround(of: longitude),
      let level = levels.isEmpty ? .start : levels.place(of: depth)
    else { return .nan }
    let plane = rows.count * columns.count
    let first = stepOfDay[day] * max(levels.count, 1) * plane
    switch lookup {
    case .nearest:
      let cell = level.nearest * plane + row.nearest * columns.count + column.nearest
      return Double(values[first + cell])
    case .linear:
      return level.mix(
        along(column, row, from: first + level.lower * plane),
        level.weight == 0 ? .nan : along(column, row, from: first + level.upper * plane)
      )
    }
  }

  /// Among four cells of the level that begins at `start`.
  private func along(_ column: Place, _ row: Place, from start: Int) -> Double {
    func over(_ row: Int) -> Double {
      let start = start + row * columns.count
      return column.mix(
        Double(values[start + column.lower]),
        Double(values[start + column.upper])
      )
    }
    return row.mix(over(row.lower), row.weight == 0 ? .nan : over(row.upper))
  }

  /// A place between two points of an axis.
  private struct Place {
    var lower: Int
    var upper: Int

    /// How far the place is from the lower to the upper point, 0 to 1.
    var weight: Double

    static let start = Place(lower: 0, upper: 0, weight: 0)

    var nearest: Int { weight > 0.5 ? upper : lower }

    func mix(_ a: Double, _ b: Double) -> Double {
      // On a point, a neighbour without a value does not matter.
      weight == 0 ? a : weight == 1 ? b : a + (b - a) * weight
    }
  }

  /// An ascending axis that knows where it was asked last.
  private struct Axis {
    private let points: [Double]
    private let goesAround: Bool
    private let pointsPerUnit: Double
    private var last = Double.nan
    private var found: Place?

    /// A single level reaches so far up and down, in metres.
    private static let reachOfOnePoint = 5.0

    init(_ points: [Double], goesAround: Bool) {
      self.points = points
      self.goesAround = goesAround
      let length = (points.last ?? 0) - (points.first ?? 0)
      pointsPerUnit = length > 0 ? Double(points.count - 1) / length : 0
    }

    var isEmpty: Bool { points.isEmpty }
    var count: Int { points.count }

    /// Where `value` is; nil when it is more than half a step outside.
    mutating func place(of value: Double) -> Place? {
      if value == last { return found }
      last = value
      found = search(value)
      return found
    }

    /// The same for a longitude, in any turn.
    mutating func placeAround(of longitude: Double) -> Place? {
      if longitude == last { return found }
      last = longitude
      found = searchAround(longitude)
      return found
    }

    private func search(_ value: Double) -> Place? {
      let end = points.count - 1
      guard end > 0 else {
        return (value - points[0]).magnitude <= Self.reachOfOnePoint ? .start : nil
      }
      guard value >= points[0] else {
        return points[0] - value <= (points[1] - points[0]) / 2 ? .start : nil
      }
      guard value < points[end] else {
        let isNear = value - points[end] <= (points[end] - points[end - 1]) / 2
        return isNear ? Place(lower: end, upper: end, weight: 0) : nil
      }
      // Of most axes the points are evenly spaced: there the guess is right or next to it.
      var low = min(Int((value - points[0]) * pointsPerUnit), end - 1)
      if points[low] > value || points[low + 1] <= value {
        (low, _) = bisection(value)
      }
      return Place(
        lower: low,
        upper: low + 1,
        weight: (value - points[low]) / (points[low + 1] - points[low])
      )
    }

    private func bisection(_ value: Double) -> (low: Int, high: Int) {
      var (low, high) = (0, points.count - 1)
      while high - low > 1 {
        let middle = (low + high) / 2
        if points[middle] <= value { low = middle } else { high = middle }
      }
      return (low, high)
    }

    private func searchAround(_ longitude: Double) -> Place? {
      guard longitude.magnitude <= 720 else { return nil }
      let end = points.count - 1
      let reach = (points[1] - points[0]) / 2
      var longitude = longitude
      while longitude < points[0] - reach { longitude += 360 }
      while longitude >= points[0] - reach + 360 { longitude -= 360 }
      // Between the last and the first.
      let gap = points[0] + 360 - points[end]
      if goesAround, longitude < points[0] {
        return Place(lower: end, upper: 0, weight: (longitude + 360 - points[end]) / gap)
      }
      if goesAround, longitude > points[end] {
        return Place(lower: end, upper: 0, weight: (longitude - points[end]) / gap)
      }
      return search(longitude)
    }
  }
}
