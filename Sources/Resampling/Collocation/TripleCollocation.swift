/// What three networks that saw the same tell about the errors of each.
///
/// It holds where the values of each network depend linearly on the truth, and their errors neither
/// on the truth nor on each other: networks that share an instrument, a calibration or a model
/// do not qualify. What one of them sees at scales that the others do not counts as its error.
/// With the covariances `Q` of the values, of the first network
///
/// - the variance of the error is `Q11 - Q12 Q13 / Q23`,
/// - the correlation with the truth is `√(Q12 Q13 / (Q11 Q23))`,
///
/// and in turn. The scale of a network is the slope of its values against those of the first.
///
/// - SeeAlso: Stoffelen (1998), *Toward the true near-surface wind speed: error modeling and
///   calibration using triple collocation*, Journal of Geophysical Research 103, 7755-7766; McColl
///   and others (2014), *Extended triple collocation: estimating errors and correlation
///   coefficients with respect to an unknown target*, Geophysical Research Letters 41, 6229-6236,
///   equations 6 and 9.
public struct TripleCollocation: Sendable, Equatable {
  /// What is told of one network.
  public struct Network: Sendable, Equatable {
    /// In the unit of the quantity squared, on the scale of the network. Negative where the
    /// conditions do not hold or matches are too few: it is told as it comes out.
    public let errorVariance: Double

    /// The root of it; NaN where it is negative.
    public let errorStandardDeviation: Double

    /// The correlation with the truth; NaN where its square comes out negative, and more than 1
    /// where the error variance is negative.
    public let correlation: Double

    /// The slope of its values against those of the first network.
    public let scale: Double
  }

  public let count: Int

  /// In the order that they were given in.
  public let networks: [Network]

  /// NaN where there are fewer than three matches or two networks do not vary together.
  ///
  /// - Parameters: The values of each network, shape `[match]`.
  /// - Precondition: The lengths agree.
  public init(_ first: [Double], _ second: [Double], _ third: [Double]) {
    precondition(first.count == second.count && first.count == third.count)
    count = first.count
    let q = SecondMoments([first, second, third])
    let isEnough = count >= 3
    networks = [(0, 1, 2), (1, 2, 0), (2, 0, 1)].map { i, j, k in
      let signal = isEnough && q[j, k] != 0 ? q[i, j] * q[i, k] / q[j, k] : .nan
      let variance = q[i, i] - signal
      // Through the third of the two others, which the errors of neither are in.
      let scale = i == 0 ? 1 : q[i, i == 1 ? 2 : 1] / q[0, i == 1 ? 2 : 1]
      return Network(
        errorVariance: variance,
        errorStandardDeviation: variance >= 0 ? variance.squareRoot() : .nan,
        correlation: signal >= 0 ? (signal / q[i, i]).squareRoot() : .nan,
        scale: isEnough ? scale : .nan
      )
    }
  }
}
