/// One profile, station series, trajectory or point set of a batch.
public struct Feature: Sendable, Hashable {
  /// The platform that observed, such as a WMO number or a call sign; empty when the file does
  /// not say.
  public var platform: String

  /// What tells this feature from others of its file, such as a cycle number.
  public var identifier: String

  /// How this delivery of the feature relates to others of the same observations; nil when the
  /// network has no revisions.
  public var revision: Revision?

  /// What a float or a glider tells of how the profile was taken; nil when the file does not say.
  public var profile: ProfileDescription?

  /// Its observations, as indices into the batch.
  public var observations: Range<Int>

  public init(
    platform: String,
    identifier: String,
    revision: Revision? = nil,
    profile: ProfileDescription? = nil,
    observations: Range<Int>
  ) {
    self.platform = platform
    self.identifier = identifier
    self.revision = revision
    self.profile = profile
    self.observations = observations
  }
}

/// The place of one delivery among the deliveries of the same observations: an Argo
/// delayed-mode profile replaces the real-time profile of the same cycle.
public struct Revision: Sendable, Hashable {
  /// The same for every delivery of the same observations, such as `2902696/12/A`.
  public var key: String

  /// The higher rank supersedes: real time 0, adjusted 1, delayed mode 2.
  public var rank: Int

  /// When the provider last touched the delivery, as text that sorts; breaks ties of rank.
  public var updated: String

  public init(key: String, rank: Int, updated: String) {
    self.key = key
    self.rank = rank
    self.updated = updated
  }
}

/// What the vertical coordinate of a batch is.
public enum VerticalKind: String, Sendable, CaseIterable {
  /// Metres below the sea surface, positive down.
  case depth
  /// Sea pressure in dbar, zero at the surface.
  case pressure
  /// Metres above the sea surface, positive up.
  case height
}
