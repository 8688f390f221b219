public import ObservationModel

/// The cells that observations are brought to, of any kind of grid.
///
/// Cells are numbered from 0. Those of a grid with rows and columns are numbered along rows:
/// `cell = row * columns + column`.
public enum Grid: Sendable, Hashable {
  /// Equal steps in latitude and longitude.
  case regular(RegularGrid)

  /// The number of cells.
  public var cellCount: Int {
    switch self {
    case .regular(let grid): grid.cellCount
    }
  }

  /// The rows and columns of a horizontal field, whose product is `cellCount`.
  public var shape: FieldShape {
    switch self {
    case .regular(let grid): FieldShape(rows: grid.rows, columns: grid.columns)
    }
  }

  /// Finds the cell of each position.
  ///
  /// - Parameters:
  ///   - latitudes: Degrees north, shape `[obs]`; NaN where missing.
  ///   - longitudes: Degrees east, shape `[obs]`; NaN where missing.
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
    }
  }
}
