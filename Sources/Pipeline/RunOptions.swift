/// What a run is told and asks for.
public struct RunOptions: Sendable {
  /// The directory that relative paths of the pipeline file start from.
  public var root: String

  /// Where the ledger and the parts are kept; nil for `.sverdrup/<pipeline>` under `root`.
  public var workspace: String?

  /// A directory with network maps of the user; nil for none.
  public var maps: String?

  /// The number of files that are read at a time.
  public var jobs: Int

  /// Seconds since 1970-01-01 UTC: observations after it have an impossible date.
  public var now: Double

  public init(
    root: String = ".",
    workspace: String? = nil,
    maps: String? = nil,
    jobs: Int = 1,
    now: Double
  ) {
    self.root = root
    self.workspace = workspace
    self.maps = maps
    self.jobs = max(1, jobs)
    self.now = now
  }
}
