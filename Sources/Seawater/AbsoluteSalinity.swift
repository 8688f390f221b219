/// The absolute salinity in g/kg of seawater of reference composition.
///
/// `SP · 35.16504 / 35`. The composition of the open ocean differs from it by up to 0.03 g/kg, for
/// which there is ``SalinityAnomalyAtlas``.
///
/// - Parameter practicalSalinity: Without unit (PSS-78), 2 to 42; NaN gives NaN.
/// - SeeAlso: IOC, SCOR and IAPSO (2010), equation 2.4.1; Millero, Feistel, Wright and McDougall
///   (2008), Deep-Sea Res. I 55, 50-72.
public func absoluteSalinity(practicalSalinity: Double) -> Double {
  practicalSalinity * (35.16504 / 35)
}

/// The absolute salinity in g/kg of water of the Baltic Sea.
///
/// `(35.16504 - 0.087) / 35 · SP + 0.087`: rivers bring salts that do not conduct as those of the
/// ocean do.
///
/// - Parameter practicalSalinity: Without unit (PSS-78); NaN gives NaN.
/// - SeeAlso: IOC, SCOR and IAPSO (2010), appendix A.5; Feistel et al. (2010), Ocean Sci. 6,
///   949-981.
public func absoluteSalinityOfBaltic(practicalSalinity: Double) -> Double {
  practicalSalinity * ((35.16504 - 0.087) / 35) + 0.087
}

/// The practical salinity (PSS-78) of seawater of reference composition.
///
/// The inverse of ``absoluteSalinity(practicalSalinity:)``: `SA · 35 / 35.16504`.
///
/// - Parameter absoluteSalinity: In g/kg; NaN gives NaN.
public func practicalSalinity(absoluteSalinity: Double) -> Double {
  absoluteSalinity / (35.16504 / 35)
}

/// The practical salinity (PSS-78) of water of the Baltic Sea.
///
/// The inverse of ``absoluteSalinityOfBaltic(practicalSalinity:)``.
///
/// - Parameter absoluteSalinity: In g/kg; NaN gives NaN.
public func practicalSalinityOfBaltic(absoluteSalinity: Double) -> Double {
  (absoluteSalinity - 0.087) / ((35.16504 - 0.087) / 35)
}

/// Whether a position is in the Baltic Sea, as TEOS-10 bounds it.
///
/// - Parameters:
///   - longitudeDegrees: Degrees east, of any turn; NaN gives false.
///   - latitudeDegrees: Degrees north; NaN gives false.
/// - SeeAlso: McDougall, Jackett, Millero, Pawlowicz and Barker (2012), Ocean Sci. 8, 1123-1134.
public func isInBaltic(longitudeDegrees: Double, latitudeDegrees: Double) -> Bool {
  let (x, y) = (turned(longitudeDegrees), latitudeDegrees)
  guard 7 < x, x < 45, 50 < y, y < 69 else { return false }
  let west = y < 59 ? 12.6 + (y - 50) / 9 * (7 - 12.6) : 7 + (y - 59) / 10 * (26 - 7)
  let east = 45 + (y - 50) / 19 * (26 - 45)
  return west <= x && x <= east
}

/// A longitude from 0 up to 360 degrees east; NaN of NaN and infinity.
func turned(_ longitudeDegrees: Double) -> Double {
  let rest = longitudeDegrees.truncatingRemainder(dividingBy: 360)
  return rest < 0 ? rest + 360 : rest
}
