/// The standard uncertainty of the mean of all observations of a cell, by component.
///
/// With `n_k` observations of network `k`, `N` of all, errors of different networks independent:
///
/// - random: `√(Σ Σu²) / N`;
/// - correlated: `√(Σ n_k² c_k² (ρ_k + (1 - ρ_k) / n_k)) / N`;
/// - systematic: `√(Σ (n_k s_k)²) / N`, of one network that of each of its observations;
/// - sampling: `√(s² (1 - f) / N)` with the sample variance `s²` of the observations and the share
///   `f` of the cell that they tell about; where every network declares its representativity `r`,
///   `√(Σ (n_k r_k)²) / N` takes its place. Missing of one observation without.
///
/// - SeeAlso: Bulgin et al. (2016), Remote Sens. Environ. 178, 122-132; Cochran (1977), *Sampling
///   Techniques*, equation 2.20, for `1 - f`.
public struct UncertaintyBudget: Sendable, Equatable {
  public let random: Double
  public let correlated: Double
  public let systematic: Double

  /// NaN where it cannot be told.
  public let sampling: Double

  /// The root of the sum of the squares of the four; NaN where one cannot be told.
  public var total: Double {
    (random * random + correlated * correlated + systematic * systematic + sampling * sampling)
      .squareRoot()
  }

  /// - Parameters:
  ///   - contributions: One of each network that observed the cell, one at least.
  ///   - variance: Of the values of all observations, as that of a population (ddof 0).
  public init(_ contributions: [NetworkContribution], variance: Double) {
    var count = 0.0
    var (randomSum, correlatedSum, systematicSum, declaredSum, share) = (0.0, 0.0, 0.0, 0.0, 0.0)
    var isDeclared = true
    for network in contributions {
      let n2 = network.count * network.count
      count += network.count
      randomSum += n2 * network.randomVariance
      correlatedSum += n2 * network.correlatedVariance
      systematicSum += n2 * network.systematicVariance
      share += network.sampledShare
      if let r = network.errors.representativity {
        declaredSum += n2 * r * r
      } else {
        isDeclared = false
      }
    }
    random = randomSum.squareRoot() / count
    correlated = correlatedSum.squareRoot() / count
    systematic = systematicSum.squareRoot() / count
    if isDeclared {
      sampling = declaredSum.squareRoot() / count
    } else if count < 2 {
      sampling = .nan
    } else {
      // s² / N with the variance of the sample, N / (N - 1) times that of the population.
      sampling = (variance / (count - 1) * (1 - min(1, share))).squareRoot()
    }
  }
}

extension [NetworkContribution] {
  /// The mean of the means of the networks, each weighted by the inverse of its variance, and its
  /// standard uncertainty: `Σ w_k m_k / Σ w_k` and `1 / √(Σ w_k)` with `w_k = 1 / variance`.
  ///
  /// A thousand observations of a network with a systematic error weigh no more than that error
  /// allows. Sums run in the order of the networks, so the bits do not depend on that of the
  /// observations.
  ///
  /// - Precondition: There is one network at least, and no variance is 0.
  /// - SeeAlso: Merchant et al. (2019), Sci. Data 6, 223; Taylor (1997), *An Introduction to Error
  ///   Analysis*, section 7.2.
  public var weightedMean: (mean: Double, uncertainty: Double) {
    var (weights, sum) = (0.0, 0.0)
    for network in self {
      let weight = 1 / network.variance
      weights += weight
      sum += weight * network.mean
    }
    return (sum / weights, 1 / weights.squareRoot())
  }
}
