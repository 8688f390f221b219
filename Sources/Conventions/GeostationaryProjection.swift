internal import Glibc

/// The view of the Earth from a geostationary satellite: scan angles to geodetic positions.
///
/// - SeeAlso: CF Conventions 1.11, appendix F, "Vertical perspective / Geostationary"; *GOES-R
///   Product Definition and Users' Guide*, volume 3, section 5.1.2.8.
public struct GeostationaryProjection: Sendable, Equatable {
  /// Half the diameter of the equator and of the axis, in metres.
  public let semiMajorAxis: Double
  public let semiMinorAxis: Double

  /// The height of the satellite above the ellipsoid, in metres.
  public let perspectiveHeight: Double

  /// Degrees east.
  public let longitudeOfOrigin: Double

  /// True when the instrument sweeps along x, as GOES-R does; Meteosat and Himawari sweep along y.
  public let sweepsAlongX: Bool

  public init?(
    semiMajorAxis: Double,
    semiMinorAxis: Double,
    perspectiveHeight: Double,
    longitudeOfOrigin: Double,
    sweepsAlongX: Bool
  ) {
    guard semiMajorAxis.isFinite, semiMinorAxis.isFinite, perspectiveHeight.isFinite,
      semiMajorAxis > 0, semiMinorAxis > 0, perspectiveHeight > 0,
      longitudeOfOrigin.magnitude <= 720
    else { return nil }
    self.semiMajorAxis = semiMajorAxis
    self.semiMinorAxis = semiMinorAxis
    self.perspectiveHeight = perspectiveHeight
    self.longitudeOfOrigin = longitudeOfOrigin
    self.sweepsAlongX = sweepsAlongX
  }

  /// The place that the satellite sees at scan angles in radians; NaN beside the disk.
  ///
  /// With `H` the distance of the satellite from the centre of the Earth and `(sx, sy, sz)` the
  /// unit vector of the view, the nearer root of
  /// `sx² + sy² + (a/b)² sz²) r² - 2 H sx r + H² - a² = 0` is the distance of the surface.
  public func position(x: Double, y: Double) -> (latitude: Double, longitude: Double) {
    let distance = perspectiveHeight + semiMajorAxis
    let view =
      sweepsAlongX
      ? (cos(x) * cos(y), -sin(x), cos(x) * sin(y))
      : (cos(x) * cos(y), -sin(x) * cos(y), sin(y))
    let flattening = (semiMajorAxis * semiMajorAxis) / (semiMinorAxis * semiMinorAxis)
    let a = view.0 * view.0 + view.1 * view.1 + flattening * view.2 * view.2
    let b = -2 * distance * view.0
    let c = distance * distance - semiMajorAxis * semiMajorAxis
    let discriminant = b * b - 4 * a * c
    guard discriminant >= 0 else { return (.nan, .nan) }
    let range = (-b - discriminant.squareRoot()) / (2 * a)
    let (s1, s2, s3) = (distance - range * view.0, range * view.1, range * view.2)
    let latitude = atan(flattening * s3 / (s1 * s1 + s2 * s2).squareRoot())
    let longitude = atan2(-s2, s1)
    return (latitude * 180 / .pi, longitude * 180 / .pi + longitudeOfOrigin)
  }

  /// The scan angles in radians at which a place is seen: the inverse of `position`.
  public func scanAngles(latitude: Double, longitude: Double) -> (x: Double, y: Double) {
    let flattening = (semiMajorAxis * semiMajorAxis) / (semiMinorAxis * semiMinorAxis)
    let geocentric = atan(tan(latitude * .pi / 180) / flattening)
    let eccentricity = 1 - 1 / flattening
    let radius =
      semiMinorAxis / (1 - eccentricity * cos(geocentric) * cos(geocentric)).squareRoot()
    let turn = (longitude - longitudeOfOrigin) * .pi / 180
    let distance = perspectiveHeight + semiMajorAxis
    let sx = distance - radius * cos(geocentric) * cos(turn)
    let sy = -radius * cos(geocentric) * sin(turn)
    let sz = radius * sin(geocentric)
    let length = (sx * sx + sy * sy + sz * sz).squareRoot()
    return sweepsAlongX
      ? (asin(-sy / length), atan(sz / sx))
      : (atan(-sy / sx), asin(sz / length))
  }
}
