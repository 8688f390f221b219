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

  /// The same place with the longitude within half a turn of another, so that a cell at the
  /// antimeridian does not seem to go round the globe.
  func near(_ longitude: Double) -> GridPosition {
    let difference = self.longitude - longitude
    let turns = (difference / 360).rounded(.toNearestOrEven)
    return GridPosition(latitude: latitude, longitude: self.longitude - turns * 360)
  }
}
