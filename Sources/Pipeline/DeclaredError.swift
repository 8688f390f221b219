public import ObservationModel
public import Summary

/// The errors of one quantity of an entry of `read`.
public struct DeclaredError: Sendable, Equatable {
  /// The components; `random` is for values without one of their own.
  public let model: ErrorModel

  /// The quantity that tells the random error of each value; nil when one holds for all.
  public let column: Quantity?

  /// From the unit of `column` to that of the quantity.
  public let scale: Double

  /// True when a value that `column` does not tell of has the random error of `model`.
  public let hasFallback: Bool

  /// The random error of a value, in the unit of the quantity; NaN when it is not known.
  ///
  /// - Parameter told: What `column` tells; NaN where it is missing. An error of 0 tells nothing.
  func random(told: Double) -> Double {
    guard column != nil else { return model.random }
    if told > 0 { return told * scale }
    return hasFallback ? model.random : .nan
  }
}
