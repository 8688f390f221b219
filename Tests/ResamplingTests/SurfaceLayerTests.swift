import Foundation
import Resampling
import Testing

@Suite("Winds of a surface layer")
struct SurfaceLayerTests {
  /// Equivalent neutral winds at 10 m by pycoare 0.4.3, `coare_35(..., zrf=10, jcool=0).u_n_rf`.
  ///
  /// Wind (m/s) and its height (m), air temperature (°C) and its height, relative humidity (%),
  /// sea temperature (°C), pressure (hPa), latitude.
  static let recorded:
    [(
      u: Double, zu: Double, t: Double, zt: Double, rh: Double, ts: Double, p: Double,
      latitude: Double, wind: Double
    )] = [
      (3, 18, 20, 18, 75, 22, 1012, 10, 3.292506),
      (8, 4, 27, 3, 80, 28.5, 1008, 5, 8.824801),
      (12, 10, 5, 10, 70, 12, 1005, 50, 12.408593),
      (20, 25, -2, 20, 60, 6, 990, 60, 18.576772),
      (28, 10, 18, 10, 85, 19, 985, 35, 28.026529),
      (5, 10, 15, 10, 90, 12, 1020, 45, 3.853877),
      (8, 4, 20, 4, 85, 16, 1018, -35, 8.302780),
      (1, 4, 25, 3, 75, 27, 1010, 0, 1.299197),
      (2, 10, 10, 10, 95, 9, 1015, 50, 1.234904),
      (15, 30, 22, 28, 65, 20, 1000, -20, 13.136872),
      (6, 5, 29, 4, 78, 29, 1009, -5, 6.438496),
      (10, 100, 12, 50, 75, 12.5, 1013, 40, 8.604468),
    ]

  @Test("agrees with the published implementation of COARE 3.5 in stable and unstable air")
  func published() {
    for x in Self.recorded {
      let layer = SurfaceLayer(
        airTemperatureCelsius: x.t,
        airTemperatureHeightMeters: x.zt,
        relativeHumidityPercent: x.rh,
        seaSurfaceTemperatureCelsius: x.ts,
        airPressureHectopascal: x.p,
        latitudeDegrees: x.latitude
      )
      let wind = layer.neutralWind10Meters(speed: x.u, heightMeters: x.zu)
      #expect(abs(wind - x.wind) < 2e-6, "\(x): \(wind)")
    }
  }

  /// The friction velocity of `u = (u*/κ) ln(z/z0)` by bisection, with the C library.
  private func neutral(_ u: Double, _ z: Double) -> Double {
    func u10(_ friction: Double) -> (Double, Double) {
      // Charnock's factor and the wind at 10 m depend on each other.
      var wind = u
      var z0 = 1e-4
      for _ in 0..<200 {
        z0 =
          (0.0017 * min(wind, 19) - 0.005) * friction * friction / 9.806_198
          + 0.11 * 1.326e-5 * (1 + 6.542e-3 * 15 + 8.301e-6 * 225 - 4.84e-9 * 3375) / friction
        wind = friction / 0.4 * log(10 / z0)
      }
      return (wind, z0)
    }
    var (low, high) = (0.01 * u, 0.1 * u)
    for _ in 0..<60 {
      let middle = (low + high) / 2
      let (_, z0) = u10(middle)
      if middle / 0.4 * log(z / z0) < u { low = middle } else { high = middle }
    }
    return u10(low).0
  }

  @Test("a layer without temperatures is neutral, its roughness that of its own stress")
  func withoutTemperatures() {
    for (u, z) in [(2.0, 4.0), (5, 4), (8, 25), (15, 10), (18, 40), (30, 5)] {
      let wind = SurfaceLayer().neutralWind10Meters(speed: u, heightMeters: z)
      #expect(abs(wind - neutral(u, z)) < 1e-3 * u, "\(u) m/s at \(z) m: \(wind)")
      if z == 10 { #expect(abs(wind - u) < 1e-3) }
    }
  }

  @Test("calm stays calm, and no wind and no sense give NaN")
  func edges() {
    let layer = SurfaceLayer(airTemperatureCelsius: 10, seaSurfaceTemperatureCelsius: 12)
    #expect(layer.neutralWind10Meters(speed: 0, heightMeters: 4) == 0)
    #expect(layer.neutralWind10Meters(speed: .nan, heightMeters: 4).isNaN)
    #expect(layer.neutralWind10Meters(speed: -1, heightMeters: 4).isNaN)
    let missing = SurfaceLayer(airTemperatureCelsius: .nan, seaSurfaceTemperatureCelsius: 12)
    #expect(
      missing.neutralWind10Meters(speed: 7, heightMeters: 4)
        == SurfaceLayer().neutralWind10Meters(speed: 7, heightMeters: 4)
    )
  }
}
