/// A place on the globe that a grid tells of.
public struct GridPosition: Sendable, Hashable {
  /// Degrees north.
  public let latitude: Double

  /// Degrees east.
  public let longitude: Double

  public init(latitude: Double, longitude: Double) {
    self.latitude = latitude
    self.longitude = longitude
  }

  /// True for latitudes from -90 to 90 degrees and longitudes in any number of turns below 10^9
  /// degrees: what is beyond is no place that any grid could have.
  public var isOnGlobe: Bool { abs(latitude) <= 90 && abs(longitude) < 1e9 }

  /// The same place with the longitude within half a turn of another, so that a cell at the
  /// antimeridian does not seem to go round the globe.
  func near(_ longitude: Double) -> GridPosition {
    let difference = self.longitude - longitude
    let turns = (difference / 360).rounded(.toNearestOrEven)
    return GridPosition(latitude: latitude, longitude: self.longitude - turns * 360)
  }
}
