import Seawater
import Testing

@Suite("The freezing point of seawater")
struct FreezingPointTests {
  @Test("agrees with published values", arguments: PublishedPoint.all)
  func published(_ point: PublishedPoint) {
    let exact = freezingTemperatureCelsius(
      absoluteSalinity: point.absoluteSalinity,
      pressureDecibar: point.pressure,
      saturationFraction: 0.5
    )
    // The published tolerance is 2.2e-11 °C.
    #expect(abs(exact - point.freezingTemperature) < 2.1e-11)
    let polynomial = freezingTemperaturePolynomialCelsius(
      absoluteSalinity: point.absoluteSalinity,
      pressureDecibar: point.pressure,
      saturationFraction: 0.5
    )
    #expect(abs(polynomial - exact) < 5e-4)
  }

  @Test("of fresh water at the surface is that of the triple point less the slope of melting")
  func freshWater() {
    // Water and ice are in equilibrium at 0.01 °C and 611.657 Pa; the melting curve falls by
    // 7.4e-8 K/Pa to 0.0025 °C at one atmosphere, of water without air.
    let point = freezingTemperatureCelsius(
      absoluteSalinity: 0,
      pressureDecibar: 0,
      saturationFraction: 0
    )
    #expect(abs(point - 0.002519) < 1e-6)
  }

  @Test("falls with salinity, pressure and air")
  func falls() {
    func point(_ s: Double, _ p: Double, _ air: Double) -> Double {
      freezingTemperatureCelsius(
        absoluteSalinity: s,
        pressureDecibar: p,
        saturationFraction: air
      )
    }
    #expect(point(35, 0, 0) < point(30, 0, 0))
    #expect(point(35, 500, 0) < point(35, 0, 0))
    #expect(point(35, 0, 1) < point(35, 0, 0))
    #expect(point(.nan, 0, 0).isNaN && point(35, .nan, 0).isNaN && point(-1, 0, 0).isNaN)
  }
}
