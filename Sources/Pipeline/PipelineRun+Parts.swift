internal import Dispatch
internal import Ledger
internal import Reading
internal import Synchronization

extension PipelineRun {
  /// True when a file has to be decoded: it is new, it was rejected for want of an input or
  /// output that may come back, or its part was lost.
  func needsPart(_ input: Input, ledger: Ledger) throws -> Bool {
    guard input.isWanted else { return false }
    guard let known = try ledger.outcome(digest: input.digest, configuration: input.key) else {
      return true
    }
    if known.status == .rejected {
      return known.reason?.kind == ReadingError.Kind.inputOutput.rawValue
    }
    return try workspace.loadPart(input.key) == nil
  }

  /// Makes the parts that are missing, several files at a time.
  func makeParts(
    _ inputs: [Input],
    ledger: Ledger,
    report result: inout RunReport
  ) throws(RunError) {
    var missing: [Input] = []
    try translated {
      for input in inputs where try needsPart(input, ledger: ledger) { missing.append(input) }
      for input in inputs {
        guard let reason = input.obstacle else { continue }
        try ledger.enter(
          FileOutcome(
            status: .rejected,
            networkName: self.plan.pipeline.read[input.entry].network,
            reason: reason
          ),
          digest: input.digest,
          configuration: input.key,
          at: options.now
        )
      }
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
}
