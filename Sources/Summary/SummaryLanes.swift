/// The lanes of one quantity in one time bin at one level, added over networks.
public struct SummaryLanes: Sendable, Equatable {
  /// The number of horizontal cells of every lane.
  public let cellCount: Int

  /// The quality level that the values of each cell have, shape `[cell]`, nil where there are none;
  /// nil where quality levels are pooled.
  public internal(set) var highestGrades: [UInt8?]?

  public internal(set) var sums: [Lane: FieldSum] = [:]
  public internal(set) var weights: [Lane: Field<WeightedSum>] = [:]
  public internal(set) var distributions: [Lane: Field<Distribution>] = [:]
  public internal(set) var choices: [Lane: Field<ChosenValue>] = [:]

  public init(cellCount: Int) {
    self.cellCount = cellCount
  }
}
