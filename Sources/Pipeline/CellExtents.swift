internal import Kernels
internal import ObservationModel
internal import Resampling
internal import Summary

/// The sides and areas of the cells of a grid, on a sphere of 6371 km.
struct CellExtents: Sendable {
  /// In m², by cell.
  let areas: [Double]

  /// The sides of cells of each size, in metres: along the parallel in the middle and along the
  /// meridian, or along the rows and the columns of a plane.
  private let sides: [(east: Double, north: Double)]

  /// The number of the size of each cell; empty where all are alike.
  private let sizes: [Int32]

  private static let radius = Sphere.radiusMeters

  init(_ grid: Grid) {
    switch grid {
    case .regular(let grid):
      self.init(latitudeEdges: grid.latitudeEdges, longitudeEdges: grid.longitudeEdges)
    case .rectilinear(let grid):
      self.init(latitudeEdges: grid.latitudeEdges, longitudeEdges: grid.longitudeEdges)
    case .polarStereographic(let grid):
      self.init(grid)
    case .healpix(let grid):
      // Of equal areas, as squares.
      let area = 4 * Double.pi * Self.radius * Self.radius / Double(grid.cellCount)
      self.init(
        areas: [Double](repeating: area, count: grid.cellCount),
        sides: [(area.squareRoot(), area.squareRoot())],
        sizes: []
      )
    }
  }

  private init(areas: [Double], sides: [(east: Double, north: Double)], sizes: [Int32]) {
    self.areas = areas
    self.sides = sides
    self.sizes = sizes
  }

  /// Cells between parallels and meridians.
  private init(latitudeEdges: [Double], longitudeEdges: [Double]) {
    var widths: [Double] = []
    let columns = zip(longitudeEdges.dropFirst(), longitudeEdges).map { east, west -> Int in
      // What the nearest Doubles of evenly spaced edges leave is no difference.
      let width = ((east - west) * 1e9).rounded() / 1e9
      if let known = widths.firstIndex(of: width) { return known }
      widths.append(width)
      return widths.count - 1
    }
    var (sides, areas, sizes): ([(east: Double, north: Double)], [Double], [Int32]) = ([], [], [])
    for (north, south) in zip(latitudeEdges.dropFirst(), latitudeEdges) {
      let first = sides.count
      let height = Self.radius * (north - south) * (.pi / 180)
      let zone = sineCosine(degrees: north).sine - sineCosine(degrees: south).sine
      let areasOfRow = widths.map { Self.radius * Self.radius * $0 * (.pi / 180) * zone }
      sides += areasOfRow.map { ($0 / height, height) }
      areas += columns.map { areasOfRow[$0] }
      sizes += columns.map { Int32(first + $0) }
    }
    self.init(areas: areas, sides: sides, sizes: sizes)
  }

  /// Squares of a plane, with the sides that they have on the ground.
  private init(_ grid: PolarStereographicGrid) {
    let corners = grid.corners(of: 0..<grid.cellCount)
    func distance(_ a: GridPosition, _ b: GridPosition) -> Double {
      let (latitude, other) = (sineCosine(degrees: a.latitude), sineCosine(degrees: b.latitude))
      let up = sineCosine(degrees: (a.latitude - b.latitude) / 2).sine
      let along = sineCosine(degrees: (a.longitude - b.longitude) / 2).sine
      let square = up * up + latitude.cosine * other.cosine * along * along
      // The chord: cells are small.
      return 2 * Self.radius * square.squareRoot()
    }
    let sides = (0..<grid.cellCount).map { cell -> (east: Double, north: Double) in
      let corner = corners[(4 * cell)..<(4 * cell + 4)].map { $0 }
      return (
        (distance(corner[0], corner[1]) + distance(corner[3], corner[2])) / 2,
        (distance(corner[0], corner[3]) + distance(corner[1], corner[2])) / 2
      )
    }
    self.init(
      areas: sides.map { $0.east * $0.north },
      sides: sides,
      sizes: (0..<grid.cellCount).map { Int32(truncatingIfNeeded: $0) }
    )
  }

  /// The number of the size of a cell; cells with the same are alike.
  func size(of cell: Int) -> Int { sizes.isEmpty ? 0 : Int(sizes[cell]) }

  /// The mean correlation of the correlated errors of two observations of a cell of a size.
  func correlation(of errors: ErrorModel, size: Int, in bin: TimeBin) -> Double {
    errors.meanCorrelation(
      eastMeters: sides[size].east,
      northMeters: sides[size].north,
      seconds: Double(bin.end - bin.start)
    )
  }
}
