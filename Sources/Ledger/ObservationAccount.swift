/// What became of a number of observations: every one that was read is in exactly one of the
/// other counts.
///
/// `accepted + flagged + rejected + duplicate + superseded = read` holds for a file, for a run
/// and for any sum of them. Accounts add up the same in any order.
public struct ObservationAccount: Sendable, Hashable, Codable {
  /// Observations that the files hold.
  public var read: Int

  /// Observations that went into a product.
  public var accepted: Int

  /// Observations kept out of the products by a quality flag, delivered or set here.
  public var flagged: Int

  /// Observations that could not be used at all, by the kind of reason; no reason with 0.
  public private(set) var rejected: [String: Int]

  /// Observations that are there already, from another file or another place in the same file.
  public var duplicate: Int

  /// Observations that a newer delivery of the same feature replaces.
  public var superseded: Int

  public init(
    read: Int = 0,
    accepted: Int = 0,
    flagged: Int = 0,
    rejected: [String: Int] = [:],
    duplicate: Int = 0,
    superseded: Int = 0
  ) {
    self.read = read
    self.accepted = accepted
    self.flagged = flagged
    self.rejected = rejected.filter { $0.value != 0 }
    self.duplicate = duplicate
    self.superseded = superseded
  }

  /// Counts `count` more observations as rejected for `reason`.
  public mutating func reject(_ count: Int, for reason: String) {
    guard count != 0 else { return }
    rejected[reason, default: 0] += count
    if rejected[reason] == 0 { rejected[reason] = nil }
  }

  /// The rejected observations, whatever the reason.
  public var rejectedCount: Int { rejected.values.reduce(0, +) }

  /// True when no count is negative and every observation read is accounted for exactly once.
  public var isBalanced: Bool {
    var sum = 0
    for count in [accepted, flagged, duplicate, superseded] + Array(rejected.values) {
      let (next, overflow) = sum.addingReportingOverflow(count)
      guard count >= 0, !overflow else { return false }
      sum = next
    }
    return sum == read
  }

  public static func + (a: Self, b: Self) -> Self {
    var sum = a
    sum += b
    return sum
  }

  public static func += (a: inout Self, b: Self) {
    a.read += b.read
    a.accepted += b.accepted
    a.flagged += b.flagged
    for (reason, count) in b.rejected { a.reject(count, for: reason) }
    a.duplicate += b.duplicate
    a.superseded += b.superseded
  }
}

extension ObservationAccount {
  /// The same observations, all of them counted as copies of others.
  public var asDuplicate: ObservationAccount { ObservationAccount(read: read, duplicate: read) }

  /// The same observations, all of them counted as replaced by others.
  public var asSuperseded: ObservationAccount { ObservationAccount(read: read, superseded: read) }
}
