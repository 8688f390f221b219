internal import Dispatch
public import ObservationModel
public import Resampling
internal import Synchronization

/// Sums scattered values in the cells of a grid, exactly: the result is the same bits for any order
/// of the observations, any split of them into calls and any number of threads.
///
/// ```swift
/// var binning = ExactBinning(grid: .regular(grid), lattice: temperature.lattice)
/// binning.add(latitudes: latitudes, longitudes: longitudes, values: values)
/// let means = binning.values(of: .mean)
/// ```
///
/// Values are rounded once to the lattice and added as integers. Every observation is accounted
/// for.
///
/// Memory beside the input: 40 bytes for each cell of the tiles of 4096 cells that have
/// observations, and up to 13 MB in all for observations in random order.
public struct ExactBinning: Sendable {
  public let grid: Grid
  public let lattice: Lattice

  /// The sums, by number of the cell.
  public private(set) var field: FieldSum

  /// What became of all observations so far.
  public private(set) var account = BinningAccount()

  public init(grid: Grid, lattice: Lattice) {
    self.grid = grid
    self.lattice = lattice
    field = FieldSum(cellCount: grid.cellCount)
  }

  /// Adds observations.
  ///
  /// - Parameters:
  ///   - latitudes: Degrees north, shape `[obs]`; NaN where missing.
  ///   - longitudes: Degrees east, shape `[obs]`, any of -180...180 and 0...360.
  ///   - values: In the unit of the lattice, shape `[obs]`; NaN where missing.
  ///   - threads: How many threads share the work; the result does not depend on it.
  /// - Precondition: The three have the same length, and `threads >= 1`.
  public mutating func add(
    latitudes: [Double],
    longitudes: [Double],
    values: [Double],
    threads: Int = 1
  ) {
    precondition(latitudes.count == values.count && longitudes.count == values.count)
    precondition(threads >= 1)
    let (grid, lattice, count) = (grid, lattice, values.count)
    guard threads > 1, count >= threads else {
      var worker = BinningWorker(grid: grid, lattice: lattice, count: count, threads: 1)
      worker.add(
        latitudes: latitudes.span,
        longitudes: longitudes.span,
        values: values.span,
        to: &field
      )
      account += worker.account
      return
    }
    let tiles = SharedTiles(field.takeTiles())
    let total = Mutex(BinningAccount())
    DispatchQueue.concurrentPerform(iterations: threads) { thread in
      let mine = count * thread / threads..<count * (thread + 1) / threads
      var worker = BinningWorker(
        grid: grid,
        lattice: lattice,
        count: mine.count,
        threads: threads
      )
      var tiles = tiles
      worker.add(
        latitudes: latitudes.span.extracting(mine),
        longitudes: longitudes.span.extracting(mine),
        values: values.span.extracting(mine),
        to: &tiles
      )
      let account = worker.account
      total.withLock { $0 += account }
    }
    field.put(tiles: tiles.take())
    account += total.withLock { $0 }
  }

  /// Adds what another binning of the same grid and lattice has.
  public mutating func merge(_ other: ExactBinning) {
    precondition(other.grid == grid && other.lattice == lattice)
    field.merge(other.field)
    account += other.account
  }

  /// A statistic of every cell, shape `[cell]`; NaN where a cell is empty, and 0 for `count`.
  ///
  /// - Parameter ddof: What is taken from the number of values in variances and standard
  ///   deviations, 0 or 1.
  /// - Precondition: The statistic is made of the lane of values alone: counts, sums, mean,
  ///   variance, standard deviation, minimum, maximum or range.
  public func values(of statistic: Statistic, ddof: Int = 0) -> [Double] {
    let empty = statistic == .count ? 0 : Double.nan
    var values = [Double](repeating: empty, count: grid.cellCount)
    field.forEachObservedCell { cell, sums in
      values[cell] = statistic.value(of: sums, on: lattice, ddof: ddof)
    }
    return values
  }
}

/// The tiles of a field, each with a lock: sums do not depend on who comes first.
private final class SharedTiles: Sendable, TileSums {
  private final class Tile: Sendable {
    let sums: Mutex<[CellSum]>

    init(_ sums: consuming [CellSum]) { self.sums = Mutex(sums) }
  }

  private let tiles: [Tile]

  init(_ tiles: consuming [[CellSum]]) {
    self.tiles = tiles.map { Tile($0) }
  }

  func add(
    _ integers: Span<Int32>,
    to cells: Span<Int32>,
    from start: Int,
    inTile tile: Int
  ) -> Int {
    tiles[tile].sums.withLock { sums in
      if sums.isEmpty { sums = [CellSum](repeating: CellSum(), count: FieldSum.tileSize) }
      var view = sums.mutableSpan
      return addRuns(integers, to: cells, from: start, tile: tile, sums: &view)
    }
  }

  func add(_ observations: Span<UInt64>, toTile tile: Int) {
    tiles[tile].sums.withLock { sums in
      if sums.isEmpty { sums = [CellSum](repeating: CellSum(), count: FieldSum.tileSize) }
      var view = sums.mutableSpan
      addScattered(observations, sums: &view)
    }
  }

  func take() -> [[CellSum]] {
    tiles.map { tile in
      tile.sums.withLock { sums in
        defer { sums = [] }
        return sums
      }
    }
  }
}
