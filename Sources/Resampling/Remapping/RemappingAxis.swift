/// The latitudes or the longitudes of a grid of rows and columns, in degrees.
///
/// They are held rising; `isReversed` tells that they fall in the order in which values are stored.
public struct RemappingAxis: Sendable, Hashable {
  /// Shape `[cell]`, rising.
  public let centres: [Double]

  /// Shape `[cell + 1]`, rising.
  public let edges: [Double]

  /// True when values are stored with the last cell first.
  public let isReversed: Bool

  /// True of longitudes that go around the globe; the last edge is then the first and 360.
  public let isPeriodic: Bool

  public var count: Int { centres.count }

  /// Where the values of a cell are stored.
  func stored(_ cell: Int) -> Int { isReversed ? count - 1 - cell : cell }

  /// An edge that lies less than this part of a cell from a pole, or from closing the circle, is
  /// there: coordinates are often stored as Float.
  private static let tolerance = 0.01

  /// Degrees east beyond which longitudes are taken for no longitudes.
  private static let largestLongitude = 1e6

  /// Latitudes.
  ///
  /// - Parameters:
  ///   - centres: Degrees north, shape `[row]`, rising or falling.
  ///   - bounds: Shape `[row, 2]`; nil for edges halfway between the centres. The outermost edges
  ///     lie as far out as the next ones in, but reach a pole that is nearer than half a cell.
  public init(latitudes centres: [Double], bounds: [Double]?) throws(RemappingError) {
    let name = "latitudes"
    guard centres.allSatisfy({ $0.magnitude <= 90 }) else { throw .axisNotMonotonic(name) }
    let (rising, unfitted, isReversed) = try Self.laidOut(centres, bounds, name)
    var edges = unfitted
    let last = edges.count - 1
    let reach = bounds == nil ? 0.5 : Self.tolerance
    if edges[0] + 90 < reach * (edges[1] - edges[0]).magnitude { edges[0] = -90 }
    if 90 - edges[last] < reach * (edges[last] - edges[last - 1]).magnitude { edges[last] = 90 }
    guard zip(edges, edges.dropFirst()).allSatisfy({ $0 < $1 }) else {
      throw .axisNotMonotonic(name)
    }
    self.centres = rising
    self.edges = edges
    self.isReversed = isReversed
    isPeriodic = false
  }

  /// Longitudes.
  ///
  /// - Parameters:
  ///   - centres: Degrees east, shape `[column]`, rising or falling, of any turn up to 10⁶.
  ///   - bounds: Shape `[column, 2]`; nil for edges halfway between the centres, of the first and the
  ///     last as well where they would reach around the globe.
  public init(longitudes centres: [Double], bounds: [Double]?) throws(RemappingError) {
    let name = "longitudes"
    let (rising, unfitted, isReversed) = try Self.laidOut(centres, bounds, name)
    var edges = unfitted
    let last = edges.count - 1
    if bounds == nil, edges[last] - edges[0] > 360, rising[last - 1] - rising[0] < 360 {
      // The first and the last cell meet halfway.
      edges[last] = (rising[last - 1] + rising[0] + 360) / 2
      edges[0] = edges[last] - 360
    }
    // So far out that a turn is lost in rounding, cells could not be told apart.
    guard edges.allSatisfy({ $0.magnitude <= Self.largestLongitude }),
      zip(edges, edges.dropFirst()).allSatisfy({ $0 < $1 })
    else { throw .axisNotMonotonic(name) }
    let width = edges[last] - edges[0]
    let mean = width / Double(last)
    guard width <= 360 + Self.tolerance * mean else { throw .axisNotMonotonic(name) }
    isPeriodic = (width - 360).magnitude <= Self.tolerance * mean
    if isPeriodic { edges[last] = edges[0] + 360 }
    self.centres = rising
    self.edges = edges
    self.isReversed = isReversed
  }

  private static func laidOut(
    _ centres: [Double],
    _ bounds: [Double]?,
    _ name: String
  ) throws(RemappingError) -> (centres: [Double], edges: [Double], isReversed: Bool) {
    let n = centres.count
    guard n > 0, centres.allSatisfy(\.isFinite) else { throw .axisNotMonotonic(name) }
    let isReversed = n > 1 && centres[0] > centres[n - 1]
    let rising = isReversed ? Array(centres.reversed()) : centres
    guard zip(rising, rising.dropFirst()).allSatisfy({ $0 < $1 }) else {
      throw .axisNotMonotonic(name)
    }
    guard let bounds else {
      return (rising, edgesBetween(rising), isReversed)
    }
    guard bounds.count == 2 * n, bounds.allSatisfy(\.isFinite) else {
      throw .boundsNotContiguous(name)
    }
    var cells = (0..<n).map { i in
      (low: min(bounds[2 * i], bounds[2 * i + 1]), high: max(bounds[2 * i], bounds[2 * i + 1]))
    }
    if isReversed { cells.reverse() }
    var edges = [cells[0].low]
    for (i, cell) in cells.enumerated() {
      guard cell.low < cell.high else { throw .boundsNotContiguous(name) }
      guard i == 0 || (cell.low - edges[i]).magnitude <= tolerance * (cell.high - cell.low) else {
        throw .boundsNotContiguous(name)
      }
      edges.append(cell.high)
    }
    return (rising, edges, isReversed)
  }

  private static func edgesBetween(_ centres: [Double]) -> [Double] {
    let n = centres.count
    guard n > 1 else { return [centres[0] - 0.5, centres[0] + 0.5] }
    var edges = [centres[0] - (centres[1] - centres[0]) / 2]
    for i in 1..<n { edges.append((centres[i - 1] + centres[i]) / 2) }
    edges.append(centres[n - 1] + (centres[n - 1] - centres[n - 2]) / 2)
    return edges
  }
}
