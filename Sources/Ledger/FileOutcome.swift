/// What processing the content of one file under one configuration came to.
public struct FileOutcome: Sendable, Hashable {
  public var status: FileStatus

  /// The name of the network map the file was read with; empty when none fitted.
  public var networkName: String

  /// The content name of the part that was made from it; nil when there is none.
  public var partKey: String?

  /// Why the file was rejected; nil otherwise.
  public var reason: RejectionReason?

  public var account: ObservationAccount

  /// The number of profiles, series, trajectories, swaths or grids in it.
  public var featureCount: Int

  public init(
    status: FileStatus,
    networkName: String,
    partKey: String? = nil,
    reason: RejectionReason? = nil,
    account: ObservationAccount = ObservationAccount(),
    featureCount: Int = 0
  ) {
    self.status = status
    self.networkName = networkName
    self.partKey = partKey
    self.reason = reason
    self.account = account
    self.featureCount = featureCount
  }
}

/// Why a file was set aside.
public struct RejectionReason: Sendable, Hashable, Codable {
  /// A word to count and search by, such as `truncated` or `reader_crash`.
  public var kind: String

  /// For people: what was expected, what was found, and where.
  public var message: String

  /// The variable at fault, when it is one.
  public var variable: String?

  public init(kind: String, message: String, variable: String? = nil) {
    self.kind = kind
    self.message = message
    self.variable = variable
  }
}

/// The outcome of one file content under one configuration, ready to be entered.
public struct OutcomeRecord: Sendable, Hashable {
  /// The digest of the bytes of the file.
  public var digest: String

  /// The digest of everything that decides the decoded result.
  public var configuration: String

  public var outcome: FileOutcome

  public init(digest: String, configuration: String, outcome: FileOutcome) {
    self.digest = digest
    self.configuration = configuration
    self.outcome = outcome
  }
}
