internal import Kernels

/// The depth of a sea pressure, in metres, positive down.
///
/// TEOS-10: height from the 75-term expression of specific volume for the reference ocean
/// (absolute salinity 35.16504 g/kg, conservative temperature 0 °C), without dynamic height
/// anomaly or sea surface geopotential.
///
/// - Parameters:
///   - pressureDecibar: Sea pressure in dbar, zero at the surface; NaN gives NaN.
///   - latitudeDegrees: Degrees north; NaN gives NaN.
/// - SeeAlso: IOC, SCOR and IAPSO (2010), *The international thermodynamic equation of seawater*,
///   equation 3.32.4; Roquet et al. (2015), Ocean Modelling 90, 29-43, for the enthalpy; Saunders
///   (1981), J. Phys. Oceanogr. 11, 573-574, for the change of gravity with depth.
public func depthMeters(pressureDecibar: Double, latitudeDegrees: Double) -> Double {
  let gamma = 2.26e-7
  let sine = sineCosine(degrees: latitudeDegrees).sine
  let sine2 = sine * sine
  let b = 9.780327 * (1.0 + (5.2792e-3 + (2.32e-5 * sine2)) * sine2)
  let a = -0.5 * gamma * b
  let c = enthalpyOfReferenceOcean(pressureDecibar: pressureDecibar)
  return 2.0 * c / (b + (b * b - 4.0 * a * c).squareRoot())
}

/// The dynamic enthalpy of the reference ocean, in J/kg.
///
/// - SeeAlso: Roquet et al. (2015), the 75-term expression evaluated at SA = 35.16504 g/kg and
///   CT = 0 °C.
private func enthalpyOfReferenceOcean(pressureDecibar: Double) -> Double {
  let z = pressureDecibar * 1e-4
  var h = 2.8019291329e-10 * z - 2.1078768810e-9
  h = h * z - 5.988108894465758e-9
  h = h * z - 1.664294869986011e-7
  h = h * z + 2.376909655387404e-6
  h = h * z - 2.252956605630465e-5
  h = h * z + 9.726613854843870e-4
  return h * z * 1e8
}
