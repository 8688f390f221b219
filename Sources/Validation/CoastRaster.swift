extension LandMask {
  /// The mask of which `coast` is the line between land and sea.
  ///
  /// Cells that a coast goes through are unknown. What the others are follows from the number of
  /// coasts between them and the south pole, where there is land. Gaps in a coast would turn land
  /// and sea round all the way north of them, so degrees without a coast that lie together are
  /// first given to the majority of the meridians that cross them; meridians that then do not fit
  /// between two such degrees are unknown there.
  ///
  /// - Parameters:
  ///   - cellsPerDegree: The resolution; half a cell is a whole number of units.
  /// - Complexity: One pass over the coast and one over its rows: less than a second for a million
  ///   points.
  public init(coast: CoastLines, cellsPerDegree: Int) {
    precondition(cellsPerDegree > 0 && cellsPerDegree % 2 == 0)
    precondition(coast.unitsPerDegree % (2 * cellsPerDegree) == 0)
    let raster = CoastRaster(coast, cellsPerDegree: cellsPerDegree)
    self.init(
      grid: Grid(
        south: -90,
        west: -180,
        rowsPerDegree: Double(cellsPerDegree),
        columnsPerDegree: Double(cellsPerDegree),
        rows: 180 * cellsPerDegree,
        columns: 360 * cellsPerDegree
      ),
      side: cellsPerDegree,
      block: { raster.block(row: $0, column: $1) }
    )
  }
}

/// Coasts drawn into cells, one degree at a time.
private struct CoastRaster {
  /// A straight piece of a coast.
  private struct Piece {
    var north1, east1, north2, east2: Int32
  }

  private let units: Int
  /// Cells along the side of a degree, and units along the side of a cell.
  private let cells, step: Int

  /// The pieces of each degree, `pieces[starts[degree]..<starts[degree + 1]]`.
  private var pieces: [Piece] = []
  private var starts: [Int] = []

  /// For each degree without a coast, whether it is land.
  private var isLand = [Bool](repeating: false, count: 180 * 360)

  /// For each degree with a coast the raw value of `Place` at the southern edge of each column of
  /// its cells.
  private var edges: [Int: [UInt8]] = [:]

  init(_ coast: CoastLines, cellsPerDegree: Int) {
    units = coast.unitsPerDegree
    cells = cellsPerDegree
    step = units / cellsPerDegree
    gather(coast)
    var turned: [Int: [Bool]] = [:]
    for degree in isLand.indices where !isPlain(degree) { turned[degree] = turns(of: degree) }
    vote(turned)
    follow(turned)
  }

  /// True for a degree without a coast.
  private func isPlain(_ degree: Int) -> Bool { starts[degree] == starts[degree + 1] }

  // MARK: Pieces

  /// Sorts the pieces of the coast by the degrees that they are in: some points lie beyond the edge
  /// of the degree that the data has them under.
  private mutating func gather(_ coast: CoastLines) {
    var found: [(degree: Int, piece: Piece)] = []
    for degree in isLand.indices {
      // Some degrees of the World Vector Shoreline have all their lines twice, which would cancel.
      for line in Set(coast.lines(degree / 360, degree % 360)) {
        for (from, to) in zip(line, line.dropFirst()) where from != to {
          forEachDegree(from, to) { found.append(($0, $1)) }
        }
      }
    }
    starts = [Int](repeating: 0, count: isLand.count + 1)
    for (degree, _) in found { starts[degree + 1] += 1 }
    for degree in isLand.indices { starts[degree + 1] += starts[degree] }
    var next = starts
    pieces = [Piece](
      repeating: Piece(north1: 0, east1: 0, north2: 0, east2: 0),
      count: found.count
    )
    for (degree, piece) in found {
      pieces[next[degree]] = piece
      next[degree] += 1
    }
  }

  private func forEachDegree(
    _ from: CoastLines.Point,
    _ to: CoastLines.Point,
    _ body: (_ degree: Int, Piece) -> Void
  ) {
    func degrees(_ a: Int, _ b: Int) -> ClosedRange<Int> {
      Self.floorDivide(min(a, b), units)...Self.floorDivide(max(a, b), units)
    }
    for row in degrees(from.north, to.north) where (0..<180).contains(row) {
      for column in degrees(from.east, to.east) {
        // Relative to the south-western corner of the degree.
        let (south, west) = (row * units, column * units)
        body(
          row * 360 + (column % 360 + 360) % 360,
          Piece(
            north1: Int32(from.north - south),
            east1: Int32(from.east - west),
            north2: Int32(to.north - south),
            east2: Int32(to.east - west)
          )
        )
      }
    }
  }

  private static func floorDivide(_ a: Int, _ b: Int) -> Int { (a - ((a % b) + b) % b) / b }

  /// Calls `body` for each crossing of a coast with the middle of a column of cells, with the
  /// number of cells whose middles lie south of it.
  private func forEachCrossing(ofDegree degree: Int, _ body: (_ column: Int, _ row: Int) -> Void) {
    for piece in pieces[starts[degree]..<starts[degree + 1]] {
      let west = 2 * Int(min(piece.east1, piece.east2))
      let east = 2 * Int(max(piece.east1, piece.east2))
      // Middles lie half a unit off, where no point of a coast is; everything is doubled.
      let first = max(Self.floorDivide(west - step - 1, 2 * step) + 1, 0)
      let last = min(Self.floorDivide(east - step - 1, 2 * step), cells - 1)
      guard first <= last else { continue }
      let rise = Double(piece.north2 - piece.north1) / Double(piece.east2 - piece.east1)
      for column in first...last {
        let middle = 2 * step * column + step + 1
        let crossing =
          2 * Double(piece.north1) + rise * Double(middle - 2 * Int(piece.east1))
        guard crossing >= 0, crossing < Double(2 * units) else { continue }
        let row = Self.floorDivide(Int(crossing) - step - 1, 2 * step) + 1
        body(column, row)
      }
    }
  }

  /// For each column of cells whether an odd number of coasts crosses it.
  private func turns(of degree: Int) -> [Bool] {
    var turned = [Bool](repeating: false, count: cells)
    forEachCrossing(ofDegree: degree) { column, _ in turned[column].toggle() }
    return turned
  }

  // MARK: Degrees without a coast

  /// Finds which degrees without a coast are land.
  ///
  /// First every meridian votes on what it comes through on its way from the south pole. Then each
  /// part is held against what it has to the south and to the north, the larger the more it
  /// counts: a gap in a coast misleads from one side only.
  private mutating func vote(_ turned: [Int: [Bool]]) {
    let parts = connectedDegrees()
    var sizes = [Int](repeating: 0, count: isLand.count)
    for degree in isLand.indices where isPlain(degree) { sizes[parts[degree]] += 1 }
    let upwards = Array(0..<180)
    for round in 0..<6 {
      var votes = [Int](repeating: 0, count: isLand.count)
      for column in 0..<360 {
        for rows in round == 0 ? [upwards] : [upwards, upwards.reversed()] {
          // Land at the south pole and sea at the north pole.
          var states = [Bool](repeating: rows[0] == 0, count: cells)
          var weight = 100
          for row in rows {
            let degree = row * 360 + column
            if let turned = turned[degree] {
              for k in states.indices where turned[k] { states[k].toggle() }
              continue
            }
            votes[parts[degree]] += (2 * states.count { $0 } - cells) * weight
            if round > 0 {
              for k in states.indices { states[k] = isLand[degree] }
              weight = min(sizes[parts[degree]], 100)
            }
          }
        }
      }
      for degree in isLand.indices { isLand[degree] = votes[parts[degree]] > 0 }
    }
  }

  /// For each degree without a coast one that stands for all that it is connected with.
  private func connectedDegrees() -> [Int] {
    var parents = Array(isLand.indices)
    func root(_ degree: Int) -> Int {
      var degree = degree
      while parents[degree] != degree {
        parents[degree] = parents[parents[degree]]
        degree = parents[degree]
      }
      return degree
    }
    for degree in isLand.indices where isPlain(degree) {
      let east = degree / 360 * 360 + (degree + 1) % 360
      if isPlain(east) { parents[root(east)] = root(degree) }
      let north = degree + 360
      if north < isLand.count, isPlain(north) { parents[root(north)] = root(degree) }
    }
    return isLand.indices.map { isPlain($0) ? root($0) : $0 }
  }

  // MARK: Degrees with a coast

  /// Follows the meridians from one degree without a coast to the next.
  private mutating func follow(_ turned: [Int: [Bool]]) {
    for column in 0..<360 {
      var states = [Bool](repeating: true, count: cells)
      var run: [Int] = []
      func close(_ edges: inout [Int: [UInt8]], isLand: Bool) {
        for k in states.indices where states[k] != isLand {
          for degree in run { edges[degree]?[k] = LandMask.Place.unknown.rawValue }
        }
        run = []
        states = [Bool](repeating: isLand, count: cells)
      }
      for row in 0..<180 {
        let degree = row * 360 + column
        guard let turned = turned[degree] else {
          close(&edges, isLand: isLand[degree])
          continue
        }
        edges[degree] = states.map { $0 ? 1 : 0 }
        for k in states.indices where turned[k] { states[k].toggle() }
        run.append(degree)
      }
      // There is no land at the north pole.
      close(&edges, isLand: false)
    }
  }

  /// The cells of a degree.
  func block(row: Int, column: Int) -> LandMask.Block {
    let degree = row * 360 + column
    guard let edge = edges[degree] else { return .uniform(isLand[degree] ? .land : .sea) }
    // The first row of which the state is another than that of the row before, in each column.
    var isTurned = [Bool](repeating: false, count: (cells + 1) * cells)
    forEachCrossing(ofDegree: degree) { isTurned[$1 * cells + $0].toggle() }
    var places = [UInt8](repeating: LandMask.Place.unknown.rawValue, count: cells * cells)
    for k in 0..<cells where edge[k] != LandMask.Place.unknown.rawValue {
      var isLand = edge[k] == LandMask.Place.land.rawValue
      for j in 0..<cells {
        if isTurned[j * cells + k] { isLand.toggle() }
        places[j * cells + k] = isLand ? 1 : 0
      }
    }
    for piece in pieces[starts[degree]..<starts[degree + 1]] { mark(piece, in: &places) }
    return .cells(places)
  }

  /// Makes the cells that a piece goes through unknown.
  private func mark(_ piece: Piece, in places: inout [UInt8]) {
    let (y1, y2) = (Double(piece.north1), Double(piece.north2))
    let (x1, x2) = (Double(piece.east1), Double(piece.east2))
    let south = max(Self.floorDivide(Int(min(piece.north1, piece.north2)), step), 0)
    let north = min(Self.floorDivide(Int(max(piece.north1, piece.north2)), step), cells - 1)
    // A piece in a degree beside it may end before it comes to the cells of this one.
    guard south <= north else { return }
    for row in south...north {
      // Where the piece comes into the row and where it leaves it.
      let low = max(Double(row * step), min(y1, y2))
      let high = min(Double((row + 1) * step), max(y1, y2))
      let slope = y1 == y2 ? 0 : (x2 - x1) / (y2 - y1)
      let (a, b) = y1 == y2 ? (x1, x2) : (x1 + slope * (low - y1), x1 + slope * (high - y1))
      let west = max(Int((min(a, b) / Double(step)).rounded(.down)), 0)
      let east = min(Int((max(a, b) / Double(step)).rounded(.down)), cells - 1)
      if west > east { continue }
      for column in west...east {
        places[row * cells + column] = LandMask.Place.unknown.rawValue
      }
    }
  }
}
