/// What is known of one cell of one lane: a commutative monoid, with `init` as its neutral element
/// and `merge` as its operation.
///
/// Every conforming type is a function of the set of what was added alone, not of the order nor
/// of the way it was split.
public protocol CellContent: Sendable, Equatable {
  /// The content of a cell without observations.
  init()

  /// True when nothing was added.
  var isEmpty: Bool { get }

  /// Adds what another set of observations of the same cell makes.
  mutating func merge(_ other: Self)

  /// The bytes that the content holds outside of itself.
  var heldByteCount: Int { get }
}

extension CellContent {
  public var heldByteCount: Int { 0 }
}

extension CellSum: CellContent {}
