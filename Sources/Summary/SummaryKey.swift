/// Which field of a product a sum belongs to: one quantity, from one network, in one time bin,
/// at one level.
public struct SummaryKey: Sendable, Hashable, Comparable {
  /// The name of the quantity.
  public var quantity: String

  /// The name of the network map that the observations were read with.
  public var network: String

  /// The start of the time bin, in seconds since 1970-01-01 UTC.
  public var binStart: Int

  /// The index of the standard level; 0 for quantities without levels.
  public var level: Int

  /// What the integers stand for.
  public var lane: Lane

  /// The provider's quality level of the observations; 0 where levels are not kept apart.
  public var grade: UInt8

  public init(
    quantity: String,
    network: String,
    binStart: Int,
    level: Int,
    lane: Lane = .value,
    grade: UInt8 = 0
  ) {
    self.quantity = quantity
    self.network = network
    self.binStart = binStart
    self.level = level
    self.lane = lane
    self.grade = grade
  }

  /// The same field of another lane.
  public func with(_ lane: Lane) -> SummaryKey {
    var key = self
    key.lane = lane
    return key
  }

  public static func < (a: SummaryKey, b: SummaryKey) -> Bool {
    (a.quantity, a.network, a.binStart, a.level, a.lane, a.grade)
      < (b.quantity, b.network, b.binStart, b.level, b.lane, b.grade)
  }
}
