public import ObservationModel
public import Reading
public import Resampling
internal import Seawater
internal import Validation

/// One side of a collocation: files of a network and the quantity to read from them.
public struct CollocationSource: Sendable {
  /// What was read.
  public struct Observations: Sendable {
    /// The observations that are used, sorted: the order of files does not matter.
    public var points: [CollocationPoint] = []

    /// The names of the networks whose maps the files were read with.
    public var networks: Set<String> = []

    /// What became of the values: `read` is the sum of the others and of `points`.
    public var read = 0
    public var flagged = 0
    public var unplaced = 0
    public var missing = 0

    /// Why files were set aside, in the order of the files.
    public var setAside: [ReadingError] = []
  }

  public let quantity: Quantity

  /// The network to read all files as; nil to find it out from each.
  public let network: String?

  public init(quantity: Quantity, network: String?) {
    self.quantity = quantity
    self.network = network
  }

  /// Reads files, runs the tests, and keeps the values of the verdicts asked for that have a time
  /// and a place. A value whose depth is not stated is taken to be at the surface. A file that cannot
  /// be read, or lacks the quantity, is set aside with the reason, and nothing of it is used.
  ///
  /// - Parameter tests: The tests that run; those of other networks and quantities do not.
  /// - Throws: `ReadingError` when a file does not exist, and the first one when no file can be used.
  public func observations(
    of files: [String],
    catalogue: NetworkCatalogue,
    tests: [PipelineFile.TestEntry],
    now: Double,
    use: Set<Verdict>
  ) throws(ReadingError) -> Observations {
    let plan = QualityPlan(tests, now: now)
    var result = Observations()
    for path in files {
      do throws(ReadingError) {
        result.add(try observations(of: path, catalogue: catalogue, plan: plan, use: use))
      } catch {
        if error.kind == .noSuchFile { throw error }
        result.setAside.append(error)
      }
    }
    if let first = result.setAside.first, result.setAside.count == files.count { throw first }
    result.points.sort()
    return result
  }

  private func observations(
    of path: String,
    catalogue: NetworkCatalogue,
    plan: QualityPlan,
    use: Set<Verdict>
  ) throws(ReadingError) -> Observations {
    var result = Observations()
    let file = try ObservationFile(path: path, network: network, catalogue: catalogue)
    result.networks.insert(file.map.name)
    let wanted = try file.quantities(among: [quantity])
    guard !wanted.isEmpty else {
      throw ReadingError(.missingVariable, path: path, detail: "has no \(quantity.name)")
    }
    let others = try file.quantities(
      among: plan.otherQuantities(for: wanted, network: file.map.name)
    )
    do {
      try file.forEachBatch(of: wanted + others) {
        (batch: consuming ObservationBatch) throws(Never) in
        plan.run(on: &batch)
        add(batch, use: use, to: &result)
      }
    } catch {
      switch error {
      case .reading(let error): throw error
      case .use: break
      }
    }
    return result
  }

  private func add(
    _ batch: borrowing ObservationBatch,
    use: Set<Verdict>,
    to result: inout Observations
  ) {
    guard let index = batch.column(of: quantity) else { return }
    let column = batch.columns[index]
    for feature in batch.features {
      for i in feature.observations {
        result.read += 1
        let verdict = column.verdict(at: i)
        guard verdict != .missing else {
          result.missing += 1
          continue
        }
        guard use.contains(verdict) else {
          result.flagged += 1
          continue
        }
        let depth = depth(batch, at: i)
        guard batch.times[i].isFinite, batch.latitudes[i].isFinite, batch.longitudes[i].isFinite,
          depth.isFinite, column.values[i].isFinite
        else {
          result.unplaced += 1
          continue
        }
        result.points.append(
          CollocationPoint(
            time: batch.times[i],
            latitude: batch.latitudes[i],
            longitude: batch.longitudes[i],
            depthMeters: depth,
            value: column.values[i],
            platform: feature.platform
          )
        )
      }
    }
  }

  private func depth(_ batch: borrowing ObservationBatch, at i: Int) -> Double {
    guard let kind = batch.verticalKind, !batch.vertical[i].isNaN else { return 0 }
    let z = batch.vertical[i]
    return switch kind {
    case .depth: z
    case .height: -z
    case .pressure: depthMeters(pressureDecibar: z, latitudeDegrees: batch.latitudes[i])
    }
  }
}

extension CollocationSource.Observations {
  fileprivate mutating func add(_ other: Self) {
    points += other.points
    networks.formUnion(other.networks)
    read += other.read
    flagged += other.flagged
    unplaced += other.unplaced
    missing += other.missing
  }
}
