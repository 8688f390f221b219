import Seawater
import Testing

@Suite("Temperatures of seawater")
struct TemperatureTests {
  /// The published tolerance, rounded down.
  static let tolerance = 6e-10

  @Test("agree with published values", arguments: PublishedPoint.all)
  func published(_ point: PublishedPoint) {
    let s = point.absoluteSalinity
    let conservative = conservativeTemperature(
      absoluteSalinity: s,
      temperatureCelsius: point.temperature,
      pressureDecibar: point.pressure
    )
    #expect(abs(conservative - point.conservativeTemperature) < Self.tolerance)
    let ofPotential = conservativeTemperature(
      absoluteSalinity: s,
      potentialTemperatureCelsius: point.potentialTemperature
    )
    #expect(abs(ofPotential - point.conservativeTemperature) < Self.tolerance)
    let potential = potentialTemperatureCelsius(
      absoluteSalinity: s,
      temperatureCelsius: point.temperature,
      pressureDecibar: point.pressure
    )
    #expect(abs(potential - point.potentialTemperature) < Self.tolerance)
    let inSitu = temperatureCelsius(
      absoluteSalinity: s,
      conservativeTemperature: point.conservativeTemperature,
      pressureDecibar: point.pressure
    )
    #expect(abs(inSitu - point.temperature) < Self.tolerance)
  }

  @Test("move to any reference pressure")
  func reference() {
    // gsw.pt_from_t of GSW-Python 3.6.23.
    for (s, t, p, reference, expected) in [
      (34.7118, 28.7856, 10.0, 1000.0, 29.026655277556205),
      (34.7324, 4.5, 3000, 500, 4.255108099103681),
    ] {
      let moved = potentialTemperatureCelsius(
        absoluteSalinity: s,
        temperatureCelsius: t,
        pressureDecibar: p,
        referencePressureDecibar: reference
      )
      #expect(abs(moved - expected) < 1e-13)
    }
  }

  @Test("come back from conservative temperature to a rounding error, to 10 000 dbar")
  func inverse() {
    for s in stride(from: 0.0, through: 42, by: 3.5) {
      for t in stride(from: -2.0, through: 40, by: 2) {
        for p in [0.0, 10, 1000, 4000, 10_000] {
          let conservative = conservativeTemperature(
            absoluteSalinity: s,
            temperatureCelsius: t,
            pressureDecibar: p
          )
          let back = temperatureCelsius(
            absoluteSalinity: s,
            conservativeTemperature: conservative,
            pressureDecibar: p
          )
          // Potential enthalpy is a sum of terms of up to 10⁵ J/kg, of 2e-11 J/kg each in rounding.
          #expect(abs(back - t) < 1e-13)
        }
      }
    }
  }

  @Test("change with pressure as the adiabatic lapse rate says")
  func lapse() {
    func moved(_ p: Double) -> Double {
      potentialTemperatureCelsius(
        absoluteSalinity: 35,
        temperatureCelsius: 10,
        pressureDecibar: 2000,
        referencePressureDecibar: p
      )
    }
    let rate = adiabaticLapseRate(
      absoluteSalinity: 35,
      temperatureCelsius: 10,
      pressureDecibar: 2000
    )
    // A central difference over 20 dbar, which are 2e5 Pa.
    #expect(abs(rate - (moved(2010) - moved(1990)) / 2e5) < 1e-13)
  }

  @Test("of missing input and negative salinity are missing")
  func missing() {
    for (s, t, p) in [(Double.nan, 5.0, 0.0), (35, .nan, 0), (35, 5, .nan), (-0.1, 5, 0)] {
      #expect(
        conservativeTemperature(absoluteSalinity: s, temperatureCelsius: t, pressureDecibar: p)
          .isNaN
      )
      #expect(
        temperatureCelsius(absoluteSalinity: s, conservativeTemperature: t, pressureDecibar: p)
          .isNaN
      )
    }
  }
}
