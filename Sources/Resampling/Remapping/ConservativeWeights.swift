internal import Kernels

extension SparseWeights {
  /// The parts of target cells that source cells cover, by cutting polygons.
  ///
  /// - Parameter hasGradients: Whether moments are worked out for gradients.
  /// - Throws: `cellsTooWide` when edges cannot be taken to be great circles.
  static func conservative(
    from source: RemappingGrid,
    to target: RemappingGrid,
    hasGradients: Bool,
    threads: Int
  ) throws(RemappingError) -> SparseWeights {
    for grid in [source, target] { try checkWidths(of: grid) }
    let sourceGeometry = CellGeometry(source)
    let targetGeometry = CellGeometry(target)
    let finder = CellFinder(source, sourceGeometry, threads: threads)
    return made(targets: target.cellCount, threads: threads) { range, weights in
      var candidates: [Int] = []
      for cell in range {
        candidates.removeAll(keepingCapacity: true)
        append(
          cell,
          sourceGeometry,
          targetGeometry,
          finder,
          hasGradients,
          &candidates,
          to: &weights
        )
        weights.endTarget()
      }
    }
  }

  private static func checkWidths(of grid: RemappingGrid) throws(RemappingError) {
    guard case .rectilinear(_, let longitude) = grid.cells else { return }
    let widths = zip(longitude.edges, longitude.edges.dropFirst()).map { $1 - $0 }
    if let widest = widths.max(), widest > RemappingGrid.widestCellDegrees {
      throw .cellsTooWide(degrees: widest)
    }
  }

  private static func append(
    _ cell: Int,
    _ sourceGeometry: CellGeometry,
    _ targetGeometry: CellGeometry,
    _ finder: CellFinder,
    _ hasGradients: Bool,
    _ candidates: inout [Int],
    to weights: inout SparseWeights
  ) {
    guard let cap = targetGeometry.cap(of: cell) else { return }
    let polygon = targetGeometry.polygon(cell)
    let pieces = polygon.convexPieces
    let targetArea = polygon.area
    finder.find(cap, into: &candidates)
    for candidate in candidates {
      let other = sourceGeometry.polygon(candidate)
      var area = 0.0
      var moment = SIMD3<Double>.zero
      for piece in pieces {
        let overlap = other.clipped(by: piece)
        area += overlap.area
        if hasGradients { moment += overlap.moment }
      }
      // What rounding leaves along a common edge.
      guard area > 1e-13 * targetArea else { continue }
      let weight = area / targetArea
      guard hasGradients else {
        weights.append(candidate, weight)
        continue
      }
      let offset = moment / targetArea - weight * other.centroid
      let (east, north) = tangents(at: other.centroid)
      weights.append(candidate, weight, east: dot(offset, east), north: dot(offset, north))
    }
  }
}

extension SphericalPolygon {
  /// The mean position of the area, within the sphere.
  var centroid: SIMD3<Double> { moment / area }
}

/// The unit vectors to the east and to the north at a place; at a pole along the meridian of 0°.
func tangents(at place: SIMD3<Double>) -> (east: SIMD3<Double>, north: SIMD3<Double>) {
  let radius = (place.x * place.x + place.y * place.y).squareRoot()
  let east =
    radius > 1e-12 ? SIMD3(-place.y / radius, place.x / radius, 0) : SIMD3<Double>(0, 1, 0)
  return (east, cross(place / length(place), east))
}
