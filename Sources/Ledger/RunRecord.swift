/// One run of a pipeline.
public struct RunRecord: Sendable, Hashable {
  public var id: Int64
  public var pipeline: String

  /// Seconds since 1970-01-01 UTC.
  public var startedAt: Double

  /// Seconds since 1970-01-01 UTC; nil while the run goes on, and for one that was killed.
  public var endedAt: Double?

  /// How the run ended, such as `complete` or `interrupted`; nil as for `endedAt`.
  public var status: String?

  /// What the run came to; nil as for `endedAt`.
  public var accounts: RunAccounts?
}

/// An input that is set aside, and why.
public struct QuarantineRecord: Sendable, Hashable {
  public var path: String
  public var digest: String
  public var reason: RejectionReason

  /// When this content was first and last tried, in seconds since 1970-01-01 UTC.
  public var firstSeen: Double
  public var lastSeen: Double

  /// How many times this content was tried.
  public var tries: Int
}
