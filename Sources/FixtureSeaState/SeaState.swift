internal import Foundation

/// The sea and the air above it as the fixture archive knows them: closed formulas of longitude,
/// latitude, depth or height, and time, with no noise and no state.
///
/// Symbols: `lon`, `lat` in degrees; `t` in days since 2024-06-01T00:00:00Z; `z` in metres, down
/// below the sea surface, up above it; `U = sqrt(u^2 + v^2)` at 10 m. All constants are stored
/// properties and are written to `truth/sea_state.json` under these names, so a port needs these
/// lines alone:
///
///     season(t)  = sin(2 pi (t - seasonZero) / year)
///     d(lon,lat) = shelfScale (lon - shelfLongitude - shelfSlope (lat - shelfLatitude))
///     tf         = meanTemperature - meridionalGradient (lat - 32)
///                + (annualAmplitude + annualAmplitudeSlope (lat - 32)) season(t)
///                + frontStep tanh(d / frontWidth)
///                + tongueExcess exp(-((d - tongueCentre) / tongueWidth)^2)
///                + waveAmplitude sin(2 pi ((lon - 124) / waveLongitude - t / wavePeriod))
///                                cos(2 pi (lat - 32) / waveLatitude)
///
/// `tf` is the foundation temperature in degrees Celsius: a shelf front with a warm tongue on
/// its ocean side, an annual cycle and a westward meander. The wind is a monsoon flow and a low
/// that crosses once in `lowPeriod` days, turned `lowInflow` degrees towards its centre:
///
///     s    = t / lowPeriod - floor(t / lowPeriod)
///     lonc = lowLongitude + lowSpan s
///     latc = lowLatitude + lowTilt (lonc - 124)
///     dx   = (lon - lonc) cos(lat);  dy = lat - latc;  r2 = (dx^2 + dy^2) / lowRadius^2
///     g    = (lowSpeed / lowRadius) exp((1 - r2) / 2)
///     u    = monsoonEast  + monsoonSwing sin(2 pi (lat / 12 - t / 6))
///          - g (dy cos a + dx sin a),   a = lowInflow
///     v    = monsoonNorth + monsoonSwing cos(2 pi (lon / 16 + t / 5))
///          + g (dx cos a - dy sin a)
///     U(z) = U ln(z / roughness) / ln(10 / roughness)            (neutral log profile)
///     p    = meanPressure + 0.15 (lat - 32) - lowDepth exp(-r2 / 2)                 (hPa)
///
/// Around noon the top metres warm, more so in calm air; the skin is cooler than the water
/// below it (Donlon et al. 2002, J. Climate 15, 353-369, equation 2):
///
///     h        = local solar hour = 24 frac(t + lon / 360)
///     sun(h)   = cos(pi (h - 14) / 10)^2 for |h - 14| < 5, else 0
///     warm(z)  = warmLayer exp(-U / warmLayerWind) sun(h) exp(-z / warmLayerDepth)
///     skin     = tf + warm(0) - coolSkin - coolSkinCalm exp(-U / coolSkinWind)
///
/// In the water, with a mixed layer of `m` metres and `x = max(0, z - m)`:
///
///     m    = mixedLayer - mixedLayerSeason season(t)
///     deep(x) = deepTemperature + deepExcess exp(-x / deepScale)
///     T(z) = deep(x) + (tf - deep(0)) exp(-x / thermoclineScale) + warm(z)
///     ss   = shelfSalinity + salinityStep tanh(d / salinityWidth)
///          - plumeDeficit exp(-((lon - 122.5) / 1.5)^2 - (lat - 31.5)^2)
///     S(z) = deepSalinity + (ss - deepSalinity) exp(-x / haloclineScale)
///          + salinityMaximum (x / salinityMaximumDepth) exp(1 - x / salinityMaximumDepth)
///     Ta   = tf - airDeficit + airSwing cos(2 pi (h - 15) / 24);   Td = Ta - dewPointDeficit
///
/// The bulk sea surface temperature is `T(1 m)`.
package struct SeaState: Codable, Sendable, Equatable {
  package var year = 365.25
  package var seasonZero = -16.0
  package var meanTemperature = 18.2
  package var meridionalGradient = 0.75
  package var annualAmplitude = 7.0
  package var annualAmplitudeSlope = 0.3
  package var shelfScale = 0.58
  package var shelfLongitude = 121.8
  package var shelfLatitude = 25.0
  package var shelfSlope = 1.25
  package var frontStep = 0.8
  package var frontWidth = 0.35
  package var tongueExcess = 1.0
  package var tongueCentre = 0.5
  package var tongueWidth = 0.6
  package var waveAmplitude = 0.5
  package var waveLongitude = 3.5
  package var waveLatitude = 4.0
  package var wavePeriod = -25.0

  package var monsoonEast = 1.0
  package var monsoonNorth = 3.5
  package var monsoonSwing = 1.5
  package var lowPeriod = 8.0
  package var lowLongitude = 100.0
  package var lowSpan = 50.0
  package var lowLatitude = 31.0
  package var lowTilt = 0.3
  package var lowRadius = 3.0
  package var lowSpeed = 14.0
  package var lowInflow = 20.0
  package var lowDepth = 12.0
  package var meanPressure = 1010.0
  package var roughness = 1.52e-4

  package var warmLayer = 1.5
  package var warmLayerWind = 3.0
  package var warmLayerDepth = 1.5
  package var coolSkin = 0.14
  package var coolSkinCalm = 0.30
  package var coolSkinWind = 3.7

  package var mixedLayer = 35.0
  package var mixedLayerSeason = 20.0
  package var deepTemperature = 4.0
  package var deepExcess = 12.0
  package var deepScale = 350.0
  package var thermoclineScale = 60.0
  package var shelfSalinity = 33.3
  package var salinityStep = 1.0
  package var salinityWidth = 0.8
  package var plumeDeficit = 4.0
  package var deepSalinity = 34.35
  package var haloclineScale = 50.0
  package var salinityMaximum = 0.45
  package var salinityMaximumDepth = 140.0
  package var airDeficit = 0.8
  package var airSwing = 0.8
  package var dewPointDeficit = 2.5

  package init() {}

  /// A point above or in the sea.
  package struct Place: Sendable {
    package var lon: Double
    package var lat: Double
    /// Days since 2024-06-01T00:00:00Z.
    package var t: Double

    package init(lon: Double, lat: Double, t: Double) {
      self.lon = lon
      self.lat = lat
      self.t = t
    }
  }

  /// The phase of the year: 1 when the sea is warmest, about the middle of August.
  package func season(_ t: Double) -> Double {
    sin(2 * .pi * (t - seasonZero) / year)
  }

  /// The distance from the shelf break in degrees, positive towards the ocean.
  package func shelfDistance(_ place: Place) -> Double {
    shelfScale * (place.lon - shelfLongitude - shelfSlope * (place.lat - shelfLatitude))
  }

  /// The temperature below the layer that the day warms, in degrees Celsius.
  package func foundationTemperature(_ place: Place) -> Double {
    let (lon, lat, t) = (place.lon, place.lat, place.t)
    let d = shelfDistance(place)
    let tongue = (d - tongueCentre) / tongueWidth
    let wave =
      sin(2 * .pi * ((lon - 124) / waveLongitude - t / wavePeriod))
      * cos(2 * .pi * (lat - 32) / waveLatitude)
    return meanTemperature - meridionalGradient * (lat - 32)
      + (annualAmplitude + annualAmplitudeSlope * (lat - 32)) * season(t)
      + frontStep * tanh(d / frontWidth)
      + tongueExcess * exp(-tongue * tongue)
      + waveAmplitude * wave
  }

  /// Where the place lies in the travelling low, in degrees, and its distance over the radius,
  /// squared.
  private func low(_ place: Place) -> (dx: Double, dy: Double, r2: Double) {
    let s = place.t / lowPeriod - (place.t / lowPeriod).rounded(.down)
    let lonc = lowLongitude + lowSpan * s
    let latc = lowLatitude + lowTilt * (lonc - 124)
    let dx = (place.lon - lonc) * cos(place.lat * .pi / 180)
    let dy = place.lat - latc
    return (dx, dy, (dx * dx + dy * dy) / (lowRadius * lowRadius))
  }

  /// The wind at 10 m in m s-1, eastward and northward.
  package func wind(_ place: Place) -> (u: Double, v: Double) {
    let (dx, dy, r2) = low(place)
    let g = lowSpeed / lowRadius * exp((1 - r2) / 2)
    let a = lowInflow * .pi / 180
    let u =
      monsoonEast + monsoonSwing * sin(2 * .pi * (place.lat / 12 - place.t / 6))
      - g * (dy * cos(a) + dx * sin(a))
    let v =
      monsoonNorth + monsoonSwing * cos(2 * .pi * (place.lon / 16 + place.t / 5))
      + g * (dx * cos(a) - dy * sin(a))
    return (u, v)
  }

  /// The wind speed at 10 m in m s-1.
  package func windSpeed(_ place: Place) -> Double {
    let (u, v) = wind(place)
    return (u * u + v * v).squareRoot()
  }

  /// What the wind at 10 m is multiplied by to give that at another height in metres.
  package func windFactor(atHeight z: Double) -> Double {
    log(z / roughness) / log(10 / roughness)
  }

  /// The air pressure at sea level in hPa.
  package func airPressure(_ place: Place) -> Double {
    meanPressure + 0.15 * (place.lat - 32) - lowDepth * exp(-low(place).r2 / 2)
  }

  /// The local solar hour, 0 up to 24.
  package func solarHour(_ place: Place) -> Double {
    let turns = place.t + place.lon / 360
    return 24 * (turns - turns.rounded(.down))
  }

  /// What the day has warmed the water at a depth by, in kelvin.
  package func diurnalWarming(_ place: Place, depth z: Double) -> Double {
    let h = solarHour(place)
    guard abs(h - 14) < 5 else { return 0 }
    let sun = cos(.pi * (h - 14) / 10)
    return warmLayer * exp(-windSpeed(place) / warmLayerWind) * sun * sun
      * exp(-z / warmLayerDepth)
  }

  /// The temperature of the sea's skin, as an infrared radiometer sees it, in degrees Celsius.
  package func skinTemperature(_ place: Place) -> Double {
    foundationTemperature(place) + diurnalWarming(place, depth: 0)
      - coolSkin - coolSkinCalm * exp(-windSpeed(place) / coolSkinWind)
  }

  /// The depth of the mixed layer in metres.
  package func mixedLayerDepth(_ t: Double) -> Double {
    mixedLayer - mixedLayerSeason * season(t)
  }

  /// The temperature in situ at a depth in metres, in degrees Celsius.
  package func temperature(_ place: Place, depth z: Double) -> Double {
    let x = max(0, z - mixedLayerDepth(place.t))
    let deep = deepTemperature + deepExcess * exp(-x / deepScale)
    return deep
      + (foundationTemperature(place) - deepTemperature - deepExcess)
      * exp(-x / thermoclineScale) + diurnalWarming(place, depth: z)
  }

  /// The temperature at 1 m, in degrees Celsius.
  package func bulkTemperature(_ place: Place) -> Double {
    temperature(place, depth: 1)
  }

  /// The practical salinity at a depth in metres.
  package func salinity(_ place: Place, depth z: Double) -> Double {
    let x = max(0, z - mixedLayerDepth(place.t))
    let plume = (place.lon - 122.5) / 1.5
    let surface =
      shelfSalinity + salinityStep * tanh(shelfDistance(place) / salinityWidth)
      - plumeDeficit * exp(-plume * plume - (place.lat - 31.5) * (place.lat - 31.5))
    return deepSalinity + (surface - deepSalinity) * exp(-x / haloclineScale)
      + salinityMaximum * (x / salinityMaximumDepth) * exp(1 - x / salinityMaximumDepth)
  }

  /// The temperature of the air, at any height, in degrees Celsius.
  package func airTemperature(_ place: Place) -> Double {
    foundationTemperature(place) - airDeficit
      + airSwing * cos(2 * .pi * (solarHour(place) - 15) / 24)
  }

  /// The depth in metres at a sea pressure in dbar.
  ///
  /// Source: Fofonoff and Millard (1983), UNESCO Technical Papers in Marine Science 44, p. 28.
  package static func depth(pressure p: Double, latitude: Double) -> Double {
    let s = sin(latitude * .pi / 180)
    let x = s * s
    let gravity = 9.780318 * (1 + (5.2788e-3 + 2.36e-5 * x) * x) + 1.092e-6 * p
    return (((-1.82e-15 * p + 2.279e-10) * p - 2.2512e-5) * p + 9.72659) * p / gravity
  }
}
