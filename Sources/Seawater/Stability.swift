internal import Kernels

/// The square of the buoyancy frequency between two levels of a profile, in 1/s².
///
/// Negative where the profile is unstable. Expansion, contraction and density are those of the
/// mean of the two levels, at their mean pressure.
///
/// - Parameters:
///   - absoluteSalinity: Of both levels, in g/kg; NaN gives NaN.
///   - conservativeTemperature: Of both levels, in °C; NaN gives NaN.
///   - pressureDecibar: Of both levels, in dbar; NaN or equal ones give NaN or infinity.
///   - latitudeDegrees: Degrees north, for gravity.
/// - SeeAlso: IOC, SCOR and IAPSO (2010), section 3.10: equation 3.10.2.
public func buoyancyFrequencySquared(
  absoluteSalinity: (Double, Double),
  conservativeTemperature: (Double, Double),
  pressureDecibar: (Double, Double),
  latitudeDegrees: Double
) -> Double {
  let salinity = 0.5 * (absoluteSalinity.0 + absoluteSalinity.1)
  let temperature = 0.5 * (conservativeTemperature.0 + conservativeTemperature.1)
  let pressure = 0.5 * (pressureDecibar.0 + pressureDecibar.1)
  let gravity =
    0.5
    * (gravityMetersPerSecondSquared(
      pressureDecibar: pressureDecibar.0,
      latitudeDegrees: latitudeDegrees
    )
      + gravityMetersPerSecondSquared(
        pressureDecibar: pressureDecibar.1,
        latitudeDegrees: latitudeDegrees
      ))
  let contraction = salineContraction(
    absoluteSalinity: salinity,
    conservativeTemperature: temperature,
    pressureDecibar: pressure
  )
  let expansion = thermalExpansion(
    absoluteSalinity: salinity,
    conservativeTemperature: temperature,
    pressureDecibar: pressure
  )
  let meanDensity = density(
    absoluteSalinity: salinity,
    conservativeTemperature: temperature,
    pressureDecibar: pressure
  )
  let change =
    contraction * (absoluteSalinity.1 - absoluteSalinity.0)
    - expansion * (conservativeTemperature.1 - conservativeTemperature.0)
  return gravity * gravity * meanDensity * change
    / (1e4 * (pressureDecibar.1 - pressureDecibar.0))
}
