import Resampling
import Testing

@Suite("Regular grid")
struct RegularGridTests {
  func quarterDegree() throws -> RegularGrid {
    try .global(resolution: #require(Decimal("0.25")))
  }

  func grid(_ resolution: String, _ extent: [String]) throws -> RegularGrid {
    let sides = try extent.map { try #require(Decimal($0)) }
    return try RegularGrid(
      resolution: #require(Decimal(resolution)),
      west: sides[0],
      south: sides[1],
      east: sides[2],
      north: sides[3]
    )
  }

  @Test(
    "puts poles, antimeridian and any turn of longitude where they belong",
    arguments: [
      // latitude, longitude, row, column
      (10, 180, 400, 0), (10, -180, 400, 0), (10, 359.9, 400, 719), (10, -180.0001, 400, 1439),
      (90, 5, 719, 740), (-90, 5, 0, 740), (20, 10, 440, 760),
      (0.3, Double(Float(0.1) * 3), 361, 721), (10, 540, 400, 0), (10, 720, 400, 720),
      (10, -540, 400, 0), (10, 36_000_000.25, 400, 721), (10, -0.0, 400, 720),
      (10, -1e-300, 400, 719), (10, 180.nextDown, 400, 1439), (10, (-180.0).nextDown, 400, 1439),
      (90.nextDown, 0, 719, 720), (-1e-300, 0, 359, 720),
    ] as [(Double, Double, Int, Int)]
  )
  func edges(latitude: Double, longitude: Double, row: Int, column: Int) throws {
    let grid = try quarterDegree()
    #expect(cell(latitude, longitude, on: .regular(grid)) == row * 1440 + column)
  }

  @Test("leaves out positions that are missing or off the globe")
  func outside() throws {
    let grid = Grid.regular(try quarterDegree())
    for latitude in [90.0001, 90.nextUp, -90.0001, .nan, .infinity, -.infinity, 1e300] {
      #expect(cell(latitude, 0, on: grid) == -1)
    }
    for longitude in [.nan, .infinity, -.infinity, 1e9, 9.96921e36, -1e300] {
      #expect(cell(0, longitude, on: grid) == -1)
    }
  }

  @Test("tells the edges of a region in either convention of longitude and across the antimeridian")
  func regions() throws {
    // 0 to 360: the meridian of Greenwich is both the first edge and the last.
    let whole = Grid.regular(try grid("0.25", ["0", "-90", "360", "90"]))
    #expect(cell(0, 0, on: whole) % 1440 == 0)
    #expect(cell(0, 360, on: whole) % 1440 == 0)
    #expect(cell(0, -1e-300, on: whole) % 1440 == 1439)
    #expect(cell(0, -0.25, on: whole) % 1440 == 1439)
    #expect(cell(0, 180, on: whole) % 1440 == 720)
    #expect(cell(0, -180, on: whole) % 1440 == 720)
    #expect(cell(0, 180.nextDown, on: whole) % 1440 == 719)

    let pacific = Grid.regular(try grid("0.1", ["170.1", "-20", "190.3", "20"]))
    #expect(cell(0, 170.1, on: pacific) % 202 == 0)
    #expect(cell(0, 170.1.nextDown, on: pacific) == -1)
    #expect(cell(0, -180, on: pacific) % 202 == 99)
    #expect(cell(0, 180, on: pacific) % 202 == 99)
    #expect(cell(0, -169.8, on: pacific) % 202 == 201)
    // 190.3 is an edge, and -169.7 is 190.3 only as near as a Double comes to either.
    #expect(cell(0, 190.3, on: pacific) == -1)
    #expect(cell(0, 190.3.nextDown, on: pacific) % 202 == 201)
    #expect(cell(20, 175, on: pacific) == -1)
    #expect(cell(-20, 175, on: pacific) == 49)

    // Beyond a whole turn of 180: the same places by their longitudes a turn or two before.
    let far = Grid.regular(try grid("1", ["400", "0", "500", "10"]))
    for (longitude, column) in [(400.0, 0), (40, 0), (139.5, 99), (499.5, 99), (-320, 0)] {
      #expect(cell(0, longitude, on: far) == column)
    }
    #expect(cell(0, 500, on: far) == -1)
    #expect(cell(0, 140, on: far) == -1)
    #expect(cell(0, 39.9, on: far) == -1)
    // North of a region is not the pole.
    let south = Grid.regular(try grid("1", ["0", "-90", "10", "-80"]))
    #expect(cell(-80, 5, on: south) == -1)
    #expect(cell(-90, 5, on: south) == 5)
  }

  @Test("every edge belongs to the cell above it, whatever the resolution and the turn")
  func edgesAreLower() throws {
    for text in ["0.1", "0.05", "0.3", "1"] {
      let grid = try grid(text, ["117", "23", "132", "41"])
      for turn in [0.0, 360, -360] {
        for column in 0..<grid.columns {
          // A turn may round the edge to a number just below it.
          let edge = grid.longitudeEdges[column] + turn
          guard edge - turn == grid.longitudeEdges[column], turn == 0 || edge == edge.rounded()
          else { continue }
          #expect(cell(30, edge, on: .regular(grid)) % grid.columns == column)
        }
      }
      for column in 0..<grid.columns {
        let below = grid.longitudeEdges[column + 1].nextDown
        #expect(cell(30, below, on: .regular(grid)) % grid.columns == column)
      }
      for row in 0..<grid.rows {
        #expect(cell(grid.latitudeEdges[row], 120, on: .regular(grid)) / grid.columns == row)
      }
    }
  }

  @Test("finds the cell that a search of all edges finds", arguments: [1, 2, 3] as [UInt64])
  func search(seed: UInt64) throws {
    var words = Words(state: seed)
    let grid = try grid("0.7", ["100.1", "-35", "142.1", "35"])
    for _ in 0..<2000 {
      let latitude = Double.random(in: -91...91, using: &words)
      let longitude = Double.random(in: -540...720, using: &words)
      // The turn is exact, so the comparison with an edge is that of the place itself.
      let turned = longitude.remainder(dividingBy: 360)
      let east = turned < 100.1 - 360 ? turned + 360 : turned
      let row = grid.latitudeEdges.lastIndex { $0 <= latitude } ?? -1
      let column = grid.longitudeEdges.lastIndex { $0 <= east } ?? -1
      let isInside = row >= 0 && row < grid.rows && column >= 0 && column < grid.columns
      #expect(
        cell(latitude, longitude, on: .regular(grid))
          == (isInside ? row * grid.columns + column : -1),
        "seed \(seed): \(latitude), \(longitude)"
      )
    }
  }

  @Test("the centre of a cell is in the middle and its corners go round it")
  func corners() throws {
    let grid = Grid.regular(try grid("0.5", ["179", "-1", "181", "1"]))
    #expect(grid.center(of: 0) == GridPosition(latitude: -0.75, longitude: 179.25))
    #expect(grid.center(of: 7) == GridPosition(latitude: -0.25, longitude: 180.75))
    #expect(
      grid.corners(of: 0) == [
        GridPosition(latitude: -1, longitude: 179), GridPosition(latitude: -1, longitude: 179.5),
        GridPosition(latitude: -0.5, longitude: 179.5),
        GridPosition(latitude: -0.5, longitude: 179),
      ]
    )
  }

  @Test("refuses an extent that is reversed, empty or not a whole number of cells")
  func refuses() throws {
    #expect(throws: GridError.latitudesOutOfOrder) { try grid("1", ["1", "1", "1", "1"]) }
    #expect(throws: GridError.longitudesOutOfOrder) { try grid("1", ["1", "0", "1", "1"]) }
    #expect(throws: GridError.notWholeCells) { try grid("0.3", ["0", "0", "1", "1"]) }
    #expect(throws: GridError.resolutionNotPositive) { try grid("0", ["0", "0", "1", "1"]) }
  }
}
