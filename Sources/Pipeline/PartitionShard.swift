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
    for contribution in ordered {
      var profiles: [ProfileKey: [PartRow]] = [:]
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
          profiles[
            ProfileKey(feature: row.feature, quantity: row.quantity, time: row.time),
            default: []
          ].append(row)
        }
      }
      for (key, rows) in profiles {
        addProfile(rows, key: key, network: contribution.part.network, to: &result.state)
      }
    }
    return result
  }

  private struct ProfileKey: Hashable {
    let feature: UInt32
    let quantity: UInt32
    let time: Double
  }

  private func cell(_ row: PartRow) -> Int? {
    var cells: [Int32] = [-1]
    let (latitude, longitude) = ([row.latitude], [row.longitude])
    var view = cells.mutableSpan
    plan.grid.findCells(latitudes: latitude.span, longitudes: longitude.span, into: &view)
    return cells[0] < 0 ? nil : Int(cells[0])
  }

  private func add(_ row: PartRow, network: String, to state: inout SummaryState) {
    let quantity = plan.quantities[Int(row.quantity)]
    guard let cell = cell(row), let bin = plan.timeStep.bin(at: row.time),
      let q = quantity.lattice.integer(for: row.value)
    else { return }
    state.add(
      q,
      to: cell,
      of: SummaryKey(quantity: quantity.name, network: network, binStart: bin.start, level: 0)
    )
  }

  private func addProfile(
    _ rows: [PartRow],
    key: ProfileKey,
    network: String,
    to state: inout SummaryState
  ) {
    guard let levels = plan.levels, let first = rows.first, let cell = cell(first),
      let bin = plan.timeStep.bin(at: key.time)
    else { return }
    let quantity = plan.quantities[Int(key.quantity)]
    let values = levels.interpolateLinearly(depths: rows.map(\.depth), values: rows.map(\.value))
    for (level, value) in values.enumerated() {
      guard let q = quantity.lattice.integer(for: value) else { continue }
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
}
