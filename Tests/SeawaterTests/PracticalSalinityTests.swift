import Seawater
import Testing

@Suite("Practical salinity of conductivity")
struct PracticalSalinityTests {
  func salinity(_ conductivity: Double, _ t: Double, _ p: Double) -> Double {
    practicalSalinity(
      conductivitySiemensPerMeter: conductivity,
      temperatureCelsius: t,
      pressureDecibar: p
    )
  }

  @Test("agrees with published values", arguments: PublishedPoint.all)
  func published(_ point: PublishedPoint) {
    let ours = salinity(point.conductivity / 10, point.temperature, point.pressure)
    #expect(abs(ours - point.practicalSalinity) < 1.2e-10)
  }

  @Test("of standard seawater at 15 °C (IPTS-68) is 35")
  func standard() {
    // 0.008 - 0.1692 + 25.3851 + 14.0941 - 7.0261 + 2.7081 = 35 at a conductivity ratio of 1,
    // which the seven digits of the coefficients of temperature leave within 1e-7.
    #expect(abs(salinity(4.2914, 15 / 1.00024, 0) - 35) < 1e-7)
  }

  @Test("goes on below 2 where the scale ends")
  func diluted() {
    // gsw.SP_from_C at 15 °C and 10 dbar, GSW-Python 3.6.23; conductivities in mS/cm.
    for (conductivity, expected) in [
      (0.5, 0.3019801285568951), (1.0, 0.6200358522218002), (3.0, 1.9670949753871505),
      (4.5, 3.0254034872314834),
    ] {
      #expect(abs(salinity(conductivity / 10, 15, 10) - expected) < 1e-14)
    }
  }

  @Test("of missing and impossible input is missing")
  func missing() {
    #expect(salinity(.nan, 15, 0).isNaN)
    #expect(salinity(4, .nan, 0).isNaN)
    #expect(salinity(4, 15, .nan).isNaN)
    #expect(salinity(-0.1, 15, 0).isNaN)
  }
}
