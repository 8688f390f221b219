/// The sums of the cells of one field, in tiles that appear where there are observations.
///
/// A tile holds 4096 consecutive cells. Swaths visit few tiles and stay within one for many
/// observations, so a lookup costs an array index and a comparison.
public struct FieldSum: Sendable {
  /// The number of cells, observed or not.
  public let cellCount: Int

  private var tileOfBlock: [Int32]
  private var cells: [CellSum] = []

  private static let tileSize = 4096

  /// A field without observations.
  public init(cellCount: Int) {
    precondition(cellCount >= 0)
    self.cellCount = cellCount
    let blocks = (cellCount + Self.tileSize - 1) / Self.tileSize
    tileOfBlock = [Int32](repeating: -1, count: blocks)
  }

  /// The sums of a cell.
  public subscript(_ cell: Int) -> CellSum {
    precondition(cell >= 0 && cell < cellCount)
    let tile = Int(tileOfBlock[cell / Self.tileSize])
    return tile < 0 ? CellSum() : cells[tile * Self.tileSize + cell % Self.tileSize]
  }

  /// Adds one lattice integer to a cell.
  public mutating func add(_ q: Int32, to cell: Int) {
    cells[place(of: cell)].add(q)
  }

  /// Adds sums to a cell.
  public mutating func merge(_ sums: CellSum, into cell: Int) {
    guard !sums.isEmpty else { return }
    cells[place(of: cell)].merge(sums)
  }

  /// Adds all cells of another field of the same shape.
  public mutating func merge(_ other: FieldSum) {
    precondition(other.cellCount == cellCount)
    other.forEachObservedCell { cell, sums in merge(sums, into: cell) }
  }

  /// Visits the cells that have observations, in the order of their numbers.
  public func forEachObservedCell(_ visit: (Int, CellSum) -> Void) {
    for block in tileOfBlock.indices where tileOfBlock[block] >= 0 {
      let base = Int(tileOfBlock[block]) * Self.tileSize
      for i in 0..<Self.tileSize where !cells[base + i].isEmpty {
        visit(block * Self.tileSize + i, cells[base + i])
      }
    }
  }

  private mutating func place(of cell: Int) -> Int {
    precondition(cell >= 0 && cell < cellCount)
    let block = cell / Self.tileSize
    if tileOfBlock[block] < 0 {
      tileOfBlock[block] = Int32(cells.count / Self.tileSize)
      cells.append(contentsOf: repeatElement(CellSum(), count: Self.tileSize))
    }
    return Int(tileOfBlock[block]) * Self.tileSize + cell % Self.tileSize
  }
}
