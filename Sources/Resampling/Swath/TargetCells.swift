/// Cells near some positions, with their centres.
struct TargetCells {
  private(set) var cells: [Int32] = []
  private(set) var latitudes: [Double] = []
  private(set) var longitudes: [Double] = []

  /// The cells whose centres may lie within a distance of a position, in order.
  init(
    of grid: Grid,
    near latitudes: [Double],
    _ longitudes: [Double],
    radiusMeters: Double
  ) {
    let nearby = NearbyDegrees(latitudes, longitudes, radiusMeters: radiusMeters)
    switch grid {
    case .regular(let grid):
      addRows(nearby, grid.latitudeEdges, grid.longitudeEdges)
    case .rectilinear(let grid):
      addRows(nearby, grid.latitudeEdges, grid.longitudeEdges)
    case .polarStereographic(let grid):
      for (cell, center) in grid.centers(of: 0..<grid.cellCount).enumerated() {
        add(cell, center, nearby)
      }
    case .healpix(let grid):
      for cell in 0..<grid.cellCount { add(cell, grid.center(of: cell), nearby) }
    }
  }

  private mutating func add(_ cell: Int, _ center: GridPosition, _ nearby: NearbyDegrees) {
    guard let near = nearby.longitudes(at: center.latitude),
      near[NearbyDegrees.place(center.longitude)]
    else { return }
    append(cell, latitude: center.latitude, longitude: center.longitude)
  }

  private mutating func append(_ cell: Int, latitude: Double, longitude: Double) {
    cells.append(Int32(truncatingIfNeeded: cell))
    latitudes.append(latitude)
    longitudes.append(longitude)
  }

  /// Adds the cells between parallels and meridians.
  private mutating func addRows(
    _ nearby: NearbyDegrees,
    _ latitudeEdges: [Double],
    _ longitudeEdges: [Double]
  ) {
    let middles = zip(longitudeEdges, longitudeEdges.dropFirst()).map { ($0 + $1) / 2 }
    for (row, edges) in zip(latitudeEdges, latitudeEdges.dropFirst()).enumerated() {
      let latitude = (edges.0 + edges.1) / 2
      guard let near = nearby.longitudes(at: latitude) else { continue }
      for (column, longitude) in middles.enumerated() where near[NearbyDegrees.place(longitude)] {
        append(row * middles.count + column, latitude: latitude, longitude: longitude)
      }
    }
  }
}
