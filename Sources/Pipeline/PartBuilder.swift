internal import Ledger
internal import ObservationModel
internal import Reading
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

  /// True where the network map takes the bias that files state off what is read.
  private let isFreeOfBias: Bool

  /// Swaths and grids where cells take what lies about them.
  private var gathered: GatheredField

  init(plan: PipelinePlan, entry: PipelineFile.ReadEntry, dateCreated: String?) {
    self.plan = plan
    self.entry = entry
    part = Part(network: entry.network, dateCreated: dateCreated)
    let rules = plan.catalogue.map(named: entry.network)?.quantities ?? []
    isFreeOfBias = rules.contains { $0.bias != nil && entry.variables.contains($0.quantity) }
    gathered = GatheredField(plan: plan)
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
    if batch.featureType.isField, plan.method != .bin {
      gather(batch, columns)
    } else if batch.featureType.isField {
      for column in columns { addField(batch, column, beside: companions, cells: cells) }
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
      columns[place] = conversion.applied(
        to: columns[place],
        of: batch,
        beside: companions,
        isFreeOfBias: isFreeOfBias
      )
    }
    for i in columns.indices {
      guard let declared = entry.errors[columns[i].quantity.name] else { continue }
      columns[i].take(declared, on: plan.lattice(of: columns[i].quantity), beside: companions)
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
      account.reject(1, for: "outside_grid")
      return nil
    }
    guard let q = plan.lattice(of: column.quantity).integer(for: column.values[i]) else {
      account.reject(1, for: "outside_lattice")
      return nil
    }
    return q
  }

  private mutating func addField(
    _ batch: borrowing ObservationBatch,
    _ column: ProductColumn,
    beside companions: CompanionValues,
    cells: [Int32]
  ) {
    var account = ObservationAccount()
    var run = FieldValues(quantity: column.quantity, network: entry.network, plan: plan)
    let usesLevels = plan.usesLevels(column.quantity)
    let statements = ProviderStatements(companions, about: column.quantity, plan: plan)
    for i in 0..<batch.count where !column.values[i].isNaN {
      guard let q = judge(batch, column, at: i, cell: cells[i], account: &account) else {
        continue
      }
      guard !usesLevels else {
        account.reject(1, for: "not_a_profile")
        continue
      }
      let error = column.errors.isEmpty ? .nan : column.errors[i]
      guard
        run.append(
          q,
          error: error,
          at: batch.times[i],
          cell: cells[i],
          saying: statements.at(i),
          to: &states
        )
      else {
        account.reject(1, for: "no_time")
        continue
      }
      account.accepted += 1
    }
    run.finish(to: &states)
    part.account += account
  }

  /// Keeps the good values until the file has been read: cells take what lies about them.
  private mutating func gather(
    _ batch: borrowing ObservationBatch,
    _ columns: [ProductColumn]
  ) {
    let first = gathered.append(batch)
    var account = ObservationAccount()
    for column in columns {
      var values = [Double](repeating: .nan, count: batch.count)
      for i in 0..<batch.count where !column.values[i].isNaN {
        // Positions off the grid may lie near cells on it.
        guard judge(batch, column, at: i, cell: 0, account: &account) != nil else { continue }
        guard !plan.usesLevels(column.quantity) else {
          account.reject(1, for: "not_a_profile")
          continue
        }
        values[i] = column.values[i]
      }
      gathered.enter(values, of: column.quantity, from: first)
    }
    part.account += account
  }

  /// Adds one value for each cell that the gathered observations tell of.
  private mutating func addGathered() {
    var account = ObservationAccount()
    let samples = gathered.samples(account: &account)
    part.account += account
    for sample in samples {
      let lattice = plan.lattice(of: sample.quantity)
      var run = FieldValues(quantity: sample.quantity, network: entry.network, plan: plan)
      for (cell, value) in zip(sample.cells, sample.values) {
        // Means of what the lattice holds are on it, and bins hold the means of their times.
        guard let q = lattice.integer(for: value) else { continue }
        _ = run.append(
          q,
          error: .nan,
          at: sample.time,
          cell: cell,
          saying: ProviderStatements.Statement(grade: 0),
          to: &states
        )
      }
      run.finish(to: &states)
    }
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
            value: column.values[i],
            error: column.errors.isEmpty ? .nan : column.errors[i]
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
      && plan.lattice(of: column.quantity).integer(for: column.values[i]) != nil
  }

  consuming func finished() -> Part {
    addGathered()
    for partition in Set(states.keys).union(rows.keys).sorted() {
      part.sections.append(
        PartSection(
          partition: partition,
          state: states[partition] ?? SummaryState(cellCount: plan.grid.cellCount),
          rows: rows[partition] ?? []
        )
      )
    }
    return part
  }
}
