/// The smallest and the largest of some numbers; NaN and infinities count for nothing.
struct Extent: Sendable {
  private var lowest = Double.infinity
  private var highest = -Double.infinity

  mutating func add(_ value: Double) {
    guard value.isFinite else { return }
    lowest = value < lowest ? value : lowest
    highest = value > highest ? value : highest
  }

  var range: ClosedRange<Double>? { lowest <= highest ? lowest...highest : nil }
}

/// Count, extent and mean of values as they come: NaN is missing, infinities are valid and left out
/// of the extent and the mean.
public struct RunningStatistics: Sendable {
  public private(set) var count = 0
  private var finite = 0
  private var extent = Extent()

  // Added in blocks, so that millions of values keep their precision.
  private var total = 0.0
  private var block = 0.0
  private var blockCount = 0

  public init() {}

  public mutating func add(_ value: Double) {
    guard !value.isNaN else { return }
    count += 1
    guard value.isFinite else { return }
    finite += 1
    extent.add(value)
    block += value
    blockCount += 1
    if blockCount == 1024 {
      total += block
      (block, blockCount) = (0, 0)
    }
  }

  /// Nil without finite values, as the others.
  public var minimum: Double? { extent.range?.lowerBound }
  public var maximum: Double? { extent.range?.upperBound }
  public var mean: Double? { finite == 0 ? nil : (total + block) / Double(finite) }
}
