internal import CLanes
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

/// The cell of a position; -1 off the grid.
@inline(__always)
private func cellNumber(
  _ latitude: Double,
  _ longitude: Double,
  _ latitudeEdges: Span<Double>,
  _ longitudeEdges: Span<Double>,
  _ edges: GridEdges
) -> Int32 {
  let (rows, columns) = (latitudeEdges.count - 1, longitudeEdges.count - 1)
  let (south, north) = (latitudeEdges[0], latitudeEdges[rows])
  let (west, east) = (longitudeEdges[0], longitudeEdges[columns])
  let longitude = withinHalfTurn(longitude)
  // Edges are brought to the longitude and not the other way round: an edge of 180 degrees and
  // more loses no bits, and those below are below in any case.
  let shift = turns(longitude, west: west)
  guard isBetween(latitude, south: south, north: north), longitude < east - shift else {
    return -1
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
  return Int32(truncatingIfNeeded: row &* columns &+ column)
}

/// Finds the cell of each position on a regular grid; see the facade for the rule.
///
/// Eight positions at a time are multiplied to a row and a column. Where the fraction is so near
/// to a whole number that rounding could have moved it across an edge, and off the grid, the rule
/// for one position decides.
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
  let count = cells.count
  // Rounding moves a product by less than 2^-50 of the largest that there can be.
  let margin = (540 * edges.columnsPerDegree + 180 * edges.rowsPerDegree) * 0x1p-50
  var i = 0
  latitudes.withUnsafeBufferPointer { latitudes in
    longitudes.withUnsafeBufferPointer { longitudes in
      cells.withUnsafeMutableBufferPointer { cells in
        guard let y = latitudes.baseAddress, let x = longitudes.baseAddress,
          let result = cells.baseAddress
        else { return }
        while i + 8 <= count {
          // Safe: eight values from `i` on lie within each of the spans, whose lengths agree.
          let latitude = UnsafeRawPointer(y + i).loadUnaligned(as: SIMD8<Double>.self)
          var longitude = UnsafeRawPointer(x + i).loadUnaligned(as: SIMD8<Double>.self)
          // Into [west, west + 360), where one turn is enough for that.
          longitude = select(lanes(longitude .< west), longitude + 360, longitude)
          longitude = select(lanes(longitude .>= west + 360), longitude - 360, longitude)
          let isInside =
            lanes(latitude .>= south) & lanes(latitude .< north)
            & lanes(longitude .>= west) & lanes(longitude .< east)
          let row = select(isInside, (latitude - south) * edges.rowsPerDegree, Lanes())
          let column = select(isInside, (longitude - west) * edges.columnsPerDegree, Lanes())
          let (r, c) = (lanes_integers(row), lanes_integers(column))
          let (rowRest, columnRest) = (row - lanes_numbers(r), column - lanes_numbers(c))
          // What is off the grid has rests of zero.
          let isUncertain =
            lanes(rowRest .< margin) | lanes(rowRest .> 1 - margin)
            | lanes(columnRest .< margin) | lanes(columnRest .> 1 - margin)
          let found = lanes_cells(r, Int32(truncatingIfNeeded: columns), c)
          UnsafeMutableRawPointer(result + i).storeBytes(of: found, as: SIMD8<Int32>.self)
          if lanes_any(isUncertain) != 0 {
            for k in 0..<8 where isUncertain[k] != 0 {
              result[i + k] = cellNumber(y[i + k], x[i + k], latitudeEdges, longitudeEdges, edges)
            }
          }
          i += 8
        }
      }
    }
  }
  while i < count {
    cells[i] = cellNumber(latitudes[i], longitudes[i], latitudeEdges, longitudeEdges, edges)
    i += 1
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
