internal import Kernels

/// How alike the departures from the background at two points are, by their distance.
public struct Covariance: Sendable, Hashable {
  /// The correlation at the distance `r`, in units of the length.
  public enum Form: String, Sendable, Hashable, CaseIterable {
    /// `exp(-r² / 2)`.
    case gaussian
    /// `exp(-r)`.
    case exponential
    /// `(1 + √3 r) exp(-√3 r)`, the Matérn form of smoothness 3/2.
    case matern
  }

  public let form: Form

  /// The variance at distance 0, in the unit of the quantity squared.
  public let variance: Double

  /// The lengths along parallels and along meridians.
  public let zonalMeters: Double
  public let meridionalMeters: Double

  /// - Precondition: All are finite and greater than 0.
  public init(form: Form, variance: Double, zonalMeters: Double, meridionalMeters: Double) {
    precondition(variance > 0 && variance < .infinity)
    precondition(zonalMeters > 0 && zonalMeters < .infinity)
    precondition(meridionalMeters > 0 && meridionalMeters < .infinity)
    self.form = form
    self.variance = variance
    self.zonalMeters = zonalMeters
    self.meridionalMeters = meridionalMeters
  }

  /// Replaces squared distances, in units of the length, by covariances.
  func covariances(ofSquaredDistances squares: inout [Double]) {
    var exponents = squares
    switch form {
    case .gaussian:
      for i in exponents.indices { exponents[i] = -0.5 * exponents[i] }
    case .exponential:
      for i in exponents.indices { exponents[i] = -exponents[i].squareRoot() }
    case .matern:
      for i in exponents.indices { exponents[i] = -(3 * exponents[i]).squareRoot() }
    }
    let view = exponents.span
    var target = squares.mutableSpan
    exponentials(of: view, into: &target)
    let isMatern = form == .matern
    for i in exponents.indices {
      squares[i] = variance * (isMatern ? (1 - exponents[i]) * squares[i] : squares[i])
    }
  }
}
