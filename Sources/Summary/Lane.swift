/// What the integers of a field stand for.
///
/// A quantity whose statistics need more than the values themselves has further fields beside
/// the one of its values, each a lane that adds up on its own.
public enum Lane: UInt8, Sendable, Hashable, Comparable, CaseIterable {
  /// Values on the lattice of the quantity, as `CellSum`.
  case value = 0

  /// Sines of directions in units of 2⁻³⁰, as `CellSum`.
  case sine = 1

  /// Cosines of directions in units of 2⁻³⁰, as `CellSum`.
  case cosine = 2

  /// Biases that the provider states of each value, on the lattice of the quantity without its
  /// offset, as `CellSum`.
  case bias = 3

  /// Standard deviations that the provider states of each value, on the lattice of the quantity
  /// without its offset, as `CellSum`.
  case deviation = 4

  /// Weighted values on the lattice of the quantity, as `WeightedSum`.
  case weight = 5

  /// How often values occur, as `Distribution`.
  case distribution = 6

  /// The earliest value of the time bin, as `ChosenValue`.
  case first = 7

  /// The latest value of the time bin, as `ChosenValue`.
  case last = 8

  /// The value nearest to the middle of the time bin, as `ChosenValue`.
  case middle = 9

  /// Standard uncertainties of the random errors of each value, on the lattice of the quantity
  /// without its offset, as `CellSum`.
  case error = 10

  public static func < (a: Lane, b: Lane) -> Bool { a.rawValue < b.rawValue }

  /// What a cell of the lane holds.
  public enum Content: Sendable {
    case sum, weightedSum, distribution, choice
  }

  /// What a cell of the lane holds.
  public var content: Content {
    switch self {
    case .value, .sine, .cosine, .bias, .deviation, .error: .sum
    case .weight: .weightedSum
    case .distribution: .distribution
    case .first, .last, .middle: .choice
    }
  }
}
