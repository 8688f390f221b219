/// The bytes that a path held when they were hashed.
public struct InputRecord: Sendable, Hashable {
  public var path: String
  public var identity: FileIdentity
  public var digest: String

  /// Seconds since 1970-01-01 UTC, taken before the first byte was hashed.
  public var seenAt: Double

  public init(path: String, identity: FileIdentity, digest: String, seenAt: Double) {
    self.path = path
    self.identity = identity
    self.digest = digest
    self.seenAt = seenAt
  }
}

/// One of the contents that a path has held: a file that arrives again under the same name with
/// other bytes is a new revision, and the ledger remembers both.
public struct InputRevision: Sendable, Hashable {
  public var digest: String

  /// Seconds since 1970-01-01 UTC.
  public var firstSeen: Double
  public var lastSeen: Double
}

/// An input of a pipeline as it is now.
public struct PresentInput: Sendable, Hashable {
  public var path: String
  public var digest: String

  /// The digest of everything that decides the decoded result.
  public var configuration: String

  /// What became of the file among the other inputs: the status of its outcome, or `duplicate`
  /// or `superseded`.
  public var status: FileStatus

  /// What became of its observations among the other inputs, where that differs from the
  /// account of its outcome and is not all of them `duplicate` or `superseded`.
  public var account: ObservationAccount?

  public init(
    path: String,
    digest: String,
    configuration: String,
    status: FileStatus,
    account: ObservationAccount? = nil
  ) {
    self.path = path
    self.digest = digest
    self.configuration = configuration
    self.status = status
    self.account = account
  }
}
