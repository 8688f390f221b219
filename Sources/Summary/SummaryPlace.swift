/// Which horizontal fields of a product belong together: one quantity in one time bin at one level.
public struct SummaryPlace: Sendable, Hashable {
  /// The name of the quantity.
  public var quantity: String

  /// The start of the time bin, in seconds since 1970-01-01 UTC.
  public var binStart: Int

  /// The index of the standard level; 0 for quantities without levels.
  public var level: Int

  public init(quantity: String, binStart: Int, level: Int) {
    self.quantity = quantity
    self.binStart = binStart
    self.level = level
  }

  /// True for the fields of this place, of any network, lane and quality level.
  public func holds(_ key: SummaryKey) -> Bool {
    key.quantity == quantity && key.binStart == binStart && key.level == level
  }
}
