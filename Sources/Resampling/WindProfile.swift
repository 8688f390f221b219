internal import Kernels

/// How a wind measured at the height of an anemometer is brought to 10 m.
public enum WindProfile: String, Sendable, CaseIterable {
  /// The logarithmic profile of neutral stability over a sea of constant roughness:
  /// `u(10 m) = u(z) * ln(10 m / z0) / ln(z / z0)` with `z0 = 1.52e-4 m`.
  ///
  /// - SeeAlso: Peixoto and Oort (1992), *Physics of Climate*, for the roughness length; Mears,
  ///   Smith and Wentz (2001), J. Geophys. Res. 106(C6), 11719-11729, for its use with buoys.
  case neutralLog = "neutral_log"

  /// The roughness length of the sea surface, in metres.
  public static let roughnessLengthMeters = 1.52e-4

  /// The factor from a speed at `heightMeters` to the speed at 10 m; nil when the height is not
  /// one an anemometer can have (0.5 m to 200 m).
  public func factorTo10Meters(from heightMeters: Double) -> Double? {
    guard heightMeters >= 0.5, heightMeters <= 200 else { return nil }
    if heightMeters == 10 { return 1 }
    switch self {
    case .neutralLog:
      let z0 = Self.roughnessLengthMeters
      return naturalLogarithm(10 / z0) / naturalLogarithm(heightMeters / z0)
    }
  }
}
