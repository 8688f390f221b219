internal import Kernels

/// The sphere on which mapping and collocation measure distances.
public enum Sphere {
  /// The mean radius of the Earth in metres, that of TEOS-10 and of the WGS84 ellipsoid's volume
  /// to the kilometre.
  public static let radiusMeters = 6_371_000.0

  /// The squared length of the great circle between two points at the chord `√c2`, both on a
  /// sphere of radius 1: `4 arcsin²(√c2 / 2)`.
  ///
  /// By the series `2 Σ c^2k / (k² C(2k, k))` to `k = 9`; within 1e-12 of its value up to a chord
  /// of 0.5, which is 3200 km, and within 1e-6 up to 1.
  ///
  /// - SeeAlso: Gradshteyn and Ryzhik (2007), *Table of integrals, series, and products*, 1.645.
  @inline(__always)
  static func squaredArc(squaredChord c2: Double) -> Double {
    var p = c2 * (1 / 1_969_110.0)
    p = (p + 1 / 411_840.0) * c2
    p = (p + 1 / 84_084.0) * c2
    p = (p + 1 / 16_632.0) * c2
    p = (p + 1 / 3_150.0) * c2
    p = (p + 1 / 560.0) * c2
    p = (p + 1 / 90.0) * c2
    p = (p + 1 / 12.0) * c2
    return c2 + p * c2
  }
}

/// A point on the sphere of radius 1: towards 0° E, towards 90° E, and north.
struct UnitVector: Sendable {
  var x, y, z: Double

  init(x: Double, y: Double, z: Double) {
    (self.x, self.y, self.z) = (x, y, z)
  }

  init(latitude: Double, longitude: Double) {
    let (sineLatitude, cosineLatitude) = sineCosine(degrees: latitude)
    let (sineLongitude, cosineLongitude) = sineCosine(degrees: longitude)
    x = cosineLatitude * cosineLongitude
    y = cosineLatitude * sineLongitude
    z = sineLatitude
  }

  @inline(__always)
  func squaredChord(to other: UnitVector) -> Double {
    let (dx, dy, dz) = (x - other.x, y - other.y, z - other.z)
    return dx * dx + dy * dy + dz * dz
  }
}
