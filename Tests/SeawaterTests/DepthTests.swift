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

  @Test("of missing input is missing")
  func missing() {
    #expect(depthMeters(pressureDecibar: .nan, latitudeDegrees: 0).isNaN)
    #expect(depthMeters(pressureDecibar: 10, latitudeDegrees: .nan).isNaN)
  }
}
