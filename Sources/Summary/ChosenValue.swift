/// The one value of a cell that lies nearest to an instant: the start of the time bin, its end or
/// its middle.
///
/// Of values at the same distance the earlier counts, of values at the same time the smaller: the
/// least of a total order, whatever comes first.
public struct ChosenValue: CellContent, Hashable {
  /// Seconds from the instant, not negative; infinite without a value.
  public private(set) var distance: Double

  /// Seconds since 1970-01-01 UTC.
  public private(set) var time: Double

  /// On the lattice of the quantity.
  public private(set) var integer: Int32

  /// No value.
  public init() { (distance, time, integer) = (.infinity, 0, 0) }

  /// One value.
  ///
  /// - Parameters:
  ///   - time: Seconds since 1970-01-01 UTC, finite.
  ///   - instant: The instant to be near, in seconds since 1970-01-01 UTC.
  public init(_ integer: Int32, at time: Double, near instant: Double) {
    distance = abs(time - instant)
    self.time = time
    self.integer = integer
  }

  /// Puts together a value that was taken apart for storage; nil when none is like it.
  public init?(distance: Double, time: Double, integer: Int32) {
    guard distance >= 0, distance < .infinity, time.isFinite else { return nil }
    (self.distance, self.time, self.integer) = (distance, time, integer)
  }

  public var isEmpty: Bool { distance == .infinity }

  public mutating func merge(_ other: ChosenValue) {
    if (other.distance, other.time, other.integer) < (distance, time, integer) { self = other }
  }
}
