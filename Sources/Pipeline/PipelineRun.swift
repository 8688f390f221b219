internal import Ledger
internal import Reading
internal import Writing

/// Runs a pipeline: reads what is new, remakes the partitions it touches, publishes, accounts.
public struct PipelineRun: Sendable {
  let plan: PipelinePlan
  let options: RunOptions
  let workspace: Workspace
  let report: @Sendable (RunProgress) -> Void

  /// Reads and checks a pipeline file.
  ///
  /// - Throws: `RunError.pipeline` with all faults of the file, before anything else is read.
  public init(
    pipelinePath: String,
    options: RunOptions,
    report: @escaping @Sendable (RunProgress) -> Void = { _ in }
  ) throws(RunError) {
    let root = options.root.isEmpty || options.root == "." ? "" : options.root + "/"
    let catalogue: NetworkCatalogue
    do {
      let named = PipelineFile.networkMaps(ofFileAt: pipelinePath).map { path in
        path.hasPrefix("/") ? path : root + path
      }
      catalogue = try NetworkCatalogue(directory: options.maps ?? named)
    } catch {
      throw .map(error)
    }
    let pipeline: PipelineFile
    do {
      pipeline = try PipelineFile.load(
        path: pipelinePath,
        networks: catalogue.maps.map(\.name),
        root: options.root.isEmpty ? "." : options.root
      )
    } catch {
      throw .pipeline(error)
    }
    plan = PipelinePlan(pipeline, catalogue: catalogue, now: options.now)
    self.options = options
    self.report = report
    workspace = Workspace(
      directory: options.workspace ?? "\(root).sverdrup/\(pipeline.name)"
    )
  }

  /// The name of the pipeline.
  public var name: String { plan.pipeline.name }

  /// Reads what is new and remakes the products that it touches.
  ///
  /// - Throws: `RunError`. A bad file is no error: it is set aside with its reason.
  public func run() throws(RunError) -> RunReport {
    var result = RunReport()
    try translated { try workspace.prepare() }
    let lock = try translated { try RunLock(path: workspace.lock) }
    workspace.sweep()
    let outcome = Result { () throws(RunError) in
      try translated {
        let ledger = try Ledger(path: workspace.ledger)
        let runID = try ledger.beginRun(pipeline: name, at: options.now)
        let (inputs, unmatched) = try scan(ledger)
        result.unmatched = unmatched
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
}
