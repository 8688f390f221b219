internal import Kernels
internal import ObservationModel
internal import Resampling
internal import Summary

/// The sides and areas of the cells of a grid, on a sphere of 6371 km.
struct CellExtents: Sendable {
  /// In m², by cell.
  let areas: [Double]

  /// The sides of the cells of each row, in metres: along the parallel in its middle, and along the
  /// meridian.
  private let sides: [(east: Double, north: Double)]

  private let columns: Int

  init(_ grid: Grid) {
    let radius = 6_371_000.0
    guard case .regular(let grid) = grid else {
      // Of equal areas, as squares.
      let area = 4 * Double.pi * radius * radius / Double(grid.cellCount)
      areas = [Double](repeating: area, count: grid.cellCount)
      sides = [(area.squareRoot(), area.squareRoot())]
      columns = grid.cellCount
      return
    }
    let width = (grid.longitudeEdges[1] - grid.longitudeEdges[0]) * (.pi / 180)
    var sides: [(east: Double, north: Double)] = []
    var areas: [Double] = []
    areas.reserveCapacity(grid.cellCount)
    for row in 0..<grid.rows {
      let (south, north) = (grid.latitudeEdges[row], grid.latitudeEdges[row + 1])
      let height = radius * (north - south) * (.pi / 180)
      let zone = sineCosine(degrees: north).sine - sineCosine(degrees: south).sine
      let area = radius * radius * width * zone
      sides.append((area / height, height))
      areas.append(contentsOf: repeatElement(area, count: grid.columns))
    }
    self.sides = sides
    self.areas = areas
    columns = grid.columns
  }

  func row(of cell: Int) -> Int { cell / columns }

  /// The mean correlation of the correlated errors of two observations of a cell, by row.
  func correlations(of errors: ErrorModel, in bin: TimeBin) -> [Double] {
    sides.map {
      errors.meanCorrelation(
        eastMeters: $0.east,
        northMeters: $0.north,
        seconds: Double(bin.end - bin.start)
      )
    }
  }
}
