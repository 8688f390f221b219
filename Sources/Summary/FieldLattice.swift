/// The lattice that floating-point fields are added up on.
///
/// The step is the smallest power of two that keeps the greatest magnitude of the data below
/// `2^bits` steps, where `bits` is 51, or less where more than 2048 fields are added so that the
/// sums fit 64 bits. A step is then at most `2^-50` times the greatest magnitude: fields of 32-bit
/// numbers lose nothing unless their values span more than `2^27`, and the sum is exact. The
/// choice depends on the data alone, not on the order they come in.
public struct FieldLattice: Sendable, Hashable {
  /// The step is 2 to this power.
  public let stepExponent: Int

  public var step: Double { Double(sign: .plus, exponent: stepExponent, significand: 1) }
  public var scale: Double { Double(sign: .plus, exponent: -stepExponent, significand: 1) }

  /// The lattice of numbers that are stored as integers of up to 32 bits: the integers.
  public static let integers = FieldLattice(stepExponent: 0)

  private init(stepExponent: Int) { self.stepExponent = stepExponent }

  /// The largest distance between a value and the lattice value that stands for it.
  public var quantisationError: Double { step / 2 }

  /// - Parameters:
  ///   - magnitude: The greatest magnitude of the values, finite.
  ///   - fieldCount: The most fields that are added up in one cell.
  public init(greatest magnitude: Double, fieldCount: Int) {
    precondition(magnitude.isFinite && magnitude >= 0 && fieldCount >= 0)
    let countBits = Int.bitWidth - max(1, fieldCount).leadingZeroBitCount
    let bits = min(51, 62 - countBits)
    // Below 2^exponent; 0 has none. Both powers of two must be numbers of full precision.
    let exponent = magnitude == 0 ? 0 : Int(magnitude.exponent) + 1
    stepExponent = min(1000, max(-1000, exponent - bits))
  }
}
