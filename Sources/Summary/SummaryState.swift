public import ObservationModel
public import Resampling

/// The sums of many fields: a commutative monoid, with `init` as its neutral element and `merge`
/// as its operation.
public struct SummaryState: Sendable, Equatable {
  /// The number of horizontal cells of every field.
  public let cellCount: Int

  /// The lanes of sums.
  public private(set) var fields: [SummaryKey: FieldSum] = [:]

  /// The lanes of weighted sums.
  public private(set) var weights: [SummaryKey: Field<WeightedSum>] = [:]

  /// The lanes of distributions.
  public private(set) var distributions: [SummaryKey: Field<Distribution>] = [:]

  /// The lanes of single values.
  public private(set) var choices: [SummaryKey: Field<ChosenValue>] = [:]

  /// The state of no observations.
  public init(cellCount: Int) {
    self.cellCount = cellCount
  }

  public var isEmpty: Bool {
    fields.isEmpty && weights.isEmpty && distributions.isEmpty && choices.isEmpty
  }

  /// The keys of all fields, in order.
  public var keys: [SummaryKey] {
    (Array(fields.keys) + Array(weights.keys) + Array(distributions.keys) + Array(choices.keys))
      .sorted()
  }

  /// The bytes that the cells hold, more or less.
  public var byteCount: Int {
    fields.values.reduce(0) { $0 + $1.byteCount } + weights.values.reduce(0) { $0 + $1.byteCount }
      + distributions.values.reduce(0) { $0 + $1.byteCount }
      + choices.values.reduce(0) { $0 + $1.byteCount }
  }

  /// Adds observations of one quantity in one time bin at one level to every lane that is kept.
  ///
  /// - Parameters:
  ///   - integers: On the lattice, shape `[obs]`.
  ///   - times: Seconds since 1970-01-01 UTC, shape `[obs]`.
  ///   - cells: The number of the cell of each, shape `[obs]`.
  ///   - key: The field; its lane does not matter.
  ///   - bin: The time bin, which `key` names by its start.
  ///   - lanes: The lanes to keep, of values and what follows from them: not of weights, biases,
  ///     deviations and errors, which have functions of their own.
  /// - Precondition: The three have the same length, and every cell is on the grid.
  public mutating func add(
    _ integers: Span<Int32>,
    at times: Span<Double>,
    to cells: Span<Int32>,
    of key: SummaryKey,
    in bin: TimeBin,
    lanes: Set<Lane>,
    lattice: Lattice
  ) {
    precondition(times.count == integers.count)
    guard integers.count > 0 else { return }
    for lane in lanes.sorted() {
      let key = key.with(lane)
      switch lane {
      case .value:
        add(integers, to: cells, of: key)
      case .sine, .cosine:
        var parts = [Int32](repeating: 0, count: integers.count)
        for i in 0..<integers.count {
          let (sine, cosine) = Direction.integers(degrees: lattice.value(of: integers[i]))
          parts[i] = lane == .sine ? sine : cosine
        }
        add(parts.span, to: cells, of: key)
      case .distribution:
        let binExponent = Distribution.binExponent(for: lattice)
        for i in 0..<integers.count {
          distributions[key, default: Field(cellCount: cellCount)].update(Int(cells[i])) {
            $0.add(integers[i], binExponent: binExponent)
          }
        }
      case .first, .last, .middle:
        let instant =
          switch lane {
          case .first: Double(bin.start)
          case .last: Double(bin.end)
          default: (Double(bin.start) + Double(bin.end)) / 2
          }
        for i in 0..<integers.count {
          merge(
            ChosenValue(integers[i], at: times[i], near: instant),
            into: Int(cells[i]),
            of: key
          )
        }
      case .bias, .deviation, .weight, .error:
        preconditionFailure("\(lane) is not of values alone")
      }
    }
  }

  /// Adds lattice integers to the cells of a lane of sums.
  ///
  /// - Precondition: The two have the same length, and every cell is on the grid.
  public mutating func add(
    _ integers: Span<Int32>,
    to cells: Span<Int32>,
    of key: SummaryKey
  ) {
    fields[key, default: FieldSum(cellCount: cellCount)].add(integers, to: cells)
  }

  /// Adds one lattice integer.
  public mutating func add(_ q: Int32, to cell: Int, of key: SummaryKey) {
    fields[key, default: FieldSum(cellCount: cellCount)].add(q, to: cell)
  }

  /// Adds one weighted lattice integer to the lane of weights.
  ///
  /// - Parameter weight: In units of 2⁻³⁰; see `WeightedSum.integer`.
  public mutating func add(_ q: Int32, weight: UInt32, to cell: Int, of key: SummaryKey) {
    weights[key.with(.weight), default: Field(cellCount: cellCount)].update(cell) {
      $0.add(q, weight: weight)
    }
  }

  /// Adds a field.
  public mutating func merge(_ field: FieldSum, into key: SummaryKey) {
    fields[key, default: FieldSum(cellCount: cellCount)].merge(field)
  }

  /// Adds a field.
  public mutating func merge(_ field: Field<WeightedSum>, into key: SummaryKey) {
    weights[key, default: Field(cellCount: cellCount)].merge(field)
  }

  /// Adds a field.
  public mutating func merge(_ field: Field<Distribution>, into key: SummaryKey) {
    distributions[key, default: Field(cellCount: cellCount)].merge(field)
  }

  /// Adds a field.
  public mutating func merge(_ field: Field<ChosenValue>, into key: SummaryKey) {
    choices[key, default: Field(cellCount: cellCount)].merge(field)
  }

  /// Adds the sums of one cell.
  public mutating func merge(_ sums: CellSum, into cell: Int, of key: SummaryKey) {
    fields[key, default: FieldSum(cellCount: cellCount)].merge(sums, into: cell)
  }

  /// Adds the weighted sums of one cell.
  public mutating func merge(_ sums: WeightedSum, into cell: Int, of key: SummaryKey) {
    weights[key, default: Field(cellCount: cellCount)].merge(sums, into: cell)
  }

  /// Adds the distribution of one cell.
  public mutating func merge(_ distribution: Distribution, into cell: Int, of key: SummaryKey) {
    distributions[key, default: Field(cellCount: cellCount)].merge(distribution, into: cell)
  }

  /// Adds the value of one cell.
  public mutating func merge(_ choice: ChosenValue, into cell: Int, of key: SummaryKey) {
    choices[key, default: Field(cellCount: cellCount)].merge(choice, into: cell)
  }

  /// Adds another state over the same cells.
  public mutating func merge(_ other: SummaryState) {
    precondition(other.cellCount == cellCount)
    for (key, field) in other.fields { merge(field, into: key) }
    for (key, field) in other.weights { merge(field, into: key) }
    for (key, field) in other.distributions { merge(field, into: key) }
    for (key, field) in other.choices { merge(field, into: key) }
  }
}
