public import KernelTypes

/// The cell of `value` among evenly spaced edges: the greatest whose lower edge is not above it.
///
/// The number that a multiplication guesses is moved by one where the value lies beyond an edge.
///
/// - Precondition: `edges[0] - shift <= value < edges[last] - shift`.
@inline(__always)
func evenCell(
  _ value: Double,
  edges: Span<Double>,
  shift: Double,
  cellsPerUnit: Double
) -> Int {
  let last = edges.count - 2
  // Inside the edges, so the product is small and not NaN: the conversion cannot trap.
  var cell = Int((value + shift - edges[0]) * cellsPerUnit)
  cell = cell > last ? last : cell
  if value < edges[cell] - shift { cell -= 1 }
  if cell < last, value >= edges[cell + 1] - shift { cell += 1 }
  return cell
}

/// The cell of `value` among edges of any spacing, by halving.
///
/// - Precondition: `edges[0] - shift <= value < edges[last] - shift`.
@inline(__always)
private func unevenCell(_ value: Double, edges: Span<Double>, shift: Double) -> Int {
  var cell = 0
  var length = edges.count - 1
  while length > 1 {
    let half = length >> 1
    cell = value >= edges[cell + half] - shift ? cell + half : cell
    length -= half
  }
  return cell
}

/// How many degrees east to go on, in whole turns, for a longitude in [-180, 180) to come up to
/// the western edge.
@inline(__always)
private func turns(_ longitude: Double, west: Double) -> Double {
  longitude >= west ? 0 : longitude >= west - 360 ? 360 : 720
}

/// True where a latitude is on the rows, the pole on the northernmost.
@inline(__always)
private func isBetween(_ latitude: Double, south: Double, north: Double) -> Bool {
  latitude >= south && (latitude < north || (latitude == north && north == 90))
}

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
  let (rows, columns) = (latitudeEdges.count - 1, longitudeEdges.count - 1)
  let (south, north) = (latitudeEdges[0], latitudeEdges[rows])
  let (west, east) = (longitudeEdges[0], longitudeEdges[columns])
  for i in 0..<cells.count {
    let latitude = latitudes[i]
    let longitude = withinHalfTurn(longitudes[i])
    // Edges are brought to the longitude and not the other way round: an edge of 180 degrees and
    // more loses no bits, and those below are below in any case.
    let shift = turns(longitude, west: west)
    guard isBetween(latitude, south: south, north: north), longitude < east - shift else {
      cells[i] = -1
      continue
    }
    let row = evenCell(
      latitude,
      edges: latitudeEdges,
      shift: 0,
      cellsPerUnit: edges.rowsPerDegree
    )
    let column = evenCell(
      longitude,
      edges: longitudeEdges,
      shift: shift,
      cellsPerUnit: edges.columnsPerDegree
    )
    cells[i] = Int32(truncatingIfNeeded: row &* columns &+ column)
  }
}

/// Finds the cell of each position on a grid of uneven rows and columns; see the facade.
@inline(never)
public func unevenCellNumbers(
  latitudes: Span<Double>,
  longitudes: Span<Double>,
  latitudeEdges: Span<Double>,
  longitudeEdges: Span<Double>,
  into cells: inout MutableSpan<Int32>
) {
  let (rows, columns) = (latitudeEdges.count - 1, longitudeEdges.count - 1)
  let (south, north) = (latitudeEdges[0], latitudeEdges[rows])
  let (west, east) = (longitudeEdges[0], longitudeEdges[columns])
  for i in 0..<cells.count {
    let latitude = latitudes[i]
    let longitude = withinHalfTurn(longitudes[i])
    let shift = turns(longitude, west: west)
    guard isBetween(latitude, south: south, north: north), longitude < east - shift else {
      cells[i] = -1
      continue
    }
    let row = unevenCell(latitude, edges: latitudeEdges, shift: 0)
    let column = unevenCell(longitude, edges: longitudeEdges, shift: shift)
    cells[i] = Int32(truncatingIfNeeded: row &* columns &+ column)
  }
}
