import Resampling

/// One call of a function of resampling or summarising.
struct ResamplingCall {
  let function: String
  let inputs: [String: JSONValue]
  let parameters: [String: JSONValue]

  /// Numbers, NaN where missing; one list of any nesting is laid out flat.
  func values(_ name: String) throws(QualityCallError) -> [Double] {
    guard let value = inputs[name] else { throw QualityCallError("expected a list", name) }
    var values: [Double] = []
    try Self.flatten(value, name, into: &values)
    return values
  }

  /// A number that must be there.
  func number(_ name: String) throws(QualityCallError) -> Double {
    guard let value = parameters[name], let number = try QualityCall.double(value, name) else {
      throw QualityCallError("expected a number", name)
    }
    return number
  }

  /// A text that must be there.
  func text(_ name: String) throws(QualityCallError) -> String {
    guard case .text(let text)? = parameters[name] else {
      throw QualityCallError("expected a text", name)
    }
    return text
  }

  func standardDepths() throws(QualityCallError) -> JSONValue {
    .list(VerticalLevels.woaDepthsMeters.map { .number($0) })
  }

  private static func flatten(
    _ value: JSONValue,
    _ name: String,
    into values: inout [Double]
  ) throws(QualityCallError) {
    if case .list(let items) = value {
      for item in items { try flatten(item, name, into: &values) }
    } else {
      values.append(try QualityCall.double(value, name) ?? .nan)
    }
  }
}
