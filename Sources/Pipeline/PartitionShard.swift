internal import ObservationModel
internal import Resampling
internal import Summary

/// Adds up the parts of one partition: cross-file steps, levels, sums.
struct PartitionShard {
  let plan: PipelinePlan

  /// The contributions to one partition, by the digest of the file they come from.
  struct Contribution {
    let digest: String
    let part: Part
    let sections: [PartSection]

    /// Features that another delivery supersedes.
    let superseded: Set<UInt32>
  }

  struct Result {
    var state: SummaryState
    /// The values found to repeat another's, by file.
    var duplicates: [String: Int]
  }

  /// Adds contributions. The result is the same for any order of them.
  func reduce(_ contributions: [Contribution]) -> Result {
    var result = Result(
      state: SummaryState(cellCount: plan.grid.cellCount),
      duplicates: [:]
    )
    var deliveries = FirstDeliveries()
    // The first network of the pipeline file wins, then the first digest.
    let ordered = contributions.sorted {
      (plan.rank(of: $0.part.network), $0.digest) < (plan.rank(of: $1.part.network), $1.digest)
    }
    var profiles = ProfileRows(plan)
    for contribution in ordered {
      for section in contribution.sections {
        for sum in section.sums {
          result.state.merge(sum.sums, into: Int(sum.cell), of: sum.key)
        }
      }
      let rows = contribution.sections.flatMap(\.rows).filter {
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
      profiles?.drain { row, quantity, level, value in
        guard let cell = cell(row) else { return }
        add(
          value,
          of: quantity,
          at: row.time,
          to: cell,
          level: level,
          network: network,
          to: &result.state
        )
      }
    }
    return result
  }

  /// The cell of a row; nil off the grid.
  func cell(_ row: PartRow) -> Int? {
    var cells: [Int32] = [-1]
    let (latitude, longitude) = ([row.latitude], [row.longitude])
    var view = cells.mutableSpan
    plan.grid.findCells(latitudes: latitude.span, longitudes: longitude.span, into: &view)
    return cells[0] < 0 ? nil : Int(cells[0])
  }

  private func add(_ row: PartRow, network: String, to state: inout SummaryState) {
    let quantity = plan.quantities[Int(row.quantity)]
    guard let cell = cell(row) else { return }
    add(row.value, of: quantity, at: row.time, to: cell, level: 0, network: network, to: &state)
  }

  /// Adds one value; one that is missing or outside the lattice adds nothing.
  func add(
    _ value: Double,
    of quantity: Quantity,
    at time: Double,
    to cell: Int,
    level: Int,
    network: String,
    to state: inout SummaryState
  ) {
    guard let bin = plan.timeStep.bin(at: time), let q = quantity.lattice.integer(for: value)
    else { return }
    state.add(
      q,
      to: cell,
      of: SummaryKey(
        quantity: quantity.name,
        network: network,
        binStart: bin.start,
        level: level
      )
    )
  }
}
