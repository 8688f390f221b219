/// An observation to be matched with those of another network.
public struct CollocationPoint: Sendable, Hashable {
  /// Seconds since 1970-01-01 UTC.
  public var time: Double

  /// Degrees north and degrees east.
  public var latitude: Double
  public var longitude: Double

  /// Metres below the surface, positive down; 0 for an observation that states none.
  public var depthMeters: Double

  /// In the canonical unit of the quantity.
  public var value: Double

  /// The platform; empty when unknown.
  public var platform: String

  public init(
    time: Double,
    latitude: Double,
    longitude: Double,
    depthMeters: Double = 0,
    value: Double,
    platform: String = ""
  ) {
    self.time = time
    self.latitude = latitude
    self.longitude = longitude
    self.depthMeters = depthMeters
    self.value = value
    self.platform = platform
  }
}

extension CollocationPoint: Comparable {
  /// By time, then place, value and platform: the order does not depend on the files that
  /// observations come from.
  public static func < (a: Self, b: Self) -> Bool {
    if a.time != b.time { return a.time < b.time }
    if a.latitude != b.latitude { return a.latitude < b.latitude }
    if a.longitude != b.longitude { return a.longitude < b.longitude }
    if a.depthMeters != b.depthMeters { return a.depthMeters < b.depthMeters }
    if a.value != b.value { return a.value < b.value }
    return a.platform < b.platform
  }
}
