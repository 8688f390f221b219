import Resampling

/// The cell of one position.
func cell(_ latitude: Double, _ longitude: Double, on grid: Grid) -> Int {
  cells([(latitude, longitude)], on: grid)[0]
}

/// The cells of positions, latitude first.
func cells(_ positions: [(Double, Double)], on grid: Grid) -> [Int] {
  var cells = [Int32](repeating: -9, count: positions.count)
  let (latitudes, longitudes) = (positions.map(\.0), positions.map(\.1))
  var view = cells.mutableSpan
  grid.findCells(latitudes: latitudes.span, longitudes: longitudes.span, into: &view)
  return cells.map { Int($0) }
}

/// A fixed sequence of words (splitmix64).
struct Words: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}
