/// A convex polygon of few corners, cut by lines that are parallel to the axes (Sutherland and
/// Hodgman 1974, *Reentrant polygon clipping*, Communications of the ACM 17, 32-42).
struct ClippedPolygon {
  // A quadrangle that is cut four times has eight corners at most.
  private var corners = InlineArray<8, SIMD2<Double>>(repeating: SIMD2())
  private(set) var count = 0

  init(
    _ a: SIMD2<Double>,
    _ b: SIMD2<Double>,
    _ c: SIMD2<Double>,
    _ d: SIMD2<Double>
  ) {
    (corners[0], corners[1], corners[2], corners[3]) = (a, b, c, d)
    count = 4
  }

  private init() {}

  /// The part on one side of a line.
  ///
  /// - Parameters:
  ///   - axis: The coordinate that the line is at: 0 or 1.
  ///   - sign: 1 for the part where the coordinate is not below `bound`, -1 for that where it is
  ///     not above.
  @inline(__always)
  func cut(axis: Int, bound: Double, sign: Double) -> ClippedPolygon {
    var result = ClippedPolygon()
    guard count > 0 else { return result }
    var previous = corners[count - 1]
    var before = (previous[axis] - bound) * sign
    for i in 0..<count {
      let corner = corners[i]
      let after = (corner[axis] - bound) * sign
      if (before >= 0) != (after >= 0) {
        var crossing = previous + (corner - previous) * (before / (before - after))
        crossing[axis] = bound
        result.append(crossing)
      }
      if after >= 0 { result.append(corner) }
      (previous, before) = (corner, after)
    }
    return result
  }

  @inline(__always)
  private mutating func append(_ corner: SIMD2<Double>) {
    // Quadrangles that are folded could have more; what is beyond eight has no area to speak of.
    guard count < 8 else { return }
    corners[count] = corner
    count += 1
  }

  /// Positive when the corners go round to the left.
  @inline(__always)
  var signedArea: Double {
    guard count > 2 else { return 0 }
    var sum = 0.0
    let origin = corners[0]
    var previous = corners[1] - origin
    for i in 2..<count {
      let next = corners[i] - origin
      sum += previous.x * next.y - previous.y * next.x
      previous = next
    }
    return sum / 2
  }
}
