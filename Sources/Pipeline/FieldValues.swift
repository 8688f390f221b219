internal import ObservationModel
internal import Resampling
internal import Summary

/// Good values of one quantity of a swath or grid on their way to a state.
///
/// One time bin holds for long runs, so values are gathered and added together.
struct FieldValues {
  private let plan: PipelinePlan
  private let lanes: Set<Lane>
  private let lattice: Lattice
  private var key: SummaryKey
  private var bin: TimeBin?
  private var partition: TimeBin?
  private var count = 0

  /// What was gathered, by quality level.
  private var gathered: [UInt8: Values] = [:]

  fileprivate struct Values {
    var integers: [Int32] = []
    var times: [Double] = []
    var cells: [Int32] = []
    var biases: [Int32] = []
    var cellsOfBiases: [Int32] = []
    var deviations: [Int32] = []
    var cellsOfDeviations: [Int32] = []

    /// The errors of single values, on the lattice without its offset; empty where one holds for
    /// all.
    var errors: [Int32] = []
  }

  init(quantity: Quantity, network: String, plan: PipelinePlan) {
    self.plan = plan
    lanes = plan.lanes(of: quantity)
    lattice = plan.lattice(of: quantity)
    key = SummaryKey(quantity: quantity.name, network: network, binStart: 0, level: 0)
  }

  /// Takes one value.
  ///
  /// - Parameter error: Its random error where each value of the field has its own, else NaN.
  /// - Returns: False when its time belongs to no bin.
  mutating func append(
    _ q: Int32,
    error: Double,
    at time: Double,
    cell: Int32,
    saying statement: ProviderStatements.Statement,
    to states: inout [TimeBin: SummaryState]
  ) -> Bool {
    if bin.map({ time < Double($0.start) || time >= Double($0.end) }) ?? true {
      finish(to: &states)
      bin = plan.timeStep.bin(at: time)
      partition = bin.flatMap { plan.partition.bin(at: Double($0.start)) }
    }
    guard bin != nil, partition != nil else { return false }
    gathered[statement.grade, default: Values()].append(
      q,
      at: time,
      cell: cell,
      statement,
      error: lattice.integer(forDifference: error)
    )
    count += 1
    if count == 1 << 16 { finish(to: &states) }
    return true
  }

  /// Adds what was taken to the state of its partition.
  mutating func finish(to states: inout [TimeBin: SummaryState]) {
    guard let bin, let partition, count > 0 else { return }
    var state =
      states.removeValue(forKey: partition) ?? SummaryState(cellCount: plan.grid.cellCount)
    key.binStart = bin.start
    for (grade, values) in gathered {
      key.grade = grade
      state.add(
        values.integers.span,
        at: values.times.span,
        to: values.cells.span,
        of: key,
        in: bin,
        lanes: lanes.subtracting([.bias, .deviation]),
        lattice: lattice
      )
      if !values.errors.isEmpty {
        state.add(values.errors.span, to: values.cells.span, of: key.with(.error))
      }
      if lanes.contains(.bias), !values.biases.isEmpty {
        state.add(values.biases.span, to: values.cellsOfBiases.span, of: key.with(.bias))
      }
      if lanes.contains(.deviation), !values.deviations.isEmpty {
        state.add(
          values.deviations.span,
          to: values.cellsOfDeviations.span,
          of: key.with(.deviation)
        )
      }
    }
    states[partition] = state
    gathered.removeAll(keepingCapacity: true)
    count = 0
  }
}

extension FieldValues.Values {
  fileprivate mutating func append(
    _ q: Int32,
    at time: Double,
    cell: Int32,
    _ statement: ProviderStatements.Statement,
    error: Int32?
  ) {
    integers.append(q)
    times.append(time)
    cells.append(cell)
    if let error { errors.append(error) }
    if let bias = statement.bias {
      biases.append(bias)
      cellsOfBiases.append(cell)
    }
    if let deviation = statement.deviation {
      deviations.append(deviation)
      cellsOfDeviations.append(cell)
    }
  }
}
