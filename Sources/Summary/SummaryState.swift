/// The sums of many fields: a commutative monoid, with `init` as its neutral element and `merge`
/// as its operation.
public struct SummaryState: Sendable {
  /// The number of horizontal cells of every field.
  public let cellCount: Int

  public private(set) var fields: [SummaryKey: FieldSum] = [:]

  /// The state of no observations.
  public init(cellCount: Int) {
    self.cellCount = cellCount
  }

  public var isEmpty: Bool { fields.isEmpty }

  /// Adds one lattice integer.
  public mutating func add(_ q: Int32, to cell: Int, of key: SummaryKey) {
    fields[key, default: FieldSum(cellCount: cellCount)].add(q, to: cell)
  }

  /// Adds a field.
  public mutating func merge(_ field: FieldSum, into key: SummaryKey) {
    fields[key, default: FieldSum(cellCount: cellCount)].merge(field)
  }

  /// Adds the sums of one cell.
  public mutating func merge(_ sums: CellSum, into cell: Int, of key: SummaryKey) {
    fields[key, default: FieldSum(cellCount: cellCount)].merge(sums, into: cell)
  }

  /// Adds another state over the same cells.
  public mutating func merge(_ other: SummaryState) {
    precondition(other.cellCount == cellCount)
    for (key, field) in other.fields { merge(field, into: key) }
  }
}
