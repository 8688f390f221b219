public import Ledger
public import Validation

/// What a run did.
public struct RunReport: Sendable {
  public var accounts = RunAccounts()

  /// What quality tests found in all files that count, each once; deliveries that others supersede
  /// are among them.
  public var quality = QualityCounts()

  /// The products that were made, that were as they should be, and that were withdrawn because
  /// nothing contributes to them any more.
  public var made: [String] = []
  public var upToDate: [String] = []
  public var withdrawn: [String] = []

  /// The files that are set aside, with the reason.
  public var setAside: [(path: String, reason: RejectionReason)] = []

  /// The patterns of the pipeline file that no file matches.
  public var unmatched: [String] = []

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
