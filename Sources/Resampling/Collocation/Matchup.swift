/// Two observations that match.
public struct Matchup: Sendable, Hashable {
  /// The indices of the observations in the lists of their networks.
  public let first: Int
  public let second: Int

  public let distanceMeters: Double

  /// The time of the second less that of the first.
  public let seconds: Double

  /// How near they are; see `Collocation`.
  public let norm: Double

  func isNearer(than other: Matchup) -> Bool {
    (norm, first, second) < (other.norm, other.first, other.second)
  }
}
