/// A layer of the sea, in metres below the surface.
public struct DepthLayer: Sendable, Hashable {
  public let topMeters: Double
  public let bottomMeters: Double

  /// - Precondition: The top lies above the bottom.
  public init(topMeters: Double, bottomMeters: Double) {
    precondition(topMeters < bottomMeters)
    self.topMeters = topMeters
    self.bottomMeters = bottomMeters
  }

  /// Halfway between top and bottom.
  public var middleMeters: Double { (topMeters + bottomMeters) / 2 }
}
