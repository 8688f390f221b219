/// What is known of the values of one quantity in one cell: integers that add up the same in any
/// order.
///
/// With `q` the lattice integers of the values: `count`, `sum` = Σq, `sumOfSquares` = Σq²,
/// `minimum` and `maximum`. The sums cannot overflow: `|q| < 2³¹` and `count < 2³²` bound `sum`
/// by 2⁶³ and `sumOfSquares` by 2⁹⁴, which two 64-bit words hold.
///
/// - SeeAlso: `Lattice`, for the way from values to integers.
public struct CellSum: Sendable, Hashable {
  public private(set) var count: UInt32 = 0
  public private(set) var minimum: Int32 = .max
  public private(set) var maximum: Int32 = .min
  public private(set) var sum: Int64 = 0
  private var squaresHigh: UInt64 = 0
  private var squaresLow: UInt64 = 0

  /// The sums of no values.
  public init() {}

  /// Puts together sums that were taken apart for storage.
  ///
  /// Nil when no set of values has these sums, as in a damaged file: an empty cell with sums,
  /// a minimum above the maximum, a sum outside `count` times the two, or a sum of squares that is
  /// too large for them or breaks the inequality of Cauchy and Schwarz.
  public init?(
    count: UInt32,
    sum: Int64,
    sumOfSquares: UInt128,
    minimum: Int32,
    maximum: Int32
  ) {
    if count == 0 {
      guard sum == 0, sumOfSquares == 0, minimum == .max, maximum == .min else { return nil }
    } else {
      let n = Int64(count)
      guard minimum <= maximum, sum >= n * Int64(minimum), sum <= n * Int64(maximum) else {
        return nil
      }
      let largest = UInt128(max(minimum.magnitude, maximum.magnitude))
      guard sumOfSquares <= UInt128(count) * largest * largest,
        UInt128(count) * sumOfSquares >= UInt128(sum.magnitude) * UInt128(sum.magnitude)
      else { return nil }
    }
    self.count = count
    self.minimum = minimum
    self.maximum = maximum
    self.sum = sum
    squaresHigh = UInt64(truncatingIfNeeded: sumOfSquares >> 64)
    squaresLow = UInt64(truncatingIfNeeded: sumOfSquares)
  }

  /// The sum of the squares of the lattice integers.
  public var sumOfSquares: UInt128 { UInt128(squaresHigh) << 64 | UInt128(squaresLow) }

  public var isEmpty: Bool { count == 0 }

  /// Adds one value.
  ///
  /// - Precondition: Fewer than 2³² - 1 values have been added.
  @inline(__always)
  public mutating func add(_ q: Int32) {
    count += 1
    minimum = q < minimum ? q : minimum
    maximum = q > maximum ? q : maximum
    let wide = Int64(q)
    sum &+= wide
    addSquares(high: 0, low: UInt64(bitPattern: wide &* wide))
  }

  /// Adds the sums of another set of values of the same quantity and cell.
  @inline(__always)
  public mutating func merge(_ other: CellSum) {
    count += other.count
    minimum = other.minimum < minimum ? other.minimum : minimum
    maximum = other.maximum > maximum ? other.maximum : maximum
    sum &+= other.sum
    addSquares(high: other.squaresHigh, low: other.squaresLow)
  }

  @inline(__always)
  private mutating func addSquares(high: UInt64, low: UInt64) {
    let (partial, carry) = squaresLow.addingReportingOverflow(low)
    squaresLow = partial
    squaresHigh = squaresHigh &+ high &+ (carry ? 1 : 0)
  }
}
