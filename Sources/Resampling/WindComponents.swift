internal import Kernels

/// The eastward and northward parts of a wind, in the unit of its speed.
public struct WindComponents: Sendable, Equatable {
  public let eastward: Double
  public let northward: Double

  /// Splits a wind told by the direction it blows to (the oceanographic convention).
  ///
  /// `u = speed * sin(direction)`, `v = speed * cos(direction)`, clockwise from north.
  ///
  /// - Parameters:
  ///   - speed: Any unit; NaN where missing.
  ///   - toDegrees: Degrees clockwise from north; NaN where missing.
  public init(speed: Double, toDegrees: Double) {
    let (sine, cosine) = sineCosine(degrees: toDegrees)
    eastward = speed * sine
    northward = speed * cosine
  }

  /// Splits a wind told by the direction it blows from (the meteorological convention).
  public init(speed: Double, fromDegrees: Double) {
    let (sine, cosine) = sineCosine(degrees: fromDegrees)
    eastward = -(speed * sine)
    northward = -(speed * cosine)
  }
}
