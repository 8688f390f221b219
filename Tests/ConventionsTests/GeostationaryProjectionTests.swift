import Conventions
import Testing

@Suite("Geostationary projection")
struct GeostationaryProjectionTests {
  static let goesEast = GeostationaryProjection(
    semiMajorAxis: 6_378_137,
    semiMinorAxis: 6_356_752.31414,
    perspectiveHeight: 35_786_023,
    longitudeOfOrigin: -75,
    sweepsAlongX: true
  )

  @Test("the example of the GOES-R users' guide")
  func example() throws {
    // GOES-R Product Definition and Users' Guide, volume 3, section 5.1.2.8.1: rounded to 1e-6.
    let projection = try #require(Self.goesEast)
    let place = projection.position(x: -0.024052, y: 0.095340)
    #expect((place.latitude - 33.846162).magnitude < 2e-6)
    #expect((place.longitude - -84.690932).magnitude < 2e-6)
  }

  @Test("scan angles of places are found again, whichever way the instrument sweeps")
  func inverse() throws {
    for sweepsAlongX in [true, false] {
      let projection = try #require(
        GeostationaryProjection(
          semiMajorAxis: 6_378_137,
          semiMinorAxis: 6_356_752.31414,
          perspectiveHeight: 35_786_023,
          longitudeOfOrigin: 140.7,
          sweepsAlongX: sweepsAlongX
        )
      )
      for (latitude, longitude) in [(0.0, 140.7), (35.5, 120.25), (-60, 170), (10, 100)] {
        let angles = projection.scanAngles(latitude: latitude, longitude: longitude)
        let place = projection.position(x: angles.x, y: angles.y)
        #expect((place.latitude - latitude).magnitude < 1e-9)
        #expect((place.longitude - longitude).magnitude < 1e-9)
      }
    }
  }

  @Test("beside the disk there is nothing")
  func beside() throws {
    let projection = try #require(Self.goesEast)
    #expect(projection.position(x: 0.16, y: 0).latitude.isNaN)
    #expect(projection.position(x: .nan, y: 0).latitude.isNaN)
  }
}
