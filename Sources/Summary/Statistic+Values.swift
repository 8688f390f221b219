internal import Kernels
public import ObservationModel
public import Resampling

extension Statistic {
  /// The statistic of the values that `cell` sums up; NaN when the cell is empty, but for `count`
  /// and sums.
  ///
  /// Each is the exact ratio of integers rounded once: with `K` the offset of the lattice in steps,
  /// `mean` is `step * ((K n + Σq) / n)` and the standard deviation `step * √((n Σq² - (Σq)²) / (n (n - ddof)))`,
  /// so nothing cancels.
  ///
  /// - Parameters:
  ///   - lattice: The lattice the integers of the cell are on.
  ///   - ddof: What is taken from the number of values to divide by, 0 or 1, in variance and
  ///     standard deviation, which are missing where nothing is left.
  /// - Precondition: The statistic is made of the lane of values alone.
  public func value(of cell: CellSum, on lattice: Lattice, ddof: Int = 0) -> Double {
    let n = Int128(cell.count)
    let offset = Int128(lattice.offsetSteps)
    var sum: Int128 { offset * n + Int128(cell.sum) }
    switch self {
    case .count:
      return Double(cell.count)
    case .sum:
      return roundedQuotient(ofSigned: sum, by: 1) * lattice.step
    case .sumOfSquares:
      // (K + q)² summed: K² n is below 2^126, the others far less.
      let squares = offset * offset * n + 2 * offset * Int128(cell.sum) + Int128(cell.sumOfSquares)
      return roundedQuotient(ofSigned: squares, by: 1) * lattice.step * lattice.step
    default: break
    }
    guard !cell.isEmpty else { return .nan }
    switch self {
    case .mean:
      let (offsets, isLong) = lattice.offsetSteps.multipliedReportingOverflow(by: Int(cell.count))
      let (steps, isLonger) = offsets.addingReportingOverflow(Int(cell.sum))
      // What a Double holds exactly is divided with one rounding by the division itself.
      if !isLong, !isLonger, steps.magnitude <= 1 << 53 {
        return Double(steps) / Double(cell.count) * lattice.step
      }
      return roundedQuotient(ofSigned: sum, by: n.magnitude) * lattice.step
    case .variance, .standardDeviation:
      guard cell.count > ddof else { return .nan }
      let s = UInt128(cell.sum.magnitude)
      // Cauchy and Schwarz: n Σq² >= (Σq)², with 126 bits enough for both.
      let numerator = UInt128(cell.count) * cell.sumOfSquares - s * s
      let denominator = UInt128(cell.count) * UInt128(Int(cell.count) - ddof)
      return self == .variance
        ? roundedQuotient(numerator, by: denominator) * lattice.step * lattice.step
        : roundedRoot(ofQuotient: numerator, by: denominator) * lattice.step
    case .minimum:
      return lattice.value(of: cell.minimum)
    case .maximum:
      return lattice.value(of: cell.maximum)
    case .range:
      return Double(Int(cell.maximum) - Int(cell.minimum)) * lattice.step
    default:
      preconditionFailure("\(word) needs other lanes than that of values")
    }
  }

  /// The statistic of directions, in degrees but for the resultant length; NaN without any.
  ///
  /// - Precondition: The statistic is one of directions.
  func value(sines: CellSum, cosines: CellSum) -> Double {
    guard !sines.isEmpty else { return .nan }
    let (s, c) = (Double(sines.sum), Double(cosines.sum))
    let length = min((s * s + c * c).squareRoot() / (Double(sines.count) * Direction.unit), 1)
    switch self {
    case .resultantLength:
      return length
    case .standardDeviation:
      guard length > 0 else { return .nan }
      return (-2 * naturalLogarithm(length)).squareRoot() * Direction.degreesPerRadian
    case .mean:
      guard length >= 1e-6 else { return .nan }
      let degrees = arcTangent(s, c) * Direction.degreesPerRadian
      let turned = degrees < 0 ? degrees + 360 : degrees
      return turned < 360 ? turned : 0
    default:
      preconditionFailure("\(word) is not of directions")
    }
  }

  /// Fills a field with the statistic of every cell.
  ///
  /// - Parameters:
  ///   - lanes: What is known of one quantity in one time bin at one level.
  ///   - ddof: 0 or 1; see `value`.
  /// - Returns: Shape `[cell]`, in the unit of the quantity to the power `unitPower`; NaN where a
  ///   cell is empty, and 0 for `count`.
  public func field(
    of lanes: SummaryLanes,
    quantity: Quantity,
    lattice: Lattice,
    ddof: Int = 0
  ) -> [Double] {
    let empty = self == .count ? 0 : Double.nan
    var values = [Double](repeating: empty, count: lanes.cellCount)
    switch self {
    case .quantile(let share):
      lanes.distributions[.distribution]?.forEachObservedCell { cell, distribution in
        values[cell] = distribution.quantile(share, on: lattice)
      }
    case .first, .last, .middle:
      let lane: Lane = self == .first ? .first : self == .last ? .last : .middle
      lanes.choices[lane]?.forEachObservedCell { cell, choice in
        values[cell] = lattice.value(of: choice.integer)
      }
    case .mean where quantity.isDirection, .standardDeviation where quantity.isDirection,
      .resultantLength:
      guard let cosines = lanes.sums[.cosine] else { break }
      lanes.sums[.sine]?.forEachObservedCell { cell, sines in
        values[cell] = value(sines: sines, cosines: cosines[cell])
      }
    case .qualityLevel:
      for (cell, grade) in (lanes.highestGrades ?? []).enumerated() {
        if let grade { values[cell] = Double(grade) }
      }
    case .bias:
      lanes.sums[.bias]?.forEachObservedCell { cell, sums in
        values[cell] = Statistic.mean.value(of: sums, on: lattice.ofDifferences)
      }
    case .deviation:
      lanes.sums[.deviation]?.forEachObservedCell { cell, sums in
        values[cell] =
          roundedRoot(ofQuotient: sums.sumOfSquares, by: UInt128(sums.count)) * lattice.step
      }
    default:
      lanes.sums[.value]?.forEachObservedCell { cell, sums in
        values[cell] = value(of: sums, on: lattice, ddof: ddof)
      }
    }
    return values
  }
}

extension Distribution {
  /// The quantile of type 7 of Hyndman and Fan: with `h = (n - 1) p`, the value at `h` counted from
  /// 0 in ascending order, between two by linear interpolation.
  ///
  /// Of up to 64 values it is exact and rounded once. Of more, the values of a bin are taken to
  /// lie evenly in it, so the quantile is right to the width of a bin.
  public func quantile(_ share: Decimal, on lattice: Lattice) -> Double {
    guard !isEmpty else { return .nan }
    let h = (Int(count) - 1) * share.units
    let (lower, rest) = (h / share.scale, h % share.scale)
    let upper = rest == 0 ? lower : lower + 1
    if isExact {
      let a = Int128(lattice.offsetSteps) + Int128(place(lower).entry.integer)
      let b = Int128(lattice.offsetSteps) + Int128(place(upper).entry.integer)
      let sum = a * Int128(share.scale - rest) + b * Int128(rest)
      return roundedQuotient(ofSigned: sum, by: UInt128(share.scale)) * lattice.step
    }
    func position(_ rank: Int) -> Double {
      let (entry, number) = place(rank)
      let width = Double(UInt32(1) << UInt32(binExponent))
      let first = Double(lattice.offsetSteps + Int(entry.integer))
      // A bin of one integer is that value.
      guard binExponent > 0 else { return first }
      return first + width * (Double(2 * number + 1) / Double(2 * Int(entry.count)))
    }
    let (a, b) = (position(lower), position(upper))
    return (a + (b - a) * (Double(rest) / Double(share.scale))) * lattice.step
  }

  /// The entry that holds the value of a rank counted from 0, and which of its values it is.
  private func place(_ rank: Int) -> (entry: Entry, number: Int) {
    var passed = 0
    for entry in entries {
      if rank < passed + Int(entry.count) { return (entry, rank - passed) }
      passed += Int(entry.count)
    }
    return (entries[entries.count - 1], Int(entries[entries.count - 1].count) - 1)
  }
}
