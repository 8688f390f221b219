internal import Ledger
internal import ObservationModel
internal import Reading
internal import Resampling
internal import Seawater
internal import Summary
internal import Validation

/// Reads and validates one file and works out what it contributes.
struct FileShard {
  let plan: PipelinePlan
  let entry: PipelineFile.ReadEntry

  /// - Throws: `ReadingError` when the file is to be set aside.
  func part(of path: String) throws(ReadingError) -> Part {
    let catalogue = plan.catalogue
    let file = try ObservationFile(path: path, network: entry.network, catalogue: catalogue)
    let wanted = try file.quantities(among: entry.variables)
    guard !wanted.isEmpty else {
      throw ReadingError(
        .missingVariable,
        path: path,
        detail: "has none of the variables \(entry.variables.map(\.name).joined(separator: ", "))"
      )
    }
    var builder = PartBuilder(plan: plan, entry: entry, dateCreated: file.dateCreated)
    let tests = plan.qualityPlan(for: entry)
    // What tests look at besides is read with the rest and goes no further.
    let others = try file.quantities(
      among: tests.otherQuantities(for: wanted, network: entry.network)
    )
    do {
      try file.forEachBatch(of: wanted + others) {
        (batch: consuming ObservationBatch) throws(Never) in
        tests.run(on: &batch)
        batch.columns.removeAll { others.contains($0.quantity) }
        builder.count(batch, testedBy: tests)
        builder.add(batch)
      }
    } catch {
      switch error {
      case .reading(let error): throw error
      case .use: break
      }
    }
    return builder.finished()
  }
}

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

  mutating func add(_ batch: borrowing ObservationBatch) {
    var cells = [Int32](repeating: -1, count: batch.count)
    var view = cells.mutableSpan
    plan.grid.findCells(latitudes: batch.latitudes, longitudes: batch.longitudes, into: &view)
    let columns = converted(batch)
    if batch.featureType.isField {
      for column in columns { addField(batch, column, cells: cells) }
    } else {
      for feature in batch.features {
        addFeature(batch, feature, columns: columns, cells: cells)
      }
    }
  }

  /// The columns of the product: winds at 10 m in place of speeds and directions where the entry
  /// asks for them.
  private func converted(_ batch: borrowing ObservationBatch) -> [ProductColumn] {
    guard let profile = entry.wind else { return batch.columns.map { ProductColumn($0) } }
    let windNames = ["wind_speed", "wind_from_direction", "wind_to_direction"]
    var columns = batch.columns.filter { !windNames.contains($0.quantity.name) }
      .map { ProductColumn($0) }
    func column(_ name: String) -> ObservationColumn? {
      batch.columns.first { $0.quantity.name == name }
    }
    if let speed = column("wind_speed") {
      columns += ProductColumn.winds(
        speed: speed,
        from: column("wind_from_direction"),
        to: column("wind_to_direction"),
        profile: profile
      )
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
    if let reason = column.obstacle {
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
        let depth = column.quantity.isOfWaterColumn ? self.depth(batch, at: i) : .nan
        if usesLevels, depth.isNaN || !batch.featureType.isProfileLike {
          record.account.reject(1, for: depth.isNaN ? "no_depth" : "not_a_profile")
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

  private func depth(_ batch: borrowing ObservationBatch, at i: Int) -> Double {
    guard let kind = batch.verticalKind else { return .nan }
    let z = batch.vertical[i]
    return switch kind {
    case .depth: z
    case .height: -z
    case .pressure:
      depthMeters(pressureDecibar: z, latitudeDegrees: batch.latitudes[i])
    }
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

/// The values of a quantity of the product, with what is known of each.
struct ProductColumn {
  let quantity: Quantity
  let values: [Double]
  let verdicts: [Verdict]

  /// Why none of the values can be used; nil when they can.
  let obstacle: String?

  init(_ column: ObservationColumn) {
    quantity = column.quantity
    values = (0..<column.count).map { column.values[$0] }
    verdicts = (0..<column.count).map { column.verdict(at: $0) }
    obstacle = nil
  }

  private init(_ name: String, values: [Double], verdicts: [Verdict], obstacle: String?) {
    // Safe names: the winds at 10 m are entries of the vocabulary, as its tests check.
    quantity = Quantity.named(name) ?? Quantity.vocabulary[0]
    self.values = values
    self.verdicts = verdicts
    self.obstacle = obstacle
  }

  /// The speed and the components of a wind at 10 m.
  ///
  /// Components are of the worse verdict of speed and direction. A wind of unknown height is kept
  /// out, with the reason.
  static func winds(
    speed: ObservationColumn,
    from: ObservationColumn?,
    to: ObservationColumn?,
    profile: WindProfile
  ) -> [ProductColumn] {
    let factor = speed.heightMeters.flatMap { profile.factorTo10Meters(from: $0) }
    let obstacle = factor == nil ? "unknown_height" : nil
    let speeds = (0..<speed.count).map { speed.values[$0] * (factor ?? 1) }
    let speedVerdicts = (0..<speed.count).map { speed.verdict(at: $0) }
    var columns = [
      ProductColumn("wind_speed_10m", values: speeds, verdicts: speedVerdicts, obstacle: obstacle)
    ]
    guard let direction = from ?? to else { return columns }
    var eastward: [Double] = []
    var northward: [Double] = []
    var verdicts: [Verdict] = []
    for i in speeds.indices {
      let degrees = direction.values[i]
      let wind =
        from == nil
        ? WindComponents(speed: speeds[i], toDegrees: degrees)
        : WindComponents(speed: speeds[i], fromDegrees: degrees)
      eastward.append(wind.eastward)
      northward.append(wind.northward)
      verdicts.append(Verdict.worse(speedVerdicts[i], direction.verdict(at: i)))
    }
    columns.append(
      ProductColumn(
        "eastward_wind_10m",
        values: eastward,
        verdicts: verdicts,
        obstacle: obstacle
      )
    )
    columns.append(
      ProductColumn(
        "northward_wind_10m",
        values: northward,
        verdicts: verdicts,
        obstacle: obstacle
      )
    )
    return columns
  }
}

extension Verdict {
  /// The verdict on a value made of two.
  static func worse(_ a: Verdict, _ b: Verdict) -> Verdict {
    let order: [Verdict] = [.missing, .bad, .suspect, .notEvaluated, .probablyGood, .good]
    return order.first { $0 == a || $0 == b } ?? a
  }
}
