/// What is known of weighted values of one quantity in one cell: integers that add up the same in
/// any order.
///
/// With `w` the weights in units of 2⁻³⁰ and `q` the lattice integers of the values: `count`,
/// `sumOfWeights` = Σw, `sumOfSquaredWeights` = Σw², `sum` = Σwq. Weights of at most 1 and fewer
/// than 2³² values bound them by 2⁶², 2⁹² and 2⁹³.
public struct WeightedSum: CellContent, Hashable {
  public private(set) var count: UInt32
  public private(set) var sumOfWeights: UInt64
  public private(set) var sumOfSquaredWeights: UInt128
  public private(set) var sum: Int128

  /// The integer that stands for a weight of 1.
  public static let unit: UInt32 = 1 << 30

  /// The sums of no values.
  public init() { (count, sumOfWeights, sumOfSquaredWeights, sum) = (0, 0, 0, 0) }

  /// Puts together sums that were taken apart for storage.
  ///
  /// Nil when no set of weights and values has these sums.
  public init?(count: UInt32, sumOfWeights: UInt64, sumOfSquaredWeights: UInt128, sum: Int128) {
    let n = UInt64(count)
    guard sumOfWeights >= n, sumOfWeights <= n << 30,
      sumOfSquaredWeights >= UInt128(sumOfWeights),
      sumOfSquaredWeights <= UInt128(sumOfWeights) << 30,
      sum.magnitude <= UInt128(sumOfWeights) << 31
    else { return nil }
    self.count = count
    self.sumOfWeights = sumOfWeights
    self.sumOfSquaredWeights = sumOfSquaredWeights
    self.sum = sum
  }

  public var isEmpty: Bool { count == 0 }

  /// The integer nearest to a weight, ties to even; nil unless it is above 0 and at most 1. A
  /// weight below 2⁻³¹ has none.
  public static func integer(for weight: Double) -> UInt32? {
    guard weight > 0, weight <= 1 else { return nil }
    let integer = UInt32((weight * 0x1p30).rounded(.toNearestOrEven))
    return integer == 0 ? nil : integer
  }

  /// Adds one value.
  ///
  /// - Precondition: `weight` is from 1 to `unit`, and fewer than 2³² - 1 values have been added.
  public mutating func add(_ q: Int32, weight: UInt32) {
    precondition(weight >= 1 && weight <= Self.unit)
    count += 1
    sumOfWeights += UInt64(weight)
    sumOfSquaredWeights += UInt128(UInt64(weight) * UInt64(weight))
    sum += Int128(Int64(weight) * Int64(q))
  }

  public mutating func merge(_ other: WeightedSum) {
    count += other.count
    sumOfWeights += other.sumOfWeights
    sumOfSquaredWeights += other.sumOfSquaredWeights
    sum += other.sum
  }
}
