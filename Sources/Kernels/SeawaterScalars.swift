public import KernelTypes
internal import KernelsV1

// Seawater by TEOS-10, one parcel a call; units, missing values and sources are those of the
// functions on spans. Every level gives the same bits, so that one number needs no choice.

/// The 75-term expression of specific volume in m³/kg, from powers of its three variables.
///
/// Slopes in the place of powers give derivatives by that variable.
///
/// - Parameters:
///   - salinity: Powers of `√((SA + 24 g/kg) / (40 · 35.16504/35 g/kg))`, to the sixth.
///   - temperature: Powers of `CT / 40 °C`, to the sixth.
///   - pressure: Powers of `p / 10⁴ dbar`, to the sixth.
/// - SeeAlso: ``density(absoluteSalinity:conservativeTemperature:pressure:into:)``.
public func specificVolume(salinity: Powers, temperature: Powers, pressure: Powers) -> Double {
  KernelsV1.specificVolume(salinity: salinity, temperature: temperature, pressure: pressure)
}

/// The Gibbs function of seawater at the surface in J/kg, as a polynomial in `y = t / 40 °C`.
///
/// Without the term `x² (5812.81456626732 + 851.226734946706 y) ln x`.
///
/// - Parameter salinity: `1, x², x³, ... x⁷` of `x = √(SA / (40 · 35.16504/35 g/kg))`, or what
///   takes their place in a function that is linear in them.
/// - SeeAlso: IAPWS R13-08 (2008) and SR7-09 (2009).
public func gibbsPolynomial(salinity: Powers) -> Polynomial {
  KernelsV1.gibbsPolynomial(salinity: salinity)
}

/// What pressure adds to the Gibbs function of seawater in J/kg, as a polynomial in
/// `y = t / 40 °C`.
///
/// - Parameters:
///   - salinity: As at the surface.
///   - pressure: `z, z², ... z⁶` of `z = p / 10⁴ dbar`, or their slopes.
public func gibbsPolynomial(salinity: Powers, pressure: Powers) -> Polynomial {
  KernelsV1.gibbsPolynomial(salinity: salinity, pressure: pressure)
}

/// The conservative temperature of water of an in-situ temperature.
public func conservativeTemperature(
  absoluteSalinity: Double,
  temperature: Double,
  pressure: Double
) -> Double {
  KernelsV1.conservativeTemperature(
    absoluteSalinity: absoluteSalinity,
    temperature: temperature,
    pressure: pressure
  )
}

/// The conservative temperature of water of a potential temperature at the surface.
public func conservativeTemperature(
  absoluteSalinity: Double,
  potentialTemperature: Double
) -> Double {
  KernelsV1.conservativeTemperature(
    absoluteSalinity: absoluteSalinity,
    potentialTemperature: potentialTemperature
  )
}

/// The potential temperature at the surface of water of a conservative temperature.
public func potentialTemperature(
  absoluteSalinity: Double,
  conservativeTemperature: Double
) -> Double {
  KernelsV1.potentialTemperature(
    absoluteSalinity: absoluteSalinity,
    conservativeTemperature: conservativeTemperature
  )
}

/// The temperature that water takes when it moves to a reference pressure without exchange.
public func potentialTemperature(
  absoluteSalinity: Double,
  temperature: Double,
  pressure: Double,
  referencePressure: Double
) -> Double {
  KernelsV1.potentialTemperature(
    absoluteSalinity: absoluteSalinity,
    temperature: temperature,
    pressure: pressure,
    referencePressure: referencePressure
  )
}

/// The in-situ temperature of water of a conservative temperature.
public func temperature(
  absoluteSalinity: Double,
  conservativeTemperature: Double,
  pressure: Double
) -> Double {
  KernelsV1.temperature(
    absoluteSalinity: absoluteSalinity,
    conservativeTemperature: conservativeTemperature,
    pressure: pressure
  )
}

/// The conservative temperature at which seawater freezes, by the polynomial of TEOS-10.
public func freezingConservativeTemperature(
  absoluteSalinity: Double,
  pressure: Double,
  saturationFraction: Double
) -> Double {
  KernelsV1.freezingConservativeTemperature(
    absoluteSalinity: absoluteSalinity,
    pressure: pressure,
    saturationFraction: saturationFraction
  )
}

/// The in-situ temperature at which seawater freezes, by the polynomial of TEOS-10.
public func freezingTemperature(
  absoluteSalinity: Double,
  pressure: Double,
  saturationFraction: Double
) -> Double {
  KernelsV1.freezingTemperature(
    absoluteSalinity: absoluteSalinity,
    pressure: pressure,
    saturationFraction: saturationFraction
  )
}
