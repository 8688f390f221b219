/// How the values of a profile are brought to levels.
///
/// The raw values are the words of pipeline files. Formulas and sources are those of
/// `Kernels.interpolate`, `interpolateRotated` and `layerMeans`.
public enum VerticalMethod: String, Sendable, Hashable, CaseIterable {
  /// Straight lines between observations.
  case linear

  /// The monotone cubic of Fritsch and Butland (1984): no new extremes.
  case pchip

  /// The cubic of Akima (1970): smoother, may overshoot a little.
  case akima

  /// Akima's cubic with weights that avoid overshoot beside flat stretches.
  case makima

  /// The weighted parabolas of Reiniger and Ross (1968), as for the World Ocean Database.
  case reinigerRoss = "reiniger_ross"

  /// Temperature and salinity together, by multiply rotated monotone cubics (Barker and McDougall
  /// 2020): water masses are kept. Other quantities by `pchip`.
  case mrstPchip = "mrst_pchip"

  /// The mean of the monotone cubic over a layer: integrals are kept.
  case layerMean = "layer_mean"
}
