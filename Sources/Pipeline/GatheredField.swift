internal import Kernels
internal import Ledger
internal import ObservationModel
internal import Resampling

/// The swath or grid of one file, gathered from its batches to be brought to cells as a whole.
struct GatheredField {
  private let plan: PipelinePlan
  private var times: [Double] = []
  private var latitudes: [Double] = []
  private var longitudes: [Double] = []

  /// The columns of the image; nil when it has none, or batches of different widths.
  private var width: Int?

  /// True for the fields of several times of a grid, which tell of the same places.
  private var isSeries = false

  /// The quantities in the order in which they came.
  private var columns: [GatheredColumn] = []

  init(plan: PipelinePlan) { self.plan = plan }

  /// The values of one quantity.
  private struct GatheredColumn {
    let quantity: Quantity

    /// Shape `[obs]`; NaN where a value is missing or not used.
    var values: [Double]

    mutating func fill(to count: Int) {
      values.append(contentsOf: repeatElement(.nan, count: count - values.count))
    }
  }

  /// Makes place for the observations of a batch.
  ///
  /// - Returns: The number of the first.
  mutating func append(_ batch: borrowing ObservationBatch) -> Int {
    let first = times.count
    isSeries = batch.featureType == .grid && batch.fieldShape == nil
    if first == 0 {
      width = batch.fieldShape?.columns
    } else if batch.fieldShape?.columns != width {
      width = nil
    }
    for i in 0..<batch.count {
      times.append(batch.times[i])
      latitudes.append(batch.latitudes[i])
      longitudes.append(batch.longitudes[i])
    }
    for column in columns.indices { columns[column].fill(to: times.count) }
    return first
  }

  /// Enters the values of a quantity that are used: the last so many of all.
  mutating func enter(_ values: [Double], of quantity: Quantity, from first: Int) {
    var number = columns.firstIndex { $0.quantity == quantity }
    if number == nil {
      columns.append(GatheredColumn(quantity: quantity, values: []))
      columns[columns.count - 1].fill(to: times.count)
      number = columns.count - 1
    }
    guard let number else { return }
    for i in values.indices where !values[i].isNaN {
      columns[number].values[first + i] = values[i]
    }
  }

  /// What the observations of one time bin say of the cells.
  struct Sample {
    let quantity: Quantity
    let bin: TimeBin

    /// The mean time of the observations that were used.
    let time: Double
    let cells: [Int32]
    let values: [Double]
  }

  /// Brings the observations to the cells, those of each time bin by themselves, and those of each
  /// time of a series of fields.
  ///
  /// - Parameter account: Receives the observations that cells were made of as accepted, and others
  ///   as rejected with the reason.
  func samples(account: inout ObservationAccount) -> [Sample] {
    var samples: [Sample] = []
    let shape = width.flatMap { width in
      width > 0 ? FieldShape(rows: times.count / width, columns: width) : nil
    }
    for column in columns {
      for (bin, members) in membersByBin(of: column, account: &account) {
        var values = [Double](repeating: .nan, count: times.count)
        for i in members { values[i] = column.values[i] }
        guard !plan.method.needsImage || shape != nil else {
          account.reject(members.count, for: "not_an_image")
          continue
        }
        guard let sampled = sampled(values, of: column.quantity, shape: shape) else {
          account.reject(members.count, for: "not_sampled")
          continue
        }
        var (used, sum) = (0, 0.0)
        for i in members where sampled.isUsed[i] != 0 {
          used += 1
          sum += times[i] - Double(bin.start)
        }
        account.accepted += used
        account.reject(members.count - used, for: "not_sampled")
        guard used > 0 else { continue }
        samples.append(
          Sample(
            quantity: column.quantity,
            bin: bin,
            time: Double(bin.start) + sum / Double(used),
            cells: sampled.cells,
            values: sampled.values
          )
        )
      }
    }
    return samples
  }

  /// Directions are brought to cells as their sines and cosines: the mean of 350° and 10° is 0°.
  private func sampled(
    _ values: [Double],
    of quantity: Quantity,
    shape: FieldShape?
  ) -> SampledCells? {
    func sample(_ values: [Double]) -> SampledCells? {
      plan.grid.sample(
        values,
        latitudes: latitudes,
        longitudes: longitudes,
        shape: shape,
        by: plan.method
      )
    }
    guard quantity.isDirection else { return sample(values) }
    let parts = values.map { sineCosine(degrees: $0) }
    guard let sines = sample(parts.map(\.sine)), let cosines = sample(parts.map(\.cosine)) else {
      return nil
    }
    return sines.replacingValues(
      zip(sines.values, cosines.values).map { sine, cosine in
        let degrees = arcTangent(sine, cosine) * (180 / Double.pi)
        return degrees < 0 ? degrees + 360 : degrees
      }
    )
  }

  /// The used observations of each time bin, or of each time of a series, in order of time.
  private func membersByBin(
    of column: GatheredColumn,
    account: inout ObservationAccount
  ) -> [(bin: TimeBin, members: [Int])] {
    struct Moment: Hashable {
      let bin: TimeBin
      let time: Double
    }
    var members: [Moment: [Int]] = [:]
    var bin: TimeBin?
    for i in column.values.indices where !column.values[i].isNaN {
      let time = times[i]
      if bin.map({ time < Double($0.start) || time >= Double($0.end) }) ?? true {
        bin = plan.timeStep.bin(at: time)
      }
      if let bin {
        members[Moment(bin: bin, time: isSeries ? time : 0), default: []].append(i)
      } else {
        account.reject(1, for: "no_time")
      }
    }
    return members.sorted { ($0.key.bin, $0.key.time) < ($1.key.bin, $1.key.time) }
      .map { (bin: $0.key.bin, members: $0.value) }
  }
}
