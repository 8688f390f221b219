internal import KernelTypes
internal import Kernels

/// The in-situ temperature in °C at which seawater freezes, where water has the same chemical
/// potential in seawater and in ice.
///
/// - Parameters:
///   - absoluteSalinity: In g/kg, 0 to 120; NaN and negative salinity give NaN.
///   - pressureDecibar: Sea pressure in dbar, 0 to 10 000; NaN gives NaN.
///   - saturationFraction: How far the water is saturated with air, from 0 to 1, which lowers the
///     freezing point by up to 2.4 mK; saturated by default.
/// - SeeAlso: IOC, SCOR and IAPSO (2010), section 3.33; Feistel and Wagner (2006), J. Phys. Chem.
///   Ref. Data 35, 1021-1047, and IAPWS R10-06 (2009) for the Gibbs function of ice.
public func freezingTemperatureCelsius(
  absoluteSalinity: Double,
  pressureDecibar: Double,
  saturationFraction: Double = 1
) -> Double {
  let salinity = GibbsSalinity(absoluteSalinity)
  let powers = salinity.powersOfWaterPart
  let seawater =
    gibbsPolynomial(salinity: powers)
    + gibbsPolynomial(salinity: powers, pressure: gibbsPressurePowers(pressureDecibar))
  // What f - SA ∂f/∂SA makes of the logarithmic term of the Gibbs function.
  let halfSquare = 0.5 * salinity.x * salinity.x
  var t = freezingTemperaturePolynomialCelsius(
    absoluteSalinity: absoluteSalinity,
    pressureDecibar: pressureDecibar,
    saturationFraction: 0
  )
  // The polynomial is within 0.5 mK; the potentials bend so little that two steps reach rounding.
  for _ in 0..<2 {
    let y = t * 0.025
    let ice = IceGibbs(temperatureCelsius: t, pressureDecibar: pressureDecibar)
    let potential =
      seawater.value(at: y) - halfSquare * (5812.81456626732 + 851.226734946706 * y)
    let slope = 0.025 * (seawater.slope(at: y) - halfSquare * 851.226734946706)
    t -= (potential - ice.value) / (slope - ice.slope)
  }
  return t - saturationFraction * 1e-3 * (2.4 - absoluteSalinity / (2 * 35.16504))
}

/// The conservative temperature in °C at which seawater freezes.
///
/// - SeeAlso: ``freezingTemperatureCelsius(absoluteSalinity:pressureDecibar:saturationFraction:)``.
public func freezingConservativeTemperature(
  absoluteSalinity: Double,
  pressureDecibar: Double,
  saturationFraction: Double = 1
) -> Double {
  conservativeTemperature(
    absoluteSalinity: absoluteSalinity,
    temperatureCelsius: freezingTemperatureCelsius(
      absoluteSalinity: absoluteSalinity,
      pressureDecibar: pressureDecibar,
      saturationFraction: saturationFraction
    ),
    pressureDecibar: pressureDecibar
  )
}
