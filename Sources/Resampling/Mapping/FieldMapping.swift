/// How the means of the cells of a grid become a field without gaps.
public struct FieldMapping: Sendable, Hashable {
  public enum Method: Sendable, Hashable {
    case barnes(Barnes)
    case optimalInterpolation(OptimalInterpolation, Background)
  }

  public let method: Method

  /// The variance of the error of one observation, in the unit of the quantity squared.
  public let noiseVariance: Double

  /// The correlation of the errors of any two observations in one cell.
  public let errorCorrelation: Double

  /// - Precondition: `noiseVariance > 0` and `0 <= errorCorrelation <= 1`.
  public init(method: Method, noiseVariance: Double = 1, errorCorrelation: Double = 0) {
    precondition(noiseVariance > 0 && noiseVariance < .infinity)
    precondition((0...1).contains(errorCorrelation))
    self.method = method
    self.noiseVariance = noiseVariance
    self.errorCorrelation = errorCorrelation
  }

  /// True for a method that tells the variance of its error.
  public var hasErrors: Bool {
    if case .optimalInterpolation = method { true } else { false }
  }

  /// Maps the means of cells, each of which stands in the middle of its cell as a
  /// super-observation, to the middles of all cells.
  ///
  /// The result has the same bits for any number of threads.
  ///
  /// - Parameters:
  ///   - means: In the unit of the quantity, shape `[cell]`; NaN for none.
  ///   - counts: The number of observations that each is the mean of, shape `[cell]`.
  /// - Precondition: Both have the length of the grid.
  public func map(
    means: [Double],
    counts: [Double],
    on grid: Grid,
    threads: Int = 1
  ) -> MappedField {
    precondition(means.count == grid.cellCount && counts.count == grid.cellCount)
    let middles = grid.middles
    var observations = SuperObservations()
    for cell in means.indices where counts[cell] > 0 {
      observations.append(
        latitude: middles.latitudes[cell],
        longitude: middles.longitudes[cell],
        value: means[cell],
        errorVariance: SuperObservations.errorVariance(
          ofMeanOf: counts[cell],
          variance: noiseVariance,
          correlation: errorCorrelation
        )
      )
    }
    switch method {
    case .barnes(let barnes):
      if case .regular(let grid) = grid {
        return barnes.map(observations, to: grid, threads: threads)
      }
      return barnes.map(
        observations,
        latitudes: middles.latitudes,
        longitudes: middles.longitudes,
        threads: threads
      )
    case .optimalInterpolation(let method, let background):
      return method.map(
        observations,
        background: (
          background.values(of: observations, at: middles.latitudes),
          background.values(of: observations, at: observations.latitudes)
        ),
        latitudes: middles.latitudes,
        longitudes: middles.longitudes,
        threads: threads
      )
    }
  }
}
