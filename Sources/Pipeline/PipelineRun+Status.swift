public import Ledger
public import Validation

/// What a pipeline has taken in and made, by its ledger.
public struct PipelineStatus: Sendable {
  public let accounts: RunAccounts

  /// The paths of the products in place.
  public let products: [String]

  /// What quality tests found, by the last run.
  public let quality: QualityCounts
}

extension PipelineRun {
  /// Reads the ledger; a pipeline that has not run has taken in nothing.
  public func status() throws(RunError) -> PipelineStatus {
    try translated {
      let ledger = try openLedger()
      return PipelineStatus(
        accounts: try ledger.accounts(ofPipeline: name),
        products: try plan.pipeline.write.indices.flatMap {
          try ledger.partitions(pipeline: "\(name)#\($0)").map(\.productPath)
        },
        quality: try workspace.loadQuality()
      )
    }
  }

  /// The files that are set aside, with the reasons.
  public func quarantined() throws(RunError) -> [QuarantineRecord] {
    try translated { try openLedger().quarantined(pipeline: name) }
  }

  func openLedger() throws -> Ledger {
    try workspace.prepare()
    return try Ledger(path: workspace.ledger)
  }
}
