internal import Kernels

/// Finds the nearest of many positions on the sphere, exactly.
///
/// Positions are points of the unit sphere, and the distance of two is the square of their chord,
/// `(x1 - x2)² + (y1 - y2)² + (z1 - z2)²`, which grows with the great-circle distance. The answer
/// is that of a comparison with every position: of positions at the same distance the one with the
/// smallest number comes first. Poles and the antimeridian are places like any other.
///
/// The positions are laid out in slabs of latitude, about three of their own distances high where
/// they lie densely, and within a slab by longitude, so that what is near lies together in memory.
/// A search looks through the stretch of longitudes that the best position so far leaves open, in
/// the slabs that it leaves open.
///
/// - SeeAlso: `neighbours`, `nearest`.
public struct SphereIndex: Sendable {
  /// The number of positions, missing ones included.
  public let count: Int

  /// The most neighbours that a search may ask for.
  public static let largestNeighbourCount = 32

  // Slabs: where their positions begin, shape `[slab + 1]`.
  let starts: [Int32]
  let bounds: [SlabBounds]

  /// The slab of each of many even steps of latitude from `bounds[0].south` on.
  let slabOfStep: [Int32]
  let stepsPerRadian: Double

  /// Where among the positions of a slab some longitudes begin, for all slabs one after another.
  let places: [Int32]

  // Positions in the order of the index.
  let points: [SpherePoint]
  let keys: [UInt32]

  /// The square of the chord of a great-circle distance.
  ///
  /// - Returns: Infinity for half the circumference and more.
  static func squaredChord(ofMeters distance: Double) -> Double {
    let degrees = distance / Sphere.radiusMeters * (180 / Double.pi)
    guard degrees < 180 else { return .infinity }
    let half = sineCosine(degrees: degrees / 2).sine
    return 4 * half * half
  }

  /// The place of a longitude on the circle, as a fraction of 2^32 from the antimeridian on.
  @inline(__always)
  static func key(ofLongitude longitude: Double) -> UInt32 {
    let turns = longitude * (1 / 360.0) + 0.5
    let fraction = turns - turns.rounded(.down)
    return UInt32(truncatingIfNeeded: Int64(fraction * 4_294_967_296))
  }
}

/// A position in the order of an index, with its number.
struct SpherePoint: Sendable, BitwiseCopyable {
  var x, y, z: Double
  var source: Int32

  var unit: UnitVector { UnitVector(x: x, y: y, z: z) }

  @inline(__always)
  func squaredChord(to other: SphereTarget) -> Double {
    let (dx, dy, dz) = (x - other.x, y - other.y, z - other.z)
    return dx * dx + dy * dy + dz * dz
  }
}

/// What a slab of latitude spans.
struct SlabBounds: Sendable, BitwiseCopyable {
  /// Radians.
  var south, north: Double

  /// The least cosine of a latitude of the slab.
  var leastCosine: Double

  /// Where its `places` begin, and how keys lead to them: `(key - firstKey) >> shift`.
  var firstPlace: Int32
  var placeCount: Int32
  var firstKey: UInt32
  var shift: UInt32
}

/// A position that is searched from.
struct SphereTarget {
  let x, y, z: Double

  /// Radians.
  let latitude: Double
  let cosine: Double
  let key: UInt32

  @inline(__always)
  init(x: Double, y: Double, z: Double, latitudeDegrees: Double, longitudeDegrees: Double) {
    (self.x, self.y, self.z) = (x, y, z)
    latitude = latitudeDegrees * (Double.pi / 180)
    cosine = (x * x + y * y).squareRoot()
    key = SphereIndex.key(ofLongitude: longitudeDegrees)
  }
}
