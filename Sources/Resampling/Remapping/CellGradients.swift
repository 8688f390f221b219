/// The gradients of a field on cells of any shape, from the values of the cells around.
///
/// The gradient is the one that fits the differences from the neighbours best, in the sum of the
/// squares of what is left; missing neighbours are left out, and a direction that no neighbour
/// tells has none.
struct CellGradients: Sendable {
  private let neighbours: [Int32]
  private let neighbourCount: Int

  /// Mean positions of the cells, NaN for those without area.
  private let centroids: [SIMD3<Double>]

  private let geometry: CellGeometry
  private let isLimited: Bool

  /// - Parameter isLimited: Whether gradients are made smaller until the values at the corners of a
  ///   cell lie between those of the cell and its neighbours.
  init(of grid: RemappingGrid, isLimited: Bool, threads: Int) {
    let geometry = CellGeometry(grid)
    self.geometry = geometry
    self.isLimited = isLimited
    centroids = inPieces(grid.cellCount, of: 8192, threads: threads) { range in
      range.map { cell in
        let polygon = geometry.polygon(cell)
        return polygon.count >= 3 ? polygon.centroid : SIMD3<Double>(repeating: .nan)
      }
    }.flatMap { $0 }
    if grid.hasRowsAndColumns {
      neighbourCount = 4
      neighbours = Self.besides(in: grid)
    } else {
      // The cell itself and the eight around it.
      neighbourCount = 9
      let (latitudes, longitudes) = grid.centres()
      neighbours = SphereIndex(latitudes: latitudes, longitudes: longitudes, threads: threads)
        .neighbours(
          9,
          latitudes: latitudes,
          longitudes: longitudes,
          radiusMeters: .infinity,
          threads: threads
        )
    }
  }

  /// The cells before and after each in its row and in its column; -1 beyond the rim.
  private static func besides(in grid: RemappingGrid) -> [Int32] {
    let (rows, columns) = (grid.rows, grid.columns)
    let isClosed =
      switch grid.cells {
      case .rectilinear(_, let longitude): longitude.isPeriodic
      case .quadrilateral(let cells):
        QuadrilateralCells.isClosed(
          zip(cells.latitudes, cells.longitudes).map { point(latitude: $0, longitude: $1) },
          rows: rows,
          columns: columns
        )
      }
    var neighbours: [Int32] = []
    neighbours.reserveCapacity(4 * grid.cellCount)
    for row in 0..<rows {
      for column in 0..<columns {
        let cell = row * columns + column
        let (first, last) = (row * columns, row * columns + columns - 1)
        neighbours.append(Int32(column > 0 ? cell - 1 : isClosed ? last : -1))
        neighbours.append(Int32(column + 1 < columns ? cell + 1 : isClosed ? first : -1))
        neighbours.append(Int32(row > 0 ? cell - columns : -1))
        neighbours.append(Int32(row + 1 < rows ? cell + columns : -1))
      }
    }
    return neighbours
  }

  /// The gradients along the parallel and the meridian of each cell, per radian.
  func gradients<Value: RemappableNumber>(of field: [Value], threads: Int) -> [SIMD2<Double>] {
    inPieces(centroids.count, of: 8192, threads: threads) { range in
      range.map { gradient(of: $0, field) }
    }.flatMap { $0 }
  }

  private func gradient<Value: RemappableNumber>(of cell: Int, _ field: [Value]) -> SIMD2<Double> {
    let own = Double(field[cell])
    let place = centroids[cell]
    guard own.isFinite, place.x.isFinite else { return .zero }
    let (east, north) = tangents(at: place)
    var (xx, xy, yy, xf, yf) = (0.0, 0.0, 0.0, 0.0, 0.0)
    var (least, greatest) = (own, own)
    for k in 0..<neighbourCount {
      let neighbour = Int(neighbours[cell * neighbourCount + k])
      guard neighbour >= 0, neighbour != cell else { continue }
      let value = Double(field[neighbour])
      guard value.isFinite, centroids[neighbour].x.isFinite else { continue }
      let offset = centroids[neighbour] - place
      let (x, y) = (dot(offset, east), dot(offset, north))
      xx += x * x
      xy += x * y
      yy += y * y
      xf += x * (value - own)
      yf += y * (value - own)
      least = min(least, value)
      greatest = max(greatest, value)
    }
    let determinant = xx * yy - xy * xy
    var gradient: SIMD2<Double>
    if determinant > 1e-6 * (xx + yy) * (xx + yy) {
      gradient = SIMD2(yy * xf - xy * yf, xx * yf - xy * xf) / determinant
    } else if xx + yy > 0 {
      // All neighbours on one line through the cell.
      gradient = SIMD2(xf, yf) / (xx + yy)
    } else {
      return .zero
    }
    guard isLimited else { return gradient }
    let corners = geometry.corners(of: cell)
    var factor = 1.0
    for k in 0..<4 {
      let offset = corners[k] - place
      let change = gradient.x * dot(offset, east) + gradient.y * dot(offset, north)
      if change > 0 { factor = min(factor, (greatest - own) / change) }
      if change < 0 { factor = min(factor, (least - own) / change) }
    }
    gradient *= factor
    return gradient
  }
}
