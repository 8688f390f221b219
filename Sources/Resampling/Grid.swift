public import ObservationModel

/// The cells that observations are brought to, of any kind of grid.
///
/// Cells are numbered from 0. Those of a grid with rows and columns are numbered along rows:
/// `cell = row * columns + column`.
public enum Grid: Sendable, Hashable {
  /// Equal steps in latitude and longitude.
  case regular(RegularGrid)

  /// Rows and columns of any width in latitude and longitude.
  case rectilinear(RectilinearGrid)

  /// Equal steps in the plane of a polar stereographic projection.
  case polarStereographic(PolarStereographicGrid)

  /// Equal-area pixels over the whole globe; one row of them.
  case healpix(HEALPixGrid)

  /// The number of cells.
  public var cellCount: Int {
    switch self {
    case .regular(let grid): grid.cellCount
    case .rectilinear(let grid): grid.cellCount
    case .polarStereographic(let grid): grid.cellCount
    case .healpix(let grid): grid.cellCount
    }
  }

  /// The rows and columns of a horizontal field, whose product is `cellCount`.
  public var shape: FieldShape {
    switch self {
    case .regular(let grid): FieldShape(rows: grid.rows, columns: grid.columns)
    case .rectilinear(let grid): FieldShape(rows: grid.rows, columns: grid.columns)
    case .polarStereographic(let grid): FieldShape(rows: grid.rows, columns: grid.columns)
    case .healpix(let grid): FieldShape(rows: 1, columns: grid.cellCount)
    }
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
    switch self {
    case .regular(let grid):
      grid.findCells(latitudes: latitudes, longitudes: longitudes, into: &cells)
    case .rectilinear(let grid):
      grid.findCells(latitudes: latitudes, longitudes: longitudes, into: &cells)
    case .polarStereographic(let grid):
      grid.findCells(latitudes: latitudes, longitudes: longitudes, into: &cells)
    case .healpix(let grid):
      grid.findCells(latitudes: latitudes, longitudes: longitudes, into: &cells)
    }
  }

  /// The position of the middle of a cell; that of a row and a column lies halfway between their
  /// edges.
  ///
  /// - Precondition: `0 <= cell < cellCount`.
  public func center(of cell: Int) -> GridPosition {
    switch self {
    case .regular(let grid):
      Self.center(of: cell, grid.latitudeEdges, grid.longitudeEdges)
    case .rectilinear(let grid):
      Self.center(of: cell, grid.latitudeEdges, grid.longitudeEdges)
    case .polarStereographic(let grid): grid.center(of: cell)
    case .healpix(let grid): grid.center(of: cell)
    }
  }

  /// The positions of the four corners of a cell, anticlockwise as seen from above; longitudes are
  /// within half a turn of that of the centre.
  ///
  /// Edges of cells of latitude and longitude run along parallels, those in a plane are straight
  /// there, and those of HEALPix pixels are curves of their own.
  ///
  /// - Precondition: `0 <= cell < cellCount`.
  public func corners(of cell: Int) -> [GridPosition] {
    switch self {
    case .regular(let grid):
      Self.corners(of: cell, grid.latitudeEdges, grid.longitudeEdges)
    case .rectilinear(let grid):
      Self.corners(of: cell, grid.latitudeEdges, grid.longitudeEdges)
    case .polarStereographic(let grid): grid.corners(of: cell)
    case .healpix(let grid): grid.corners(of: cell)
    }
  }

  private static func center(
    of cell: Int,
    _ latitudeEdges: [Double],
    _ longitudeEdges: [Double]
  ) -> GridPosition {
    let (row, column) = cell.quotientAndRemainder(dividingBy: longitudeEdges.count - 1)
    return GridPosition(
      latitude: (latitudeEdges[row] + latitudeEdges[row + 1]) / 2,
      longitude: (longitudeEdges[column] + longitudeEdges[column + 1]) / 2
    )
  }

  private static func corners(
    of cell: Int,
    _ latitudeEdges: [Double],
    _ longitudeEdges: [Double]
  ) -> [GridPosition] {
    let (row, column) = cell.quotientAndRemainder(dividingBy: longitudeEdges.count - 1)
    return [(0, 0), (0, 1), (1, 1), (1, 0)].map { up, right in
      GridPosition(
        latitude: latitudeEdges[row + up],
        longitude: longitudeEdges[column + right]
      )
    }
  }
}
