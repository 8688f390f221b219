/// The cells of one lane over a grid, in tiles that appear where there are observations.
///
/// A tile holds 4096 consecutive cells. Swaths visit few tiles and stay within one for many
/// observations.
public struct Field<Content: CellContent>: Sendable, Equatable {
  /// The number of cells, observed or not.
  public let cellCount: Int

  /// By number of the tile; empty where there are no observations.
  var tiles: [[Content]]

  /// The bytes that cells hold, more or less.
  public private(set) var byteCount = 0

  static var tileSize: Int { 4096 }

  /// A field without observations.
  public init(cellCount: Int) {
    precondition(cellCount >= 0)
    self.cellCount = cellCount
    let count = (cellCount + Self.tileSize - 1) / Self.tileSize
    tiles = [[Content]](repeating: [], count: count)
  }

  public static func == (a: Field, b: Field) -> Bool {
    a.cellCount == b.cellCount && a.tiles == b.tiles
  }

  /// What is known of a cell.
  public subscript(_ cell: Int) -> Content {
    precondition(cell >= 0 && cell < cellCount)
    let tile = tiles[cell / Self.tileSize]
    return tile.isEmpty ? Content() : tile[cell % Self.tileSize]
  }

  /// Changes what is known of a cell.
  public mutating func update(_ cell: Int, _ change: (inout Content) -> Void) {
    precondition(cell >= 0 && cell < cellCount)
    let (tile, place) = (cell / Self.tileSize, cell % Self.tileSize)
    makeTile(tile)
    let before = tiles[tile][place].heldByteCount
    change(&tiles[tile][place])
    byteCount += tiles[tile][place].heldByteCount - before
  }

  /// Adds to a cell.
  public mutating func merge(_ content: Content, into cell: Int) {
    guard !content.isEmpty else { return }
    update(cell) { $0.merge(content) }
  }

  /// Adds all cells of another field of the same shape.
  public mutating func merge(_ other: Field) {
    precondition(other.cellCount == cellCount)
    for (number, tile) in other.tiles.enumerated() where !tile.isEmpty {
      if tiles[number].isEmpty {
        tiles[number] = tile
        byteCount += Self.bytes(of: tile)
      } else {
        for i in 0..<tile.count where !tile[i].isEmpty {
          let before = tiles[number][i].heldByteCount
          tiles[number][i].merge(tile[i])
          byteCount += tiles[number][i].heldByteCount - before
        }
      }
    }
  }

  /// Visits the cells that have observations, in the order of their numbers.
  public func forEachObservedCell<Failure>(
    _ visit: (Int, Content) throws(Failure) -> Void
  ) throws(Failure) {
    for (number, tile) in tiles.enumerated() where !tile.isEmpty {
      for i in 0..<tile.count where !tile[i].isEmpty {
        try visit(number * Self.tileSize + i, tile[i])
      }
    }
  }

  mutating func makeTile(_ number: Int) {
    guard tiles[number].isEmpty else { return }
    tiles[number] = [Content](repeating: Content(), count: Self.tileSize)
    byteCount += Self.tileSize * MemoryLayout<Content>.stride
  }

  /// Hands the tiles over, for others to work on.
  mutating func takeTiles() -> [[Content]] {
    defer { tiles = [] }
    return tiles
  }

  /// Takes tiles back that were handed over.
  mutating func put(tiles: consuming [[Content]]) {
    self.tiles = tiles
    byteCount = self.tiles.reduce(0) { $1.isEmpty ? $0 : $0 + Self.bytes(of: $1) }
  }

  private static func bytes(of tile: [Content]) -> Int {
    tile.reduce(tile.count * MemoryLayout<Content>.stride) { $0 + $1.heldByteCount }
  }
}
