internal import Kernels

/// The air just above the sea at an anemometer, for the change of wind with height.
///
/// What is not known is left out: without the temperatures of air and sea the layer is neutral.
public struct SurfaceLayer: Sendable {
  /// In °C; nil or NaN where it is not known.
  public var airTemperatureCelsius: Double?

  /// The height that air temperature and humidity are measured at; that of the wind when nil.
  public var airTemperatureHeightMeters: Double?

  /// In percent; 80, as is usual over the open sea, where the dew point is not known either.
  public var relativeHumidityPercent: Double?

  /// In °C; taken where the relative humidity is not known.
  public var dewPointCelsius: Double?

  /// The temperature of the skin, or of the water near it, in °C.
  public var seaSurfaceTemperatureCelsius: Double?

  /// In hPa; 1015 where it is not known.
  public var airPressureHectopascal: Double?

  /// Degrees north, for gravity.
  public var latitudeDegrees: Double

  public init(
    airTemperatureCelsius: Double? = nil,
    airTemperatureHeightMeters: Double? = nil,
    relativeHumidityPercent: Double? = nil,
    dewPointCelsius: Double? = nil,
    seaSurfaceTemperatureCelsius: Double? = nil,
    airPressureHectopascal: Double? = nil,
    latitudeDegrees: Double = 45
  ) {
    self.airTemperatureCelsius = airTemperatureCelsius
    self.airTemperatureHeightMeters = airTemperatureHeightMeters
    self.relativeHumidityPercent = relativeHumidityPercent
    self.dewPointCelsius = dewPointCelsius
    self.seaSurfaceTemperatureCelsius = seaSurfaceTemperatureCelsius
    self.airPressureHectopascal = airPressureHectopascal
    self.latitudeDegrees = latitudeDegrees
  }

  /// The equivalent neutral wind at 10 m, in m/s: the wind that a neutral layer over the same
  /// roughness would have at 10 m with the stress that the sea feels.
  ///
  /// COARE 3.5 without cool skin, waves and rain: `u(10 m, n) = u + (u* / (κ g)) (ln(10 m / z) +
  /// ψ(z/L))` with the friction velocity `u*`, the gustiness factor `g`, and Obukhov's length `L`
  /// of ten rounds; `z0 = α u*² / gravity + 0.11 ν / u*` with Charnock's `α = 0.0017 u(10 m, n) -
  /// 0.005`, its wind no more than 19 m/s. Winds are relative to the sea; its current is taken as 0.
  ///
  /// - Parameters:
  ///   - speed: In m/s at `heightMeters`; NaN and negative speeds give NaN.
  ///   - heightMeters: 0.5 m to 200 m.
  /// - SeeAlso: Fairall, Bradley, Hare, Grachev and Edson (2003), J. Climate 16, 571-591; Edson et
  ///   al. (2013), J. Phys. Oceanogr. 43, 1589-1610, equation 13 for α; Liu and Tang (1996), JPL
  ///   Publication 96-17, for the equivalent neutral wind.
  public func neutralWind10Meters(speed: Double, heightMeters z: Double) -> Double {
    guard speed > 0 else { return speed == 0 ? 0 : .nan }
    guard let air = Self.known(airTemperatureCelsius),
      let sea = Self.known(seaSurfaceTemperatureCelsius)
    else { return neutral(speed: speed, heightMeters: z) }
    let zt = Self.known(airTemperatureHeightMeters) ?? z
    let pressure = Self.known(airPressureHectopascal) ?? 1015
    let gravity = gravityAtSurface(latitudeDegrees)
    let nu = viscosity(air)
    let kelvin = air + 273.16
    // Specific humidity in kg/kg: over salt water, and in the air.
    let saturation = 0.98 * vapourPressure(sea, pressure: pressure)
    let qSea = 0.622 * saturation / (pressure - 0.378 * saturation)
    let vapour =
      if let humidity = Self.known(relativeHumidityPercent) {
        humidity / 100 * vapourPressure(air, pressure: pressure)
      } else if let dewPoint = Self.known(dewPointCelsius) {
        vapourPressure(dewPoint, pressure: pressure)
      } else {
        0.8 * vapourPressure(air, pressure: pressure)
      }
    let qAir = 0.62197 * vapour / (pressure - 0.378 * vapour)
    let dt = sea - air - 0.0098 * zt
    let dq = qSea - qAir

    // The first guess, without a solution of the layer.
    var gusty = (speed * speed + 0.25).squareRoot()
    let u10 = gusty * naturalLogarithm(10 / 1e-4) / naturalLogarithm(z / 1e-4)
    var friction = 0.035 * u10
    var z0 = 0.011 * friction * friction / gravity + 0.11 * nu / friction
    let root = Self.karman / naturalLogarithm(10 / z0)
    let ct10 = 0.00115 / root
    var z0t = 10 / exponential(Self.karman / ct10)
    let drag = square(Self.karman / naturalLogarithm(z / z0))
    let ct = Self.karman / naturalLogarithm(zt / z0t)
    let cc = Self.karman * ct / drag
    let critical = -z / Self.inversionMeters / 0.004 / (Self.beta * Self.beta * Self.beta)
    let richardson = -gravity * z / kelvin * (dt + 0.61 * kelvin * dq) / (gusty * gusty)
    var zeta =
      richardson < 0
      ? cc * richardson / (1 + richardson / critical)
      : cc * richardson * (1 + 3 * richardson / cc)
    let isVeryStable = zeta > 50
    friction =
      gusty * Self.karman
      / (naturalLogarithm(z / z0) - Self.windProfile(zeta, first: true))
    let scalar = naturalLogarithm(zt / z0t) - Self.scalarProfile(zeta * zt / z)
    var temperature = -dt * Self.karman / scalar
    var moisture = -dq * Self.karman / scalar
    var charnock = Self.charnock(u10)
    var gust = 1.0
    var result = Double.nan
    for _ in 0..<(isVeryStable ? 1 : 10) {
      zeta =
        Self.karman * gravity * z / kelvin * (temperature + 0.61 * kelvin * moisture)
        / (friction * friction)
      z0 = charnock * friction * friction / gravity + 0.11 * nu / friction
      let reynolds = z0 * friction / nu
      z0t = min(1.6e-4, 5.8e-5 / exponential(0.72 * naturalLogarithm(reynolds)))
      let psi = Self.windProfile(zeta, first: false)
      friction = gusty * Self.karman / (naturalLogarithm(z / z0) - psi)
      let scalar = naturalLogarithm(zt / z0t) - Self.scalarProfile(zeta * zt / z)
      temperature = -dt * Self.karman / scalar
      moisture = -dq * Self.karman / scalar
      let buoyancy = -gravity / kelvin * friction * (temperature + 0.61 * kelvin * moisture)
      let updraught =
        buoyancy > 0 ? Self.beta * cubeRoot(buoyancy * Self.inversionMeters) : 0.2
      gusty = (speed * speed + updraught * updraught).squareRoot()
      gust = gusty / speed
      charnock = Self.charnock(friction / Self.karman / gust * naturalLogarithm(10 / z0))
      result = speed + friction / (Self.karman * gust) * (naturalLogarithm(10 / z) + psi)
    }
    return max(0, result)
  }

  /// Without stability: the logarithmic profile whose roughness fits its own stress.
  private func neutral(speed: Double, heightMeters z: Double) -> Double {
    if z == 10 { return speed }
    let gravity = gravityAtSurface(latitudeDegrees)
    let nu = viscosity(Self.known(airTemperatureCelsius) ?? 15)
    var friction = 0.035 * speed
    var charnock = Self.charnock(speed)
    var z0 = 1e-4
    for _ in 0..<10 {
      z0 = charnock * friction * friction / gravity + 0.11 * nu / friction
      friction = speed * Self.karman / naturalLogarithm(z / z0)
      charnock = Self.charnock(friction / Self.karman * naturalLogarithm(10 / z0))
    }
    return friction / Self.karman * naturalLogarithm(10 / z0)
  }

  static let karman = 0.4
  private static let beta = 1.2
  private static let inversionMeters = 600.0

  private static func known(_ value: Double?) -> Double? {
    value.flatMap { $0.isNaN ? nil : $0 }
  }

  private static func charnock(_ u10: Double) -> Double { 0.0017 * min(u10, 19) - 0.005 }

  /// The kinematic viscosity of dry air in m²/s (Andreas 1989).
  private func viscosity(_ t: Double) -> Double {
    1.326e-5 * (1 + 6.542e-3 * t + 8.301e-6 * t * t - 4.84e-9 * t * t * t)
  }

  /// The saturation pressure of water vapour over water in hPa (Buck 1981).
  private func vapourPressure(_ t: Double, pressure: Double) -> Double {
    6.1121 * exponential(17.502 * t / (240.97 + t)) * (1.0007 + 3.46e-6 * pressure)
  }

  /// Normal gravity of the ellipsoid WGS 84 in m/s².
  private func gravityAtSurface(_ latitude: Double) -> Double {
    let s = sineCosine(degrees: latitude).sine
    let squared = latitude.isNaN ? 0.5 : s * s
    return 9.780_325_335_9 * (1 + 0.001_931_852_652_41 * squared)
      / (1 - 0.006_694_379_990_13 * squared).squareRoot()
  }

  private func square(_ x: Double) -> Double { x * x }
}
