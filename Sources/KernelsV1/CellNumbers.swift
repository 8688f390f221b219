public import KernelTypes

/// Finds the cell of each position on a regular grid; see the facade for the rule.
@inline(never)
public func cellNumbers(
  latitudes: Span<Double>,
  longitudes: Span<Double>,
  latitudeEdges: Span<Double>,
  longitudeEdges: Span<Double>,
  edges: GridEdges,
  into cells: inout MutableSpan<Int32>
) {
  let rows = latitudeEdges.count - 1
  let columns = longitudeEdges.count - 1
  let south = latitudeEdges[0]
  let north = latitudeEdges[rows]
  let west = longitudeEdges[0]
  let east = longitudeEdges[columns]
  for i in 0..<cells.count {
    let latitude = latitudes[i]
    var longitude = longitudes[i]
    // Into [west, west + 360): positions come within one turn of it.
    longitude = longitude < west ? longitude + 360 : longitude
    longitude = longitude >= west + 360 ? longitude - 360 : longitude
    let isInside =
      latitude >= south && (latitude < north || (latitude == north && north == 90))
      && longitude >= west && longitude < east
    guard isInside else {
      cells[i] = -1
      continue
    }
    // Inside the grid, so the products are small and not NaN: the conversions cannot trap.
    var row = Int((latitude - south) * edges.rowsPerDegree)
    var column = Int((longitude - west) * edges.columnsPerDegree)
    row = row >= rows ? rows - 1 : row
    column = column >= columns ? columns - 1 : column
    if latitude < latitudeEdges[row] { row -= 1 }
    if row < rows - 1, latitude >= latitudeEdges[row + 1] { row += 1 }
    if longitude < longitudeEdges[column] { column -= 1 }
    if longitude >= longitudeEdges[column + 1] { column += 1 }
    cells[i] = Int32(truncatingIfNeeded: row &* columns &+ column)
  }
}
