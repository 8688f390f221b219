/// The sums of the cells of one lane.
public typealias FieldSum = Field<CellSum>

extension FieldSum {
  /// Adds one lattice integer to a cell.
  public mutating func add(_ q: Int32, to cell: Int) {
    update(cell) { $0.add(q) }
  }

  /// Adds lattice integers to cells.
  ///
  /// Runs of observations in one cell, as along the scans of a satellite, are summed in registers
  /// and added to the cell once.
  ///
  /// - Parameters:
  ///   - integers: Shape `[obs]`.
  ///   - cells: The number of the cell of each, shape `[obs]`.
  /// - Precondition: The two have the same length, and every cell is on the grid.
  public mutating func add(_ integers: Span<Int32>, to cells: Span<Int32>) {
    precondition(integers.count == cells.count)
    var i = 0
    while i < cells.count {
      precondition(cells[i] >= 0 && Int(cells[i]) < cellCount)
      i = add(integers, to: cells, from: i, inTile: Int(cells[i]) / Self.tileSize)
    }
  }

  /// Adds integers to the cells of one tile, up to the first that lies in another.
  ///
  /// - Returns: The index of that observation, or the number of observations.
  mutating func add(
    _ integers: Span<Int32>,
    to cells: Span<Int32>,
    from start: Int,
    inTile tile: Int
  ) -> Int {
    makeTile(tile)
    var sums = tiles[tile].mutableSpan
    return addRuns(integers, to: cells, from: start, tile: tile, sums: &sums)
  }

  /// Adds observations to the cells of one tile; see `TileSums`.
  mutating func add(_ observations: Span<UInt64>, toTile tile: Int) {
    makeTile(tile)
    var sums = tiles[tile].mutableSpan
    addScattered(observations, sums: &sums)
  }
}

/// Adds integers to the cells of one tile, up to the first that lies in another.
///
/// - Returns: The index of that observation, or the number of observations.
@inline(__always)
func addRuns(
  _ integers: Span<Int32>,
  to cells: Span<Int32>,
  from start: Int,
  tile: Int,
  sums: inout MutableSpan<CellSum>
) -> Int {
  let count = cells.count
  let base = Int32(truncatingIfNeeded: tile * FieldSum.tileSize)
  var i = start
  while i < count {
    let cell = cells[i]
    let place = cell &- base
    guard place >= 0, Int(place) < sums.count else { break }
    let isRun = i + 1 < count && cells[i + 1] == cell
    guard isRun else {
      sums[Int(place)].add(integers[i])
      i += 1
      continue
    }
    var run = CellSum()
    repeat {
      run.add(integers[i])
      i += 1
    } while i < count && cells[i] == cell
    sums[Int(place)].merge(run)
  }
  return i
}
