public import ObservationModel

/// How often quality tests were applied and what they found, by network, platform, quantity and
/// test.
///
/// Counts add up the same in any order, so those of files make those of a run.
public struct QualityCounts: Sendable, Equatable, Codable {
  /// What was judged.
  public struct Subject: Sendable, Hashable, Comparable, Codable {
    public var network: String
    public var platform: String

    /// The name of the quantity.
    public var quantity: String

    public init(network: String, platform: String, quantity: String) {
      self.network = network
      self.platform = platform
      self.quantity = quantity
    }

    public static func < (a: Self, b: Self) -> Bool {
      (a.network, a.quantity, a.platform) < (b.network, b.quantity, b.platform)
    }
  }

  /// What tests found: every value that was judged passed, is suspect or failed.
  public struct Tally: Sendable, Hashable, Codable {
    public var performed: Int
    public var suspect: Int
    public var fail: Int

    public init(performed: Int = 0, suspect: Int = 0, fail: Int = 0) {
      self.performed = performed
      self.suspect = suspect
      self.fail = fail
    }

    public var passed: Int { performed - suspect - fail }

    /// The share of the judged values that passed; nil where none was judged.
    public var passRate: Double? { performed > 0 ? Double(passed) / Double(performed) : nil }

    public static func += (a: inout Self, b: Self) {
      a.performed += b.performed
      a.suspect += b.suspect
      a.fail += b.fail
    }
  }

  /// The counts of a subject, or of several together.
  public struct Entry: Sendable, Equatable, Codable {
    /// The values that are not missing.
    public var values: Int

    /// What all tests found together: a value counts once, by the worst that a test said of it.
    public var together: Tally

    /// By the label of the test in the plan.
    public var tests: [String: Tally]

    public init(values: Int = 0, together: Tally = Tally(), tests: [String: Tally] = [:]) {
      self.values = values
      self.together = together
      self.tests = tests
    }

    public static func += (a: inout Self, b: Self) {
      a.values += b.values
      a.together += b.together
      for (test, tally) in b.tests { a.tests[test, default: Tally()] += tally }
    }
  }

  public private(set) var entries: [Subject: Entry]

  public init(entries: [Subject: Entry] = [:]) { self.entries = entries }

  public var isEmpty: Bool { entries.isEmpty }

  public static func += (a: inout Self, b: Self) {
    for (subject, entry) in b.entries { a.entries[subject, default: Entry()] += entry }
  }

  /// Counts the values of a batch after the tests of `plan` ran on it.
  public mutating func add(_ batch: borrowing ObservationBatch, testedBy plan: QualityPlan) {
    for column in batch.columns {
      let tests = plan.labelledTests(of: column.quantity, network: batch.network)
      for feature in batch.features {
        let subject = Subject(
          network: batch.network,
          platform: feature.platform,
          quantity: column.quantity.name
        )
        entries[subject, default: Entry()] += Self.count(
          column,
          feature.observations,
          tests: tests
        )
      }
    }
  }

  private static func count(
    _ column: ObservationColumn,
    _ observations: Range<Int>,
    tests: [QualityPlan.LabelledTest]
  ) -> Entry {
    var entry = Entry()
    let quality = column.quality
    // One where there is a value: tests of time and place judge observations without one, too.
    let present: [UInt32] = observations.map { column.values.isMissing(at: $0) ? 0 : 1 }
    for (i, isPresent) in zip(observations, present) where isPresent == 1 {
      entry.values += 1
      if quality.performed[i] != 0 { entry.together.performed += 1 }
      if quality.fail[i] != 0 {
        entry.together.fail += 1
      } else if quality.suspect[i] != 0 {
        entry.together.suspect += 1
      }
    }
    for test in tests {
      let bit = UInt32(truncatingIfNeeded: test.number)
      var tally = Tally()
      for (i, isPresent) in zip(observations, present) {
        tally.performed += Int(quality.performed[i] >> bit & isPresent)
        tally.suspect += Int(quality.suspect[i] >> bit & isPresent)
        tally.fail += Int(quality.fail[i] >> bit & isPresent)
      }
      entry.tests[test.label] = tally
    }
    return entry
  }
}

extension QualityCounts {
  /// By network and quantity, in that order.
  public var byQuantity: [(network: String, quantity: String, entry: Entry)] {
    grouped { Subject(network: $0.network, platform: "", quantity: $0.quantity) }
      .map { ($0.key.network, $0.key.quantity, $0.entry) }
  }

  /// By network and platform: the platforms with the largest share of values that failed first,
  /// then those with the most suspect ones; platforms without a name are left out.
  public var byPlatform: [(network: String, platform: String, entry: Entry)] {
    func share(_ part: Int, _ entry: Entry) -> Double {
      entry.together.performed > 0 ? Double(part) / Double(entry.together.performed) : 0
    }
    return grouped { Subject(network: $0.network, platform: $0.platform, quantity: "") }
      .filter { !$0.key.platform.isEmpty }
      .sorted { a, b in
        let (failA, failB) = (
          share(a.entry.together.fail, a.entry), share(b.entry.together.fail, b.entry)
        )
        if failA != failB { return failA > failB }
        let (suspectA, suspectB) = (
          share(a.entry.together.suspect, a.entry), share(b.entry.together.suspect, b.entry)
        )
        return suspectA != suspectB ? suspectA > suspectB : a.key < b.key
      }
      .map { ($0.key.network, $0.key.platform, $0.entry) }
  }

  /// All together.
  public var total: Entry { entries.values.reduce(into: Entry()) { $0 += $1 } }

  private func grouped(by key: (Subject) -> Subject) -> [(key: Subject, entry: Entry)] {
    var groups: [Subject: Entry] = [:]
    for (subject, entry) in entries { groups[key(subject), default: Entry()] += entry }
    return groups.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }
}
