internal import Ledger
public import ObservationModel
internal import Resampling

/// What a run would do, without doing it.
public struct RunPreview: Sendable {
  /// What a pattern entry of the pipeline file finds.
  public struct Entry: Sendable {
    public let network: String
    public let variables: [Quantity]
    public let files: Int

    /// The files that a run would decode: new or changed ones, or all when the configuration
    /// that decides their decoding changed.
    public let toRead: [String]

    /// The files that are known to be bad, or cannot be read.
    public let setAside: Int

    /// The files with the bytes of another.
    public let duplicates: Int
  }

  /// In the order of the pipeline file.
  public let entries: [Entry]

  /// The patterns that no file matches.
  public let unmatched: [String]

  /// The quantities of the products, in the order of the pipeline file.
  public let quantities: [Quantity]

  public let rows: Int
  public let columns: Int
  public let levels: Int
  public let timeStep: String

  /// The products in place by the ledger.
  public let products: [String]
}

extension PipelineRun {
  /// Looks at the inputs and the ledger and tells what a run would do.
  ///
  /// Files are hashed where the ledger does not know them; nothing is decoded or written but the
  /// ledger's memory of the digests.
  public func preview() throws(RunError) -> RunPreview {
    try translated {
      let ledger = try openLedger()
      let (inputs, unmatched) = try scan(ledger)
      var entries: [RunPreview.Entry] = []
      for (number, entry) in plan.pipeline.read.enumerated() {
        let mine = inputs.filter { $0.entry == number }
        var toRead: [String] = []
        var setAside = 0
        for input in mine where !input.isDuplicate {
          if try needsPart(input, ledger: ledger) {
            toRead.append(input.path)
          } else if try input.obstacle != nil
            || ledger.outcome(digest: input.digest, configuration: input.key)?.status == .rejected
          {
            setAside += 1
          }
        }
        entries.append(
          RunPreview.Entry(
            network: entry.network,
            variables: entry.variables,
            files: mine.count,
            toRead: toRead,
            setAside: setAside,
            duplicates: mine.count { $0.isDuplicate }
          )
        )
      }
      return RunPreview(
        entries: entries,
        unmatched: unmatched,
        quantities: plan.quantities,
        rows: plan.grid.shape.rows,
        columns: plan.grid.shape.columns,
        levels: plan.levels?.depthsMeters.count ?? 0,
        timeStep: plan.timeStep.name,
        products: try plan.pipeline.write.indices.flatMap {
          try ledger.partitions(pipeline: "\(name)#\($0)").map(\.productPath)
        }
      )
    }
  }
}
