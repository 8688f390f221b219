internal import KernelTypes
internal import Kernels

/// The conservative temperature in °C of seawater of an in-situ temperature.
///
/// Potential enthalpy at the surface divided by a fixed specific heat: the measure of the heat in
/// seawater that mixes and moves without sources. By the Gibbs function, without a fit.
///
/// - Parameters:
///   - absoluteSalinity: In g/kg; NaN and negative salinity give NaN.
///   - temperatureCelsius: In-situ temperature in °C (ITS-90); NaN gives NaN.
///   - pressureDecibar: Sea pressure in dbar, zero at the surface; NaN gives NaN.
/// - SeeAlso: IOC, SCOR and IAPSO (2010), *The international thermodynamic equation of seawater*,
///   section 3.3; IAPWS R13-08 and SR7-09 for the Gibbs function, valid for 0 to 42 g/kg, -6 to
///   40 °C and 0 to 10 000 dbar.
public func conservativeTemperature(
  absoluteSalinity: Double,
  temperatureCelsius: Double,
  pressureDecibar: Double
) -> Double {
  Kernels.conservativeTemperature(
    absoluteSalinity: absoluteSalinity,
    temperature: temperatureCelsius,
    pressure: pressureDecibar
  )
}

/// The conservative temperature in °C of seawater of a potential temperature at the surface.
///
/// - Parameters:
///   - absoluteSalinity: In g/kg; NaN and negative salinity give NaN.
///   - potentialTemperatureCelsius: Potential temperature, referenced to the surface, in °C
///     (ITS-90); NaN gives NaN.
/// - SeeAlso: IOC, SCOR and IAPSO (2010), equation 3.3.3.
public func conservativeTemperature(
  absoluteSalinity: Double,
  potentialTemperatureCelsius: Double
) -> Double {
  Kernels.conservativeTemperature(
    absoluteSalinity: absoluteSalinity,
    potentialTemperature: potentialTemperatureCelsius
  )
}

/// The potential temperature in °C, referenced to the surface, of a conservative temperature.
///
/// - Parameters:
///   - absoluteSalinity: In g/kg; NaN and negative salinity give NaN.
///   - conservativeTemperature: In °C; NaN gives NaN.
/// - SeeAlso: IOC, SCOR and IAPSO (2010), section 3.3.
public func potentialTemperatureCelsius(
  absoluteSalinity: Double,
  conservativeTemperature: Double
) -> Double {
  Kernels.potentialTemperature(
    absoluteSalinity: absoluteSalinity,
    conservativeTemperature: conservativeTemperature
  )
}

/// The temperature in °C that seawater takes when it moves to a reference pressure without
/// exchange of heat and salt: that at which its entropy is the same.
///
/// - Parameters:
///   - absoluteSalinity: In g/kg; NaN and negative salinity give NaN.
///   - temperatureCelsius: In-situ temperature in °C (ITS-90); NaN gives NaN.
///   - pressureDecibar: Sea pressure in dbar; NaN gives NaN.
///   - referencePressureDecibar: Sea pressure in dbar, the surface by default.
/// - SeeAlso: IOC, SCOR and IAPSO (2010), section 3.1.
public func potentialTemperatureCelsius(
  absoluteSalinity: Double,
  temperatureCelsius: Double,
  pressureDecibar: Double,
  referencePressureDecibar: Double = 0
) -> Double {
  Kernels.potentialTemperature(
    absoluteSalinity: absoluteSalinity,
    temperature: temperatureCelsius,
    pressure: pressureDecibar,
    referencePressure: referencePressureDecibar
  )
}

/// The in-situ temperature in °C (ITS-90) of seawater of a conservative temperature.
///
/// - Parameters:
///   - absoluteSalinity: In g/kg; NaN and negative salinity give NaN.
///   - conservativeTemperature: In °C; NaN gives NaN.
///   - pressureDecibar: Sea pressure in dbar; NaN gives NaN.
/// - SeeAlso: IOC, SCOR and IAPSO (2010), sections 3.1 and 3.3.
public func temperatureCelsius(
  absoluteSalinity: Double,
  conservativeTemperature: Double,
  pressureDecibar: Double
) -> Double {
  Kernels.temperature(
    absoluteSalinity: absoluteSalinity,
    conservativeTemperature: conservativeTemperature,
    pressure: pressureDecibar
  )
}

/// The change of in-situ temperature with pressure, without exchange of heat and salt, in K/Pa.
///
/// `-(∂²g/∂t∂p) / (∂²g/∂t²)` of the Gibbs function `g`.
///
/// - Parameters:
///   - absoluteSalinity: In g/kg; NaN and negative salinity give NaN.
///   - temperatureCelsius: In-situ temperature in °C (ITS-90); NaN gives NaN.
///   - pressureDecibar: Sea pressure in dbar; NaN gives NaN.
/// - SeeAlso: IOC, SCOR and IAPSO (2010), equation 2.22.1.
public func adiabaticLapseRate(
  absoluteSalinity: Double,
  temperatureCelsius: Double,
  pressureDecibar: Double
) -> Double {
  let salinity = GibbsSalinity(absoluteSalinity).powers
  let y = temperatureCelsius * 0.025
  let gibbs =
    gibbsPolynomial(salinity: salinity)
    + gibbsPolynomial(salinity: salinity, pressure: gibbsPressurePowers(pressureDecibar))
  let slopeByPressure = gibbsPolynomial(
    salinity: salinity,
    pressure: gibbsPressureSlopes(pressureDecibar)
  )
  // One derivative by t / 40 °C against one by p / 10⁸ Pa.
  return -(40 / 1e8) * slopeByPressure.slope(at: y) / gibbs.curvature(at: y)
}
