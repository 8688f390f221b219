/// A latitude that can be one; NaN for all others.
public func validLatitude(_ degrees: Double) -> Double {
  degrees.magnitude <= 90 ? degrees : .nan
}

/// A longitude brought to [-180, 180); NaN outside -360...720, which no convention uses.
public func normalisedLongitude(_ degrees: Double) -> Double {
  guard degrees >= -360, degrees <= 720 else { return .nan }
  if degrees >= -180, degrees < 180 { return degrees }
  let turned = degrees - 360 * ((degrees + 180) / 360).rounded(.down)
  return turned >= 180 ? -180 : turned
}
