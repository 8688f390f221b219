internal import Kernels

/// How a wind measured at the height of an anemometer is brought to 10 m.
public enum WindProfile: String, Sendable, CaseIterable {
  /// The logarithmic profile of neutral stability over a sea of constant roughness:
  /// `u(10 m) = u(z) * ln(10 m / z0) / ln(z / z0)` with `z0 = 1.52e-4 m`.
  ///
  /// - SeeAlso: Peixoto and Oort (1992), *Physics of Climate*, for the roughness length; Mears,
  ///   Smith and Wentz (2001), J. Geophys. Res. 106(C6), 11719-11729, for its use with buoys.
  case neutralLog = "neutral_log"

  /// The equivalent neutral wind by the bulk algorithm COARE 3.5: a roughness that grows with the
  /// wind, and the stability of the air where its temperature and that of the sea are known.
  ///
  /// - SeeAlso: ``SurfaceLayer``.
  case coare

  /// The roughness length of the sea surface of `neutralLog`, in metres.
  public static let roughnessLengthMeters = 1.52e-4

  /// The wind speed at 10 m of a speed at `heightMeters`; nil when the height is not one an
  /// anemometer can have (0.5 m to 200 m).
  ///
  /// - Parameter layer: What is known of the air and the sea there; `neutralLog` does not look.
  public func speed10Meters(
    _ speed: Double,
    from heightMeters: Double,
    in layer: SurfaceLayer = SurfaceLayer()
  ) -> Double? {
    guard heightMeters >= 0.5, heightMeters <= 200 else { return nil }
    switch self {
    case .neutralLog:
      if heightMeters == 10 { return speed }
      let z0 = Self.roughnessLengthMeters
      return speed * (naturalLogarithm(10 / z0) / naturalLogarithm(heightMeters / z0))
    case .coare:
      return layer.neutralWind10Meters(speed: speed, heightMeters: heightMeters)
    }
  }
}
