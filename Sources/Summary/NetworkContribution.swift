/// What the observations of one network tell of one cell and time bin.
public struct NetworkContribution: Sendable {
  /// The number of observations, one at least.
  public let count: Double

  /// Their mean.
  public let mean: Double

  /// Σu² of the random errors of the observations.
  public let squaredRandomErrors: Double

  public let errors: ErrorModel

  /// The mean correlation of the correlated errors of two of them.
  ///
  /// - SeeAlso: ``ErrorModel/meanCorrelation(eastMeters:northMeters:seconds:)``
  public let correlation: Double

  /// The share of the area of the cell that they tell about, from 0 to 1.
  public let sampledShare: Double

  public init(
    count: Double,
    mean: Double,
    squaredRandomErrors: Double,
    errors: ErrorModel,
    correlation: Double,
    cellAreaSquareMeters: Double
  ) {
    precondition(count >= 1)
    self.count = count
    self.mean = mean
    self.squaredRandomErrors = squaredRandomErrors
    self.errors = errors
    self.correlation = correlation
    let footprint = errors.footprintMeters ?? 0
    sampledShare = min(1, count * footprint * footprint / cellAreaSquareMeters)
  }

  /// `Σu² / n²`.
  var randomVariance: Double { squaredRandomErrors / (count * count) }

  /// `c² (ρ + (1 - ρ) / n)`, never `c² / n` alone.
  var correlatedVariance: Double {
    errors.correlated * errors.correlated * (correlation + (1 - correlation) / count)
  }

  var systematicVariance: Double { errors.systematic * errors.systematic }

  /// The variance of the mean of the network as a measure of the cell, with what is declared of how
  /// well it represents the cell.
  public var variance: Double {
    let r = errors.representativity ?? 0
    return randomVariance + correlatedVariance + systematicVariance + r * r
  }
}
