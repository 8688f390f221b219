internal import KernelsV1

#if KERNEL_LEVELS
  internal import KernelsV3
  internal import KernelsV4
#endif

// Seawater by TEOS-10. Absolute salinity in g/kg, temperatures in °C (ITS-90), sea pressure in
// dbar. Whatever is missing gives NaN, as does negative salinity. Within a few ulp of the
// reference implementation of TEOS-10 and the same bits on every machine.

/// The conservative temperature in °C of water of in-situ temperatures, `[level]`.
///
/// Exact: from the Gibbs function, by two Newton steps for potential temperature whose remaining
/// error, below 10^-9 °C to 10 000 dbar, enters potential enthalpy in second order.
///
/// - Precondition: The four have the same length.
/// - SeeAlso: IOC, SCOR and IAPSO (2010), sections 3.1 to 3.3; IAPWS R13-08 and SR7-09 for the
///   Gibbs function.
public func conservativeTemperature(
  absoluteSalinity: Span<Double>,
  temperature: Span<Double>,
  pressure: Span<Double>,
  into result: inout MutableSpan<Double>
) {
  switch kernelLevel {
  #if KERNEL_LEVELS
    case 4...:
      KernelsV4.conservativeTemperature(
        absoluteSalinity: absoluteSalinity,
        temperature: temperature,
        pressure: pressure,
        into: &result
      )
    case 3:
      KernelsV3.conservativeTemperature(
        absoluteSalinity: absoluteSalinity,
        temperature: temperature,
        pressure: pressure,
        into: &result
      )
  #endif
  default:
    KernelsV1.conservativeTemperature(
      absoluteSalinity: absoluteSalinity,
      temperature: temperature,
      pressure: pressure,
      into: &result
    )
  }
}

/// The density in kg/m³ of water at given pressures, `[level]`.
///
/// Potential density where the pressures are reference pressures.
///
/// - Precondition: The four have the same length.
/// - SeeAlso: Roquet, Madec, McDougall and Barker (2015), Ocean Modelling 90, 29-43: the 75-term
///   expression of specific volume, fitted for 0 to 42 g/kg, -6 to 40 °C and 0 to 8000 dbar
///   within the oceanographic funnel.
public func density(
  absoluteSalinity: Span<Double>,
  conservativeTemperature: Span<Double>,
  pressure: Span<Double>,
  into result: inout MutableSpan<Double>
) {
  switch kernelLevel {
  #if KERNEL_LEVELS
    case 4...:
      KernelsV4.density(
        absoluteSalinity: absoluteSalinity,
        conservativeTemperature: conservativeTemperature,
        pressure: pressure,
        into: &result
      )
    case 3:
      KernelsV3.density(
        absoluteSalinity: absoluteSalinity,
        conservativeTemperature: conservativeTemperature,
        pressure: pressure,
        into: &result
      )
  #endif
  default:
    KernelsV1.density(
      absoluteSalinity: absoluteSalinity,
      conservativeTemperature: conservativeTemperature,
      pressure: pressure,
      into: &result
    )
  }
}

/// The potential densities in kg/m³ of neighbouring levels at the mean of their pressures.
///
/// `first[i]` is that of level `i` and `second[i]` that of level `i + 1`, both at
/// `(p[i] + p[i+1]) / 2`, as Argo's test of density inversion compares them (test 14).
///
/// - Precondition: Salinity, temperature and pressure have the same length; `first` and `second`
///   are shorter by one, or empty as they are.
/// - SeeAlso: Wong, Keeley, Carval et al., Argo quality control manual for CTD and trajectory data,
///   test 14; ``density(absoluteSalinity:conservativeTemperature:pressure:into:)``.
public func potentialDensityOfNeighbours(
  absoluteSalinity: Span<Double>,
  conservativeTemperature: Span<Double>,
  pressure: Span<Double>,
  first: inout MutableSpan<Double>,
  second: inout MutableSpan<Double>
) {
  guard !absoluteSalinity.isEmpty else {
    precondition(conservativeTemperature.isEmpty && pressure.isEmpty)
    return precondition(first.isEmpty && second.isEmpty)
  }
  switch kernelLevel {
  #if KERNEL_LEVELS
    case 4...:
      KernelsV4.potentialDensityOfNeighbours(
        absoluteSalinity: absoluteSalinity,
        conservativeTemperature: conservativeTemperature,
        pressure: pressure,
        first: &first,
        second: &second
      )
    case 3:
      KernelsV3.potentialDensityOfNeighbours(
        absoluteSalinity: absoluteSalinity,
        conservativeTemperature: conservativeTemperature,
        pressure: pressure,
        first: &first,
        second: &second
      )
  #endif
  default:
    KernelsV1.potentialDensityOfNeighbours(
      absoluteSalinity: absoluteSalinity,
      conservativeTemperature: conservativeTemperature,
      pressure: pressure,
      first: &first,
      second: &second
    )
  }
}

/// The in-situ temperature in °C at which seawater freezes, `[level]`.
///
/// By the polynomial for the conservative temperature of freezing, within 0.5 mK of the exact
/// one to 10 000 dbar and 120 g/kg.
///
/// - Parameter saturationFraction: How far the water is saturated with air, from 0 to 1.
/// - Precondition: The three have the same length.
/// - SeeAlso: McDougall, Barker, Feistel and Galton-Fenzi (2014), J. Phys. Oceanogr. 44,
///   1751-1775, and `gsw_CT_freezing_poly` and `gsw_t_freezing_poly` of the toolbox, version 3.06.
public func freezingTemperature(
  absoluteSalinity: Span<Double>,
  pressure: Span<Double>,
  saturationFraction: Double,
  into result: inout MutableSpan<Double>
) {
  switch kernelLevel {
  #if KERNEL_LEVELS
    case 4...:
      KernelsV4.freezingTemperature(
        absoluteSalinity: absoluteSalinity,
        pressure: pressure,
        saturationFraction: saturationFraction,
        into: &result
      )
    case 3:
      KernelsV3.freezingTemperature(
        absoluteSalinity: absoluteSalinity,
        pressure: pressure,
        saturationFraction: saturationFraction,
        into: &result
      )
  #endif
  default:
    KernelsV1.freezingTemperature(
      absoluteSalinity: absoluteSalinity,
      pressure: pressure,
      saturationFraction: saturationFraction,
      into: &result
    )
  }
}
