/// A number with a few decimal places, held exactly: `units / scale`.
///
/// Grid edges are whole multiples of a resolution such as 0.1 degree, which no Double holds.
/// Counting in units of the last decimal place and dividing once gives every edge the nearest
/// Double to its true value, whatever the path to it.
public struct Decimal: Sendable, Hashable {
  public let units: Int

  /// 1, 10, 100 ... 10^9.
  public let scale: Int

  /// - Precondition: `scale` is a power of ten up to 10^9.
  public init(units: Int, scale: Int) {
    precondition(scale >= 1 && scale <= 1_000_000_000)
    self.units = units
    self.scale = scale
  }

  /// Reads decimal text such as `0.25`, `-180` or `1e1`-free numbers.
  ///
  /// Nil when the text is not a plain decimal number with up to nine decimal places and nine
  /// digits before them.
  public init?(_ text: some StringProtocol) {
    var digits = text.utf8[...]
    let isNegative = digits.first == UInt8(ascii: "-")
    if isNegative || digits.first == UInt8(ascii: "+") { digits = digits.dropFirst() }
    var units = 0
    var scale = 1
    var count = 0
    var sawPoint = false
    for byte in digits {
      if byte == UInt8(ascii: "."), !sawPoint {
        sawPoint = true
        continue
      }
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte), count < 18 else { return nil }
      units = units * 10 + Int(byte - UInt8(ascii: "0"))
      count += 1
      if sawPoint { scale *= 10 }
      guard scale <= 1_000_000_000 else { return nil }
    }
    guard count > 0, units / scale < 1_000_000_000 else { return nil }
    self.init(units: isNegative ? -units : units, scale: scale)
  }

  /// The nearest Double.
  public var value: Double { Double(units) / Double(scale) }

  /// This number in units of the finer `scale`.
  ///
  /// - Precondition: `scale` is a multiple of `self.scale`.
  func units(atScale scale: Int) -> Int { units * (scale / self.scale) }
}
