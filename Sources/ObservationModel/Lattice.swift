/// The evenly spaced values that observations of a quantity are rounded to, once, before they
/// are added up as integers.
///
/// A value `v` becomes the integer `q = round((v - offset) / step)`, ties to even, with
/// `step = 2^stepExponent`. A power of two makes the division and the product back exact.
/// Integers add up the same in any order, which is why products do not depend on the number of
/// workers. The rounding costs at most half a step (`quantisationError`), which every product
/// states.
public struct Lattice: Sendable, Hashable {
  /// The value that the integer 0 stands for, in the unit of the quantity.
  public let offset: Double

  /// The step is 2 to this power, in the unit of the quantity.
  public let stepExponent: Int

  /// The values that the lattice takes, in the unit of the quantity, both ends included. A value
  /// outside is rejected with the reason, never saturated.
  public let range: ClosedRange<Double>

  /// The distance between neighbouring lattice values, in the unit of the quantity.
  public let step: Double

  /// The offset in steps: a whole number of at most 2⁴⁷, so that sums of values are whole numbers
  /// of steps.
  public let offsetSteps: Int

  /// The inverse of `step`, exact too.
  public let inverseStep: Double

  /// The largest offset, in steps.
  public static let largestOffsetSteps = 1 << 47

  /// - Precondition: The integers of both ends of `range` lie within ±(2³¹ - 1), `offset` is a
  ///   whole number of steps of at most 2⁴⁷, and `-60 <= stepExponent <= 30`. Lattices come from
  ///   the vocabulary of quantities or from a pipeline file that was checked.
  public init(offset: Double, stepExponent: Int, range: ClosedRange<Double>) {
    precondition((-60...30).contains(stepExponent))
    self.offset = offset
    let scaledOffset = offset * Double(sign: .plus, exponent: -stepExponent, significand: 1)
    precondition(abs(scaledOffset) <= Double(Self.largestOffsetSteps))
    precondition(scaledOffset.rounded() == scaledOffset)
    offsetSteps = Int(scaledOffset)
    self.stepExponent = stepExponent
    self.range = range
    step = Double(sign: .plus, exponent: stepExponent, significand: 1)
    inverseStep = Double(sign: .plus, exponent: -stepExponent, significand: 1)
    let limit = Double(Int32.max)
    precondition(abs(range.lowerBound - offset) * inverseStep <= limit)
    precondition(abs(range.upperBound - offset) * inverseStep <= limit)
  }

  /// The largest distance between a value and the lattice value that stands for it.
  public var quantisationError: Double { step / 2 }

  /// The lattice of differences between values: the same step from 0.
  public var ofDifferences: Lattice {
    let end = step * Double(Int32.max)
    return Lattice(offset: 0, stepExponent: stepExponent, range: -end...end)
  }

  /// The integer that stands for `value`; nil when the value is NaN or outside `range`.
  @inlinable
  public func integer(for value: Double) -> Int32? {
    guard value >= range.lowerBound, value <= range.upperBound else { return nil }
    return Int32(exactly: scaled(value).rounded(.toNearestOrEven))
  }

  /// The value that `integer` stands for, exactly.
  public func value(of integer: Int32) -> Double {
    Double(offsetSteps + Int(integer)) * step
  }

  @usableFromInline
  func scaled(_ value: Double) -> Double { (value - offset) * inverseStep }
}
