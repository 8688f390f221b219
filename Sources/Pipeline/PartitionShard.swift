internal import ObservationModel
internal import Resampling
internal import Summary

/// Adds up the parts of one partition: cross-file steps, levels, sums.
struct PartitionShard {
  let plan: PipelinePlan

  /// Where what memory has no room for goes for a while.
  let directory: String

  /// The contributions to one partition, by the digest of the file they come from.
  struct Contribution {
    let digest: String
    let part: Part

    /// Reads its sections.
    let sections: () throws(WorkspaceError) -> [PartSection]

    /// Features that another delivery supersedes.
    let superseded: Set<UInt32>
  }

  struct Result {
    var state: BudgetedState

    /// The values found to repeat another's, by file.
    var duplicates: [String: Int]
  }

  /// Adds contributions. The result is the same for any order of them.
  func reduce(_ contributions: [Contribution]) throws(WorkspaceError) -> Result {
    var result = Result(
      state: BudgetedState(
        cellCount: plan.grid.cellCount,
        budget: plan.pipeline.summarise.memoryBytes,
        directory: directory
      ),
      duplicates: [:]
    )
    var deliveries = FirstDeliveries()
    // The first network of the pipeline file wins, then the first digest.
    let ordered = contributions.sorted {
      (plan.rank(of: $0.part.network), $0.digest) < (plan.rank(of: $1.part.network), $1.digest)
    }
    var profiles = ProfileRows(plan)
    for contribution in ordered {
      let sections = try contribution.sections()
      for section in sections { result.state.merge(section.state) }
      let rows = sections.flatMap(\.rows).filter {
        !contribution.superseded.contains($0.feature)
      }
      let first = deliveries.first(
        of: rows,
        platforms: contribution.part.features.map(\.platform)
      )
      if first.count < rows.count {
        result.duplicates[contribution.digest, default: 0] += rows.count - first.count
      }
      for row in first {
        if !plan.usesLevels(plan.quantities[Int(row.quantity)]) {
          add(row, network: contribution.part.network, to: &result.state)
        } else {
          profiles?.append(row)
        }
      }
      let network = contribution.part.network
      profiles?.drain { row, quantity, values, errors in
        guard let cell = cell(row) else { return }
        for (level, value) in values.enumerated() where !value.isNaN {
          add(
            value,
            error: errors.isEmpty ? .nan : errors[level],
            of: quantity,
            at: row.time,
            to: cell,
            level: level,
            network: network,
            to: &result.state
          )
        }
      }
    }
    if let failure = result.state.failure { throw failure }
    return result
  }

  /// The cell of a row; nil off the grid.
  private func cell(_ row: PartRow) -> Int? {
    var cell: InlineArray<1, Int32> = [-1]
    let latitude: InlineArray<1, Double> = [row.latitude]
    let longitude: InlineArray<1, Double> = [row.longitude]
    var view = cell.mutableSpan
    plan.grid.findCells(latitudes: latitude.span, longitudes: longitude.span, into: &view)
    return cell[0] < 0 ? nil : Int(cell[0])
  }

  private func add(_ row: PartRow, network: String, to state: inout BudgetedState) {
    let quantity = plan.quantities[Int(row.quantity)]
    guard let cell = cell(row) else { return }
    add(
      row.value,
      error: row.error,
      of: quantity,
      at: row.time,
      to: cell,
      level: 0,
      network: network,
      to: &state
    )
  }

  /// Adds one value to every lane of its quantity.
  private func add(
    _ value: Double,
    error: Double,
    of quantity: Quantity,
    at time: Double,
    to cell: Int,
    level: Int,
    network: String,
    to state: inout BudgetedState
  ) {
    let lattice = plan.lattice(of: quantity)
    guard let bin = plan.timeStep.bin(at: time), let q = lattice.integer(for: value) else { return }
    let key = SummaryKey(
      quantity: quantity.name,
      network: network,
      binStart: bin.start,
      level: level
    )
    if let error = lattice.integer(forDifference: error) {
      state.add(error, to: cell, of: key.with(.error))
    }
    state.add(
      q,
      at: time,
      to: cell,
      of: key,
      in: bin,
      lanes: plan.lanes(of: quantity).subtracting([.bias, .deviation]),
      lattice: lattice
    )
  }
}
