/// What the integers of a field stand for.
///
/// A quantity whose statistics need more than the values themselves has further fields beside
/// the one of its values, each a lane that adds up on its own.
public enum Lane: UInt8, Sendable, Hashable, Comparable, CaseIterable {
  /// Values on the lattice of the quantity.
  case value = 0

  public static func < (a: Lane, b: Lane) -> Bool { a.rawValue < b.rawValue }
}
