import Seawater
import Testing

@Suite("Density of seawater")
struct DensityTests {
  @Test("agrees with published values", arguments: PublishedPoint.all)
  func published(_ point: PublishedPoint) {
    let (s, t) = (point.absoluteSalinity, point.conservativeTemperature)
    // The published tolerances are 3e-10 kg/m³ and 2.6e-9 m/s.
    let rho = density(
      absoluteSalinity: s,
      conservativeTemperature: t,
      pressureDecibar: point.pressure
    )
    #expect(abs(rho - point.density) < 2.9e-10)
    let volume = specificVolume(
      absoluteSalinity: s,
      conservativeTemperature: t,
      pressureDecibar: point.pressure
    )
    #expect(abs(volume * rho - 1) < 3e-16)
    let sigma0 = potentialDensityAnomaly(absoluteSalinity: s, conservativeTemperature: t)
    #expect(abs(sigma0 - point.sigma0) < 2.9e-10)
    let sigma2 = potentialDensityAnomaly(
      absoluteSalinity: s,
      conservativeTemperature: t,
      referencePressureDecibar: 2000
    )
    #expect(abs(sigma2 - point.sigma2) < 2.9e-10)
    let speed = soundSpeed(
      absoluteSalinity: s,
      conservativeTemperature: t,
      pressureDecibar: point.pressure
    )
    #expect(abs(speed - point.soundSpeed) < 2.6e-9)
  }

  @Test("has the slopes that expansion and contraction say")
  func slopes() {
    func volume(_ s: Double, _ t: Double) -> Double {
      specificVolume(absoluteSalinity: s, conservativeTemperature: t, pressureDecibar: 1500)
    }
    let here = volume(34.5, 8)
    let expansion = (volume(34.5, 8.01) - volume(34.5, 7.99)) / (0.02 * here)
    let contraction = -(volume(34.51, 8) - volume(34.49, 8)) / (0.02 * here)
    // Central differences are off by the third derivatives and by rounding, 1e-16 / 0.01.
    #expect(
      abs(
        thermalExpansion(absoluteSalinity: 34.5, conservativeTemperature: 8, pressureDecibar: 1500)
          - expansion
      ) < 1e-10
    )
    #expect(
      abs(
        salineContraction(absoluteSalinity: 34.5, conservativeTemperature: 8, pressureDecibar: 1500)
          - contraction
      ) < 1e-10
    )
  }

  @Test("of missing input is missing")
  func missing() {
    for (s, t, p) in [(Double.nan, 5.0, 0.0), (35, .nan, 0), (35, 5, .nan)] {
      #expect(density(absoluteSalinity: s, conservativeTemperature: t, pressureDecibar: p).isNaN)
      #expect(soundSpeed(absoluteSalinity: s, conservativeTemperature: t, pressureDecibar: p).isNaN)
    }
  }

  @Test("buoyancy is positive where the lower water is heavier, and negative above lighter water")
  func stability() {
    func square(_ s: (Double, Double), _ t: (Double, Double)) -> Double {
      buoyancyFrequencySquared(
        absoluteSalinity: s,
        conservativeTemperature: t,
        pressureDecibar: (100, 110),
        latitudeDegrees: 45
      )
    }
    #expect(square((35, 35), (10, 9)) > 0)
    #expect(square((35, 35), (9, 10)) < 0)
    #expect(square((35, 35), (10, 10)) == 0)
    #expect(square((.nan, 35), (10, 9)).isNaN)
  }
}
