internal import Ledger
internal import ObservationModel
internal import Resampling
internal import Summary
internal import Validation

/// Puts the values of batches where they belong.
struct PartBuilder {
  private let plan: PipelinePlan
  private let entry: PipelineFile.ReadEntry
  private var part: Part
  private var states: [TimeBin: SummaryState] = [:]
  private var rows: [TimeBin: [PartRow]] = [:]

  init(plan: PipelinePlan, entry: PipelineFile.ReadEntry, dateCreated: String?) {
    self.plan = plan
    self.entry = entry
    part = Part(network: entry.network, dateCreated: dateCreated)
  }

  /// Counts what the tests found.
  mutating func count(_ batch: borrowing ObservationBatch, testedBy tests: QualityPlan) {
    part.quality.add(batch, testedBy: tests)
  }

  /// - Parameter companions: What conversions look at beside the columns of the batch.
  mutating func add(_ batch: borrowing ObservationBatch, beside companions: CompanionValues) {
    var cells = [Int32](repeating: -1, count: batch.count)
    var view = cells.mutableSpan
    plan.grid.findCells(latitudes: batch.latitudes, longitudes: batch.longitudes, into: &view)
    let columns = converted(batch, beside: companions)
    if batch.featureType.isField {
      for column in columns { addField(batch, column, cells: cells) }
    } else {
      for feature in batch.features {
        addFeature(batch, feature, columns: columns, cells: cells)
      }
    }
  }

  /// The columns of the product: winds at 10 m in place of speeds and directions, and quantities as
  /// what they become, where the entry asks for it.
  private func converted(
    _ batch: borrowing ObservationBatch,
    beside companions: CompanionValues
  ) -> [ProductColumn] {
    var columns = batch.columns.map { ProductColumn($0) }
    if let profile = entry.wind {
      let windNames = ["wind_speed", "wind_from_direction", "wind_to_direction"]
      columns.removeAll { windNames.contains($0.quantity.name) }
      func column(_ name: String) -> ObservationColumn? {
        batch.columns.first { $0.quantity.name == name }
      }
      if let speed = column("wind_speed") {
        columns += ProductColumn.winds(
          speed: speed,
          from: column("wind_from_direction"),
          to: column("wind_to_direction"),
          profile: profile,
          latitudes: batch.latitudes,
          beside: companions
        )
      }
    }
    for conversion in entry.conversions {
      guard let place = columns.firstIndex(where: { $0.quantity == conversion.from }) else {
        continue
      }
      columns[place] = conversion.applied(to: columns[place], of: batch, beside: companions)
    }
    return columns
  }

  /// Why a value cannot be placed in the product; nil when it can.
  private func obstacle(
    _ batch: borrowing ObservationBatch,
    _ column: ProductColumn,
    at i: Int,
    cell: Int32
  ) -> String? {
    if batch.times[i].isNaN { return "no_time" }
    if batch.latitudes[i].isNaN || batch.longitudes[i].isNaN { return "no_position" }
    return nil
  }

  /// The fate of one value: nil when it is good, else entered in `account`.
  private func judge(
    _ batch: borrowing ObservationBatch,
    _ column: ProductColumn,
    at i: Int,
    cell: Int32,
    account: inout ObservationAccount
  ) -> Int32? {
    account.read += 1
    if let reason = obstacle(batch, column, at: i, cell: cell) {
      account.reject(1, for: reason)
      return nil
    }
    if let reason = column.obstacle(at: i) {
      account.reject(1, for: reason)
      return nil
    }
    guard plan.use.contains(column.verdicts[i]) else {
      account.flagged += 1
      return nil
    }
    guard cell >= 0 else {
      let position = GridPosition(latitude: batch.latitudes[i], longitude: batch.longitudes[i])
      account.reject(1, for: position.isOnGlobe ? "outside_grid" : "impossible_position")
      return nil
    }
    guard let q = column.quantity.lattice.integer(for: column.values[i]) else {
      account.reject(1, for: "outside_lattice")
      return nil
    }
    return q
  }

  private mutating func addField(
    _ batch: borrowing ObservationBatch,
    _ column: ProductColumn,
    cells: [Int32]
  ) {
    var account = ObservationAccount()
    var key = SummaryKey(
      quantity: column.quantity.name,
      network: entry.network,
      binStart: 0,
      level: 0
    )
    var bin: TimeBin?
    var partition: TimeBin?
    // One partition and bin hold for long runs of a swath, so the state stays at hand.
    var state = SummaryState(cellCount: plan.grid.cellCount)
    func close(_ partition: TimeBin?) {
      guard let partition, !state.isEmpty else { return }
      states[partition, default: SummaryState(cellCount: plan.grid.cellCount)].merge(state)
      state = SummaryState(cellCount: plan.grid.cellCount)
    }
    let usesLevels = plan.usesLevels(column.quantity)
    for i in 0..<batch.count where !column.values[i].isNaN {
      guard let q = judge(batch, column, at: i, cell: cells[i], account: &account) else {
        continue
      }
      guard !usesLevels else {
        account.reject(1, for: "not_a_profile")
        continue
      }
      let time = batch.times[i]
      if bin.map({ time < Double($0.start) || time >= Double($0.end) }) ?? true {
        let next = plan.timeStep.bin(at: time)
        let nextPartition = next.flatMap { plan.partition.bin(at: Double($0.start)) }
        if nextPartition != partition { close(partition) }
        (bin, partition) = (next, nextPartition)
      }
      guard let bin, partition != nil else {
        account.reject(1, for: "no_time")
        continue
      }
      key.binStart = bin.start
      state.add(q, to: Int(cells[i]), of: key)
      account.accepted += 1
    }
    close(partition)
    part.account += account
  }

  private mutating func addFeature(
    _ batch: borrowing ObservationBatch,
    _ feature: Feature,
    columns: [ProductColumn],
    cells: [Int32]
  ) {
    let number = UInt32(part.features.count)
    var record = PartFeature(
      platform: feature.platform,
      identifier: feature.identifier,
      revision: feature.revision
    )
    for column in columns {
      guard let quantityNumber = plan.quantities.firstIndex(of: column.quantity) else { continue }
      let usesLevels = plan.usesLevels(column.quantity)
      let partner = plan.partner(of: column.quantity)
      let partners = columns.first { $0.quantity == partner }
      for i in feature.observations where !column.values[i].isNaN {
        guard judge(batch, column, at: i, cell: cells[i], account: &record.account) != nil else {
          continue
        }
        let time = batch.times[i]
        guard let bin = plan.timeStep.bin(at: time),
          let partition = plan.partition.bin(at: Double(bin.start))
        else {
          record.account.reject(1, for: "no_time")
          continue
        }
        // Without levels, too: what was observed at another depth is another observation.
        let depth = column.quantity.isOfWaterColumn ? batch.depthMeters(at: i) : .nan
        if usesLevels, depth.isNaN || !batch.featureType.isProfileLike {
          record.account.reject(1, for: depth.isNaN ? "no_depth" : "not_a_profile")
          continue
        }
        if let partner, partners.map({ isUsable($0, at: i) }) != true {
          record.account.reject(1, for: "no_\(partner.name)")
          continue
        }
        rows[partition, default: []].append(
          PartRow(
            feature: number,
            quantity: UInt32(quantityNumber),
            time: time,
            latitude: batch.latitudes[i],
            longitude: batch.longitudes[i],
            depth: depth,
            value: column.values[i]
          )
        )
        record.account.accepted += 1
      }
    }
    part.features.append(record)
  }

  /// True when a value at a known place and time counts in the product.
  private func isUsable(_ column: ProductColumn, at i: Int) -> Bool {
    column.obstacle(at: i) == nil && plan.use.contains(column.verdicts[i])
      && column.quantity.lattice.integer(for: column.values[i]) != nil
  }

  consuming func finished() -> Part {
    for partition in Set(states.keys).union(rows.keys).sorted() {
      var section = PartSection(partition: partition)
      for (key, field) in (states[partition]?.fields ?? [:]).sorted(by: { $0.key < $1.key }) {
        field.forEachObservedCell { cell, sums in
          section.sums.append(PartSum(key: key, cell: Int32(cell), sums: sums))
        }
      }
      section.rows = rows[partition] ?? []
      part.sections.append(section)
    }
    return part
  }
}
