internal import Kernels

/// The in-situ temperature in °C at which seawater freezes, by polynomial, within 0.5 mK.
///
/// - Parameters:
///   - absoluteSalinity: In g/kg, 0 to 120; NaN and negative salinity give NaN.
///   - pressureDecibar: Sea pressure in dbar, 0 to 10 000; NaN gives NaN.
///   - saturationFraction: How far the water is saturated with air, from 0 to 1.
/// - SeeAlso: IOC, SCOR and IAPSO (2010), section 3.33; the toolbox's `gsw_t_freezing_poly`, version
///   3.06, which goes by conservative temperature.
public func freezingTemperaturePolynomialCelsius(
  absoluteSalinity: Double,
  pressureDecibar: Double,
  saturationFraction: Double = 1
) -> Double {
  Kernels.freezingTemperature(
    absoluteSalinity: absoluteSalinity,
    pressure: pressureDecibar,
    saturationFraction: saturationFraction
  )
}

/// The conservative temperature in °C at which seawater freezes, by polynomial, within 0.5 mK.
///
/// - SeeAlso:
///   ``freezingTemperaturePolynomialCelsius(absoluteSalinity:pressureDecibar:saturationFraction:)``.
public func freezingConservativeTemperaturePolynomial(
  absoluteSalinity: Double,
  pressureDecibar: Double,
  saturationFraction: Double = 1
) -> Double {
  Kernels.freezingConservativeTemperature(
    absoluteSalinity: absoluteSalinity,
    pressure: pressureDecibar,
    saturationFraction: saturationFraction
  )
}
