import ObservationModel
import Testing
import Validation

@Suite("Displacements")
struct DisplacementsTests {
  static func codes(
    _ test: LocationTest,
    longitudes: [Double],
    latitudes: [Double]
  ) throws -> [Int] {
    let batch = try TestBatch.make(
      .trajectory,
      [("temperature", longitudes.map { _ in 1 })],
      times: longitudes.indices.map { Double($0) * 3600 },
      latitudes: latitudes,
      longitudes: longitudes
    )
    #expect(rangeLengthsThatMatter(test, batch) == [])
    return test.codes(batch)
  }

  @Test("an impossible coordinate fails whatever is unknown beside it or before it")
  func impossible() throws {
    // ioos_qc 3.0.0: qartod.location_test(lon, lat, 2500, method).
    let longitudes = [0, 180.5, 0.01, 0.01, 0.01, 0.02]
    let latitudes = [0, .nan, 0, -95, 0, 0]
    let haversine = LocationTest(
      maximumDisplacementMeters: 2500,
      distance: .haversine,
      suspectsUnknownDisplacement: true
    )
    #expect(
      try Self.codes(haversine, longitudes: longitudes, latitudes: latitudes) == [1, 4, 3, 4, 3, 1]
    )
    let wgs84 = LocationTest(maximumDisplacementMeters: 2500, distance: .wgs84)
    #expect(
      try Self.codes(wgs84, longitudes: longitudes, latitudes: latitudes) == [1, 4, 1, 4, 1, 1]
    )
  }

  @Test("a longitude beyond half a turn fails and still has a distance")
  func turned() throws {
    let wgs84 = LocationTest(maximumDisplacementMeters: 2500, distance: .wgs84)
    // ioos_qc 3.0.0: qartod.location_test(lon, lat, 2500, "wgs84").
    #expect(
      try Self.codes(
        wgs84,
        longitudes: [0, 180.5, 0.01, 0.01, 0.01, 0.02],
        latitudes: [0, 0, 0, -95, 0, 0]
      ) == [1, 4, 3, 4, 1, 1]
    )
  }
}
