internal import KernelTypes
internal import Kernels
internal import ObservationModel
internal import Resampling

/// Brings observations to cells and integers, a chunk at a time, and hands them to the tiles of a
/// field.
///
/// Observations along a track stay in one cell for a while, and their runs go to the cells at once.
/// Where more than half of a chunk are in another cell than the one before, they wait until many
/// are together for the same tile, so that its cells are near when they are added.
struct BinningWorker {
  private let grid: Grid
  private let scale: LatticeScale
  private(set) var account = BinningAccount()

  private var cells = [Int32](repeating: 0, count: Self.chunk)
  private var integers = [Int32](repeating: 0, count: Self.chunk)

  // Observations that wait: places for up to `room` of each tile, `stride` apart. Strides that are
  // no power of two keep the ends of the rows in different sets of the cache.
  private var waiting: [UInt64] = []
  private var waitingCounts: [Int] = []
  private let room: Int
  private var stride: Int { room + 24 }

  /// Cells and integers of a chunk stay in the second level of the cache.
  private static let chunk = 1 << 13

  /// - Parameters:
  ///   - count: How many observations this worker will see.
  ///   - threads: How many workers there are.
  init(grid: Grid, lattice: Lattice, count: Int, threads: Int) {
    self.grid = grid
    scale = LatticeScale(
      offset: lattice.offset,
      inverseStep: lattice.inverseStep,
      lowest: lattice.range.lowerBound,
      highest: lattice.range.upperBound
    )
    let tiles = max(1, (grid.cellCount + FieldSum.tileSize - 1) / FieldSum.tileSize)
    // The more wait for a tile, the more of them find their cells near: 13 MB for all workers.
    room = max(16, min(8192, (12 << 17) / threads / tiles, 2 * count / tiles))
    waitingCounts = [Int](repeating: 0, count: tiles)
  }

  /// Adds observations to tiles.
  mutating func add(
    latitudes: Span<Double>,
    longitudes: Span<Double>,
    values: Span<Double>,
    to tiles: inout some TileSums
  ) {
    var start = 0
    while start < values.count {
      let range = start..<min(start + Self.chunk, values.count)
      addChunk(
        latitudes: latitudes.extracting(range),
        longitudes: longitudes.extracting(range),
        values: values.extracting(range),
        to: &tiles
      )
      start = range.upperBound
    }
    for tile in waitingCounts.indices where waitingCounts[tile] > 0 { release(tile, to: &tiles) }
  }

  private mutating func addChunk(
    latitudes: Span<Double>,
    longitudes: Span<Double>,
    values: Span<Double>,
    to tiles: inout some TileSums
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
    if seen.runs * 2 <= values.count {
      let (cells, integers) = (cells.span.extracting(..<count), integers.span.extracting(..<count))
      var i = 0
      while i < count {
        let tile = Int(cells[i]) / FieldSum.tileSize
        i = tiles.add(integers, to: cells, from: i, inTile: tile)
      }
    } else {
      wait(count, to: &tiles)
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

  private mutating func wait(_ count: Int, to tiles: inout some TileSums) {
    if waiting.isEmpty {
      waiting = [UInt64](repeating: 0, count: waitingCounts.count * stride)
    }
    var i = 0
    while i < count {
      let tile = Self.wait(
        cells,
        integers,
        upTo: count,
        next: &i,
        room,
        stride,
        &waiting,
        &waitingCounts
      )
      if let tile { release(tile, to: &tiles) }
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
    _ stride: Int,
    _ waiting: inout [UInt64],
    _ waitingCounts: inout [Int]
  ) -> Int? {
    let (cells, integers) = (cells.span, integers.span)
    var waiting = waiting.mutableSpan
    var waitingCounts = waitingCounts.mutableSpan
    var i = next
    while i < count {
      let cell = UInt32(bitPattern: cells[i])
      let tile = Int(cell) / FieldSum.tileSize
      let before = waitingCounts[tile]
      let integer = UInt32(bitPattern: integers[i])
      waiting[tile &* stride &+ before] = UInt64(cell) << 32 | UInt64(integer)
      waitingCounts[tile] = before &+ 1
      i &+= 1
      if before &+ 1 == room {
        next = i
        return tile
      }
    }
    next = i
    return nil
  }

  private mutating func release(_ tile: Int, to tiles: inout some TileSums) {
    let start = tile * stride
    tiles.add(waiting.span.extracting(start..<start + waitingCounts[tile]), toTile: tile)
    waitingCounts[tile] = 0
  }
}
