import Resampling
import Testing

@Suite("HEALPix grid")
struct HEALPixGridTests {
  /// nside, latitude, longitude, and the pixel in the nested and in the ring order by healpy 1.20.1.
  static let pixels: [(Int, Double, Double, Int, Int)] = [
    (1, -47.9756, -141.9729, 10, 10), (1, -0.0828, -109.9221, 7, 7), (1, 11.7123, 332.0974, 4, 4),
    (1, -70.4967, 155.8171, 9, 9), (1, -44.7607, 19.2563, 8, 8), (1, 58.9172, 96.1506, 1, 1),
    (4, 19.0071, 261.0377, 126, 67), (4, -26.7041, 116.5006, 155, 141),
    (4, -46.391, 349.6934, 181, 167), (4, 35.1752, -69.5649, 56, 53),
    (4, 19.9208, 119.0144, 18, 61), (4, 1.4191, 81.1573, 89, 91),
    (64, -17.0646, 72.2195, 21177, 31667), (64, 10.5557, -30.3418, 19373, 20074),
    (64, -31.9648, -135.1168, 44092, 37664), (64, 37.1861, 303.8099, 14641, 9816),
    (64, 47.2791, 52.1723, 1768, 6417), (64, -47.9432, -100.2467, 42281, 42929),
    (8192, 20.2871, 6.7039, 325_512_976, 263_012_962),
    (8192, -36.5531, 73.2104, 560_975_346, 642_439_687),
    (8192, 53.4043, 309.3125, 254_157_829, 79_389_051),
    (8192, -34.4512, 196.575, 719_360_299, 630_425_061),
    (8192, -69.0432, 3.2332, 547_539_629, 778_654_199),
    (8192, -36.7598, -170.8863, 716_733_474, 643_629_885),
  ]

  @Test("finds the pixels that healpy finds, in either order and any turn", arguments: pixels)
  func healpy(nside: Int, latitude: Double, longitude: Double, nested: Int, ring: Int) throws {
    let byQuarters = try HEALPixGrid(nside: nside)
    let byRings = try HEALPixGrid(nside: nside, order: .ring)
    #expect(cell(latitude, longitude, on: .healpix(byQuarters)) == nested)
    #expect(cell(latitude, longitude, on: .healpix(byRings)) == ring)
    #expect(cell(latitude, longitude + 720, on: .healpix(byQuarters)) == nested)
    #expect(byQuarters.center(of: nested) == byRings.center(of: ring))
    #expect(byQuarters.corners(of: nested) == byRings.corners(of: ring))
  }

  /// nside, nested pixel, its centre, and the latitudes and longitudes of its corners from the
  /// northern one to the west, by healpy 1.20.1 (`pix2ang`, `boundaries`).
  static let shapes: [(Int, Int, (Double, Double), [Double], [Double])] = [
    (
      1, 4, (0.0, 0.0), [41.81031489577859, 0.0, -41.81031489577862, 0.0], [0.0, 315.0, 0.0, 45.0]
    ),
    (
      4, 100, (-9.594068226860458, 202.5),
      [0.0, -9.594068226860458, -19.47122063449069, -9.594068226860458],
      [202.5, 191.25, 202.5, 213.75]
    ),
    (
      64, 12345, (7.180755781458274, 314.296875),
      [7.782714385390946, 7.180755781458288, 6.579592944977634, 7.180755781458288],
      [314.296875, 313.59375, 314.296875, 315.0]
    ),
    (
      8192, 700_000_000, (-36.41777910933871, 234.66796875),
      [-36.41198500864776, -36.41777910933868, -36.423573642331164, -36.41777910933871],
      [234.66796875, 234.66247558593744, 234.66796875, 234.6734619140625]
    ),
  ]

  @Test("centres and corners are where healpy has them", arguments: shapes)
  func outlines(
    nside: Int,
    pixel: Int,
    center: (Double, Double),
    latitudes: [Double],
    longitudes: [Double]
  ) throws {
    let grid = try HEALPixGrid(nside: nside)
    let found = grid.center(of: pixel)
    #expect(abs(found.latitude - center.0) < 1e-12)
    #expect(abs((found.longitude - center.1).remainder(dividingBy: 360)) < 1e-12)
    for (corner, expected) in zip(grid.corners(of: pixel), zip(latitudes, longitudes)) {
      #expect(abs(corner.latitude - expected.0) < 1e-12)
      #expect(abs((corner.longitude - expected.1).remainder(dividingBy: 360)) < 1e-12)
    }
  }

  @Test("a corner at the pole has the longitude of the centre, and none is far from it")
  func pole() throws {
    let grid = try HEALPixGrid(nside: 2)
    #expect(grid.corners(of: 3)[0] == GridPosition(latitude: 90, longitude: 45))
    for pixel in 0..<grid.cellCount {
      let center = grid.center(of: pixel).longitude
      #expect(grid.corners(of: pixel).allSatisfy { abs($0.longitude - center) <= 90 })
    }
  }

  @Test(
    "the two orders number the same pixels, and a parent holds the centres of its children",
    arguments: [1, 2, 4, 16]
  )
  func orders(nside: Int) throws {
    let nested = try HEALPixGrid(nside: nside)
    let ring = try HEALPixGrid(nside: nside, order: .ring)
    let centers = (0..<nested.cellCount).map { nested.center(of: $0) }
      .map { ($0.latitude, $0.longitude) }
    #expect(cells(centers, on: .healpix(nested)) == Array(0..<nested.cellCount))
    #expect(Set(cells(centers, on: .healpix(ring))) == Set(0..<nested.cellCount))
    let rings = (0..<nested.cellCount).map { ring.center(of: $0) }
    #expect(
      cells(rings.map { ($0.latitude, $0.longitude) }, on: .healpix(ring))
        == Array(0..<nested.cellCount)
    )
    // Rings go from north to south and each from 0° E to the east.
    for (one, next) in zip(rings, rings.dropFirst()) {
      let isSameRing = abs(one.latitude - next.latitude) < 1e-9
      func east(_ place: GridPosition) -> Double {
        place.longitude < 0 ? place.longitude + 360 : place.longitude
      }
      #expect(isSameRing ? east(one) < east(next) : one.latitude > next.latitude)
    }
    guard nside > 1 else { return }
    let parents = try HEALPixGrid(nside: nside / 2)
    #expect(cells(centers, on: .healpix(parents)) == (0..<nested.cellCount).map { $0 >> 2 })
  }

  @Test("positions on the equator and at the poles are in the pixel east of the edge")
  func edges() throws {
    // On the equator z is 0, and the equatorial formulas jp = jm = floor(nside (1/2 + λ/90)) are
    // exact for longitudes of 45/8 degrees, which are corners, middles of edges and centres.
    let grid = try HEALPixGrid(nside: 8)
    for step in -32..<64 {
      let crossing = (8 * (8 + step)) >> 4
      let face = (crossing >> 3) & 3 | 4
      let (x, y) = (crossing & 7, 7 - crossing & 7)
      var pixel = 0
      for bit in 0..<3 { pixel |= (x >> bit & 1) << (2 * bit) | (y >> bit & 1) << (2 * bit + 1) }
      #expect(cell(0, Double(step) * 5.625, on: .healpix(grid)) == face * 64 + pixel, "\(step)")
    }
    #expect(cell(90, 0, on: .healpix(grid)) == 63)
    #expect(cell(90, -1e-300, on: .healpix(grid)) == 3 * 64 + 63)
    #expect(cell(-90, 90, on: .healpix(grid)) == 9 * 64)
  }

  @Test("leaves out positions that are missing or off the globe")
  func outside() throws {
    let odd: [(Double, Double)] = [
      (.nan, 0), (0, .nan), (90.0001, 0), (-91, 0), (.infinity, 0), (0, .infinity), (0, 1e9),
    ]
    for order in HEALPixGrid.Order.allCases {
      let grid = try HEALPixGrid(nside: 4, order: order)
      #expect(cells(odd, on: .healpix(grid)) == odd.map { _ in -1 })
    }
  }

  @Test("refuses sides that are no power of two or too fine")
  func refuses() {
    for nside in [0, -4, 3, 16_384] {
      #expect(throws: GridError.notAHEALPixSide) { try HEALPixGrid(nside: nside) }
    }
  }
}
