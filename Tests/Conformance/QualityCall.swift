/// One call of a quality test as another program would make it.
struct QualityCall {
  let test: String
  let inputs: [String: JSONValue]
  let parameters: [String: JSONValue]

  /// Refuses keys that the test does not know, and calls without those it needs.
  func expect(
    _ inputNames: [String],
    _ names: [String] = [],
    required: Set<String> = []
  ) throws(QualityCallError) {
    for name in inputs.keys.sorted() where !inputNames.contains(name) {
      throw QualityCallError("\(test) has no input '\(name)'")
    }
    for name in inputNames where inputs[name] == nil {
      throw QualityCallError("\(test) needs the input '\(name)'")
    }
    for name in parameters.keys.sorted() where !names.contains(name) {
      throw QualityCallError("\(test) has no parameter '\(name)'")
    }
    for name in required.sorted() where parameters[name] == nil {
      throw QualityCallError("\(test) needs the parameter '\(name)'")
    }
  }

  // MARK: Inputs

  /// Numbers, NaN where missing.
  func values(_ name: String) throws(QualityCallError) -> [Double] {
    try list(name).map { value throws(QualityCallError) in try Self.double(value, name) ?? .nan }
  }

  /// Nanoseconds since 1970-01-01 UTC, nil where missing.
  func times(_ name: String = "tinp") throws(QualityCallError) -> [Int?] {
    try list(name).map { value throws(QualityCallError) in try Self.instant(value, name) }
  }

  func list(_ name: String) throws(QualityCallError) -> [JSONValue] {
    guard case .list(let values)? = inputs[name] else {
      throw QualityCallError("expected a list, found \(inputs[name]?.kind ?? "nothing")", name)
    }
    return values
  }

  // MARK: Parameters

  func isThere(_ name: String) -> Bool { parameters[name] != nil }

  /// Whether a parameter is there and not null.
  func isGiven(_ name: String) -> Bool { (parameters[name] ?? .null) != .null }

  /// A number, nil when it is null or not there.
  func number(_ name: String) throws(QualityCallError) -> Double? {
    guard let value = parameters[name] else { return nil }
    return try Self.double(value, name)
  }

  /// A number that must be there.
  func required(_ name: String) throws(QualityCallError) -> Double {
    guard let number = try number(name) else { throw QualityCallError("expected a number", name) }
    return number
  }

  /// Text, `fallback` when it is not there.
  func text(_ name: String, else fallback: String) throws(QualityCallError) -> String {
    guard let value = parameters[name] else { return fallback }
    guard case .text(let text) = value else {
      throw QualityCallError("expected a text, found \(value.kind)", name)
    }
    return text
  }

  /// A limit for distances, which are 0 or more.
  func limit(_ name: String) throws(QualityCallError) -> Double? {
    guard let limit = try number(name) else { return nil }
    guard limit >= 0 else { throw QualityCallError("expected 0 or more", name) }
    return limit
  }

  /// Limits of which a value may pass only the lesser without being suspect.
  func limits(
    _ suspect: String = "suspect_threshold",
    _ fail: String = "fail_threshold"
  ) throws(QualityCallError) -> (suspect: Double, fail: Double) {
    let failAbove = try limit(fail) ?? .infinity
    return (min(try limit(suspect) ?? .infinity, failAbove), failAbove)
  }

  /// `[low, high]`, in either order; nil when it is null or not there.
  func span(_ name: String) throws(QualityCallError) -> ClosedRange<Double>? {
    guard isGiven(name), let value = parameters[name] else { return nil }
    return try Self.span(value, name)
  }

  static func span(_ value: JSONValue, _ name: String) throws(QualityCallError)
    -> ClosedRange<Double>
  {
    guard case .list(let items) = value, items.count == 2 else {
      throw QualityCallError("expected [low, high]", name)
    }
    guard let a = try double(items[0], name), let b = try double(items[1], name) else {
      throw QualityCallError("expected two numbers", name)
    }
    // NaN is no bound.
    if a.isNaN || b.isNaN {
      return (a.isNaN ? -.infinity : a)...(b.isNaN ? .infinity : b)
    }
    return min(a, b)...max(a, b)
  }

  /// A number, nil for null.
  static func double(_ value: JSONValue, _ name: String) throws(QualityCallError) -> Double? {
    switch value {
    case .null: return nil
    case .integer(let value): return Double(value)
    case .number(let value): return value
    case .boolean(let value): return value ? 1 : 0
    case .text, .list, .object:
      throw QualityCallError("expected a number, found \(value.kind)", name)
    }
  }

  /// Nanoseconds since 1970-01-01 UTC, nil for null.
  static func instant(_ value: JSONValue, _ name: String) throws(QualityCallError) -> Int? {
    switch value {
    case .null: return nil
    case .integer(let nanoseconds): return nanoseconds
    case .number(let nanoseconds):
      guard let whole = Int(exactly: nanoseconds.rounded(.down)) else {
        throw QualityCallError("expected nanoseconds", name)
      }
      return whole
    case .text(let text):
      guard let nanoseconds = Instant.nanoseconds(text) else {
        throw QualityCallError("expected an instant, found '\(text)'", name)
      }
      return nanoseconds
    case .boolean, .list, .object:
      throw QualityCallError("expected an instant, found \(value.kind)", name)
    }
  }

  /// Refuses inputs of different lengths.
  static func expectSameLengths(_ counts: Int...) throws(QualityCallError) {
    guard counts.allSatisfy({ $0 == counts[0] }) else {
      throw QualityCallError(
        "expected inputs of one length, found \(counts.map { "\($0)" }.joined(separator: ", "))"
      )
    }
  }
}

/// Why a call is refused.
struct QualityCallError: Error {
  let message: String

  init(_ message: String, _ name: String? = nil) {
    self.message = name.map { "\($0): \(message)" } ?? message
  }
}
