/// The values of one quantity for a batch of observations, with what is known of their quality.
///
/// | property   | shape   | unit                                          |
/// |:-----------|:--------|:----------------------------------------------|
/// | `values`   | `[obs]` | `quantity.units`; NaN where missing           |
/// | `provider` | `[obs]` | the provider's own verdict; empty when none   |
/// | `quality`  | `[obs]` | bits of the tests that ran here               |
public struct ObservationColumn: Sendable {
  public let quantity: Quantity

  /// The name of the variable in the file, for reports.
  public let variableName: String

  /// The values, in the precision of the file.
  public var values: ColumnValues

  /// The provider's verdicts, shape `[obs]`; empty when the file carries no flags for this
  /// variable.
  public var provider: [Verdict]

  /// The height above the sea surface the quantity was measured at, in metres, where the file
  /// or the network says so. Winds at different heights are different quantities.
  public var heightMeters: Double?

  /// What the file says its values mean where they are codes, such as the bits of a retrieval;
  /// empty for measurements.
  public var flagMeanings: [FlagMeaning]

  /// What the tests found, shape `[obs]`.
  public var quality: QualityRecord

  public init(
    quantity: Quantity,
    variableName: String,
    values: ColumnValues,
    provider: [Verdict] = [],
    heightMeters: Double? = nil,
    flagMeanings: [FlagMeaning] = []
  ) {
    precondition(provider.isEmpty || provider.count == values.count)
    self.quantity = quantity
    self.variableName = variableName
    self.values = values
    self.provider = provider
    self.heightMeters = heightMeters
    self.flagMeanings = flagMeanings
    quality = QualityRecord(count: values.count)
  }

  /// The number of observations, missing ones included.
  public var count: Int { values.count }

  /// Enters the flags of one test for the values from `start` on.
  ///
  /// - Parameters:
  ///   - flags: Raw values of `QualityFlag`, shape `[obs]`.
  ///   - test: The number of the test among those of the column.
  public mutating func enter(_ flags: Span<UInt8>, at start: Int, test: Int) {
    quality.enter(flags, at: start, test: test)
  }

  /// Enters the flags of a test of observations as wholes for the values from `start` on that are
  /// not missing.
  public mutating func enterWherePresent(_ flags: Span<UInt8>, at start: Int, test: Int) {
    var present = [UInt8](repeating: QualityFlag.missing.rawValue, count: flags.count)
    switch values {
    case .float(let values):
      for i in 0..<flags.count where !values[start + i].isNaN { present[i] = flags[i] }
    case .double(let values):
      for i in 0..<flags.count where !values[start + i].isNaN { present[i] = flags[i] }
    }
    quality.enter(present.span, at: start, test: test)
  }

  /// What the provider and the tests say together about the value at `i`.
  ///
  /// The worse of the two wins: bad, then suspect. A value nothing speaks against is
  /// `probablyGood` when its provider or a test says only that, `good` when the provider or a test passed
  /// it, and `notEvaluated` when nobody judged it.
  public func verdict(at i: Int) -> Verdict {
    if values.isMissing(at: i) { return .missing }
    let provided = provider.isEmpty ? .notEvaluated : provider[i]
    let tested = quality.flag(at: i)
    if provided == .bad || provided == .missing || tested == .fail { return .bad }
    if provided == .suspect || tested == .suspect { return .suspect }
    if provided == .probablyGood || quality.isProbablyGood(at: i) { return .probablyGood }
    return provided == .good || tested == .pass ? .good : .notEvaluated
  }
}

/// Values in the precision that the file gives them.
public enum ColumnValues: Sendable, Equatable {
  case float([Float])
  case double([Double])

  public var count: Int {
    switch self {
    case .float(let values): values.count
    case .double(let values): values.count
    }
  }

  /// The value at `i` as Double, which holds every Float exactly.
  public subscript(_ i: Int) -> Double {
    switch self {
    case .float(let values): Double(values[i])
    case .double(let values): values[i]
    }
  }

  public func isMissing(at i: Int) -> Bool {
    switch self {
    case .float(let values): values[i].isNaN
    case .double(let values): values[i].isNaN
    }
  }
}
