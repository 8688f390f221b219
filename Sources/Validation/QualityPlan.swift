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

    public init(
      _ test: any QualityTest,
      quantities: Set<Quantity>? = nil,
      networks: Set<String>? = nil
    ) {
      self.test = test
      self.quantities = quantities
      self.networks = networks
    }

    func applies(to quantity: Quantity, of network: String) -> Bool {
      (quantities?.contains(quantity) ?? true) && (networks?.contains(network) ?? true)
    }
  }

  public let entries: [Entry]

  /// - Precondition: At most `QualityRecord.capacity` entries.
  public init(_ entries: [Entry]) {
    precondition(entries.count <= QualityRecord.capacity)
    self.entries = entries
  }

  /// Runs every test on the columns it is for and enters what it finds.
  public func run(on batch: inout ObservationBatch) {
    var flags = [QualityFlag](repeating: .notEvaluated, count: batch.count)
    for column in batch.columns.indices {
      let quantity = batch.columns[column].quantity
      for (number, entry) in entries.enumerated()
      where entry.applies(to: quantity, of: batch.network) {
        entry.test.evaluate(batch, column: column, into: &flags)
        batch.columns[column].quality.enter(flags.span, test: number)
      }
    }
  }
}
