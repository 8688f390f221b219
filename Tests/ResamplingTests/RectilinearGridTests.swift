import Resampling
import Testing

@Suite("Rectilinear grid")
struct RectilinearGridTests {
  /// The eight Gaussian latitudes of a grid of 8 rows: arc sines of the zeros of the Legendre
  /// polynomial of degree 8, 0.1834346425, 0.5255324099, 0.7966664774 and 0.9602898565
  /// (Abramowitz and Stegun, table 25.4), in degrees.
  let gaussian = [
    -73.7992136285632, -52.81294319, -31.70409174508, -10.56988231258, 10.56988231258,
    31.70409174508, 52.81294319, 73.7992136285632,
  ]

  @Test("edges are the middles between centres, the poles and one turn")
  func centers() throws {
    let edges = try RectilinearGrid.latitudeEdges(around: gaussian)
    #expect(edges.count == 9)
    #expect(edges[4] == 0)
    #expect(abs(edges[5] - 21.13698702883) < 1e-12)
    // Half a step beyond the last centre: 73.8 + (73.8 - 63.3) = 84.3.
    #expect(abs(edges[8] - (73.7992136285632 + (73.7992136285632 - 52.81294319) / 2)) < 1e-12)
    #expect(try RectilinearGrid.latitudeEdges(around: gaussian.reversed()) == edges)
    // A row on the pole is half as high.
    #expect(try RectilinearGrid.latitudeEdges(around: [-90, 0, 90]) == [-90, -45, 45, 90])

    let columns = (0..<16).map { Double($0) * 22.5 }
    let around = try RectilinearGrid.longitudeEdges(around: columns)
    #expect(around.first == -11.25 && around.last == 348.75 && around.count == 17)
    // Thirds of a degree in single precision go round the globe exactly all the same.
    let thirds = (0..<1080).map { Double(Float($0) / 3 - 180) + 1 / 6.0 }
    let thirdEdges = try RectilinearGrid.longitudeEdges(around: thirds)
    #expect(thirdEdges[1080] - thirdEdges[0] == 360)
    // A column about the antimeridian is the first of the turn after.
    #expect(try RectilinearGrid.longitudeEdges(around: [-180, -90, 0, 90])[0] == 135)
  }

  @Test("every edge belongs to the cell above it, the pole to the northernmost row")
  func edges() throws {
    let grid = try RectilinearGrid(
      latitudeEdges: [-90, -60, -10, 0, 1, 80, 90],
      longitudeEdges: [-170, 0, 0.5, 3, 170, 190]
    )
    for row in 0..<6 {
      for column in 0..<5 {
        let (south, west) = (grid.latitudeEdges[row], grid.longitudeEdges[column])
        #expect(cell(south, west, on: .rectilinear(grid)) == row * 5 + column)
        let (north, east) = (grid.latitudeEdges[row + 1], grid.longitudeEdges[column + 1])
        #expect(cell(north.nextDown, east.nextDown, on: .rectilinear(grid)) == row * 5 + column)
      }
    }
    #expect(cell(90, 0, on: .rectilinear(grid)) == 26)
    #expect(cell(0, -180, on: .rectilinear(grid)) == 3 * 5 + 4)
    #expect(cell(0, 190, on: .rectilinear(grid)) == 3 * 5)
    #expect(cell(0, 189.9, on: .rectilinear(grid)) == 3 * 5 + 4)
    #expect(cell(.nan, 0, on: .rectilinear(grid)) == -1)
    #expect(cell(0, .infinity, on: .rectilinear(grid)) == -1)
    #expect(cell(90.1, 0, on: .rectilinear(grid)) == -1)
  }

  @Test("finds the cells of a regular grid where the edges are those of one")
  func regular() throws {
    let regular = try RegularGrid.global(resolution: Decimal(units: 5, scale: 1))
    let same = try RectilinearGrid(
      latitudeEdges: regular.latitudeEdges,
      longitudeEdges: regular.longitudeEdges
    )
    var words = Words(state: 4)
    let positions = (0..<3000).map { _ in
      (Double.random(in: -90...90, using: &words), Double.random(in: -720...720, using: &words))
    }
    #expect(cells(positions, on: .regular(regular)) == cells(positions, on: .rectilinear(same)))
  }

  @Test("rows are numbered from the south, whichever way they are given")
  func descending() throws {
    let grid = try RectilinearGrid(latitudeEdges: [10, 5, 0], longitudeEdges: [0, 1])
    #expect(grid.latitudeEdges == [0, 5, 10])
    #expect(cell(1, 0.5, on: .rectilinear(grid)) == 0)
    #expect(Grid.rectilinear(grid).center(of: 1) == GridPosition(latitude: 7.5, longitude: 0.5))
  }

  @Test("refuses what is out of order, off the globe or too little")
  func refuses() {
    #expect(throws: GridError.tooFewCenters) {
      try RectilinearGrid.latitudeEdges(around: [1])
    }
    #expect(throws: GridError.notMonotonic) {
      try RectilinearGrid.longitudeEdges(around: [1, 3, 2])
    }
    #expect(throws: GridError.latitudesOutOfOrder) {
      try RectilinearGrid.latitudeEdges(around: [80, 91])
    }
    #expect(throws: GridError.notMonotonic) {
      try RectilinearGrid(latitudeEdges: [0, .nan], longitudeEdges: [0, 1])
    }
    #expect(throws: GridError.longitudesOutOfOrder) {
      try RectilinearGrid(latitudeEdges: [0, 1], longitudeEdges: [-10, 351])
    }
    #expect(throws: GridError.latitudesOutOfOrder) {
      try RectilinearGrid(latitudeEdges: [0, 91], longitudeEdges: [0, 1])
    }
  }
}
