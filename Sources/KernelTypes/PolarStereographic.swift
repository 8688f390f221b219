/// A polar stereographic projection of an ellipsoid, ready for kernels.
public struct PolarStereographic: Sendable, Hashable {
  /// `e` of the ellipsoid.
  public let eccentricity: Double

  /// `a m / t` in metres: the distance from the pole for `t` of 1.
  public let scaleMeters: Double

  /// The meridian that runs down from the pole (north) or up from it (south), degrees east.
  public let centralLongitude: Double

  /// True when the South Pole is in the middle.
  public let isSouth: Bool

  public init(
    eccentricity: Double,
    scaleMeters: Double,
    centralLongitude: Double,
    isSouth: Bool
  ) {
    self.eccentricity = eccentricity
    self.scaleMeters = scaleMeters
    self.centralLongitude = centralLongitude
    self.isSouth = isSouth
  }
}
