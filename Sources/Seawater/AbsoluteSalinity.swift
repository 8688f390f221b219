/// The absolute salinity in g/kg of seawater of reference composition.
///
/// `SP · 35.16504 / 35`. The composition of the open ocean differs by up to 0.03 g/kg, for which
/// there is ``SalinityAnomalyAtlas``.
///
/// - Parameter practicalSalinity: Without unit (PSS-78), 2 to 42; NaN gives NaN.
/// - SeeAlso: IOC, SCOR and IAPSO (2010), equation 2.4.1; Millero, Feistel, Wright and McDougall
///   (2008), Deep-Sea Res. I 55, 50-72.
public func absoluteSalinity(practicalSalinity: Double) -> Double {
  practicalSalinity * (35.16504 / 35)
}
