/// What became of observations that were to be summed in cells: every one landed or was rejected
/// for one reason.
public struct BinningAccount: Sendable, Hashable {
  /// The observations in a cell.
  public var landed = 0

  /// The observations without a value.
  public var missing = 0

  /// The observations with a value whose position is missing or not finite.
  public var noPosition = 0

  /// The observations with a value and a position off the grid.
  public var outsideGrid = 0

  /// The observations on the grid whose value is outside the range of the lattice.
  public var outsideLattice = 0

  public init() {}

  /// All observations.
  public var read: Int { landed + missing + noPosition + outsideGrid + outsideLattice }

  public static func += (a: inout Self, b: Self) {
    a.landed += b.landed
    a.missing += b.missing
    a.noPosition += b.noPosition
    a.outsideGrid += b.outsideGrid
    a.outsideLattice += b.outsideLattice
  }
}
