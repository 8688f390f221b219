internal import Kernels

/// A polygon on the unit sphere with great circles as edges, counter-clockwise seen from outside.
struct SphericalPolygon {
  private var corners = InlineArray<32, SIMD3<Double>>(repeating: .zero)
  private(set) var count = 0

  /// Corners nearer to each other than this are one, in radians: a millionth of a millimetre.
  private static let tolerance = 1e-13

  subscript(_ i: Int) -> SIMD3<Double> { corners[i] }

  init() {}

  /// A cell, turned to run counter-clockwise; without corners when it has no area.
  init(_ cell: InlineArray<4, SIMD3<Double>>) {
    for i in 0..<4 { append(cell[i]) }
    if count > 1, length(corners[count - 1] - corners[0]) <= Self.tolerance { count -= 1 }
    guard count >= 3 else {
      count = 0
      return
    }
    var normal = SIMD3<Double>.zero
    for i in 1..<(count - 1) {
      normal += cross(corners[i] - corners[0], corners[i + 1] - corners[0])
    }
    var middle = SIMD3<Double>.zero
    for i in 0..<count { middle += corners[i] }
    let side = dot(normal, middle)
    guard side.magnitude > 0 else {
      // No area, or a corner is missing.
      count = 0
      return
    }
    if side < 0 {
      for i in 0..<(count / 2) { corners.swapAt(i, count - 1 - i) }
    }
  }

  private mutating func append(_ corner: SIMD3<Double>) {
    guard count < 32 else { return }
    if count > 0, length(corner - corners[count - 1]) <= Self.tolerance { return }
    corners[count] = corner
    count += 1
  }

  /// The part of the polygon on the left of the great circle from `a` to `b`.
  ///
  /// - SeeAlso: Sutherland and Hodgman (1974), *Reentrant polygon clipping*, Communications of the
  ///   ACM 17, 32-42.
  func clipped(leftOf a: SIMD3<Double>, _ b: SIMD3<Double>) -> SphericalPolygon {
    var result = SphericalPolygon()
    guard count >= 3 else { return result }
    // Differences of neighbouring points: their cross product keeps its digits.
    let normal = cross(a, b - a)
    var previous = corners[count - 1]
    var previousSide = dot(normal, previous - a)
    for i in 0..<count {
      let corner = corners[i]
      let side = dot(normal, corner - a)
      if (side >= 0) != (previousSide >= 0) {
        let point = (previousSide * corner - side * previous) * (previousSide > side ? 1.0 : -1.0)
        result.append(point / length(point))
      }
      if side >= 0 { result.append(corner) }
      previous = corner
      previousSide = side
    }
    return result
  }

  /// The part of the polygon within a convex one.
  func clipped(by other: SphericalPolygon) -> SphericalPolygon {
    var result = self
    for i in 0..<other.count {
      result = result.clipped(leftOf: other[i], other[i + 1 == other.count ? 0 : i + 1])
      if result.count < 3 { return SphericalPolygon() }
    }
    return result
  }

  /// The area on the unit sphere.
  ///
  /// - SeeAlso: Van Oosterom and Strackee (1983), *The solid angle of a plane triangle*, IEEE
  ///   Transactions on Biomedical Engineering 30, 125-126.
  var area: Double {
    guard count >= 3 else { return 0 }
    var sum = 0.0
    let a = corners[0]
    for i in 1..<(count - 1) {
      let (b, c) = (corners[i], corners[i + 1])
      let volume = dot(a, cross(b - a, c - a))
      sum += 2 * arcTangent(volume, 1 + dot(a, b) + dot(b, c) + dot(c, a))
    }
    return sum
  }

  /// The integral of the position over the area: for each edge half its length times the normal of
  /// its plane.
  var moment: SIMD3<Double> {
    var sum = SIMD3<Double>.zero
    for i in 0..<count {
      let (a, b) = (corners[i], corners[i + 1 == count ? 0 : i + 1])
      let normal = cross(a, b - a)
      let sine = length(normal)
      guard sine > 0 else { continue }
      sum += normal * (arcTangent(sine, dot(a, b)) / sine / 2)
    }
    return sum
  }

  /// True when no corner points inwards.
  var isConvex: Bool {
    for i in 0..<count {
      let (a, b) = (corners[i], corners[(i + 1) % count])
      let c = corners[(i + 2) % count]
      if dot(cross(a, b - a), c - a) < 0 { return false }
    }
    return true
  }

  /// Convex pieces of the polygon: itself, or two triangles of a quadrilateral with a corner that
  /// points inwards.
  var convexPieces: [SphericalPolygon] {
    if count < 4 || isConvex { return [self] }
    for start in 0...1 {
      let first = triangle(start, start + 1, start + 2)
      let second = triangle(start, start + 2, (start + 3) % 4)
      if first.isConvex, second.isConvex { return [first, second] }
    }
    return [self]
  }

  private func triangle(_ i: Int, _ j: Int, _ k: Int) -> SphericalPolygon {
    var result = SphericalPolygon()
    for index in [i, j, k] { result.append(corners[index % count]) }
    return result
  }
}
