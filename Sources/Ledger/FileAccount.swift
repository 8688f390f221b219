/// What became of a number of files: each has one status.
public struct FileAccount: Sendable, Hashable, Codable {
  /// Files found.
  public var read: Int

  private var counts: [FileStatus: Int]

  public init(read: Int = 0, counts: [FileStatus: Int] = [:]) {
    self.read = read
    self.counts = counts.filter { $0.value != 0 }
  }

  /// The number of files with `status`.
  public subscript(_ status: FileStatus) -> Int {
    get { counts[status] ?? 0 }
    set { counts[status] = newValue == 0 ? nil : newValue }
  }

  /// True when no count is negative and every file is accounted for exactly once.
  public var isBalanced: Bool {
    var sum = 0
    for count in counts.values {
      let (next, overflow) = sum.addingReportingOverflow(count)
      guard count >= 0, !overflow else { return false }
      sum = next
    }
    return sum == read
  }
}

/// What a run, or all inputs of a pipeline together, came to.
public struct RunAccounts: Sendable, Hashable, Codable {
  public var files: FileAccount
  public var observations: ObservationAccount

  public init(
    files: FileAccount = FileAccount(),
    observations: ObservationAccount = ObservationAccount()
  ) {
    self.files = files
    self.observations = observations
  }

  /// True when every file and every observation is accounted for exactly once.
  public var isBalanced: Bool { files.isBalanced && observations.isBalanced }
}
