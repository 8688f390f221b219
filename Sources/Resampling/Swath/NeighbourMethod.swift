/// How the observations about a place make a value for it.
///
/// Distances `d` are those of `SphereIndex`: straight lines between points of a sphere of 6371 km,
/// which fall short of great-circle distances by 1 mm at 10 km and 10 m at 200 km. Radii are
/// great-circle distances, and what lies exactly at a radius is within it.
public enum NeighbourMethod: Sendable, Hashable {
  /// The value of the nearest observation; at the same distance that with the smallest number.
  case nearest(radiusMeters: Double)

  /// The mean of the nearest observations with weights `e^(-d² / σ²)`.
  ///
  /// This is the form of pyresample, without the 2 of a normal distribution.
  case gaussian(sigmaMeters: Double, neighbours: Int, radiusMeters: Double)

  /// The mean of the nearest observations with weights `d^-p` (Shepard 1968); the mean of
  /// those at the place itself where there are any.
  case inverseDistance(power: Double, neighbours: Int, radiusMeters: Double)

  /// The `σ` of `gaussian` for a beam with a full width at half maximum: `w / (2 √(ln 2))`.
  public static func sigmaMeters(ofFullWidthAtHalfMaximum width: Double) -> Double {
    width / (2 * 0.693_147_180_559_945_3.squareRoot())
  }

  public var radiusMeters: Double {
    switch self {
    case .nearest(let radius): radius
    case .gaussian(_, _, let radius): radius
    case .inverseDistance(_, _, let radius): radius
    }
  }

  var neighbours: Int {
    switch self {
    case .nearest: 1
    case .gaussian(_, let neighbours, _): neighbours
    case .inverseDistance(_, let neighbours, _): neighbours
    }
  }
}
