public import ObservationModel

extension QualityPlan {
  /// A test of a quantity with its place in the records of its columns.
  public struct LabelledTest: Sendable {
    /// The name of the test; `spike_2` for the second of one kind on the same quantity.
    public let label: String

    /// The number under which records hold what it found.
    public let number: Int

    public let entry: Entry
  }

  /// The tests that judge a quantity of a network, in their order.
  public func labelledTests(of quantity: Quantity, network: String) -> [LabelledTest] {
    var seen: [String: Int] = [:]
    return tests(of: quantity, network: network).enumerated().map { number, index in
      let name = type(of: entries[index].test).name
      let count = (seen[name] ?? 0) + 1
      seen[name] = count
      return LabelledTest(
        label: count == 1 ? name : "\(name)_\(count)",
        number: number,
        entry: entries[index]
      )
    }
  }
}
