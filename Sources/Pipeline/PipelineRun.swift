internal import Dispatch
internal import Glibc
public import Ledger
internal import ObservationModel
public import Reading
internal import Resampling
internal import Summary
internal import Synchronization
public import Writing

/// What a run is told and asks for.
public struct RunOptions: Sendable {
  /// The directory that relative paths of the pipeline file start from.
  public var root: String

  /// Where the ledger and the parts are kept; nil for `.sverdrup/<pipeline>` under `root`.
  public var workspace: String?

  /// The number of files that are read at a time.
  public var jobs: Int

  /// Seconds since 1970-01-01 UTC: observations after it have an impossible date.
  public var now: Double

  public init(root: String = ".", workspace: String? = nil, jobs: Int = 1, now: Double) {
    self.root = root
    self.workspace = workspace
    self.jobs = max(1, jobs)
    self.now = now
  }
}

/// What a run did.
public struct RunReport: Sendable {
  public var accounts = RunAccounts()

  /// The products that were made, that were as they should be, and that were withdrawn because
  /// nothing contributes to them any more.
  public var made: [String] = []
  public var upToDate: [String] = []
  public var withdrawn: [String] = []

  /// The files that are set aside, with the reason.
  public var setAside: [(path: String, reason: RejectionReason)] = []

  /// Files that were read in this run; others were known.
  public var filesRead = 0

  /// Recommended facts that the products lack.
  public var missingFacts: [String] = []
}

/// Progress of a run, for a person or a log.
public enum RunProgress: Sendable {
  case stage(String, total: Int)
  case advanced(Int, of: Int)
}

/// Why a run could not be done.
public enum RunError: Error {
  case pipeline(PipelineFileError)
  case ledger(LedgerError)
  case workspace(WorkspaceError)
  case writing(WritingError)
  case noInput([String])
  case map(ReadingError)
}

extension RunError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .pipeline(let error): "\(error)"
    case .ledger(let error): "\(error)"
    case .workspace(let error): "\(error)"
    case .writing(let error): "\(error)"
    case .noInput(let patterns):
      "no file matches \(patterns.joined(separator: ", "))"
    case .map(let error): "\(error)"
    }
  }
}

/// Runs a pipeline: reads what is new, remakes the partitions it touches, publishes, accounts.
public struct PipelineRun: Sendable {
  let plan: PipelinePlan
  private let options: RunOptions
  let workspace: Workspace
  private let report: @Sendable (RunProgress) -> Void

  /// Reads and checks a pipeline file.
  ///
  /// - Throws: `RunError.pipeline` with all faults of the file, before anything else is read.
  public init(
    pipelinePath: String,
    options: RunOptions,
    report: @escaping @Sendable (RunProgress) -> Void = { _ in }
  ) throws(RunError) {
    let catalogue: NetworkCatalogue
    do {
      catalogue = try NetworkCatalogue()
    } catch {
      throw .map(error)
    }
    let pipeline: PipelineFile
    do {
      pipeline = try PipelineFile.load(
        path: pipelinePath,
        networks: catalogue.maps.map(\.name)
      )
    } catch {
      throw .pipeline(error)
    }
    plan = PipelinePlan(pipeline, catalogue: catalogue, now: options.now)
    self.options = options
    self.report = report
    let root = options.root.isEmpty || options.root == "." ? "" : options.root + "/"
    workspace = Workspace(
      directory: options.workspace ?? "\(root).sverdrup/\(pipeline.name)"
    )
  }

  /// The name of the pipeline.
  public var name: String { plan.pipeline.name }

  // MARK: Inputs

  /// One file that a pattern of the pipeline matches.
  struct Input {
    let path: String
    let entry: Int
    var digest: String
    var isDuplicate = false
    var isRegular = true

    /// The key of its part: the content and all that decides what is made of it.
    var key: String
  }

  private func scan(_ ledger: Ledger) throws(RunError) -> [Input] {
    var inputs: [Input] = []
    var records: [InputRecord] = []
    var first: Set<String> = []
    for (number, entry) in plan.pipeline.read.enumerated() {
      let form = DurableFile.digest(ofText: plan.partForm(ofEntry: number))
      let paths = Set(entry.files.flatMap { FilePattern($0).files(root: options.root) }).sorted()
      for path in paths {
        guard let identity = FileIdentity(path: path) else { continue }
        guard Self.isRegular(path) else {
          inputs.append(
            Input(path: path, entry: number, digest: "-", isRegular: false, key: "-")
          )
          continue
        }
        let digest: String
        do {
          if let known = try ledger.digest(ofPath: path, identity: identity) {
            digest = known
          } else {
            guard let found = try DurableFile.digest(of: path) else { continue }
            // A file that changes while it is read is taken as it is next time.
            guard FileIdentity(path: path) == identity else { continue }
            digest = found
            records.append(
              InputRecord(path: path, identity: identity, digest: found, seenAt: options.now)
            )
          }
        } catch let error as LedgerError {
          throw .ledger(error)
        } catch let error as WorkspaceError {
          throw .workspace(error)
        } catch {
          continue
        }
        let isDuplicate = !first.insert("\(number) \(digest)").inserted
        inputs.append(
          Input(
            path: path,
            entry: number,
            digest: digest,
            isDuplicate: isDuplicate,
            key: DurableFile.digest(ofText: "\(digest) \(form)")
          )
        )
      }
    }
    guard !inputs.isEmpty else {
      throw .noInput(plan.pipeline.read.flatMap(\.files))
    }
    do {
      try ledger.enter(records)
    } catch {
      throw .ledger(error)
    }
    return inputs
  }

  private static func isRegular(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }

  // MARK: Files

  /// Makes the parts that are missing, several files at a time.
  private func makeParts(
    _ inputs: [Input],
    ledger: Ledger,
    report result: inout RunReport
  ) throws(RunError) {
    var missing: [Input] = []
    for input in inputs where !input.isDuplicate && input.isRegular {
      do {
        if let known = try ledger.outcome(digest: input.digest, configuration: input.key) {
          // A part that was lost is made again; a rejection stands while nothing changes.
          if known.status == .rejected { continue }
          if try workspace.loadPart(input.key) != nil { continue }
        }
      } catch let error as LedgerError {
        throw .ledger(error)
      } catch let error as WorkspaceError {
        throw .workspace(error)
      } catch {
        continue
      }
      missing.append(input)
    }
    result.filesRead = missing.count
    report(.stage("read and validate", total: missing.count))
    let work = missing
    let next = Atomic<Int>(0)
    let done = Atomic<Int>(0)
    let failure = Mutex<RunError?>(nil)
    let plan = plan
    let workspace = workspace
    let report = report
    let now = options.now
    DispatchQueue.concurrentPerform(iterations: min(options.jobs, max(1, work.count))) {
      @Sendable _ in
      while true {
        let i = next.add(1, ordering: .relaxed).oldValue
        guard i < work.count, failure.withLock({ $0 == nil }) else { return }
        let outcome: Result<FileOutcome, RunError> = Self.process(
          work[i],
          plan: plan,
          workspace: workspace
        )
        do {
          try ledger.enter(
            try outcome.get(),
            digest: work[i].digest,
            configuration: work[i].key,
            at: now
          )
        } catch let error as RunError {
          failure.withLock { $0 = $0 ?? error }
        } catch let error as LedgerError {
          failure.withLock { $0 = $0 ?? .ledger(error) }
        } catch {
          return
        }
        report(.advanced(done.add(1, ordering: .relaxed).newValue, of: work.count))
      }
    }
    if let failure = failure.withLock({ $0 }) { throw failure }
  }

  /// Makes the part of one file, or finds the reason to set it aside.
  private static func process(
    _ input: Input,
    plan: PipelinePlan,
    workspace: Workspace
  ) -> Result<FileOutcome, RunError> {
    let entry = plan.pipeline.read[input.entry]
    do {
      let part = try FileShard(plan: plan, entry: entry).part(of: input.path)
      try DurableFile.publish(part.encoded(), to: workspace.part(input.key))
      let account = part.features.reduce(part.account) { $0 + $1.account }
      return .success(
        FileOutcome(
          status: account.accepted > 0 ? .accepted : .flagged,
          networkName: entry.network,
          partKey: input.key,
          account: account,
          featureCount: part.features.count
        )
      )
    } catch let error as ReadingError {
      return .success(
        FileOutcome(
          status: .rejected,
          networkName: entry.network,
          reason: RejectionReason(
            kind: error.kind.rawValue,
            message: error.detail,
            variable: error.variable
          )
        )
      )
    } catch let error as WorkspaceError {
      return .failure(.workspace(error))
    } catch {
      return .failure(
        .workspace(WorkspaceError(path: input.path, operation: "\(error)", code: 0))
      )
    }
  }

  // MARK: Supersession

  /// The features of each part that another delivery replaces, by part; and whether they are
  /// older (superseded) or the same again (duplicate).
  private func replaced(_ parts: [(Input, Part)]) -> (superseded: Replaced, duplicate: Replaced) {
    struct Delivery {
      let rank: Int
      let updated: String
      let digest: String
      let key: String
      let feature: UInt32
    }
    var deliveries: [String: [Delivery]] = [:]
    for (input, part) in parts {
      for (number, feature) in part.features.enumerated() {
        guard let revision = feature.revision else { continue }
        deliveries[revision.key, default: []].append(
          Delivery(
            rank: revision.rank,
            updated: revision.updated,
            digest: input.digest,
            key: input.key,
            feature: UInt32(number)
          )
        )
      }
    }
    var superseded = Replaced()
    var duplicate = Replaced()
    for group in deliveries.values where group.count > 1 {
      guard
        let best = group.max(by: {
          ($0.rank, $0.updated, $1.digest, $1.feature) < (
            $1.rank, $1.updated, $0.digest, $0.feature
          )
        })
      else { continue }
      for delivery in group where (delivery.key, delivery.feature) != (best.key, best.feature) {
        if delivery.rank == best.rank {
          duplicate[delivery.key, default: []].insert(delivery.feature)
        } else {
          superseded[delivery.key, default: []].insert(delivery.feature)
        }
      }
    }
    return (superseded, duplicate)
  }

  private typealias Replaced = [String: Set<UInt32>]

  // MARK: The run

  /// Reads what is new and remakes the products that it touches.
  ///
  /// - Throws: `RunError`. A bad file is no error: it is set aside with its reason.
  public func run() throws(RunError) -> RunReport {
    var result = RunReport()
    try translated { try workspace.prepare() }
    let lock = try translated { try RunLock(path: workspace.lock) }
    let outcome = Result { () throws(RunError) in
      try translated {
        let ledger = try Ledger(path: workspace.ledger)
        let runID = try ledger.beginRun(pipeline: name, at: options.now)
        let inputs = try scan(ledger)
        try makeParts(inputs, ledger: ledger, report: &result)
        try makeProducts(inputs, ledger: ledger, report: &result)
        try ledger.endRun(runID, status: "done", accounts: result.accounts, at: options.now)
      }
    }
    lock.release()
    try outcome.get()
    return result
  }

  /// Runs `body` with its errors in the words of a run.
  func translated<Value: ~Copyable>(
    _ body: () throws -> Value
  ) throws(RunError) -> Value {
    do {
      return try body()
    } catch let error as RunError {
      throw error
    } catch let error as LedgerError {
      throw .ledger(error)
    } catch let error as WorkspaceError {
      throw .workspace(error)
    } catch let error as WritingError {
      throw .writing(error)
    } catch {
      throw .workspace(
        WorkspaceError(path: workspace.directory, operation: "\(error)", code: 0)
      )
    }
  }

  private func makeProducts(
    _ inputs: [Input],
    ledger: Ledger,
    report result: inout RunReport
  ) throws {
    var parts: [(Input, Part)] = []
    var outcomes: [String: FileOutcome] = [:]
    for input in inputs where !input.isDuplicate && input.isRegular {
      guard let outcome = try ledger.outcome(digest: input.digest, configuration: input.key) else {
        continue
      }
      outcomes[input.key] = outcome
      if outcome.status != .rejected, let part = try workspace.loadPart(input.key) {
        parts.append((input, part))
      }
    }
    let (superseded, duplicate) = replaced(parts)
    var duplicateValues: [String: Int] = [:]
    for (number, template) in plan.pipeline.write.enumerated() {
      let counts = try makeProducts(
        template,
        number: number,
        parts: parts,
        leftOut: superseded.merging(duplicate) { $0.union($1) },
        ledger: ledger,
        report: &result
      )
      if number == 0 { duplicateValues = counts }
    }
    try account(
      inputs,
      parts: parts,
      outcomes: outcomes,
      superseded: superseded,
      duplicate: duplicate,
      duplicateValues: duplicateValues,
      ledger: ledger,
      report: &result
    )
  }

  /// Makes the products of one template that are not as they should be.
  ///
  /// - Returns: The values of each file that repeat another's.
  private func makeProducts(
    _ template: ProductTemplate,
    number: Int,
    parts: [(Input, Part)],
    leftOut: Replaced,
    ledger: Ledger,
    report result: inout RunReport
  ) throws -> [String: Int] {
    var contributions: [TimeBin: [PartitionShard.Contribution]] = [:]
    var keys: [TimeBin: [String]] = [:]
    for (input, part) in parts {
      var sections: [TimeBin: [PartSection]] = [:]
      for section in part.sections {
        guard let partition = template.partition.bin(at: Double(section.partition.start)) else {
          continue
        }
        sections[partition, default: []].append(section)
      }
      let superseded = leftOut[input.key] ?? []
      for (partition, sections) in sections {
        let mine = Set(sections.flatMap { $0.rows.map(\.feature) }).intersection(superseded)
        contributions[partition, default: []].append(
          PartitionShard.Contribution(
            digest: input.digest,
            part: part,
            sections: sections,
            superseded: superseded
          )
        )
        keys[partition, default: []].append(
          "\(input.key) \(mine.sorted().map(String.init).joined(separator: ","))"
        )
      }
    }
    var known = Dictionary(
      try ledger.partitions(pipeline: "\(name)#\(number)").map { ($0.key, $0) },
      uniquingKeysWith: { first, _ in first }
    )
    let form = plan.pipeline.productForm(ofTemplate: number) + ProductMaker.version
    report(.stage("resample, summarise and write", total: contributions.count))
    var duplicates: [String: Int] = [:]
    for (done, partition) in contributions.keys.sorted().enumerated() {
      let label = CivilTime(secondsSince1970: partition.start).iso8601
      let path = product(template, partition)
      let fingerprint = DurableFile.digest(
        ofText: ([form, label] + (keys[partition] ?? []).sorted()).joined(separator: "\n")
      )
      let record = known.removeValue(forKey: label)
      if let record, record.fingerprint == fingerprint, record.productPath == path,
        try DurableFile.digest(of: path) == record.productDigest,
        let counts = try workspace.loadDuplicates(fingerprint)
      {
        duplicates.merge(counts, uniquingKeysWith: +)
        result.upToDate.append(path)
      } else {
        let shard = PartitionShard(plan: plan)
        let sums = shard.reduce(contributions[partition] ?? [])
        let written = try ProductMaker(plan: plan).write(
          sums.state,
          partition: partition,
          path: path,
          fingerprint: fingerprint,
          inputs: (contributions[partition] ?? []).map(\.part)
        )
        try workspace.saveDuplicates(sums.duplicates, fingerprint)
        duplicates.merge(sums.duplicates, uniquingKeysWith: +)
        result.missingFacts = written.missingFacts
        try ledger.enter(
          PartitionRecord(
            pipeline: "\(name)#\(number)",
            key: label,
            fingerprint: fingerprint,
            productPath: path,
            productDigest: try DurableFile.digest(of: path) ?? "",
            productByteCount: written.byteCount,
            madeAt: options.now
          )
        )
        result.made.append(path)
      }
      report(.advanced(done + 1, of: contributions.count))
    }
    // Nothing contributes to what is left: its inputs were withdrawn or now lie elsewhere.
    for record in known.values.sorted(by: { $0.key < $1.key }) {
      if !result.made.contains(record.productPath), !result.upToDate.contains(record.productPath) {
        unlink(record.productPath)
        result.withdrawn.append(record.productPath)
      }
      try ledger.removePartition(pipeline: "\(name)#\(number)", key: record.key)
    }
    return duplicates
  }

  private func product(_ template: ProductTemplate, _ partition: TimeBin) -> String {
    let path = template.path(pipeline: name, for: partition)
    return path.hasPrefix("/") || options.root == "." || options.root.isEmpty
      ? path : options.root + "/" + path
  }

  // MARK: Accounts

  private func account(
    _ inputs: [Input],
    parts: [(Input, Part)],
    outcomes: [String: FileOutcome],
    superseded: Replaced,
    duplicate: Replaced,
    duplicateValues: [String: Int],
    ledger: Ledger,
    report result: inout RunReport
  ) throws {
    var accounts: [String: ObservationAccount] = [:]
    var statuses: [String: FileStatus] = [:]
    for (input, part) in parts {
      var account = part.account
      for (number, feature) in part.features.enumerated() {
        if superseded[input.key]?.contains(UInt32(number)) ?? false {
          account += feature.account.asSuperseded
        } else if duplicate[input.key]?.contains(UInt32(number)) ?? false {
          account += feature.account.asDuplicate
        } else {
          account += feature.account
        }
      }
      let repeated = min(duplicateValues[input.digest] ?? 0, account.accepted)
      account.accepted -= repeated
      account.duplicate += repeated
      accounts[input.key] = account
      statuses[input.key] =
        account.accepted > 0
        ? .accepted
        : account.superseded > 0
          ? .superseded : account.duplicate > 0 ? .duplicate : .flagged
    }
    var present: [PresentInput] = []
    var total = RunAccounts()
    for input in inputs {
      guard input.isRegular else {
        let reason = RejectionReason(
          kind: ReadingError.Kind.notRegularFile.rawValue,
          message: "a directory, pipe, device or link, not a file"
        )
        result.setAside.append((input.path, reason))
        total.files.read += 1
        total.files[.rejected] += 1
        continue
      }
      let outcome = outcomes[input.key]
      var status = statuses[input.key] ?? outcome?.status ?? .rejected
      var account = accounts[input.key] ?? ObservationAccount()
      if input.isDuplicate {
        status = .duplicate
        account = account.asDuplicate
      }
      if status == .rejected, !input.isDuplicate {
        result.setAside.append(
          (
            input.path,
            outcome?.reason ?? RejectionReason(kind: "unknown", message: "no outcome is recorded")
          )
        )
      }
      total.files.read += 1
      total.files[status] += 1
      total.observations += account
      present.append(
        PresentInput(
          path: input.path,
          digest: input.digest,
          configuration: input.key,
          status: status,
          account: account
        )
      )
    }
    try ledger.replaceInputs(ofPipeline: name, with: present)
    result.accounts = total
  }
}
