/// How values become integers: `round((v - offset) * inverseStep)` within a range.
public struct LatticeScale: Sendable {
  public let offset: Double

  /// A power of two.
  public let inverseStep: Double

  /// The values that have an integer, both ends included.
  public let lowest: Double
  public let highest: Double

  /// The integer in place of a value that has none: no lattice reaches it.
  public static let none = Int32.min

  /// - Precondition: The integers of both ends lie within ±(2³¹ - 1).
  public init(offset: Double, inverseStep: Double, lowest: Double, highest: Double) {
    self.offset = offset
    self.inverseStep = inverseStep
    self.lowest = lowest
    self.highest = highest
  }
}
