public import Conventions
public import NetCDFFile

/// A variable of horizontal fields.
public struct GriddedVariable: Sendable {
  public let variable: Variable

  /// Where its fields lie.
  public let grid: GriddedCoordinates

  /// The dimensions before those of the grid, slowest first.
  public let leading: [Dimension]

  /// Which of the leading dimensions is time; nil when there is none.
  public let timeDimension: Int?

  /// The variable of the coordinate time; nil when there is none.
  public let time: Variable?

  /// How stored numbers become values.
  public let packing: Packing

  init(_ variable: Variable, grid: GriddedCoordinates, time: Variable?) {
    self.variable = variable
    self.grid = grid
    let leading = Array(variable.dimensions.dropLast(grid.dimensions.count))
    self.leading = leading
    self.time = time
    timeDimension = time.flatMap { time in
      leading.firstIndex { $0 == time.dimensions.first }
    }
    packing = variable.packing
  }

  /// The number of horizontal fields.
  public var fieldCount: Int { leading.reduce(1) { $0 * $1.length } }

  /// True when the values are codes, which can be chosen among and not averaged.
  public var isCategorical: Bool {
    ["flag_values", "flag_masks", "flag_meanings"].contains { variable.attribute($0) != nil }
  }

  /// Where a field lies in the variable.
  ///
  /// - Parameter rows: The rows wanted; nil for all.
  public func region(ofField number: Int, rows: Range<Int>? = nil) -> Region {
    var rest = number
    var place: [Int] = []
    for dimension in leading.reversed() {
      place.append(rest % max(1, dimension.length))
      rest /= max(1, dimension.length)
    }
    place.reverse()
    let lengths = grid.dimensions.map(\.length)
    var start = [Int](repeating: 0, count: lengths.count)
    var count = lengths
    if let rows, lengths.count == 2 {
      start[0] = rows.lowerBound
      count[0] = rows.count
    }
    return Region(start: place + start, count: place.map { _ in 1 } + count)
  }
}
