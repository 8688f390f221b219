public import ObservationModel

/// A number that tells about the values of one quantity in one cell.
public enum Statistic: String, Sendable, CaseIterable {
  case count
  case mean
  case standardDeviation = "standard_deviation"
  case minimum
  case maximum

  /// The statistic of the values in `cell`, with one rounding; NaN when the cell is empty, but
  /// for `count`.
  ///
  /// - `mean`: `offset + step * (Σq / n)`, the quotient rounded once.
  /// - `standardDeviation`: of the population, `step * √((n Σq² - (Σq)²) / n²)`; the radicand is
  ///   an exact integer ratio rounded once, so nothing cancels. Of one value it is 0.
  ///
  /// - Parameter lattice: The lattice the integers of the cell are on.
  public func value(of cell: CellSum, on lattice: Lattice) -> Double {
    guard !cell.isEmpty else { return self == .count ? 0 : .nan }
    switch self {
    case .count:
      return Double(cell.count)
    case .mean:
      let magnitude = roundedQuotient(UInt128(cell.sum.magnitude), by: UInt64(cell.count))
      let mean = cell.sum < 0 ? -magnitude : magnitude
      return lattice.offset + lattice.step * mean
    case .standardDeviation:
      let n = UInt128(cell.count)
      let s = UInt128(cell.sum.magnitude)
      // Cauchy and Schwarz: n Σq² >= (Σq)², with 126 bits enough for both.
      let radicand = n &* cell.sumOfSquares &- s &* s
      let n2 = UInt64(cell.count) &* UInt64(cell.count)
      return lattice.step * roundedQuotient(radicand, by: n2).squareRoot()
    case .minimum:
      return lattice.value(of: cell.minimum)
    case .maximum:
      return lattice.value(of: cell.maximum)
    }
  }
}

/// The Double nearest to `numerator / denominator`, ties to even.
///
/// The quotient is taken with at least 64 significant bits and the remainder is folded into the
/// last one, so the only rounding is the conversion to Double.
///
/// - Precondition: `denominator > 0`.
package func roundedQuotient(_ numerator: UInt128, by denominator: UInt64) -> Double {
  precondition(denominator > 0)
  guard numerator != 0 else { return 0 }
  // Scale the numerator up as far as it goes; the quotient then has at least 64 bits when the
  // numerator fills 128 and the denominator has at most 64.
  let shift = numerator.leadingZeroBitCount
  let (quotient, remainder) = (numerator << UInt128(shift))
    .quotientAndRemainder(dividingBy: UInt128(denominator))
  let sticky: UInt128 = remainder == 0 ? 0 : 1
  return Double(sign: .plus, exponent: -shift, significand: roundedToDouble(quotient | sticky))
}

/// Rounds to nearest, ties to even. The library's conversion of wide integers is generic and
/// slow, and this needs only the top bits and whether any bit below is set.
private func roundedToDouble(_ value: UInt128) -> Double {
  let excess = 128 - value.leadingZeroBitCount - 64
  guard excess > 0 else { return Double(UInt64(truncatingIfNeeded: value)) }
  let top = UInt64(truncatingIfNeeded: value >> UInt128(excess))
  let lost = value & ((UInt128(1) << UInt128(excess)) - 1)
  return Double(
    sign: .plus,
    exponent: excess,
    significand: Double(top | (lost == 0 ? 0 : 1))
  )
}
