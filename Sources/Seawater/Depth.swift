internal import KernelTypes
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
  let b = surfaceGravity(latitudeDegrees: latitudeDegrees)
  let a = -0.5 * gravityIncrease * b
  let c = referenceEnthalpy.value(at: pressureDecibar * 1e-4) * 1e8
  return 2.0 * c / (b + (b * b - 4.0 * a * c).squareRoot())
}

/// The sea pressure at a depth, in dbar, zero at the surface.
///
/// The inverse of ``depthMeters(pressureDecibar:latitudeDegrees:)``, by Newton steps from the
/// estimate of Saunders (1981); within 10^-11 dbar of it to 11 000 m.
///
/// - Parameters:
///   - depthMeters: In metres, positive down; NaN gives NaN.
///   - latitudeDegrees: Degrees north; NaN gives NaN.
public func pressureDecibar(depthMeters: Double, latitudeDegrees: Double) -> Double {
  let gravity = surfaceGravity(latitudeDegrees: latitudeDegrees)
  let sine = sineCosine(degrees: latitudeDegrees).sine
  let c = 1 - (5.92e-3 + 5.25e-3 * (sine * sine))
  var z = 2e-4 * depthMeters / (c + (c * c - 8.84e-6 * depthMeters).squareRoot())
  let enthalpy = gravity * depthMeters * (1 + 0.5 * gravityIncrease * depthMeters) * 1e-8
  for _ in 0..<2 {
    z -= (referenceEnthalpy.value(at: z) - enthalpy) / referenceEnthalpy.slope(at: z)
  }
  return z * 1e4
}

/// The acceleration of gravity at a sea pressure, in m/s².
///
/// - Parameters:
///   - pressureDecibar: Sea pressure in dbar; NaN gives NaN.
///   - latitudeDegrees: Degrees north; NaN gives NaN.
/// - SeeAlso: IOC, SCOR and IAPSO (2010), appendix D: equation D.3, after Moritz (2000) and
///   Saunders (1981).
public func gravityMetersPerSecondSquared(
  pressureDecibar: Double = 0,
  latitudeDegrees: Double
) -> Double {
  let depth = depthMeters(pressureDecibar: pressureDecibar, latitudeDegrees: latitudeDegrees)
  return surfaceGravity(latitudeDegrees: latitudeDegrees) * (1 + gravityIncrease * depth)
}

/// The increase of gravity with depth in the ocean, relative, in 1/m.
private let gravityIncrease = 2.26e-7

/// Gravity at the surface in m/s².
private func surfaceGravity(latitudeDegrees: Double) -> Double {
  let sine = sineCosine(degrees: latitudeDegrees).sine
  let sine2 = sine * sine
  return 9.780327 * (1.0 + (5.2792e-3 + (2.32e-5 * sine2)) * sine2)
}

/// The dynamic enthalpy of the reference ocean in 10⁸ J/kg, by `z = p / 10⁴ dbar`.
///
/// - SeeAlso: Roquet et al. (2015), the 75-term expression evaluated at SA = 35.16504 g/kg and
///   CT = 0 °C.
private let referenceEnthalpy = Polynomial(
  0,
  9.726613854843870e-4,
  -2.252956605630465e-5,
  2.376909655387404e-6,
  -1.664294869986011e-7,
  -5.988108894465758e-9,
  -2.1078768810e-9,
  2.8019291329e-10
)
