internal import KernelTypes
internal import Kernels
internal import ObservationModel
internal import Resampling

/// Brings observations to cells and integers, a chunk at a time, and hands them to the tiles of a
/// field.
///
/// Observations along a track stay in one cell for a while, and their runs go to the cells at once.
/// Where most of a chunk are in another cell than the one before, they wait until many are together
/// for the same tile, so that its cells are near when they are added.
struct BinningWorker {
  private let grid: Grid
  private let scale: LatticeScale
  private(set) var account = BinningAccount()

  private var cells = [Int32](repeating: 0, count: Self.chunk)
  private var integers = [Int32](repeating: 0, count: Self.chunk)

  // Observations that wait: `waiting` for each tile.
  private var waitingCells: [Int32] = []
  private var waitingIntegers: [Int32] = []
  private var waitingCounts: [Int] = []
  private let room: Int

  /// Cells and integers of a chunk stay in the second level of the cache.
  private static let chunk = 1 << 14

  init(grid: Grid, lattice: Lattice) {
    self.grid = grid
    scale = LatticeScale(
      offset: lattice.offset,
      inverseStep: lattice.inverseStep,
      lowest: lattice.range.lowerBound,
      highest: lattice.range.upperBound
    )
    let tiles = max(1, (grid.cellCount + FieldSum.tileSize - 1) / FieldSum.tileSize)
    room = min(1024, max(16, (1 << 18) / tiles))
    waitingCounts = [Int](repeating: 0, count: tiles)
  }

  /// - Parameter add: Adds observations from an index on to a tile, and tells the index of the first
  ///   that lies in another.
  mutating func add(
    latitudes: Span<Double>,
    longitudes: Span<Double>,
    values: Span<Double>,
    to add: (_ tile: Int, _ cells: Span<Int32>, _ integers: Span<Int32>, _ start: Int) -> Int
  ) {
    var start = 0
    while start < values.count {
      let range = start..<min(start + Self.chunk, values.count)
      addChunk(
        latitudes: latitudes.extracting(range),
        longitudes: longitudes.extracting(range),
        values: values.extracting(range),
        to: add
      )
      start = range.upperBound
    }
    for tile in waitingCounts.indices where waitingCounts[tile] > 0 { release(tile, to: add) }
  }

  private mutating func addChunk(
    latitudes: Span<Double>,
    longitudes: Span<Double>,
    values: Span<Double>,
    to add: (Int, Span<Int32>, Span<Int32>, Int) -> Int
  ) {
    var count = values.count
    if cells.count != count {
      cells = [Int32](repeating: 0, count: count)
      integers = cells
    }
    Self.find(grid, latitudes: latitudes, longitudes: longitudes, into: &cells)
    Self.round(values, scale, into: &integers)
    let seen = runCount(cells.span, integers.span)
    if seen.rejected > 0 {
      count = reject(latitudes: latitudes, longitudes: longitudes, values: values)
    }
    account.landed += count
    if seen.runs * 4 < values.count {
      let (cells, integers) = (cells.span.extracting(..<count), integers.span.extracting(..<count))
      var i = 0
      while i < count { i = add(Int(cells[i]) / FieldSum.tileSize, cells, integers, i) }
    } else {
      wait(count, to: add)
    }
  }

  private static func find(
    _ grid: Grid,
    latitudes: Span<Double>,
    longitudes: Span<Double>,
    into cells: inout [Int32]
  ) {
    var view = cells.mutableSpan
    grid.findCells(latitudes: latitudes, longitudes: longitudes, into: &view)
  }

  private static func round(
    _ values: Span<Double>,
    _ scale: LatticeScale,
    into integers: inout [Int32]
  ) {
    var view = integers.mutableSpan
    _ = latticeIntegers(values, scale: scale, into: &view)
  }

  /// Accounts for the observations that cannot land and closes the gaps.
  ///
  /// - Returns: The number of the others.
  private mutating func reject(
    latitudes: Span<Double>,
    longitudes: Span<Double>,
    values: Span<Double>
  ) -> Int {
    var kept = 0
    for i in 0..<values.count {
      if values[i].isNaN {
        account.missing += 1
      } else if !latitudes[i].isFinite || !longitudes[i].isFinite {
        account.noPosition += 1
      } else if cells[i] < 0 {
        account.outsideGrid += 1
      } else if integers[i] == LatticeScale.none {
        account.outsideLattice += 1
      } else {
        cells[kept] = cells[i]
        integers[kept] = integers[i]
        kept += 1
      }
    }
    return kept
  }

  private mutating func wait(
    _ count: Int,
    to add: (Int, Span<Int32>, Span<Int32>, Int) -> Int
  ) {
    if waitingCells.isEmpty {
      waitingCells = [Int32](repeating: 0, count: waitingCounts.count * room)
      waitingIntegers = waitingCells
    }
    var i = 0
    while i < count {
      let tile = Self.wait(
        cells,
        integers,
        upTo: count,
        next: &i,
        room,
        &waitingCells,
        &waitingIntegers,
        &waitingCounts
      )
      if let tile { release(tile, to: add) }
    }
  }

  /// Lets observations wait until there is no more room for those of a tile.
  ///
  /// - Returns: That tile; nil when all wait.
  private static func wait(
    _ cells: [Int32],
    _ integers: [Int32],
    upTo count: Int,
    next: inout Int,
    _ room: Int,
    _ waitingCells: inout [Int32],
    _ waitingIntegers: inout [Int32],
    _ waitingCounts: inout [Int]
  ) -> Int? {
    let (cells, integers) = (cells.span, integers.span)
    var waitingCells = waitingCells.mutableSpan
    var waitingIntegers = waitingIntegers.mutableSpan
    var waitingCounts = waitingCounts.mutableSpan
    var i = next
    while i < count {
      let cell = cells[i]
      let tile = Int(cell) / FieldSum.tileSize
      let waiting = waitingCounts[tile]
      let place = tile &* room &+ waiting
      waitingCells[place] = cell
      waitingIntegers[place] = integers[i]
      waitingCounts[tile] = waiting &+ 1
      i += 1
      if waiting &+ 1 == room {
        next = i
        return tile
      }
    }
    next = i
    return nil
  }

  private mutating func release(
    _ tile: Int,
    to add: (Int, Span<Int32>, Span<Int32>, Int) -> Int
  ) {
    let places = tile * room..<tile * room + waitingCounts[tile]
    _ = add(
      tile,
      waitingCells.span.extracting(places),
      waitingIntegers.span.extracting(places),
      0
    )
    waitingCounts[tile] = 0
  }
}
