internal import KernelTypes
public import ObservationModel

/// The tests of a pipeline, in order, each with the quantities and networks it is for.
public struct QualityPlan: Sendable {
  /// A test with what it applies to.
  public struct Entry: Sendable {
    public let test: any QualityTest

    /// The quantities to judge; nil for all.
    public let quantities: Set<Quantity>?

    /// The networks to judge; nil for all.
    public let networks: Set<String>?

    /// What configured the test, as text for readers of its flags; empty without any.
    public let parameters: String

    public init(
      _ test: any QualityTest,
      quantities: Set<Quantity>? = nil,
      networks: Set<String>? = nil,
      parameters: String = ""
    ) {
      self.test = test
      self.quantities = quantities
      self.networks = networks
      self.parameters = parameters
    }

    public func applies(to quantity: Quantity, of network: String) -> Bool {
      (quantities?.contains(quantity) ?? true) && (networks?.contains(network) ?? true)
    }
  }

  public let entries: [Entry]

  public init(_ entries: [Entry]) { self.entries = entries }

  /// The numbers of the entries for a column, in order: bit `k` of its quality record is that of
  /// the `k`th.
  ///
  /// At most `QualityRecord.capacity`; pipeline files that ask for more of a variable are refused.
  public func tests(of quantity: Quantity, network: String) -> [Int] {
    Array(
      entries.indices.filter { entries[$0].applies(to: quantity, of: network) }
        .prefix(QualityRecord.capacity)
    )
  }

  /// The quantities that the tests of `quantities` look at besides these.
  public func otherQuantities(for quantities: [Quantity], network: String) -> [Quantity] {
    var found: [Quantity] = []
    for quantity in quantities {
      for number in tests(of: quantity, network: network) {
        for other in entries[number].test.otherQuantities
        where !quantities.contains(other) && !found.contains(other) {
          found.append(other)
        }
      }
    }
    return found
  }

  /// So many observations stay in the nearest cache while the tests of a column pass over them.
  private static let blockLength = 8192

  /// Runs every test on the columns it is for and enters what it finds.
  ///
  /// Tests run in the order of the plan. Those that look at no more than a feature run together
  /// over a few features at a time, so that each value is fetched from memory once; in features
  /// longer than that, neighbouring entries that look at a bounded number of observations do.
  public func run(on batch: inout ObservationBatch) {
    let columns = batch.columns.map { tests(of: $0.quantity, network: batch.network) }
    var buffer = [UInt8](repeating: GradeCode.notEvaluated, count: max(batch.count, 1))
    var next = 0
    while next < entries.count {
      let within = next..<endOfEntries(from: next) { $0.reach != .batch }
      if within.isEmpty {
        run(next, columns, range: 0..<batch.count, on: &batch, &buffer)
        next += 1
        continue
      }
      var feature = 0
      while feature < batch.features.count {
        let range = Self.block(of: batch.features, from: &feature)
        if range.count <= Self.blockLength {
          for number in within { run(number, columns, range: range, on: &batch, &buffer) }
        } else {
          run(within, columns, feature: range, on: &batch, &buffer)
        }
      }
      next = within.upperBound
    }
  }

  /// The observations of the features from one on that make up a block together, or of one that is
  /// longer; moves on to the next.
  private static func block(of features: [Feature], from feature: inout Int) -> Range<Int> {
    let start = features[feature].observations.lowerBound
    var end = features[feature].observations.upperBound
    feature += 1
    while feature < features.count,
      features[feature].observations.upperBound - start <= blockLength
    {
      end = features[feature].observations.upperBound
      feature += 1
    }
    return start..<end
  }

  /// Runs tests on one feature of many observations.
  private func run(
    _ numbers: Range<Int>,
    _ columns: [[Int]],
    feature: Range<Int>,
    on batch: inout ObservationBatch,
    _ buffer: inout [UInt8]
  ) {
    var next = numbers.lowerBound
    while next < numbers.upperBound {
      // A test that heeds earlier ones waits until they are done.
      let end = endOfEntries(from: next) { test in
        if case .observations = test.reach { !test.heedsEarlierTests } else { false }
      }
      guard end > next else {
        run(next, columns, range: feature, on: &batch, &buffer)
        next += 1
        continue
      }
      var start = feature.lowerBound
      while start < feature.upperBound {
        let range = start..<min(start + Self.blockLength, feature.upperBound)
        for number in next..<end { run(number, columns, range: range, on: &batch, &buffer) }
        start = range.upperBound
      }
      next = end
    }
  }

  /// The end of the entries from `start` on whose tests are of a kind.
  private func endOfEntries(from start: Int, where isOfKind: (any QualityTest) -> Bool) -> Int {
    var end = start
    while end < entries.count, isOfKind(entries[end].test) { end += 1 }
    return end
  }

  private func run(
    _ number: Int,
    _ columns: [[Int]],
    range: Range<Int>,
    on batch: inout ObservationBatch,
    _ buffer: inout [UInt8]
  ) {
    let test = entries[number].test
    let isShared = type(of: test).subject == .observation
    var hasFlags = false
    var all = buffer.mutableSpan
    var flags = all.extracting(0..<range.count)
    for column in columns.indices {
      guard let bit = columns[column].firstIndex(of: number) else { continue }
      if !(isShared && hasFlags) {
        test.evaluate(batch, column: column, range: range, into: &flags)
        hasFlags = true
      }
      if isShared {
        batch.columns[column].enterWherePresent(flags.span, at: range.lowerBound, test: bit)
      } else {
        batch.columns[column].enter(flags.span, at: range.lowerBound, test: bit)
      }
    }
  }
}
