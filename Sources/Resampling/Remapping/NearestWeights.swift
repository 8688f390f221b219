extension SparseWeights {
  /// The cells whose centres are nearest.
  ///
  /// A target is given a value only where its nearest cell is near: no farther than one and a half
  /// times the corners of that cell are from its centre, so that a region is not spread over the
  /// globe. Beside corners the nearest centre may be that of another cell than the one around.
  ///
  /// - Parameter count: 1 for the nearest alone; of more, weights are the inverse distances, along
  ///   the chord, and add up to 1. A centre at the target has all the weight.
  static func nearest(
    _ count: Int,
    from source: RemappingGrid,
    to target: RemappingGrid,
    threads: Int
  ) -> SparseWeights {
    let (latitudes, longitudes) = source.centres()
    let (targetLatitudes, targetLongitudes) = target.centres()
    let index = SphereIndex(latitudes: latitudes, longitudes: longitudes, threads: threads)
    let found =
      count == 1
      ? index.nearest(
        latitudes: targetLatitudes,
        longitudes: targetLongitudes,
        radiusMeters: .infinity,
        threads: threads
      )
      : index.neighbours(
        count,
        latitudes: targetLatitudes,
        longitudes: targetLongitudes,
        radiusMeters: .infinity,
        threads: threads
      )
    let geometry = CellGeometry(source)
    @Sendable func centre(_ cell: Int) -> SIMD3<Double> {
      point(latitude: latitudes[cell], longitude: longitudes[cell])
    }
    return made(targets: target.cellCount, threads: threads) { range, weights in
      for cell in range {
        let place = point(latitude: targetLatitudes[cell], longitude: targetLongitudes[cell])
        let sources = found[(cell * count)..<((cell + 1) * count)].filter { $0 >= 0 }.map {
          Int($0)
        }
        if let first = sources.first, reaches(first, centre(first), place, geometry) {
          append(sources, sources.map { length(centre($0) - place) }, to: &weights)
        }
        weights.endTarget()
      }
    }
  }

  /// True when a place is no farther from the centre of a cell than one and a half times its
  /// farthest corner.
  private static func reaches(
    _ cell: Int,
    _ centre: SIMD3<Double>,
    _ place: SIMD3<Double>,
    _ geometry: CellGeometry
  ) -> Bool {
    let corners = geometry.corners(of: cell)
    var reach = 0.0
    for k in 0..<4 { reach = max(reach, length(corners[k] - centre)) }
    return length(place - centre) <= 1.5 * reach
  }

  private static func append(
    _ sources: [Int],
    _ distances: [Double],
    to weights: inout SparseWeights
  ) {
    if sources.count == 1 || distances[0] < 1e-12 {
      weights.append(sources[0], 1)
      return
    }
    let sum = distances.reduce(0) { $0 + 1 / $1 }
    for (source, distance) in zip(sources, distances) {
      weights.append(source, 1 / distance / sum)
    }
  }
}
