internal import Kernels

/// The sine of the angle of the sun above the horizon.
///
/// By the low-precision coordinates of the sun, good to 0.01° from 1950 to 2050, and mean sidereal
/// time; without refraction. NaN where a coordinate is missing.
///
/// - Parameter time: Seconds since 1970-01-01 UTC.
/// - SeeAlso: *The Astronomical Almanac*, section C, low precision formulas for the sun; Meeus
///   (1998), *Astronomical Algorithms*, equation 12.4 for sidereal time.
package func sineOfSunElevation(time: Double, latitude: Double, longitude: Double) -> Double {
  // Days since noon of 2000-01-01.
  let days = time / 86400 - 10957.5
  let anomaly = sineCosine(degrees: 357.528 + 0.9856003 * days)
  let mean = 280.460 + 0.9856474 * days
  let centre = 1.915 * anomaly.sine + 0.020 * (2 * anomaly.sine * anomaly.cosine)
  let ecliptic = sineCosine(degrees: mean + centre)
  let obliquity = sineCosine(degrees: 23.439 - 0.0000004 * days)
  let sidereal = sineCosine(degrees: 280.46061837 + 360.98564736629 * days + longitude)
  let place = sineCosine(degrees: latitude)
  // The sun's direction along the axes of the equator: x to the equinox, z to the pole.
  let x = ecliptic.cosine
  let y = obliquity.cosine * ecliptic.sine
  let z = obliquity.sine * ecliptic.sine
  return place.sine * z + place.cosine * (sidereal.cosine * x + sidereal.sine * y)
}
