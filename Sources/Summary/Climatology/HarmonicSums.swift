internal import Kernels

/// What is added up to fit a mean, a trend and the harmonics of the year to a series: the normal
/// equations of least squares.
///
/// With `t` in years from the origin the model is
/// `v(t) = a + b t + Σ_k (c_k cos 2πkt + s_k sin 2πkt)`, `k` from 1 to `harmonics`. Sums of parts
/// of a series are those of the series but for the rounding of Double; missing values leave their
/// equations out.
public struct HarmonicSums: Sendable, Equatable {
  /// The harmonics of the year, 0 to 6.
  public let harmonics: Int

  /// True when the model has a trend.
  public let hasTrend: Bool

  /// Seconds since 1970-01-01 UTC where `t` is 0: best near the middle of the series.
  public let origin: Double

  public private(set) var count = 0

  /// The lower triangle of the normal matrix, row by row.
  private var matrix: [Double]
  private var right: [Double]

  /// The mean year of the Gregorian calendar, in seconds.
  public static let yearSeconds = 365.2425 * 86_400

  /// - Precondition: `0 <= harmonics <= 6`.
  public init(harmonics: Int, hasTrend: Bool, origin: Double) {
    precondition((0...6).contains(harmonics))
    self.harmonics = harmonics
    self.hasTrend = hasTrend
    self.origin = origin
    let terms = 1 + (hasTrend ? 1 : 0) + 2 * harmonics
    matrix = [Double](repeating: 0, count: terms * (terms + 1) / 2)
    right = [Double](repeating: 0, count: terms)
  }

  /// The terms of the model at an instant: 1, `t`, and cosine and sine of each harmonic.
  static func terms(
    at seconds: Double,
    origin: Double,
    harmonics: Int,
    hasTrend: Bool
  ) -> [Double] {
    let years = (seconds - origin) / yearSeconds
    var terms = hasTrend ? [1, years] : [1]
    for k in 0..<harmonics {
      let turns = years * Double(k + 1)
      let (sine, cosine) = sineCosine(degrees: 360 * (turns - turns.rounded()))
      terms += [cosine, sine]
    }
    return terms
  }

  /// Adds a value; one that is not finite is left out.
  ///
  /// - Parameter seconds: Seconds since 1970-01-01 UTC.
  public mutating func add(_ value: Double, at seconds: Double) {
    guard value.isFinite else { return }
    add(
      value,
      terms: Self.terms(at: seconds, origin: origin, harmonics: harmonics, hasTrend: hasTrend)
    )
  }

  mutating func add(_ value: Double, terms: [Double]) {
    count += 1
    var place = 0
    for (i, term) in terms.enumerated() {
      right[i] += term * value
      for j in 0...i {
        matrix[place] += term * terms[j]
        place += 1
      }
    }
  }

  /// Adds the sums of other values.
  ///
  /// - Precondition: The models are the same.
  public mutating func merge(_ other: HarmonicSums) {
    precondition(
      other.harmonics == harmonics && other.hasTrend == hasTrend && other.origin == origin
    )
    count += other.count
    for i in matrix.indices { matrix[i] += other.matrix[i] }
    for i in right.indices { right[i] += other.right[i] }
  }

  /// The largest condition of the normal equations that is solved.
  public static let largestCondition = 1e8

  /// The model that fits the values best.
  ///
  /// Solved by Cholesky's decomposition of the equations with their diagonal scaled to 1. Nil when
  /// there are fewer values than terms, or when the squared ratio of the extreme pivots, a bound
  /// of the condition from below, is above `largestCondition`: the times do not tell the terms
  /// apart, as those of a single season do not.
  public func solution() -> HarmonicClimatology? {
    let n = right.count
    guard count >= n else { return nil }
    func diagonal(_ i: Int) -> Double { matrix[i * (i + 3) / 2] }
    var scales = [Double](repeating: 0, count: n)
    for i in 0..<n {
      guard diagonal(i) > 0 else { return nil }
      scales[i] = 1 / diagonal(i).squareRoot()
    }
    var lower = matrix
    var (least, greatest) = (Double.infinity, 0.0)
    for i in 0..<n {
      for j in 0...i {
        var sum = matrix[i * (i + 1) / 2 + j] * scales[i] * scales[j]
        for k in 0..<j { sum -= lower[i * (i + 1) / 2 + k] * lower[j * (j + 1) / 2 + k] }
        if i == j {
          guard sum > 0 else { return nil }
          let pivot = sum.squareRoot()
          (least, greatest) = (min(least, pivot), max(greatest, pivot))
          lower[i * (i + 3) / 2] = pivot
        } else {
          lower[i * (i + 1) / 2 + j] = sum / lower[j * (j + 3) / 2]
        }
      }
    }
    guard greatest * greatest <= Self.largestCondition * (least * least) else { return nil }
    var x = right
    for i in 0..<n {
      x[i] *= scales[i]
      for k in 0..<i { x[i] -= lower[i * (i + 1) / 2 + k] * x[k] }
      x[i] /= lower[i * (i + 3) / 2]
    }
    for i in (0..<n).reversed() {
      for k in i + 1..<n { x[i] -= lower[k * (k + 1) / 2 + i] * x[k] }
      x[i] /= lower[i * (i + 3) / 2]
    }
    for i in 0..<n { x[i] *= scales[i] }
    return HarmonicClimatology(
      coefficients: x,
      harmonics: harmonics,
      hasTrend: hasTrend,
      origin: origin,
      count: count
    )
  }
}
