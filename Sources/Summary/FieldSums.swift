internal import Kernels

/// The sums of fields that share their cells, such as the days of a month: whole numbers, so that
/// any order of the fields, and any split among threads, gives the same bits.
///
/// A value `v` is put on a lattice as `q = round(v * 2^-stepExponent)`, ties to even, with
/// `|q| < 2^51`; `count`, `Σq` and `Σq²` are added up exactly. For numbers that are stored as
/// integers the lattice is their own and nothing is rounded. `FieldLattice` chooses it for others.
public struct FieldSums: Sendable {
  /// The number of cells.
  public let cellCount: Int

  /// What is kept of the values besides their sums.
  public let keepsSquares: Bool
  public let keepsExtremes: Bool

  private var counts: [Int32]
  private var sums: [Int64]

  /// Sums of 16-bit numbers not yet in `sums`; empty until some were added.
  private var shortSums: [Int32] = []
  private var shortFieldCount = 0
  private var squares: [UInt128]
  private var minima: [Double]
  private var maxima: [Double]

  /// The sums of no fields.
  public init(cellCount: Int, keepsSquares: Bool, keepsExtremes: Bool) {
    precondition(cellCount >= 0)
    self.cellCount = cellCount
    self.keepsSquares = keepsSquares
    self.keepsExtremes = keepsExtremes
    counts = [Int32](repeating: 0, count: cellCount)
    sums = []
    squares = [UInt128](repeating: 0, count: keepsSquares ? cellCount : 0)
    minima = [Double](repeating: .infinity, count: keepsExtremes ? cellCount : 0)
    maxima = [Double](repeating: -.infinity, count: keepsExtremes ? cellCount : 0)
  }

  /// Adds a field of 16-bit numbers as they are stored.
  ///
  /// - Parameter missing: The numbers that stand for no value, two at most.
  /// - Precondition: Squares and extremes are not kept.
  public mutating func add(_ values: Span<Int16>, missing: [Int16]) {
    precondition(missing.count <= 2 && !keepsSquares && !keepsExtremes)
    if shortSums.isEmpty { shortSums = [Int32](repeating: 0, count: cellCount) }
    if shortFieldCount == 65_535 { gather() }
    shortFieldCount += 1
    Self.add(values, missing, &counts, &shortSums)
  }

  private static func add(
    _ values: Span<Int16>,
    _ missing: [Int16],
    _ counts: inout [Int32],
    _ sums: inout [Int32]
  ) {
    var counts = counts.mutableSpan
    var sums = sums.mutableSpan
    if let first = missing.first, let last = missing.last {
      Kernels.addFields(values, missing: first, orMissing: last, counts: &counts, sums: &sums)
    } else {
      Kernels.addFields(values, counts: &counts, sums: &sums)
    }
  }

  /// Adds a field.
  ///
  /// - Parameters:
  ///   - values: NaN where missing; infinities are left out like missing values.
  ///   - lattice: The same for all fields.
  public mutating func add(_ values: Span<Double>, on lattice: FieldLattice) {
    let scale = lattice.scale
    if sums.isEmpty { sums = [Int64](repeating: 0, count: cellCount) }
    Self.add(values, scale, &counts, &sums)
    if keepsSquares {
      var squares = squares.mutableSpan
      Kernels.addSquaresOfFields(values, scale: scale, squares: &squares)
    }
    if keepsExtremes { Self.takeExtremes(values, &minima, &maxima) }
  }

  private static func add(
    _ values: Span<Double>,
    _ scale: Double,
    _ counts: inout [Int32],
    _ sums: inout [Int64]
  ) {
    var counts = counts.mutableSpan
    var sums = sums.mutableSpan
    Kernels.addFields(values, scale: scale, counts: &counts, sums: &sums)
  }

  private static func takeExtremes(
    _ values: Span<Double>,
    _ minima: inout [Double],
    _ maxima: inout [Double]
  ) {
    var minima = minima.mutableSpan
    var maxima = maxima.mutableSpan
    Kernels.takeExtremesOfFields(values, minima: &minima, maxima: &maxima)
  }

  /// Adds the sums of other fields over the same cells.
  public mutating func merge(_ other: FieldSums) {
    precondition(other.cellCount == cellCount && other.keepsSquares == keepsSquares)
    precondition(other.keepsExtremes == keepsExtremes)
    gather()
    for i in counts.indices { counts[i] += other.counts[i] }
    if !other.sums.isEmpty {
      if sums.isEmpty { sums = [Int64](repeating: 0, count: cellCount) }
      for i in sums.indices { sums[i] += other.sums[i] }
    }
    if !other.shortSums.isEmpty {
      if sums.isEmpty { sums = [Int64](repeating: 0, count: cellCount) }
      for i in sums.indices { sums[i] += Int64(other.shortSums[i]) }
    }
    for i in squares.indices { squares[i] += other.squares[i] }
    for i in minima.indices {
      minima[i] = min(minima[i], other.minima[i])
      maxima[i] = max(maxima[i], other.maxima[i])
    }
  }

  /// Makes the sums those of no fields, keeping their memory.
  public mutating func removeAll() {
    for i in counts.indices { counts[i] = 0 }
    for i in sums.indices { sums[i] = 0 }
    for i in shortSums.indices { shortSums[i] = 0 }
    for i in squares.indices { squares[i] = 0 }
    for i in minima.indices { (minima[i], maxima[i]) = (.infinity, -.infinity) }
    shortFieldCount = 0
  }

  private mutating func gather() {
    guard shortFieldCount > 0 else { return }
    if sums.isEmpty { sums = [Int64](repeating: 0, count: cellCount) }
    for i in sums.indices {
      sums[i] += Int64(shortSums[i])
      shortSums[i] = 0
    }
    shortFieldCount = 0
  }

  /// The number of values of a cell.
  public func count(of cell: Int) -> Int { Int(counts[cell]) }

  private func sum(of cell: Int) -> Int64 {
    (sums.isEmpty ? 0 : sums[cell]) + (shortSums.isEmpty ? 0 : Int64(shortSums[cell]))
  }

  /// The statistic of every cell, shape `[cell]`; NaN where a cell has too few values, but for
  /// `count`.
  ///
  /// The quotient of the exact sums is rounded once to Double; the scale and the offset of packed
  /// numbers then cost a rounding each, the root of a standard deviation another.
  ///
  /// - Parameters:
  ///   - lattice: The lattice of the sums.
  ///   - scale: The scale factor of numbers that were added as they are stored.
  ///   - offset: Their offset.
  ///   - least: The number of values that a cell needs, 1 at least.
  public func values(
    of statistic: FieldStatistic,
    lattice: FieldLattice,
    scale: Double = 1,
    offset: Double = 0,
    needing least: Int = 1
  ) -> [Double] {
    var values = [Double](repeating: statistic == .count ? 0 : .nan, count: cellCount)
    let step = scale * lattice.step
    for cell in 0..<cellCount {
      let n = Int(counts[cell])
      guard n >= max(1, least) || statistic == .count else { continue }
      switch statistic {
      case .count: values[cell] = Double(n)
      case .sum: values[cell] = step * Double(sum(of: cell)) + offset * Double(n)
      case .mean: values[cell] = step * quotient(sum(of: cell), by: n) + offset
      case .variance: values[cell] = step * step * variance(of: cell, dividedBy: n)
      case .standardDeviation:
        values[cell] = step.magnitude * variance(of: cell, dividedBy: n).squareRoot()
      case .sampleVariance where n > 1:
        values[cell] = step * step * variance(of: cell, dividedBy: n - 1)
      case .sampleStandardDeviation where n > 1:
        values[cell] = step.magnitude * variance(of: cell, dividedBy: n - 1).squareRoot()
      case .sampleVariance, .sampleStandardDeviation: break
      case .minimum:
        values[cell] = (scale < 0 ? maxima[cell] : minima[cell]) * scale + offset
      case .maximum:
        values[cell] = (scale < 0 ? minima[cell] : maxima[cell]) * scale + offset
      case .range: values[cell] = (maxima[cell] - minima[cell]) * scale.magnitude
      }
    }
    return values
  }

  private func quotient(_ sum: Int64, by n: Int) -> Double {
    // What a Double holds exactly is divided with one rounding by the division itself.
    if sum.magnitude <= 1 << 53 { return Double(sum) / Double(n) }
    let magnitude = roundedQuotient(UInt128(sum.magnitude), by: UInt128(n))
    return sum < 0 ? -magnitude : magnitude
  }

  /// `(n Σq² - (Σq)²) / (n * divisor)`, an exact ratio rounded once.
  private func variance(of cell: Int, dividedBy divisor: Int) -> Double {
    let n = UInt128(counts[cell].magnitude)
    let s = UInt128(sum(of: cell).magnitude)
    // |q| < 2^51 and n < 2^12 where the bits of q are not fewer: n Σq² < 2^126.
    let radicand = n &* squares[cell] &- s &* s
    return roundedQuotient(radicand, by: UInt128(n) * UInt128(divisor))
  }
}
