internal import KernelTypes

/// Salinity in the variable of the Gibbs function, `x = √(SA / (40 · 35.16504/35 g/kg))`.
struct GibbsSalinity {
  let x: Double

  init(_ absoluteSalinity: Double) {
    x = (absoluteSalinity * 0.0248826675584615).squareRoot()
  }

  /// `1, x², x³, ... x⁷`.
  var powers: Powers { weighted(1, 1, 1, 1, 1, 1) }

  /// What `f - SA ∂f/∂SA` makes of the powers: `1 - n/2` of each `xⁿ`.
  var powersOfWaterPart: Powers { weighted(0, -0.5, -1, -1.5, -2, -2.5) }

  private func weighted(
    _ w2: Double,
    _ w3: Double,
    _ w4: Double,
    _ w5: Double,
    _ w6: Double,
    _ w7: Double
  ) -> Powers {
    let x2 = x * x
    let x4 = x2 * x2
    return Powers(1, w2 * x2, w3 * x2 * x, w4 * x4, w5 * x4 * x, w6 * x4 * x2, w7 * x4 * x2 * x, 0)
  }
}

/// `z, z², ... z⁶` of `z = p / 10⁴ dbar`.
func gibbsPressurePowers(_ pressureDecibar: Double) -> Powers {
  let z = pressureDecibar * 1e-4
  return Powers(z, z * z, z * z * z, z * z * z * z, z * z * z * z * z, z * z * z * z * z * z, 0, 0)
}

/// The derivatives `1, 2 z, 3 z², ... 6 z⁵` of the powers of pressure.
func gibbsPressureSlopes(_ pressureDecibar: Double) -> Powers {
  let z = pressureDecibar * 1e-4
  return Powers(
    1,
    2 * z,
    3 * z * z,
    4 * z * z * z,
    5 * z * z * z * z,
    6 * z * z * z * z * z,
    0,
    0
  )
}
