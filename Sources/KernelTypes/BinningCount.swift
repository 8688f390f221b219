/// What a stretch of observations with cells and integers looks like.
public struct BinningCount: Sendable, Equatable {
  /// The observations that have no cell or no integer.
  public var rejected: Int

  /// The stretches of observations in one cell.
  public var runs: Int

  public init(rejected: Int, runs: Int) {
    self.rejected = rejected
    self.runs = runs
  }
}
