import Seawater
import Testing

@Suite("Depth from pressure")
struct DepthTests {
  @Test(
    "agrees with the reference implementation of TEOS-10",
    arguments: [
      // -gsw.z_from_p(p, lat), GSW-Python 3.6.23.
      (10.0, 32.0, 9.930099632670075), (500, 4, 496.6405277688888),
      (2000, -60, 1971.719914074729), (6000, 4, 5885.0783833912465), (0, 10, 0),
    ] as [(Double, Double, Double)]
  )
  func agrees(pressure: Double, latitude: Double, depth: Double) {
    let ours = depthMeters(pressureDecibar: pressure, latitudeDegrees: latitude)
    // A few rounding errors of a sum of terms of the size of the result.
    #expect(abs(ours - depth) <= 8 * depth.ulp)
  }

  @Test("is undone by the pressure of a depth, in seas of 11 000 m")
  func inverse() {
    for latitude in [-90.0, -33, 0, 45, 77] {
      for pressure in [0.0, 1, 10, 500, 2000, 6000, 11_300] {
        let depth = depthMeters(pressureDecibar: pressure, latitudeDegrees: latitude)
        let back = pressureDecibar(depthMeters: depth, latitudeDegrees: latitude)
        #expect(abs(back - pressure) < 1e-11)
      }
    }
  }

  @Test("goes with gravity that agrees with the reference implementation")
  func gravity() {
    // gsw.grav(lat, p), check values of TEOS-10 3.06.16.
    for (latitude, pressure, expected) in [
      (11.0, 0.0, 9.782207133388146), (11, 6131, 9.795495804176102), (59, 50, 9.818495488249502),
    ] {
      let ours = gravityMetersPerSecondSquared(
        pressureDecibar: pressure,
        latitudeDegrees: latitude
      )
      #expect(abs(ours - expected) < 5e-14)
    }
  }

  @Test("of missing input is missing")
  func missing() {
    #expect(depthMeters(pressureDecibar: .nan, latitudeDegrees: 0).isNaN)
    #expect(depthMeters(pressureDecibar: 10, latitudeDegrees: .nan).isNaN)
    #expect(pressureDecibar(depthMeters: .nan, latitudeDegrees: 0).isNaN)
    #expect(gravityMetersPerSecondSquared(latitudeDegrees: .nan).isNaN)
  }
}
