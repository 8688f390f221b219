import Kernels
import Resampling
import Testing

@Suite("Polar stereographic grid")
struct PolarStereographicGridTests {
  func projection(_ code: Int) throws -> PolarProjection {
    try #require(PolarProjection.registered.first { $0.epsgCode == code })
  }

  func nsidc(_ code: Int, kilometers: String) throws -> PolarStereographicGrid {
    let projection = try projection(code)
    let resolution = try #require(Decimal(kilometers))
    return try PolarStereographicGrid(
      projection: projection,
      resolutionMeters: Decimal(units: resolution.units * 1000, scale: resolution.scale),
      extent: .nsidc(isSouth: projection.isSouth)
    )
  }

  func project(
    _ latitude: Double,
    _ longitude: Double,
    by projection: PolarProjection
  ) -> (Double, Double) {
    let (latitudes, longitudes) = ([latitude], [longitude])
    var (x, y) = ([0.0], [0.0])
    var xView = x.mutableSpan
    var yView = y.mutableSpan
    projectPolarStereographic(
      latitudes: latitudes.span,
      longitudes: longitudes.span,
      projection: projection.forKernels,
      x: &xView,
      y: &yView
    )
    return (x[0], y[0])
  }

  func unproject(_ x: Double, _ y: Double, by projection: PolarProjection) -> GridPosition {
    let (xs, ys) = ([x], [y])
    var latitudes = [0.0]
    var longitudes = [0.0]
    var latitudeView = latitudes.mutableSpan
    var longitudeView = longitudes.mutableSpan
    unprojectPolarStereographic(
      x: xs.span,
      y: ys.span,
      projection: projection.forKernels,
      latitudes: &latitudeView,
      longitudes: &longitudeView
    )
    return GridPosition(latitude: latitudes[0], longitude: longitudes[0])
  }

  /// EPSG code, latitude, longitude, and x and y in metres by pyproj 3.7.2 with PROJ 9.5.1.
  static let projected: [(Int, Double, Double, Double, Double)] = [
    (3413, 89.5, 12.25, 45554.02892253871, -29301.336008411818),
    (3413, 70, 168.35, -1202817.5756043226, 1827637.0751046182),
    (3413, 60.5, -179.999, -2308972.1097021378, 2308891.512777508),
    (3413, 0, 7, 9716479.273466434, -7591345.596609757),
    (3976, -89.5, 12.25, 11492.389372121677, 52930.736150868805),
    (3976, -70, 168.35, 441814.10511424486, -2142855.033594602),
    (3976, -60.5, -179.999, -56.990631948588174, -3265322.6820500325),
    (3976, 0, 7, 1502696.4338332573, 12238480.333220052),
    (3411, 89.5, 12.25, 45554.988823420055, -29301.953437406013),
    (3411, 70, 168.35, -1202842.9575139813, 1827675.6419829791),
    (3411, 60.5, -179.999, -2309020.914204269, 2308940.31557607),
    (3411, 0, 7, 9716688.86813569, -7591509.349912241),
    (3412, -89.5, 12.25, 11492.63153631545, 52931.85149151996),
    (3412, -70, 168.35, 441823.4282950242, -2142900.2522162595),
    (3412, -60.5, -179.999, -56.99183655361856, -3265391.700834246),
    (3412, 0, 7, 1502728.8485745622, 12238744.330102611),
    (3995, 89.5, 12.25, 11526.881328418913, -53089.59646955283),
    (3995, 70, 168.35, 443140.11594729836, 2149286.356079146),
    (3995, 60.5, -179.999, -57.16167717885953, 3275122.851849261),
    (3995, 0, 7, 1507206.4567750068, -12275211.522455772),
    (3031, -89.5, 12.25, 11526.881328418913, 53089.59646955283),
    (3031, -70, 168.35, 443140.11594729836, -2149286.356079146),
    (3031, -60.5, -179.999, -57.16167717885953, -3275122.851849261),
    (3031, 0, 7, 1507206.4567750068, 12275211.522455772),
  ]

  @Test("positions are where PROJ has them, to a micrometre, and come back", arguments: projected)
  func proj(code: Int, latitude: Double, longitude: Double, x: Double, y: Double) throws {
    let projection = try projection(code)
    let ours = project(latitude, longitude, by: projection)
    #expect(abs(ours.0 - x) < 1e-6 && abs(ours.1 - y) < 1e-6)
    let back = unproject(x, y, by: projection)
    // A micrometre is 9e-12 degrees of latitude.
    #expect(abs(back.latitude - latitude) < 1e-11)
    #expect(abs(back.longitude - longitude) * abs(90 - abs(latitude)) / 90 < 1e-11)
  }

  @Test("any latitude of true scale and central meridian will do, the pole too")
  func general() throws {
    // pyproj 3.7.2: +proj=stere +lat_0=90 +lat_ts=90 +lon_0=10 +datum=WGS84, and lat_0=-90
    // lat_ts=-60 lon_0=140.
    let atPole = try PolarProjection(trueScaleLatitude: 90, centralLongitude: 10)
    let north = project(80.3, 77.7, by: atPole)
    #expect(abs(north.0 - 1004705.71913613) < 1e-6 && abs(north.1 + 412059.8455292682) < 1e-6)
    let south = try PolarProjection(trueScaleLatitude: -60, centralLongitude: 140)
    let place = project(-80.3, 77.7, by: south)
    #expect(abs(place.0 + 897116.5604934357) < 1e-6 && abs(place.1 - 470996.724059173) < 1e-6)
    #expect(throws: GridError.notAProjection) {
      try PolarProjection(trueScaleLatitude: 0, centralLongitude: 0)
    }
    #expect(throws: GridError.notAProjection) {
      try PolarProjection(trueScaleLatitude: 70, centralLongitude: .nan)
    }
  }

  @Test("the grids of NSIDC have their rows, columns and corners")
  func nsidc() throws {
    // NSIDC, A guide to NSIDC's polar stereographic projection: 304 by 448 and 316 by 332 cells
    // of 25 km, twice as many of 12.5 km; corners in degrees with two decimals.
    let north = try nsidc(3411, kilometers: "25")
    #expect(north.columns == 304 && north.rows == 448)
    let south = try nsidc(3412, kilometers: "12.5")
    #expect(south.columns == 632 && south.rows == 664)
    let upperLeft = north.corners(of: 447 * 304)[3]
    #expect(abs(upperLeft.latitude - 30.98) < 0.005 && abs(upperLeft.longitude - 168.35) < 0.005)
    let lowerRight = north.corners(of: 303)[1]
    #expect(abs(lowerRight.latitude - 34.35) < 0.005)
    #expect(abs(lowerRight.longitude - (350.03 - 360)) < 0.005)
    let lowerLeft = south.corners(of: 0)[0]
    #expect(abs(lowerLeft.latitude + 41.45) < 0.005 && abs(lowerLeft.longitude + 135) < 0.005)
  }

  @Test("cells hold their left and lower edges, in any turn of longitude")
  func edges() throws {
    let grid = try PolarStereographicGrid(
      projection: projection(3031),
      resolutionMeters: Decimal(units: 100_000, scale: 1),
      extent: .init(
        left: Decimal(units: -300_000, scale: 1),
        bottom: Decimal(units: -200_000, scale: 1),
        right: Decimal(units: 300_000, scale: 1),
        top: Decimal(units: 200_000, scale: 1)
      )
    )
    #expect(grid.columns == 6 && grid.rows == 4)
    // The pole is a corner of four cells; it belongs to the upper right one.
    #expect(cell(-90, 0, on: .polarStereographic(grid)) == 2 * 6 + 3)
    #expect(cell(-90, 123, on: .polarStereographic(grid)) == 2 * 6 + 3)
    // About the South Pole, 0° E is up and 90° E is right.
    for turn in [0.0, 360, -360, 3600] {
      #expect(cell(-89.5, 45 + turn, on: .polarStereographic(grid)) == 2 * 6 + 3)
      #expect(cell(-89.5, 135 + turn, on: .polarStereographic(grid)) == 1 * 6 + 3)
      #expect(cell(-89.5, 225 + turn, on: .polarStereographic(grid)) == 1 * 6 + 2)
      #expect(cell(-89.5, -45 + turn, on: .polarStereographic(grid)) == 2 * 6 + 2)
      // Along the central meridian x is 0 exactly, a left edge.
      #expect(cell(-89.5, 0 + turn, on: .polarStereographic(grid)) == 2 * 6 + 3)
    }
    let odd: [(Double, Double)] = [
      (90, 0), (0, 0), (-80, 0), (.nan, 0), (-89, .nan), (-90.1, 0), (-89, .infinity), (-89, 1e10),
      (91, 0), (.infinity, 0),
    ]
    #expect(cells(odd, on: .polarStereographic(grid)) == odd.map { _ in -1 })
  }

  @Test(
    "the middle of a cell is in it, and its corners are those of its neighbours",
    arguments: [
      3413, 3031,
    ]
  )
  func centers(code: Int) throws {
    let grid = try nsidc(code, kilometers: "100")
    let columns = grid.columns
    for cell in stride(from: 0, to: grid.cellCount, by: 37) {
      let center = grid.center(of: cell)
      #expect(cells([(center.latitude, center.longitude)], on: .polarStereographic(grid)) == [cell])
      #expect((-180..<180).contains(center.longitude))
      let corners = grid.corners(of: cell)
      #expect(corners.allSatisfy { abs($0.longitude - center.longitude) <= 180 })
      guard cell % columns < columns - 1 else { continue }
      let right = grid.corners(of: cell + 1)
      #expect(corners[1].latitude == right[0].latitude)
      #expect(corners[2].latitude == right[3].latitude)
    }
  }

  @Test("refuses an extent that is empty or not a whole number of cells")
  func refuses() throws {
    func grid(_ resolution: Int, _ left: Int, _ right: Int) throws -> PolarStereographicGrid {
      try PolarStereographicGrid(
        projection: projection(3413),
        resolutionMeters: Decimal(units: resolution, scale: 1),
        extent: .init(
          left: Decimal(units: left, scale: 1),
          bottom: Decimal(units: 0, scale: 1),
          right: Decimal(units: right, scale: 1),
          top: Decimal(units: 1000, scale: 1)
        )
      )
    }
    #expect(throws: GridError.resolutionNotPositive) { try grid(0, 0, 1000) }
    #expect(throws: GridError.extentOutOfOrder) { try grid(100, 1000, 1000) }
    #expect(throws: GridError.notWholeCells) { try grid(300, 0, 900) }
    #expect(throws: GridError.tooManyCells) { try grid(1, 0, 100_000) }
  }
}
