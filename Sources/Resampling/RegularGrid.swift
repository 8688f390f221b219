internal import Kernels

/// A grid of equal steps in latitude and longitude.
///
/// Cells are half-open: a cell holds its southern and western edge and not its northern and
/// eastern one, but for the pole, which belongs to the northernmost row. Edges are whole
/// multiples of the resolution, computed once and compared against: no cell number comes out of
/// a floating-point division alone. Cells are numbered from the south-west corner, along rows of
/// latitude: `cell = row * columns + column`.
public struct RegularGrid: Sendable, Hashable {
  public let resolution: Decimal

  /// Degrees north, shape `[rows + 1]`, increasing.
  public let latitudeEdges: [Double]

  /// Degrees east, shape `[columns + 1]`, increasing; may pass 180 when the grid crosses the
  /// antimeridian.
  public let longitudeEdges: [Double]

  public var rows: Int { latitudeEdges.count - 1 }
  public var columns: Int { longitudeEdges.count - 1 }
  public var cellCount: Int { rows * columns }

  /// The most cells a grid may have: a global grid of a hundredth of a degree.
  public static let largestCellCount = 36_000 * 18_000

  /// Lays out the grid from its south-west to its north-east corner, in degrees.
  ///
  /// - Throws: `GridError` when the extent is empty, reversed or off the globe, or is not a
  ///   whole number of cells.
  public init(
    resolution: Decimal,
    west: Decimal,
    south: Decimal,
    east: Decimal,
    north: Decimal
  ) throws(GridError) {
    guard resolution.units > 0 else { throw .resolutionNotPositive }
    let scale = [resolution, west, south, east, north].map(\.scale).max() ?? 1
    let step = resolution.units(atScale: scale)
    let (s, n) = (south.units(atScale: scale), north.units(atScale: scale))
    let (w, e) = (west.units(atScale: scale), east.units(atScale: scale))
    guard s < n, s >= -90 * scale, n <= 90 * scale else { throw .latitudesOutOfOrder }
    guard w < e, e - w <= 360 * scale, w >= -180 * scale, e <= 540 * scale else {
      throw .longitudesOutOfOrder
    }
    guard (n - s) % step == 0, (e - w) % step == 0 else { throw .notWholeCells }
    let (rows, columns) = ((n - s) / step, (e - w) / step)
    guard rows <= 36_000, columns <= 72_000, rows * columns <= Self.largestCellCount else {
      throw .tooManyCells
    }
    self.resolution = resolution
    latitudeEdges = (0...rows).map { Double(s + $0 * step) / Double(scale) }
    longitudeEdges = (0...columns).map { Double(w + $0 * step) / Double(scale) }
  }

  /// The grid that covers the globe from 180° W.
  public static func global(resolution: Decimal) throws(GridError) -> RegularGrid {
    try RegularGrid(
      resolution: resolution,
      west: Decimal(units: -180, scale: 1),
      south: Decimal(units: -90, scale: 1),
      east: Decimal(units: 180, scale: 1),
      north: Decimal(units: 90, scale: 1)
    )
  }

  /// Finds the cell of each position.
  ///
  /// - Parameters:
  ///   - latitudes: Degrees north, shape `[obs]`; NaN where missing.
  ///   - longitudes: Degrees east in any number of turns, shape `[obs]`; NaN where missing.
  ///   - cells: Receives the cell numbers, shape `[obs]`; -1 where a position is missing or
  ///     off the grid.
  /// - Precondition: The three have the same length.
  public func findCells(
    latitudes: Span<Double>,
    longitudes: Span<Double>,
    into cells: inout MutableSpan<Int32>
  ) {
    cellNumbers(
      latitudes: latitudes,
      longitudes: longitudes,
      latitudeEdges: latitudeEdges.span,
      longitudeEdges: longitudeEdges.span,
      into: &cells
    )
  }
}
