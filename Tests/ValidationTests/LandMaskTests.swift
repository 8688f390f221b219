import Testing
import Validation

@Suite("Land masks")
struct LandMaskTests {
  @Test("answer by cells, whatever the blocks, and are unknown off the grid")
  func cells() {
    // Three rows and five columns of one degree from 10 degrees south and 170 degrees east.
    let rows: [[UInt8]] = [[0, 0, 0, 1, 1], [0, 1, 2, 1, 0], [1, 1, 1, 1, 1]]
    for side in [2, 4, 64] {
      let mask = LandMask(
        grid: LandMask.Grid(
          south: -10,
          west: 170,
          rowsPerDegree: 1,
          columnsPerDegree: 1,
          rows: 3,
          columns: 5
        ),
        side: side
      ) { row, column in
        var cells = [UInt8](repeating: 2, count: side * side)
        for y in 0..<side where row * side + y < 3 {
          for x in 0..<side where column * side + x < 5 {
            cells[y * side + x] = rows[row * side + y][column * side + x]
          }
        }
        return .cells(cells)
      }
      for y in 0..<3 {
        for x in 0..<5 {
          for turn in [-360.0, 0, 360] {
            let place = mask.place(
              latitude: Double(y) - 9.5,
              longitude: Double(x) + 170.25 + turn
            )
            #expect(place.rawValue == rows[y][x])
          }
        }
      }
      #expect(mask.place(latitude: -10.1, longitude: 171) == .unknown)
      #expect(mask.place(latitude: -6.9, longitude: 171) == .unknown)
      #expect(mask.place(latitude: -9, longitude: 175.1) == .unknown)
      #expect(mask.place(latitude: .nan, longitude: 171) == .unknown)
      #expect(mask.place(latitude: -9, longitude: .infinity) == .unknown)
      let shares = mask.shares
      #expect(shares.sea == 5.0 / 15 && shares.land == 9.0 / 15 && shares.unknown == 1.0 / 15)
    }
  }

  /// A square island of six degrees with a square lake of two, and the continent at the south pole
  /// that begins at 80 degrees south. In minutes.
  private static func coast(gap: Bool = false, twice: Bool = false) -> CoastLines {
    func box(_ west: Int, _ south: Int, _ east: Int, _ north: Int) -> [[CoastLines.Point]] {
      func line(_ a: (Int, Int), _ b: (Int, Int)) -> [CoastLines.Point] {
        [CoastLines.Point(north: a.1, east: a.0), CoastLines.Point(north: b.1, east: b.0)]
      }
      return [
        line((west, south), (east, south)), line((east, south), (east, north)),
        line((east, north), (west, north)), line((west, north), (west, south)),
      ]
    }
    // 100 to 106 degrees east and 10 to 16 degrees north, half a degree off the cells' edges.
    var lines = box(280 * 60 + 30, 100 * 60 + 30, 286 * 60 + 30, 106 * 60 + 30)
    lines += box(282 * 60 + 30, 102 * 60 + 30, 284 * 60 + 30, 104 * 60 + 30)
    for column in 0..<360 where !(gap && column == 283) {
      lines.append([
        CoastLines.Point(north: 630, east: column * 60),
        CoastLines.Point(north: 630, east: column * 60 + 60),
      ])
    }
    let all = twice ? lines + lines : lines
    return CoastLines(unitsPerDegree: 60) { row, column in row == 10 && column == 0 ? all : [] }
  }

  @Test("land and sea follow from the coasts, with lakes", arguments: [false, true])
  func coasts(twice: Bool) {
    let mask = LandMask(coast: Self.coast(twice: twice), cellsPerDegree: 2)
    #expect(mask.place(latitude: -85, longitude: 0) == .land)
    #expect(mask.place(latitude: -90, longitude: 0) == .land)
    #expect(mask.place(latitude: -70, longitude: 103.2) == .sea)
    #expect(mask.place(latitude: 11.2, longitude: 103.2) == .land)
    #expect(mask.place(latitude: 13.6, longitude: 103.6) == .sea)
    #expect(mask.place(latitude: 16, longitude: 103.2) == .land)
    #expect(mask.place(latitude: 17.6, longitude: 103.2) == .sea)
    #expect(mask.place(latitude: 90, longitude: 103.2) == .sea)
    #expect(mask.place(latitude: 10.6, longitude: 103.2) == .unknown)
    #expect(mask.place(latitude: 12, longitude: 100.6) == .unknown)
  }

  @Test("a gap in a coast makes its meridians unknown there and nothing wrong beyond")
  func gap() {
    let whole = LandMask(coast: Self.coast(), cellsPerDegree: 2)
    let broken = LandMask(coast: Self.coast(gap: true), cellsPerDegree: 2)
    for latitude in stride(from: -89.75, to: 90, by: 2.5) {
      for longitude in stride(from: -179.75, to: 180, by: 2.5) {
        let place = broken.place(latitude: latitude, longitude: longitude)
        if place != .unknown, whole.place(latitude: latitude, longitude: longitude) != .unknown {
          #expect(place == whole.place(latitude: latitude, longitude: longitude))
        }
      }
    }
    #expect(broken.place(latitude: -70, longitude: 103.2) == .sea)
    #expect(broken.place(latitude: 16, longitude: 103.2) == .land)
  }
}
