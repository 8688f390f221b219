internal import ObservationModel

extension SwathImage {
  /// Interpolates bilinearly between the four positions about each place.
  ///
  /// Four neighbouring positions of the image make a quadrangle. In the plane that touches the
  /// sphere at the place (gnomonic, so that edges are great circles and neighbours share them) the
  /// place is `p00 + s (p01 - p00) + t (p10 - p00) + s t (p00 - p01 - p10 + p11)` with `s` along
  /// rows and `t` along columns, solved by Newton's method to 1e-12 within 20 iterations. The
  /// search begins at the nearest position and walks from quadrangle to quadrangle towards the
  /// place. Where the equation has no solution, as in quadrangles that are folded, the two
  /// triangles of the quadrangle take its place.
  ///
  /// Weights `(1 - s)(1 - t)`, `s (1 - t)`, `(1 - s) t`, `s t` of values that are missing are left
  /// out and the others scaled up.
  ///
  /// - Parameters:
  ///   - values: Shape `[row, column]`; NaN where missing.
  ///   - latitudes: Of the places, degrees north, shape `[target]`; NaN where missing.
  ///   - longitudes: Of the places, degrees east, shape `[target]`; NaN where missing.
  ///   - radiusMeters: How far the nearest position of the image may be from a place.
  ///   - minimumWeight: What the weights that are left must add up to, above 0 to 1.
  ///   - threads: How many threads may work on it; the result is the same for any number.
  /// - Precondition: The lengths agree.
  public func interpolateBilinearly(
    _ values: [Double],
    atLatitudes latitudes: [Double],
    longitudes: [Double],
    radiusMeters: Double,
    minimumWeight: Double = 0.5,
    threads: Int = 1
  ) -> SampledField {
    precondition(values.count == self.latitudes.count && longitudes.count == latitudes.count)
    precondition(minimumWeight > 0 && minimumWeight <= 1)
    let index = SphereIndex(
      latitudes: self.latitudes,
      longitudes: self.longitudes,
      threads: threads
    )
    let nearest = index.nearest(
      latitudes: latitudes,
      longitudes: longitudes,
      radiusMeters: radiusMeters,
      threads: threads
    )
    let vectors = UnitVectors(latitudes: self.latitudes.span, longitudes: self.longitudes.span)
    let mesh = QuadrangleMesh(shape: shape, vectors: vectors)
    return SampledField(
      targetCount: latitudes.count,
      sourceCount: values.count,
      chunk: 1024,
      threads: threads
    ) { range, sampled, isUsed in
      let places = UnitVectors(
        latitudes: latitudes.span.extracting(range),
        longitudes: longitudes.span.extracting(range)
      )
      for i in range where nearest[i] >= 0 {
        let k = i - range.lowerBound
        let plane = TangentPlane(x: places.x[k], y: places.y[k], z: places.z[k])
        guard let found = mesh.find(from: Int(nearest[i]), on: plane) else { continue }
        var (sum, total) = (0.0, 0.0)
        var count: Int32 = 0
        for corner in 0..<4 {
          let (source, weight) = (found.sources[corner], found.weights[corner])
          guard weight > 0, !values[source].isNaN else { continue }
          sum += weight * values[source]
          total += weight
          count += 1
        }
        guard count > 0, total >= minimumWeight else { continue }
        for corner in 0..<4 where found.weights[corner] > 0 {
          let source = found.sources[corner]
          if !values[source].isNaN { isUsed[source] = 1 }
        }
        sampled[k].value = sum / total
        sampled[k].weight = total
        sampled[k].count = count
      }
    }
  }
}

/// The plane that touches the unit sphere at a place, with the place as its origin.
struct TangentPlane {
  private let x, y, z: Double
  private let east: SIMD2<Double>
  private let north: SIMD3<Double>

  /// The axes point east and north; at a pole, along the meridians of 90° E and of 180°.
  init(x: Double, y: Double, z: Double) {
    (self.x, self.y, self.z) = (x, y, z)
    let r = (x * x + y * y).squareRoot()
    east = r > 0 ? SIMD2(-y / r, x / r) : SIMD2(0, 1)
    north = SIMD3(-z * east.y, z * east.x, x * east.y - y * east.x)
  }

  /// Where the ray from the centre through a point meets the plane; nil for points of the other
  /// hemisphere.
  @inline(__always)
  func projected(_ px: Double, _ py: Double, _ pz: Double) -> SIMD2<Double>? {
    let along = px * x + py * y + pz * z
    guard along > 0 else { return nil }
    let e = px * east.x + py * east.y
    let n = px * north.x + py * north.y + pz * north.z
    return SIMD2(e / along, n / along)
  }
}

/// The quadrangles between the positions of an image.
private struct QuadrangleMesh: Sendable {
  let shape: FieldShape
  let vectors: UnitVectors

  struct Found {
    /// In the order 00, 01, 10, 11, with columns second.
    var sources: SIMD4<Int>
    var weights: SIMD4<Double>
  }

  /// What a quadrangle says of a place.
  private enum Answer {
    case inside(SIMD4<Double>)
    /// The place lies beyond: steps towards it.
    case beyond(row: Int, column: Int)
    case none
  }

  /// How far outside, in parts of an edge, a place may lie for rounding.
  private static let slack = 1e-9

  /// Finds the quadrangle that holds the origin of a plane.
  func find(from source: Int, on plane: TangentPlane) -> Found? {
    guard shape.rows >= 2, shape.columns >= 2 else { return nil }
    let (row, column) = (source / shape.columns, source % shape.columns)
    for (down, across) in [(0, 0), (0, -1), (-1, 0), (-1, -1)] {
      var (r, c) = (row + down, column + across)
      // Where pixels are much longer than wide, the nearest is not always a corner.
      for _ in 0..<8 {
        guard r >= 0, c >= 0, r < shape.rows - 1, c < shape.columns - 1 else { break }
        let first = r * shape.columns + c
        let sources = SIMD4(first, first + 1, first + shape.columns, first + shape.columns + 1)
        guard let corners = corners(sources, on: plane) else { break }
        switch Self.answer(corners) {
        case .inside(let weights): return Found(sources: sources, weights: weights)
        case .beyond(let rows, let columns): (r, c) = (r + rows, c + columns)
        case .none: c = -1
        }
      }
    }
    return nil
  }

  private typealias Corners = (
    SIMD2<Double>, SIMD2<Double>, SIMD2<Double>, SIMD2<Double>
  )

  private func corners(_ sources: SIMD4<Int>, on plane: TangentPlane) -> Corners? {
    func corner(_ i: Int) -> SIMD2<Double>? {
      plane.projected(vectors.x[i], vectors.y[i], vectors.z[i])
    }
    guard let p00 = corner(sources[0]), let p01 = corner(sources[1]),
      let p10 = corner(sources[2]), let p11 = corner(sources[3])
    else { return nil }
    return (p00, p01, p10, p11)
  }

  private static func answer(_ corners: Corners) -> Answer {
    let (p00, p01, p10, p11) = corners
    let (along, down) = (p01 - p00, p10 - p00)
    let twist = p00 - p01 - p10 + p11
    var (s, t) = (0.5, 0.5)
    for _ in 0..<20 {
      let f = p00 + s * along + t * down + (s * t) * twist
      let (ds, dt) = (along + t * twist, down + s * twist)
      let determinant = ds.x * dt.y - ds.y * dt.x
      guard determinant != 0 else { break }
      let (stepS, stepT) = (
        (f.x * dt.y - f.y * dt.x) / determinant, (f.y * ds.x - f.x * ds.y) / determinant
      )
      (s, t) = (s - stepS, t - stepT)
      guard s.magnitude < 1e6, t.magnitude < 1e6 else { break }
      if stepS.magnitude <= 1e-12, stepT.magnitude <= 1e-12 {
        let row = t < -slack ? -1 : t > 1 + slack ? 1 : 0
        let column = s < -slack ? -1 : s > 1 + slack ? 1 : 0
        guard row == 0, column == 0 else { return .beyond(row: row, column: column) }
        (s, t) = (min(1, max(0, s)), min(1, max(0, t)))
        return .inside(SIMD4((1 - s) * (1 - t), s * (1 - t), (1 - s) * t, s * t))
      }
    }
    if let w = barycentric(p00, p01, p10) { return .inside(SIMD4(w.x, w.y, w.z, 0)) }
    if let w = barycentric(p11, p10, p01) { return .inside(SIMD4(0, w.z, w.y, w.x)) }
    return .none
  }

  /// The weights of the corners of a triangle that holds the origin.
  private static func barycentric(
    _ a: SIMD2<Double>,
    _ b: SIMD2<Double>,
    _ c: SIMD2<Double>
  ) -> SIMD3<Double>? {
    func cross(_ u: SIMD2<Double>, _ v: SIMD2<Double>) -> Double { u.x * v.y - u.y * v.x }
    let area = cross(b - a, c - a)
    guard area != 0 else { return nil }
    let (wa, wb, wc) = (cross(b, c) / area, cross(c, a) / area, cross(a, b) / area)
    guard min(wa, min(wb, wc)) >= -slack else { return nil }
    let weights = SIMD3(max(0, wa), max(0, wb), max(0, wc))
    return weights / (weights.x + weights.y + weights.z)
  }
}
