internal import Kernels

/// The errors of the observations of one network, as they are declared: three components that
/// averages treat differently, in the unit of the quantity.
///
/// - SeeAlso: Merchant et al. (2014), Geosci. Data J. 1, 179-191, and Bulgin, Embury, Corlett and
///   Merchant (2016), Remote Sens. Environ. 178, 122-132, for the components of a retrieval and of
///   the mean of a cell; JCGM 100:2008 (GUM), section 5.2, for their sum.
public struct ErrorModel: Sendable, Equatable {
  /// The standard uncertainty of errors that are independent from one observation to the next.
  public var random: Double

  /// The standard uncertainty of errors that neighbours share, such as those of the atmosphere.
  public var correlated: Double

  /// The distance over which the correlation of `correlated` falls to 1/e, in metres; nil when it
  /// holds over the whole cell.
  public var lengthMeters: Double?

  /// The time over which the correlation of `correlated` falls to 1/e, in seconds; nil when it
  /// holds over the whole time bin.
  public var durationSeconds: Double?

  /// The standard uncertainty of the error that all observations share.
  public var systematic: Double

  /// How far the mean of the observations of a cell and bin is from the mean of the cell, as a
  /// standard uncertainty; nil when the spread of the observations has to tell.
  public var representativity: Double?

  /// The side of the square that one observation tells about, in metres; nil for a point.
  public var footprintMeters: Double?

  public init(
    random: Double = 0,
    correlated: Double = 0,
    lengthMeters: Double? = nil,
    durationSeconds: Double? = nil,
    systematic: Double = 0,
    representativity: Double? = nil,
    footprintMeters: Double? = nil
  ) {
    self.random = random
    self.correlated = correlated
    self.lengthMeters = lengthMeters
    self.durationSeconds = durationSeconds
    self.systematic = systematic
    self.representativity = representativity
    self.footprintMeters = footprintMeters
  }

  /// The mean correlation of the correlated errors of two observations anywhere in a cell, at any
  /// two times of a bin: `ρ = ρ(space) ρ(time)`.
  ///
  /// The correlation is `exp(-d / length) exp(-|t| / duration)`. Over a rectangle of the sides `a`
  /// and `b`, `ρ(space) = 4 ∫∫ (1 - u) (1 - v) exp(-√(a²u² + b²v²) / length) du dv` over the unit
  /// square, by 16 × 16 points of Gauss in the square roots of `u` and `v`. Over a bin of `T`,
  /// `ρ(time) = 2 x (1 - x (1 - exp(-1 / x)))` with `x = duration / T`.
  ///
  /// - Parameters:
  ///   - eastMeters: The width of the cell.
  ///   - northMeters: The height of the cell.
  ///   - seconds: The length of the bin.
  public func meanCorrelation(
    eastMeters: Double,
    northMeters: Double,
    seconds: Double
  ) -> Double {
    var correlation = 1.0
    if let lengthMeters {
      let nodes = Self.nodes
      var sum = 0.0
      for (s, ws) in nodes {
        for (t, wt) in nodes {
          let (u, v) = (s * s, t * t)
          let (x, y) = (eastMeters * u, northMeters * v)
          let distance = (x * x + y * y).squareRoot()
          let density = 16 * s * t * (1 - u) * (1 - v)
          sum += ws * wt * density * exponential(-distance / lengthMeters)
        }
      }
      correlation *= min(1, sum)
    }
    if let durationSeconds {
      let x = durationSeconds / seconds
      // For long durations the difference in brackets loses its digits: 1 - 1/(3x) + 1/(12x²).
      correlation *=
        x > 1000 ? 1 - 1 / (3 * x) : 2 * x * (1 - x * (1 - exponential(-1 / x)))
    }
    return correlation
  }

  /// Gauss's points and weights for the interval from 0 to 1.
  ///
  /// - SeeAlso: Abramowitz and Stegun (1972), table 25.4, n = 16.
  private static let nodes: [(point: Double, weight: Double)] = {
    let half: [(Double, Double)] = [
      (0.0950125098376374, 0.1894506104550685), (0.2816035507792589, 0.1826034150449236),
      (0.4580167776572274, 0.1691565193950025), (0.6178762444026438, 0.1495959888165767),
      (0.7554044083550030, 0.1246289712555339), (0.8656312023878318, 0.0951585116824928),
      (0.9445750230732326, 0.0622535239386479), (0.9894009349916499, 0.0271524594117541),
    ]
    var nodes: [(point: Double, weight: Double)] = []
    for (x, w) in half {
      nodes.append(((1 - x) / 2, w / 2))
      nodes.append(((1 + x) / 2, w / 2))
    }
    return nodes
  }()
}
