import Resampling
import Testing

@Suite("Regular grid")
struct RegularGridTests {
  func quarterDegree() throws -> RegularGrid {
    try .global(resolution: #require(Decimal("0.25")))
  }

  func cell(_ latitude: Double, _ longitude: Double, on grid: RegularGrid) -> Int32 {
    var cells: [Int32] = [-9]
    let (latitudes, longitudes) = ([latitude], [longitude])
    var view = cells.mutableSpan
    grid.findCells(latitudes: latitudes.span, longitudes: longitudes.span, into: &view)
    return cells[0]
  }

  @Test(
    "puts poles, antimeridian and either convention of longitude where they belong",
    arguments: [
      // latitude, longitude, row, column
      (0.0, 180.0, 360, 0), (0, -180, 360, 0), (0, 359.9, 360, 719), (0, -180.0001, 360, 1439),
      (-90, 0, 0, 720), (90, 0, 719, 720), (10, 20, 400, 800),
    ] as [(Double, Double, Int32, Int32)]
  )
  func edges(latitude: Double, longitude: Double, row: Int32, column: Int32) throws {
    let grid = try quarterDegree()
    #expect(cell(latitude, longitude, on: grid) == row * 1440 + column)
  }

  @Test("leaves out positions that are missing or off the globe")
  func outside() throws {
    let grid = try quarterDegree()
    #expect(cell(90.0001, 0, on: grid) == -1)
    #expect(cell(.nan, 0, on: grid) == -1)
    #expect(cell(0, .nan, on: grid) == -1)
  }

  @Test("every edge belongs to the cell above it, whatever the resolution")
  func edgesAreLower() throws {
    for text in ["0.1", "0.05", "0.3", "1"] {
      let grid = try RegularGrid(
        resolution: #require(Decimal(text)),
        west: #require(Decimal("117")),
        south: #require(Decimal("23")),
        east: #require(Decimal("132")),
        north: #require(Decimal("41"))
      )
      for column in 0..<grid.columns {
        #expect(cell(30, grid.longitudeEdges[column], on: grid) % Int32(grid.columns) == column)
        let below = grid.longitudeEdges[column + 1].nextDown
        #expect(cell(30, below, on: grid) % Int32(grid.columns) == column)
      }
      for row in 0..<grid.rows {
        #expect(cell(grid.latitudeEdges[row], 120, on: grid) / Int32(grid.columns) == row)
      }
    }
  }

  @Test("refuses an extent that is reversed, empty or not a whole number of cells")
  func refuses() throws {
    let one = try #require(Decimal("1"))
    let tenth = try #require(Decimal("0.3"))
    #expect(throws: GridError.latitudesOutOfOrder) {
      try RegularGrid(resolution: one, west: one, south: one, east: one, north: one)
    }
    #expect(throws: GridError.notWholeCells) {
      try RegularGrid(
        resolution: tenth,
        west: Decimal(units: 0, scale: 1),
        south: Decimal(units: 0, scale: 1),
        east: one,
        north: one
      )
    }
  }
}
