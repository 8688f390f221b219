import ObservationModel
import Testing
import Validation

@Suite("The location test")
struct LocationTestTests {
  private func track(
    _ positions: [(Double, Double)],
    seams: [Int] = [],
    _ featureType: FeatureType = .trajectory
  ) throws -> ObservationBatch {
    try TestBatch.make(
      featureType,
      [("temperature", positions.map { _ in 10 })],
      times: positions.indices.map { Double($0) },
      latitudes: positions.map(\.0),
      longitudes: positions.map(\.1),
      seams: seams
    )
  }

  @Test("fails what is at no place and incomplete positions, and passes the bounds themselves")
  func places() throws {
    let batch = try track([
      (90, 180), (-90, -180), (90.1, 0), (0, 180.1), (.nan, 5), (5, .nan), (.nan, .nan),
      (.infinity, 0),
    ])
    let test = LocationTest()
    #expect(test.codes(batch) == [1, 1, 4, 4, 4, 4, 9, 4])
    #expect(rangeLengthsThatMatter(test, batch) == [])
    #expect(test.codes(try track([])) == [])
  }

  @Test("suspects displacements above the maximum, from within the feature only")
  func displacements() throws {
    // A degree of the equator is 111319.4908 m along WGS84 and 111194.9266 m at 6371 km.
    let positions = [(0.0, 0.0), (0.0, 1.0), (0.0, 2.0), (0.0, .nan), (0.0, 3.0), (50.0, 3.0)]
    for (distance, below, above) in [
      (DistanceMeasure.wgs84, 111_319.49, 111_319.4909),
      (.haversine, 111_194.926, 111_194.927),
    ] {
      let strict = LocationTest(maximumDisplacementMeters: below, distance: distance)
      #expect(strict.codes(try track(positions)) == [1, 3, 3, 4, 1, 3])
      #expect(rangeLengthsThatMatter(strict, try track(positions)) == [])
      #expect(strict.codes(try track(positions, seams: [1, 5])) == [1, 1, 3, 4, 1, 1])
      let lax = LocationTest(maximumDisplacementMeters: above, distance: distance)
      #expect(lax.codes(try track(positions)) == [1, 1, 1, 4, 1, 3])
      #expect(strict.codes(try track(positions, .profile)) == [1, 1, 1, 4, 1, 1])
    }
  }

  @Test("crosses the 180th meridian the short way")
  func antimeridian() throws {
    let test = LocationTest(maximumDisplacementMeters: 30_000)
    #expect(test.codes(try track([(0, 179.9), (0, -179.9)])) == [1, 1])
  }
}
