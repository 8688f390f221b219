/// A curve through the points of a profile.
public enum Interpolant: UInt8, Sendable {
  /// Straight lines.
  case linear

  /// The monotone cubic of Fritsch and Butland.
  case pchip

  /// The cubic of Akima.
  case akima

  /// Akima's cubic with weights that avoid overshoot beside flat stretches.
  case modifiedAkima

  /// The weighted parabolas of Reiniger and Ross.
  case reinigerRoss
}
