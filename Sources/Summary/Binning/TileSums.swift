/// Tiles of cells that a worker adds observations to.
protocol TileSums {
  /// Adds integers to the cells of one tile, up to the first that lies in another.
  ///
  /// - Returns: The index of that observation, or the number of observations.
  mutating func add(
    _ integers: Span<Int32>,
    to cells: Span<Int32>,
    from start: Int,
    inTile tile: Int
  ) -> Int

  /// Adds observations to the cells of one tile.
  ///
  /// - Parameter observations: The number of the cell of each in the high half, the integer in the
  ///   low.
  mutating func add(_ observations: Span<UInt64>, toTile tile: Int)
}

extension FieldSum: TileSums {}

/// Adds observations that lie anywhere in a tile; see `TileSums`.
func addScattered(_ observations: Span<UInt64>, sums: inout MutableSpan<CellSum>) {
  for i in 0..<observations.count {
    let observation = observations[i]
    let place = Int(observation >> 32) % FieldSum.tileSize
    sums[place].add(Int32(truncatingIfNeeded: observation))
  }
}
