/// A value with one spelling as JSON.
indirect enum CanonicalValue {
  case null
  case text(String)
  case number(Double)
  case list([CanonicalValue])
  case object([String: CanonicalValue])

  static func texts(_ texts: [String]) -> Self { .list(texts.map { .text($0) }) }
  static func numbers(_ numbers: [Double]) -> Self { .list(numbers.map { .number($0) }) }
  static func optional(_ text: String?) -> Self { text.map { .text($0) } ?? .null }
  static func optional(_ number: Double?) -> Self { number.map { .number($0) } ?? .null }
  static func optional(_ span: ClosedRange<Double>?) -> Self {
    span.map { .numbers([$0.lowerBound, $0.upperBound]) } ?? .null
  }

  var json: String {
    switch self {
    case .null: "null"
    case .text(let text): Self.quote(text)
    // Minus zero is zero; infinity, the end of a range without end, is not a number in JSON.
    case .number(let number): number.isFinite ? "\(number + 0)" : Self.quote("\(number)")
    case .list(let values): "[" + values.map(\.json).joined(separator: ",") + "]"
    case .object(let values):
      "{"
        + values.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
        .map { Self.quote($0.key) + ":" + $0.value.json }.joined(separator: ",") + "}"
    }
  }

  private static func quote(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case let control where control.value < 0x20:
        result += "\\u00" + (control.value < 0x10 ? "0" : "") + String(control.value, radix: 16)
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
