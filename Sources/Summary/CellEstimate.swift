/// A number about a cell that needs the errors of the networks which observed it.
public enum CellEstimate: String, Sendable, CaseIterable {
  /// The mean of the means of the networks, weighted by what is known of their errors.
  case weightedMean = "weighted_mean"

  /// The standard uncertainty of `weightedMean`.
  case weightedMeanUncertainty = "weighted_mean_uncertainty"

  /// The standard uncertainty of the mean of all observations.
  case uncertainty

  /// What random errors add to `uncertainty`.
  case randomUncertainty = "uncertainty_random"

  /// What errors that neighbours share add to `uncertainty`.
  case correlatedUncertainty = "uncertainty_correlated"

  /// What errors that all observations of a network share add to `uncertainty`.
  case systematicUncertainty = "uncertainty_systematic"

  /// What the observations leave unseen of the cell adds to `uncertainty`.
  case samplingUncertainty = "uncertainty_sampling"

  /// True for the mean itself, which is no uncertainty.
  public var isMean: Bool { self == .weightedMean }

  /// The estimate of a cell, in the unit of the quantity; NaN where it cannot be told.
  ///
  /// - Parameters:
  ///   - contributions: One of each network that observed the cell; one at least.
  ///   - variance: Of the values of all observations, as that of a population (ddof 0).
  public func value(of contributions: [NetworkContribution], variance: Double) -> Double {
    switch self {
    case .weightedMean: contributions.weightedMean.mean
    case .weightedMeanUncertainty: contributions.weightedMean.uncertainty
    case .uncertainty: UncertaintyBudget(contributions, variance: variance).total
    case .randomUncertainty: UncertaintyBudget(contributions, variance: variance).random
    case .correlatedUncertainty: UncertaintyBudget(contributions, variance: variance).correlated
    case .systematicUncertainty: UncertaintyBudget(contributions, variance: variance).systematic
    case .samplingUncertainty: UncertaintyBudget(contributions, variance: variance).sampling
    }
  }
}
