internal import Kernels

/// A grid of rows of latitude and columns of longitude of any width, such as the Gaussian grids of
/// atmospheric models.
///
/// Cells are half-open and numbered as those of `RegularGrid`.
public struct RectilinearGrid: Sendable, Hashable {
  /// Degrees north, shape `[rows + 1]`, increasing.
  public let latitudeEdges: [Double]

  /// Degrees east, shape `[columns + 1]`, increasing; may pass 180 when the grid crosses the
  /// antimeridian.
  public let longitudeEdges: [Double]

  public var rows: Int { latitudeEdges.count - 1 }
  public var columns: Int { longitudeEdges.count - 1 }
  public var cellCount: Int { rows * columns }

  /// Lays out the grid between edges, in degrees.
  ///
  /// Edges of latitude may decrease, as they do in many files; rows are numbered from the south
  /// all the same.
  ///
  /// - Throws: `GridError` when edges are not in order, off the globe, or more than 360 degrees
  ///   of longitude apart, or when there are too many of them.
  public init(latitudeEdges: [Double], longitudeEdges: [Double]) throws(GridError) {
    let isDescending = (latitudeEdges.first ?? 0) > (latitudeEdges.last ?? 0)
    let latitudeEdges = isDescending ? latitudeEdges.reversed() : latitudeEdges
    guard latitudeEdges.count >= 2, longitudeEdges.count >= 2 else { throw .tooFewCenters }
    guard Self.isIncreasing(latitudeEdges), Self.isIncreasing(longitudeEdges) else {
      throw .notMonotonic
    }
    guard latitudeEdges[0] >= -90, latitudeEdges[latitudeEdges.count - 1] <= 90 else {
      throw .latitudesOutOfOrder
    }
    let (west, east) = (longitudeEdges[0], longitudeEdges[longitudeEdges.count - 1])
    guard west >= -180, east <= 540, east - west <= 360 else { throw .longitudesOutOfOrder }
    let (rows, columns) = (latitudeEdges.count - 1, longitudeEdges.count - 1)
    guard rows <= 36_000, columns <= 72_000, rows * columns <= RegularGrid.largestCellCount else {
      throw .tooManyCells
    }
    self.latitudeEdges = latitudeEdges
    self.longitudeEdges = longitudeEdges
  }

  /// The edges of cells whose centres are given: the middles between centres, and as far beyond
  /// the outermost centres as the middle is before them.
  ///
  /// - Throws: `GridError` for fewer than two centres and for centres out of order.
  private static func edges(around centers: [Double]) throws(GridError) -> [Double] {
    guard centers.count >= 2 else { throw .tooFewCenters }
    guard isIncreasing(centers) else { throw .notMonotonic }
    let last = centers.count - 1
    let middles = zip(centers, centers.dropFirst()).map { ($0 + $1) / 2 }
    let first = centers[0] - (middles[0] - centers[0])
    return [first] + middles + [centers[last] + (centers[last] - middles[last - 1])]
  }

  /// The edges of rows whose centres are given, from the south; none lies beyond a pole.
  ///
  /// - Throws: `GridError` for fewer than two centres and for centres out of order or off the
  ///   globe.
  public static func latitudeEdges(around centers: [Double]) throws(GridError) -> [Double] {
    let isDescending = (centers.first ?? 0) > (centers.last ?? 0)
    let edges = try edges(around: isDescending ? centers.reversed() : centers)
    guard centers.allSatisfy({ abs($0) <= 90 }) else { throw .latitudesOutOfOrder }
    return edges.map { min(max($0, -90), 90) }
  }

  /// The edges of columns whose centres are given, from the west. Columns that go round the globe
  /// but for rounding go round it exactly.
  ///
  /// - Throws: `GridError` for fewer than two centres and for centres out of order.
  public static func longitudeEdges(around centers: [Double]) throws(GridError) -> [Double] {
    var edges = try edges(around: centers)
    let last = edges.count - 1
    // Files state longitudes in single precision too, whose steps are 3e-5 at 360 degrees.
    if abs(edges[last] - edges[0] - 360) < 1e-3 { edges[last] = edges[0] + 360 }
    // The western half of a cell about the antimeridian is at the end of one turn.
    if edges[0] < -180 { edges = edges.map { $0 + 360 } }
    return edges
  }

  private static func isIncreasing(_ values: [Double]) -> Bool {
    zip(values, values.dropFirst()).allSatisfy { $0 < $1 } && values.allSatisfy(\.isFinite)
  }

  /// Finds the cell of each position; see `Grid`.
  public func findCells(
    latitudes: Span<Double>,
    longitudes: Span<Double>,
    into cells: inout MutableSpan<Int32>
  ) {
    unevenCellNumbers(
      latitudes: latitudes,
      longitudes: longitudes,
      latitudeEdges: latitudeEdges.span,
      longitudeEdges: longitudeEdges.span,
      into: &cells
    )
  }
}
