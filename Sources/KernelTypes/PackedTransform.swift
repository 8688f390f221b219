/// How stored numbers become values: `value = stored * scale + offset`, worked out in Double
/// without a fused multiply-add and rounded once to the type of the output; NaN, always the same
/// one, where the stored number is missing or is itself NaN.
public struct PackedTransform: Sendable, Equatable {
  /// The type that the stored bits are read as: an unsigned one where signed integers are meant
  /// as unsigned.
  public let kind: StoredKind

  /// A finite number, not 0.
  public let scale: Double

  /// A finite number.
  public let offset: Double

  /// The bits of the stored numbers that stand for no value, in their own width. Floating-point
  /// numbers are compared as numbers: the two zeros are one.
  public let missing: [UInt64]

  /// - Precondition: `scale` is finite and not 0, and `offset` is finite.
  public init(kind: StoredKind, scale: Double = 1, offset: Double = 0, missing: [UInt64] = []) {
    precondition(scale.isFinite && scale != 0 && offset.isFinite)
    self.kind = kind
    self.scale = scale
    self.offset = offset
    var distinct: [UInt64] = []
    for bits in missing where !distinct.contains(bits) { distinct.append(bits) }
    self.missing = distinct
  }
}
