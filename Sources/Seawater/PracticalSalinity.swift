internal import KernelTypes

/// The practical salinity of seawater of a conductivity (PSS-78).
///
/// Below a salinity of 2 by the extension of Hill, Dauphinee and Woods (1986), scaled so that both
/// give 2 at the same conductivity.
///
/// - Parameters:
///   - conductivitySiemensPerMeter: In S/m (a tenth of the value in mS/cm); NaN and negative
///     conductivity give NaN.
///   - temperatureCelsius: In-situ temperature in °C (ITS-90), -2 to 35; NaN gives NaN.
///   - pressureDecibar: Sea pressure in dbar; NaN gives NaN.
/// - Returns: Without unit, valid for 0 to 42; NaN where it would be negative.
/// - SeeAlso: UNESCO (1981), Technical papers in marine science 37; IOC, SCOR and IAPSO (2010),
///   appendix E.1 to E.3; Culkin and Smith (1980) for the conductivity of standard seawater, 4.2914
///   S/m; Hill et al. (1986), IEEE J. Oceanic Eng. 11, 109-112.
public func practicalSalinity(
  conductivitySiemensPerMeter: Double,
  temperatureCelsius: Double,
  pressureDecibar: Double
) -> Double {
  // The scale's coefficients are for IPTS-68.
  let t = temperatureCelsius * 1.00024
  let p = pressureDecibar
  let ratio = conductivitySiemensPerMeter / 4.29140
  let ofTemperature =
    0.6766097 + t * (2.00564e-2 + t * (1.104259e-4 + t * (-6.9698e-7 + t * 1.0031e-9)))
  let ofPressure =
    1 + p * (2.070e-5 + p * (-6.370e-10 + p * 3.989e-15))
    / (1 + 3.426e-2 * t + 4.464e-4 * t * t + (4.215e-1 - 3.107e-3 * t) * ratio)
  let root = (ratio / (ofPressure * ofTemperature)).squareRoot()
  let scale = PracticalScale(temperature68: t)
  let salinity = scale.polynomial.value(at: root)
  if salinity >= 2 { return salinity }
  let diluted = scale.lowSalinity(salinity, root: root)
  return diluted >= 0 ? diluted : .nan
}

/// The practical salinity scale at one temperature.
private struct PracticalScale {
  /// What weighs the terms that depend on temperature, `(t - 15) / (1 + 0.0162 (t - 15))`.
  let weight: Double
  /// Salinity as a polynomial in the root of the conductivity ratio `Rt`.
  let polynomial: Polynomial

  init(temperature68 t: Double) {
    weight = (t - 15) / (1 + 0.0162 * (t - 15))
    polynomial = Polynomial(
      0.0080 + weight * 0.0005,
      -0.1692 - weight * 0.0056,
      25.3851 - weight * 0.0066,
      14.0941 - weight * 0.0375,
      -7.0261 + weight * 0.0636,
      2.7081 - weight * 0.0144,
      0,
      0
    )
  }

  /// Hill's salinity of a diluted sample, scaled to meet the scale at 2.
  func lowSalinity(_ salinity: Double, root: Double) -> Double {
    corrected(salinity, root: root) * 2 / corrected(2, root: rootAtTwo)
  }

  /// Salinity less the correction of Hill et al. for diluted samples.
  private func corrected(_ salinity: Double, root: Double) -> Double {
    let x = 400 * root * root
    let y = 10 * root
    return salinity - 0.0080 / (1 + x * (1.5 + x)) - 0.0005 * weight / (1 + y * (1 + y * (1 + y)))
  }

  /// The root of `Rt` at a salinity of 2. Over -2 to 35 °C it lies within 0.01 of 0.267, from where
  /// four Newton steps leave less than a rounding error.
  private var rootAtTwo: Double {
    var root = 0.267
    for _ in 0..<4 {
      root -= (polynomial.value(at: root) - 2) / polynomial.slope(at: root)
    }
    return root
  }
}
