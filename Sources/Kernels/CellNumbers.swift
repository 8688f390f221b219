internal import KernelTypes
internal import KernelsV1

#if KERNEL_LEVELS
  internal import KernelsV3
  internal import KernelsV4
#endif

/// Finds the cell of each position on a regular grid.
///
/// Cells are half-open, `[lower edge, upper edge)`, but for the pole, which belongs to the
/// northernmost row. Longitudes in any number of turns are brought to the grid without rounding.
/// The edges decide: the cell number guessed by a multiplication is moved by one where the
/// position lies beyond the edge.
///
/// - Parameters:
///   - latitudes: Degrees north, shape `[obs]`; NaN where missing.
///   - longitudes: Degrees east in any number of turns, shape `[obs]`; NaN where missing.
///   - latitudeEdges: Increasing, evenly spaced, shape `[rows + 1]`.
///   - longitudeEdges: Increasing, evenly spaced, from -180 to 540 and at most
///     360 degrees apart, shape `[columns + 1]`.
///   - cells: Receives `row * columns + column`, shape `[obs]`; -1 off the grid.
/// - Precondition: The lengths agree, and there is at least one cell.
public func cellNumbers(
  latitudes: Span<Double>,
  longitudes: Span<Double>,
  latitudeEdges: Span<Double>,
  longitudeEdges: Span<Double>,
  into cells: inout MutableSpan<Int32>
) {
  precondition(latitudes.count == cells.count && longitudes.count == cells.count)
  precondition(latitudeEdges.count >= 2 && longitudeEdges.count >= 2)
  let (rows, columns) = (latitudeEdges.count - 1, longitudeEdges.count - 1)
  precondition(rows.multipliedReportingOverflow(by: columns).partialValue <= Int(Int32.max))
  let edges = GridEdges(
    rowsPerDegree: Double(rows) / (latitudeEdges[rows] - latitudeEdges[0]),
    columnsPerDegree: Double(columns) / (longitudeEdges[columns] - longitudeEdges[0])
  )
  switch kernelLevel {
  #if KERNEL_LEVELS
    case 4...:
      KernelsV4.cellNumbers(
        latitudes: latitudes,
        longitudes: longitudes,
        latitudeEdges: latitudeEdges,
        longitudeEdges: longitudeEdges,
        edges: edges,
        into: &cells
      )
    case 3:
      KernelsV3.cellNumbers(
        latitudes: latitudes,
        longitudes: longitudes,
        latitudeEdges: latitudeEdges,
        longitudeEdges: longitudeEdges,
        edges: edges,
        into: &cells
      )
  #endif
  default:
    KernelsV1.cellNumbers(
      latitudes: latitudes,
      longitudes: longitudes,
      latitudeEdges: latitudeEdges,
      longitudeEdges: longitudeEdges,
      edges: edges,
      into: &cells
    )
  }
}

/// Finds the cell of each position on a grid of rows and columns of any width.
///
/// Edges and turns count as in `cellNumbers`.
///
/// - Parameters:
///   - latitudes: Degrees north, shape `[obs]`; NaN where missing.
///   - longitudes: Degrees east in any number of turns, shape `[obs]`; NaN where missing.
///   - latitudeEdges: Increasing, shape `[rows + 1]`.
///   - longitudeEdges: Increasing, from -180 to 540 and at most 360 degrees apart, shape
///     `[columns + 1]`.
///   - cells: Receives `row * columns + column`, shape `[obs]`; -1 off the grid.
/// - Precondition: The lengths agree, and there is at least one cell.
public func unevenCellNumbers(
  latitudes: Span<Double>,
  longitudes: Span<Double>,
  latitudeEdges: Span<Double>,
  longitudeEdges: Span<Double>,
  into cells: inout MutableSpan<Int32>
) {
  precondition(latitudes.count == cells.count && longitudes.count == cells.count)
  precondition(latitudeEdges.count >= 2 && longitudeEdges.count >= 2)
  switch kernelLevel {
  #if KERNEL_LEVELS
    case 4...:
      KernelsV4.unevenCellNumbers(
        latitudes: latitudes,
        longitudes: longitudes,
        latitudeEdges: latitudeEdges,
        longitudeEdges: longitudeEdges,
        into: &cells
      )
    case 3:
      KernelsV3.unevenCellNumbers(
        latitudes: latitudes,
        longitudes: longitudes,
        latitudeEdges: latitudeEdges,
        longitudeEdges: longitudeEdges,
        into: &cells
      )
  #endif
  default:
    KernelsV1.unevenCellNumbers(
      latitudes: latitudes,
      longitudes: longitudes,
      latitudeEdges: latitudeEdges,
      longitudeEdges: longitudeEdges,
      into: &cells
    )
  }
}
