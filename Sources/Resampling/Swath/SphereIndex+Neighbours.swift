extension SphereIndex {
  /// The nearest position to each target.
  ///
  /// - Parameters:
  ///   - latitudes: Degrees north, shape `[target]`; NaN where missing.
  ///   - longitudes: Degrees east, shape `[target]`; NaN where missing.
  ///   - radiusMeters: The greatest great-circle distance, itself included; may be infinite.
  ///   - threads: How many threads may work on it; the answer is the same for any number.
  /// - Returns: The numbers of the positions, shape `[target]`; -1 where none is within the radius
  ///   or the target is missing.
  /// - Precondition: The lengths agree, and `radiusMeters >= 0`.
  public func nearest(
    latitudes: [Double],
    longitudes: [Double],
    radiusMeters: Double,
    threads: Int = 1
  ) -> [Int32] {
    precondition(longitudes.count == latitudes.count && radiusMeters >= 0)
    let radius = Self.squaredChord(ofMeters: radiusMeters)
    return filledConcurrently(
      latitudes.count,
      of: Int32(-1),
      chunk: Self.chunk,
      threads: threads
    ) { range, _, sources in
      let first = range.lowerBound
      var last = -1
      forEachTarget(range, latitudes.span, longitudes.span) { i, target in
        var nearest = NearestSource(reach: radius)
        // What was nearest to the target before is near, if not nearest.
        if last >= 0 {
          nearest.offer(points[last].squaredChord(to: target), points[last].source, slot: last)
        }
        search(from: target, into: &nearest)
        sources[i - first] = nearest.source
        if nearest.slot >= 0 { last = nearest.slot }
      }
    }
  }

  /// The few nearest positions to each target, in order of distance and, at the same distance, of
  /// their numbers.
  ///
  /// - Parameters:
  ///   - count: How many, from 1 to 32.
  ///   - latitudes: Degrees north, shape `[target]`; NaN where missing.
  ///   - longitudes: Degrees east, shape `[target]`; NaN where missing.
  ///   - radiusMeters: The greatest great-circle distance, itself included; may be infinite.
  ///   - threads: How many threads may work on it; the answer is the same for any number.
  /// - Returns: The numbers of the positions, shape `[target, count]`; -1 where there are fewer
  ///   within the radius.
  /// - Precondition: The lengths agree, `1 <= count <= 32`, and `radiusMeters >= 0`.
  public func neighbours(
    _ count: Int,
    latitudes: [Double],
    longitudes: [Double],
    radiusMeters: Double,
    threads: Int = 1
  ) -> [Int32] {
    precondition(longitudes.count == latitudes.count && radiusMeters >= 0)
    return filledConcurrently(
      latitudes.count * count,
      of: Int32(-1),
      chunk: Self.chunk * count,
      threads: threads
    ) { range, _, sources in
      let targets = (range.lowerBound / count)..<(range.upperBound / count)
      forEachNeighbourhood(
        of: targets,
        latitudes.span,
        longitudes.span,
        count: count,
        squaredRadius: Self.squaredChord(ofMeters: radiusMeters)
      ) { i, neighbours in
        for k in 0..<neighbours.count {
          sources[(i - targets.lowerBound) * count + k] = neighbours[k].source
        }
      }
    }
  }

  /// How many targets a thread works on at a time.
  static let chunk = 4096

  /// Calls `body` with the neighbours of each target of a chunk that is not missing.
  @inline(__always)
  func forEachNeighbourhood(
    of targets: Range<Int>,
    _ latitudes: Span<Double>,
    _ longitudes: Span<Double>,
    count: Int,
    squaredRadius: Double,
    _ body: (Int, borrowing NearestSources) -> Void
  ) {
    var neighbours = NearestSources(capacity: count, reach: squaredRadius)
    forEachTarget(targets, latitudes, longitudes) { i, target in
      var reach = squaredRadius
      // As many positions as are wanted are known to be as near as the furthest of these.
      if neighbours.isFull {
        var furthest = 0.0
        for k in 0..<neighbours.count {
          furthest = max(furthest, points[neighbours[k].slot].squaredChord(to: target))
        }
        reach = min(reach, furthest)
      }
      neighbours.restart(reach: reach)
      search(from: target, into: &neighbours)
      body(i, neighbours)
    }
  }

  @inline(__always)
  private func forEachTarget(
    _ range: Range<Int>,
    _ latitudes: Span<Double>,
    _ longitudes: Span<Double>,
    _ body: (Int, SphereTarget) -> Void
  ) {
    let vectors = UnitVectors(
      latitudes: latitudes.extracting(range),
      longitudes: longitudes.extracting(range)
    )
    let (xs, ys, zs) = (vectors.x, vectors.y, vectors.z)
    for i in range {
      let k = i - range.lowerBound
      guard !xs[k].isNaN else { continue }
      body(
        i,
        SphereTarget(
          x: xs[k],
          y: ys[k],
          z: zs[k],
          latitudeDegrees: latitudes[i],
          longitudeDegrees: longitudes[i]
        )
      )
    }
  }
}
