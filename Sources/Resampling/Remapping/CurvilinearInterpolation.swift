internal import Kernels

/// Interpolation among the centres of rows and columns that lie anywhere.
///
/// A position between four centres has two coordinates from 0 to 1 in the plane that touches the
/// sphere there, `p = (1 - s)(1 - t) a + s (1 - t) b + s t c + (1 - s) t d`.
struct CurvilinearInterpolation: Sendable {
  private let rows: Int
  private let columns: Int
  private let isClosed: Bool
  private let isCubic: Bool
  private let centres: [SIMD3<Double>]
  private let geometry: CellGeometry
  private let finder: CellFinder

  /// The columns of quadrilaterals between centres.
  private let width: Int

  /// - Parameters:
  ///   - cells: Shape `[row, column]`.
  ///   - isCubic: Cubic in the numbers of rows and columns instead of linear.
  init(
    rows: Int,
    columns: Int,
    cells: QuadrilateralCells,
    isCubic: Bool,
    threads: Int
  ) throws(RemappingError) {
    self.rows = rows
    self.columns = columns
    self.isCubic = isCubic
    let (latitudes, longitudes) = (cells.latitudes, cells.longitudes)
    let centres = zip(latitudes, longitudes).map { point(latitude: $0, longitude: $1) }
    self.centres = centres
    isClosed = QuadrilateralCells.isClosed(centres, rows: rows, columns: columns)
    width = isClosed ? columns : columns - 1
    let quadrilaterals = QuadrilateralCells(
      between: centres,
      rows: rows,
      columns: columns,
      width: width
    )
    let grid = RemappingGrid(cells: quadrilaterals)
    geometry = CellGeometry(grid)
    finder = CellFinder(grid, geometry, threads: threads)
  }

  /// Appends the weights of a position; none beyond the outermost centres.
  func append(latitude: Double, longitude: Double, to weights: inout SparseWeights) {
    let target = point(latitude: latitude, longitude: longitude)
    guard target.x.isFinite else { return }
    var candidates: [Int] = []
    finder.find(SphericalCap(centre: target, radius: 0), into: &candidates)
    for candidate in candidates {
      guard var place = coordinates(of: target, in: geometry.corners(of: candidate)) else {
        continue
      }
      let (row, column) = (candidate / width, candidate % width)
      if isCubic {
        place = refined(place, of: target, row, column, geometry.corners(of: candidate))
      }
      forEachWeight(place, row, column) { weights.append($0, $1) }
      return
    }
  }

  /// The centres and their weights for a place within a quadrilateral.
  private func forEachWeight(
    _ place: SIMD2<Double>,
    _ row: Int,
    _ column: Int,
    _ use: (_ cell: Int, _ weight: Double) -> Void
  ) {
    let along = stencil(place.x, column, isClosed ? -3...(columns + 2) : 0...(columns - 1))
    let across = stencil(place.y, row, 0...(rows - 1))
    for j in 0..<across.count {
      for i in 0..<along.count {
        let node = ((Int(along.nodes[i]) % columns) + columns) % columns
        use(Int(across.nodes[j]) * columns + node, across.weights[j] * along.weights[i])
      }
    }
  }

  private func stencil(_ t: Double, _ node: Int, _ range: ClosedRange<Int>) -> AxisStencil {
    isCubic
      ? AxisStencil(cubic: t, from: node, range: range) { Double($0) }
      : AxisStencil(linear: t, from: node)
  }

  /// The place at which the centres, interpolated like values, come to the position itself: rows
  /// and columns are curves, and straight lines between centres miss them by the square of the
  /// step.
  private func refined(
    _ start: SIMD2<Double>,
    of target: SIMD3<Double>,
    _ row: Int,
    _ column: Int,
    _ corners: InlineArray<4, SIMD3<Double>>
  ) -> SIMD2<Double> {
    let plane = GnomonicPlane(at: target)
    let (a, b, d) = (plane.map(corners[0]), plane.map(corners[1]), plane.map(corners[3]))
    let (alongS, alongT) = (b - a, d - a)
    let determinant = alongS.x * alongT.y - alongS.y * alongT.x
    guard determinant != 0 else { return start }
    var place = start
    for _ in 0..<12 {
      var sum = SIMD3<Double>.zero
      forEachWeight(place, row, column) { sum += $1 * centres[$0] }
      let miss = plane.map(sum)
      place.x -= (miss.x * alongT.y - miss.y * alongT.x) / determinant
      place.y -= (miss.y * alongS.x - miss.x * alongS.y) / determinant
      // Across a curved side it lies a little beyond.
      place.clamp(lowerBound: SIMD2(-0.5, -0.5), upperBound: SIMD2(1.5, 1.5))
      if miss.x.magnitude + miss.y.magnitude < 1e-13 { break }
    }
    return place
  }

  /// Where a position lies within a quadrilateral; nil when it does not.
  private func coordinates(
    of target: SIMD3<Double>,
    in corners: InlineArray<4, SIMD3<Double>>
  ) -> SIMD2<Double>? {
    let tangent = GnomonicPlane(at: target)
    var plane = InlineArray<4, SIMD2<Double>>(repeating: .zero)
    for k in 0..<4 {
      guard dot(corners[k], target) > 0.1 else { return nil }
      plane[k] = tangent.map(corners[k])
    }
    let (a, b, c, d) = (plane[0], plane[1], plane[2], plane[3])
    var (s, t) = (0.5, 0.5)
    for _ in 0..<20 {
      let point = (1 - s) * (1 - t) * a + s * (1 - t) * b + s * t * c + (1 - s) * t * d
      let alongS = (1 - t) * (b - a) + t * (c - d)
      let alongT = (1 - s) * (d - a) + s * (c - b)
      let determinant = alongS.x * alongT.y - alongS.y * alongT.x
      guard determinant != 0 else { return nil }
      let stepS = (point.x * alongT.y - point.y * alongT.x) / determinant
      let stepT = (point.y * alongS.x - point.x * alongS.y) / determinant
      s -= stepS
      t -= stepT
      guard s.magnitude < 10, t.magnitude < 10 else { return nil }
      if stepS.magnitude + stepT.magnitude < 1e-12 { break }
    }
    let tolerance = 1e-9
    guard s >= -tolerance, s <= 1 + tolerance, t >= -tolerance, t <= 1 + tolerance else {
      return nil
    }
    return SIMD2(min(1, max(0, s)), min(1, max(0, t)))
  }
}

/// The plane that touches the sphere at a position, which is its origin: great circles are straight
/// lines.
private struct GnomonicPlane {
  private let origin: SIMD3<Double>
  private let east: SIMD3<Double>
  private let north: SIMD3<Double>

  init(at origin: SIMD3<Double>) {
    self.origin = origin
    (east, north) = tangents(at: origin)
  }

  /// - Precondition: The point lies on the same half of the globe.
  func map(_ point: SIMD3<Double>) -> SIMD2<Double> {
    let height = dot(point, origin)
    return SIMD2(dot(point, east) / height, dot(point, north) / height)
  }
}

extension QuadrilateralCells {
  /// The quadrilaterals between four centres each, shape `[row - 1, width]`.
  init(between centres: [SIMD3<Double>], rows: Int, columns: Int, width: Int) {
    var corners: [SIMD3<Double>] = []
    corners.reserveCapacity(max(0, rows - 1) * width * 4)
    for row in 0..<max(0, rows - 1) {
      for column in 0..<width {
        let next = (column + 1) % columns
        corners += [
          centres[row * columns + column], centres[row * columns + next],
          centres[(row + 1) * columns + next], centres[(row + 1) * columns + column],
        ]
      }
    }
    self.init(corners: corners)
  }

  /// Cells that are asked for their corners only.
  private init(corners: [SIMD3<Double>]) {
    latitudes = [Double](repeating: .nan, count: corners.count / 4)
    longitudes = latitudes
    self.corners = corners
  }
}
