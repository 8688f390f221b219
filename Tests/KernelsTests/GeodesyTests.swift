import Kernels
import KernelsV1
import Testing

#if KERNEL_LEVELS
  import KernelsV3
  import KernelsV4
#endif

@Suite("Geodesy")
struct GeodesyTests {
  /// Latitude and longitude of two positions, and what geographiclib 2.1 gives for their distance
  /// along WGS84 (pyproj 3.7.2 with PROJ 9.5.1 gives the same bits): tracks, oceans, poles, the
  /// antimeridian, the equator, and pairs for which Vincenty's iteration does not settle.
  static let geodesics: [(Double, Double, Double, Double, Double)] = [
    (41.01, -71.05, 41.02, -71.05, 1110.541978255554),
    (55.57051468, 16.35126686, 55.57044983, 16.35320091, 122.2190580024855),
    (29.98958, -39.99866, 30.01077, -40.01316, 2734.0383386965586),
    (0, 0, 0, 1, 111319.49079327357),
    (0, 179.9, 0, -179.9, 22263.898158653446),
    (0, 179.9, 0, 180.1, 22263.898158653446),
    (89.9999, 10, 89.9999, -170, 22.338795912566848),
    (-33.9, 18.4, -31.95, 115.86, 8718534.648746118),
    (64.15, -21.94, -54.8, -68.3, 13777790.028472876),
    (50.06632, -5.71475, 58.64402, -3.07009, 969954.1663142095),
    (-41.32, 174.81, 40.96, -5.5, 19959679.26735382),
    (0, 0, 0, 179.3, 19959584.699233953),
    (0, 0, 0, 179.5, 19980861.908890963),
    (0, 0, 0.5, 179.7, 19944127.420750458),
    (30, 0, -30, 179.9, 20003008.42150941),
    (90, 0, -90, 0, 20003931.458625447),
    (1e-12, 0, 0, 90, 10018754.17139462),
    (45, 7, 45.000001, 7.000001, 0.13626112872305457),
    (45, 7, 45, 7, 0),
    (0, 7, 0, 7, 0),
  ]

  @Test(
    "geodesics agree with Karney's algorithm, nearly antipodal ones included",
    arguments: geodesics
  )
  func agrees(pair: (Double, Double, Double, Double, Double)) {
    let distance = Kernels.geodesicDistance(
      latitude1: pair.0,
      longitude1: pair.1,
      latitude2: pair.2,
      longitude2: pair.3
    )
    // Vincenty's series end where a tenth of a millimetre of half the meridian is left over, and
    // their rounding is that of an ulp of the radius.
    #expect(abs(distance - pair.4) <= 2e-9 + 1e-11 * pair.4)
  }

  @Test("a distance is the same from either end")
  func symmetric() {
    for (latitude1, longitude1, latitude2, longitude2, expected) in Self.geodesics {
      let back = Kernels.geodesicDistance(
        latitude1: latitude2,
        longitude1: longitude2,
        latitude2: latitude1,
        longitude2: longitude1
      )
      #expect(abs(back - expected) <= 2e-9 + 1e-11 * expected)
    }
  }

  @Test("a track has the distances of its pairs, however long it is", arguments: 0...19)
  func tracks(count: Int) {
    let positions = Self.geodesics.flatMap { [($0.0, $0.1), ($0.2, $0.3)] }.prefix(count)
    let (latitudes, longitudes) = (positions.map(\.0), positions.map(\.1))
    var distances = [Double](repeating: -7, count: count)
    var span = distances.mutableSpan
    Kernels.geodesicDistances(latitudes: latitudes.span, longitudes: longitudes.span, into: &span)
    for i in 0..<count {
      guard i > 0 else {
        #expect(distances[0].isNaN)
        continue
      }
      let alone = Kernels.geodesicDistance(
        latitude1: latitudes[i - 1],
        longitude1: longitudes[i - 1],
        latitude2: latitudes[i],
        longitude2: longitudes[i]
      )
      #expect(distances[i].bitPattern == alone.bitPattern)
    }
  }

  @Test("a missing coordinate leaves both distances missing")
  func missing() {
    let (latitudes, longitudes): ([Double], [Double]) = ([1, .nan, 3, 4, 5], [1, 2, 3, .nan, 5])
    for measure in 0..<2 {
      var distances = [Double](repeating: 0, count: 5)
      var span = distances.mutableSpan
      if measure == 0 {
        Kernels.geodesicDistances(
          latitudes: latitudes.span,
          longitudes: longitudes.span,
          into: &span
        )
      } else {
        Kernels.haversineDistances(
          latitudes: latitudes.span,
          longitudes: longitudes.span,
          radiusMeters: 1,
          into: &span
        )
      }
      let missing = distances.count { $0.isNaN }
      #expect(missing == 5)
    }
  }

  @Test("haversine distances agree with gsw 3.6.23")
  func haversine() {
    let expected = [
      1111.9492664462255, 121.80489114867137, 2738.8803375775724, 111194.92664455874,
      22238.985328911924, 22238.985328911924, 22.23898532991693, 8700569.944740374,
      13809215.736608367, 968874.703595839,
    ]
    for (pair, expected) in zip(Self.geodesics, expected) {
      let (latitudes, longitudes) = ([pair.0, pair.2], [pair.1, pair.3])
      var distances = [0.0, 0]
      var span = distances.mutableSpan
      Kernels.haversineDistances(
        latitudes: latitudes.span,
        longitudes: longitudes.span,
        radiusMeters: 6_371_000,
        into: &span
      )
      // Half a nanometre is an ulp of the radius.
      #expect(abs(distances[1] - expected) <= 2e-8 + 1e-14 * expected)
    }
  }

  #if KERNEL_LEVELS
    @Test("every level gives the same bits")
    func levels() {
      var latitudes: [Double] = []
      var longitudes: [Double] = []
      for i in 0..<997 {
        latitudes.append(Double(i * 7919 % 18_001) / 100 - 90)
        longitudes.append(Double(i * 104_729 % 36_001) / 100 - 180)
        if i % 50 == 0 {
          latitudes.append(-latitudes[latitudes.count - 1])
          longitudes.append(longitudes[longitudes.count - 1] + 179.8)
        }
      }
      typealias Measure = (Span<Double>, Span<Double>, inout MutableSpan<Double>) -> Void
      func bits(_ measure: Measure) -> [UInt64] {
        var distances = [Double](repeating: 0, count: latitudes.count)
        var span = distances.mutableSpan
        measure(latitudes.span, longitudes.span, &span)
        return distances.map(\.bitPattern)
      }
      let radius = 6_371_000.0
      var levels: [(geodesic: Measure, haversine: Measure)] = [
        (
          { KernelsV1.geodesicDistances(latitudes: $0, longitudes: $1, into: &$2) },
          {
            KernelsV1.haversineDistances(
              latitudes: $0,
              longitudes: $1,
              radiusMeters: radius,
              into: &$2
            )
          }
        )
      ]
      if kernelLevel >= 3 {
        levels.append(
          (
            { KernelsV3.geodesicDistances(latitudes: $0, longitudes: $1, into: &$2) },
            {
              KernelsV3.haversineDistances(
                latitudes: $0,
                longitudes: $1,
                radiusMeters: radius,
                into: &$2
              )
            }
          )
        )
      }
      if kernelLevel >= 4 {
        levels.append(
          (
            { KernelsV4.geodesicDistances(latitudes: $0, longitudes: $1, into: &$2) },
            {
              KernelsV4.haversineDistances(
                latitudes: $0,
                longitudes: $1,
                radiusMeters: radius,
                into: &$2
              )
            }
          )
        )
      }
      for level in levels.dropFirst() {
        let geodesics = (bits(levels[0].geodesic), bits(level.geodesic))
        #expect(geodesics.0 == geodesics.1)
        let greatCircles = (bits(levels[0].haversine), bits(level.haversine))
        #expect(greatCircles.0 == greatCircles.1)
      }
    }
  #endif
}
