/// What stands for the observations of a place in a mapping: a value each, and how far it may be
/// from the truth.
public struct SuperObservations: Sendable, Equatable {
  /// Degrees north and degrees east, shape `[obs]`.
  public private(set) var latitudes: [Double] = []
  public private(set) var longitudes: [Double] = []

  /// In the unit of the quantity, shape `[obs]`.
  public private(set) var values: [Double] = []

  /// The variance of the error of each value, in the unit of the quantity squared, shape `[obs]`.
  public private(set) var errorVariances: [Double] = []

  public init() {}

  public var count: Int { values.count }

  /// Adds a value, unless it, its position or its error is missing.
  ///
  /// - Precondition: An error variance that is not missing is greater than 0.
  public mutating func append(
    latitude: Double,
    longitude: Double,
    value: Double,
    errorVariance: Double
  ) {
    guard latitude.magnitude <= 90, longitude.isFinite, value.isFinite, errorVariance.isFinite
    else { return }
    precondition(errorVariance > 0)
    latitudes.append(latitude)
    longitudes.append(longitude)
    values.append(value)
    errorVariances.append(errorVariance)
  }

  /// The variance of the error of a mean of `count` observations that have the error variance
  /// `variance` each and any two the error correlation `correlation`:
  /// `variance (ρ + (1 - ρ) / n)`.
  ///
  /// - SeeAlso: Daley (1991), *Atmospheric data analysis*, section 4.6, for what super-observations
  ///   are.
  public static func errorVariance(
    ofMeanOf count: Double,
    variance: Double,
    correlation: Double
  ) -> Double {
    variance * (correlation + (1 - correlation) / count)
  }
}
