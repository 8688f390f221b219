/// How the values of one network differ from those of another that they were matched with.
///
/// Differences are the second less the first. Sums run in the order of the matches.
public struct DifferenceStatistics: Sendable, Equatable {
  public let count: Int

  /// The mean and the median of the differences.
  public let bias: Double
  public let medianBias: Double

  /// The standard deviation of the differences, of the population (ddof 0).
  public let standardDeviation: Double

  /// 1.4826 times the median distance of the differences from their median, which is the standard
  /// deviation of normally distributed ones.
  ///
  /// - SeeAlso: Rousseeuw and Croux (1993), *Alternatives to the median absolute deviation*,
  ///   Journal of the American Statistical Association 88, 1273-1283.
  public let robustStandardDeviation: Double

  /// The root of the mean square of the differences.
  public let rootMeanSquare: Double

  /// Pearson's correlation of the values; NaN of fewer than two matches, where either does not
  /// vary, and for directions.
  public let correlation: Double

  /// All but the count are NaN without values.
  ///
  /// - Parameters:
  ///   - first: Shape `[match]`.
  ///   - second: Shape `[match]`.
  ///   - isDirection: Whether values are degrees that turn from 360 to 0. Differences are then
  ///     brought to -180 up to 180.
  /// - Precondition: The lengths agree.
  public init(first: [Double], second: [Double], isDirection: Bool = false) {
    precondition(first.count == second.count)
    let differences = zip(first, second).map { a, b in
      let difference = b - a
      guard isDirection else { return difference }
      return difference - 360 * ((difference + 180) / 360).rounded(.down)
    }
    let n = Double(differences.count)
    count = differences.count
    let bias = differences.reduce(0, +) / n
    self.bias = bias
    let median = Self.median(differences)
    medianBias = median
    standardDeviation =
      (differences.reduce(0) { $0 + ($1 - bias) * ($1 - bias) } / n).squareRoot()
    robustStandardDeviation =
      Self.normalScale * Self.median(differences.map { ($0 - median).magnitude })
    rootMeanSquare = (differences.reduce(0) { $0 + $1 * $1 } / n).squareRoot()
    let moments = SecondMoments([first, second])
    correlation =
      isDirection || count < 2
      ? .nan : moments[0, 1] / (moments[0, 0] * moments[1, 1]).squareRoot()
  }

  /// `1 / Φ⁻¹(3/4)`.
  private static let normalScale = 1.482602218505602

  private static func median(_ values: [Double]) -> Double {
    guard !values.isEmpty else { return .nan }
    let sorted = values.sorted()
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }
}

/// The covariances of several series of the same length, of a sample (ddof 1).
struct SecondMoments {
  private var values: [[Double]]

  init(_ series: [[Double]]) {
    let n = Double(series.first?.count ?? 0)
    let departures = series.map { values in
      let mean = values.reduce(0, +) / n
      return values.map { $0 - mean }
    }
    values = departures.map { a in
      departures.map { b in zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } / (n - 1) }
    }
  }

  subscript(_ i: Int, _ j: Int) -> Double { values[i][j] }
}
