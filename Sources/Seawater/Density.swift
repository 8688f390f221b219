internal import KernelTypes
internal import Kernels

/// The specific volume of seawater in m³/kg.
///
/// TEOS-10 by the 75-term expression, fitted to 0-42 g/kg, -6 to 40 °C and 0 to 8000 dbar where
/// such water occurs.
///
/// - Parameters:
///   - absoluteSalinity: In g/kg; NaN gives NaN, and so does water fresher than -24 g/kg.
///   - conservativeTemperature: In °C; NaN gives NaN.
///   - pressureDecibar: Sea pressure in dbar, zero at the surface; NaN gives NaN.
/// - SeeAlso: Roquet, Madec, McDougall and Barker (2015), Ocean Modelling 90, 29-43.
public func specificVolume(
  absoluteSalinity: Double,
  conservativeTemperature: Double,
  pressureDecibar: Double
) -> Double {
  Parcel(absoluteSalinity, conservativeTemperature, pressureDecibar).volume
}

/// The density of seawater in kg/m³, the reciprocal of its specific volume.
///
/// - Parameters:
///   - absoluteSalinity: In g/kg; NaN gives NaN.
///   - conservativeTemperature: In °C; NaN gives NaN.
///   - pressureDecibar: Sea pressure in dbar; NaN gives NaN.
/// - SeeAlso: ``specificVolume(absoluteSalinity:conservativeTemperature:pressureDecibar:)``.
public func density(
  absoluteSalinity: Double,
  conservativeTemperature: Double,
  pressureDecibar: Double
) -> Double {
  1 / Parcel(absoluteSalinity, conservativeTemperature, pressureDecibar).volume
}

/// The density in kg/m³ that seawater has when it moves to a reference pressure without exchange.
///
/// - Parameters:
///   - absoluteSalinity: In g/kg; NaN gives NaN.
///   - conservativeTemperature: In °C, which does not change on the way; NaN gives NaN.
///   - referencePressureDecibar: Sea pressure in dbar, the surface by default.
/// - SeeAlso: IOC, SCOR and IAPSO (2010), section 3.4.
public func potentialDensity(
  absoluteSalinity: Double,
  conservativeTemperature: Double,
  referencePressureDecibar: Double = 0
) -> Double {
  density(
    absoluteSalinity: absoluteSalinity,
    conservativeTemperature: conservativeTemperature,
    pressureDecibar: referencePressureDecibar
  )
}

/// Potential density less 1000 kg/m³: sigma0 at the surface, sigma2 at 2000 dbar.
///
/// - SeeAlso:
///   ``potentialDensity(absoluteSalinity:conservativeTemperature:referencePressureDecibar:)``.
public func potentialDensityAnomaly(
  absoluteSalinity: Double,
  conservativeTemperature: Double,
  referencePressureDecibar: Double = 0
) -> Double {
  potentialDensity(
    absoluteSalinity: absoluteSalinity,
    conservativeTemperature: conservativeTemperature,
    referencePressureDecibar: referencePressureDecibar
  ) - 1000
}

/// The speed of sound in seawater in m/s, `√(-v² / (∂v/∂p))`.
///
/// - Parameters:
///   - absoluteSalinity: In g/kg; NaN gives NaN.
///   - conservativeTemperature: In °C; NaN gives NaN.
///   - pressureDecibar: Sea pressure in dbar; NaN gives NaN.
/// - SeeAlso: IOC, SCOR and IAPSO (2010), section 2.17; the 75-term expression.
public func soundSpeed(
  absoluteSalinity: Double,
  conservativeTemperature: Double,
  pressureDecibar: Double
) -> Double {
  let parcel = Parcel(absoluteSalinity, conservativeTemperature, pressureDecibar)
  // The slope is for 10⁴ dbar, which are 10⁸ Pa.
  return 1e4 * (-parcel.volume * parcel.volume / parcel.slopeByPressure).squareRoot()
}

/// The thermal expansion of seawater by conservative temperature, `(∂v/∂CT) / v` in 1/K.
///
/// - Parameters:
///   - absoluteSalinity: In g/kg; NaN gives NaN.
///   - conservativeTemperature: In °C; NaN gives NaN.
///   - pressureDecibar: Sea pressure in dbar; NaN gives NaN.
/// - SeeAlso: IOC, SCOR and IAPSO (2010), section 2.18; the 75-term expression.
public func thermalExpansion(
  absoluteSalinity: Double,
  conservativeTemperature: Double,
  pressureDecibar: Double
) -> Double {
  let parcel = Parcel(absoluteSalinity, conservativeTemperature, pressureDecibar)
  return 0.025 * parcel.slopeByTemperature / parcel.volume
}

/// The contraction of seawater by absolute salinity, `-(∂v/∂SA) / v` in kg/g.
///
/// - Parameters:
///   - absoluteSalinity: In g/kg; NaN gives NaN.
///   - conservativeTemperature: In °C; NaN gives NaN.
///   - pressureDecibar: Sea pressure in dbar; NaN gives NaN.
/// - SeeAlso: IOC, SCOR and IAPSO (2010), section 2.19; the 75-term expression.
public func salineContraction(
  absoluteSalinity: Double,
  conservativeTemperature: Double,
  pressureDecibar: Double
) -> Double {
  let parcel = Parcel(absoluteSalinity, conservativeTemperature, pressureDecibar)
  return -0.5 * Parcel.salinityScale * parcel.slopeBySalinity / (parcel.root * parcel.volume)
}

/// A parcel in the variables of the 75-term expression.
private struct Parcel {
  /// `1 / (40 · 35.16504/35)`, in kg/g.
  static var salinityScale: Double { 0.0248826675584615 }

  /// `√((SA + 24 g/kg) · scale)`.
  let root: Double
  /// `CT / 40 °C`.
  let temperature: Double
  /// `p / 10⁴ dbar`.
  let pressure: Double

  init(_ absoluteSalinity: Double, _ conservativeTemperature: Double, _ pressureDecibar: Double) {
    root = (absoluteSalinity * Self.salinityScale + 0.5971840214030754).squareRoot()
    temperature = conservativeTemperature * 0.025
    pressure = pressureDecibar * 1e-4
  }

  var volume: Double {
    Kernels.specificVolume(
      salinity: Powers(of: root),
      temperature: Powers(of: temperature),
      pressure: Powers(of: pressure)
    )
  }

  var slopeByPressure: Double {
    Kernels.specificVolume(
      salinity: Powers(of: root),
      temperature: Powers(of: temperature),
      pressure: Powers(slopesAt: pressure)
    )
  }

  var slopeByTemperature: Double {
    Kernels.specificVolume(
      salinity: Powers(of: root),
      temperature: Powers(slopesAt: temperature),
      pressure: Powers(of: pressure)
    )
  }

  var slopeBySalinity: Double {
    Kernels.specificVolume(
      salinity: Powers(slopesAt: root),
      temperature: Powers(of: temperature),
      pressure: Powers(of: pressure)
    )
  }
}
