/// Where on earth there is land and where sea, in the cells of a regular grid.
///
/// Cells of which neither is known, such as those that a coast goes through, are `unknown`. Square
/// blocks of cells that are all alike take no room, so that fine masks of the whole earth fit in
/// some megabytes.
public struct LandMask: Sendable, Equatable {
  /// What there is at a position.
  public enum Place: UInt8, Sendable {
    case sea = 0
    case land = 1
    /// By the coast, or off the grid.
    case unknown = 2
  }

  /// The cells of a mask.
  public struct Grid: Sendable, Equatable {
    /// The southern and the western edge in degrees.
    public let south, west: Double
    public let rowsPerDegree, columnsPerDegree: Double
    public let rows, columns: Int

    /// - Precondition: Edges are within 360 degrees, the others positive and finite.
    public init(
      south: Double,
      west: Double,
      rowsPerDegree: Double,
      columnsPerDegree: Double,
      rows: Int,
      columns: Int
    ) {
      precondition(south.magnitude <= 360 && west.magnitude <= 360 && rows > 0 && columns > 0)
      precondition(rowsPerDegree > 0 && rowsPerDegree < .infinity)
      precondition(columnsPerDegree > 0 && columnsPerDegree < .infinity)
      (self.south, self.west) = (south, west)
      (self.rowsPerDegree, self.columnsPerDegree) = (rowsPerDegree, columnsPerDegree)
      (self.rows, self.columns) = (rows, columns)
    }
  }

  /// What a block of cells holds.
  public enum Block: Sendable {
    case uniform(Place)
    /// Raw values of `Place`, row by row from the south-west; what lies off the grid is not looked
    /// at.
    case cells([UInt8])
  }

  public let grid: Grid

  /// Cells along the side of a block.
  private let side: Int
  private let blockColumns: Int

  /// The raw value of the place that a block is, less 3; or where its cells start, in bytes.
  private var starts: [Int32]

  /// Four cells a byte.
  private var packed: [UInt8] = []

  /// Takes the blocks of a grid as they are asked for, row by row from the south-west.
  ///
  /// - Parameters:
  ///   - side: The cells along the side of a block, a multiple of 2.
  ///   - block: Gives the block in a row and a column of blocks.
  /// - Throws: What `block` throws.
  public init<Failure: Error>(
    grid: Grid,
    side: Int,
    block: (_ row: Int, _ column: Int) throws(Failure) -> Block
  ) throws(Failure) {
    precondition(side > 0 && side % 2 == 0)
    self.grid = grid
    self.side = side
    let blockRows = (grid.rows + side - 1) / side
    blockColumns = (grid.columns + side - 1) / side
    starts = []
    starts.reserveCapacity(blockRows * blockColumns)
    for row in 0..<blockRows {
      for column in 0..<blockColumns {
        switch try block(row, column) {
        case .uniform(let place): starts.append(Int32(place.rawValue) - 3)
        case .cells(let cells): append(cells)
        }
      }
    }
  }

  private mutating func append(_ cells: [UInt8]) {
    precondition(cells.count == side * side)
    if let first = cells.first, cells.allSatisfy({ $0 == first }) {
      starts.append(Int32(first) - 3)
      return
    }
    starts.append(Int32(packed.count))
    for i in stride(from: 0, to: cells.count, by: 4) {
      packed.append(cells[i] | cells[i + 1] << 2 | cells[i + 2] << 4 | cells[i + 3] << 6)
    }
  }

  /// What there is at a position; a missing one is unknown.
  public func place(latitude: Double, longitude: Double) -> Place {
    var east = longitude - grid.west
    if east < 0 || east >= 360 { east -= (east / 360).rounded(.down) * 360 }
    let y = (latitude - grid.south) * grid.rowsPerDegree
    let x = east * grid.columnsPerDegree
    // The pole is in the northernmost row. NaN compares false.
    guard y >= 0, latitude <= 90, y <= Double(grid.rows), x >= 0, x < Double(grid.columns) else {
      return .unknown
    }
    let row = min(Int(y), grid.rows - 1)
    let column = Int(x)
    let start = starts[row / side * blockColumns + column / side]
    if start < 0 { return Place(rawValue: UInt8(start + 3)) ?? .unknown }
    let cell = row % side * side + column % side
    let code = packed[Int(start) + cell >> 2] >> UInt8(cell & 3 * 2) & 3
    return Place(rawValue: code) ?? .unknown
  }

  /// The fractions of the cells that are sea, land and unknown, each cell counted as much as
  /// another.
  public var shares: (sea: Double, land: Double, unknown: Double) {
    var counts = [0, 0, 0]
    for (number, start) in starts.enumerated() {
      let rows = min(side, grid.rows - number / blockColumns * side)
      let columns = min(side, grid.columns - number % blockColumns * side)
      if start < 0 {
        counts[Int(start) + 3] += rows * columns
        continue
      }
      for row in 0..<rows {
        for column in 0..<columns {
          let cell = row * side + column
          counts[Int(packed[Int(start) + cell >> 2] >> UInt8(cell & 3 * 2) & 3)] += 1
        }
      }
    }
    let all = Double(grid.rows * grid.columns)
    return (Double(counts[0]) / all, Double(counts[1]) / all, Double(counts[2]) / all)
  }
}
