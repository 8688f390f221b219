internal import Conventions

/// A number with its unit, such as `50 m`.
struct PipelineFileMeasure {
  /// The digits as written.
  let digits: String
  let value: Double
  let unit: String
}

extension PipelineFileDecoder {
  /// A number and a unit, such as `10 m` or `3 hours`.
  ///
  /// - Parameter example: How such a value looks, for messages.
  func measure(
    _ node: PipelineFileNode,
    of name: String,
    example: String
  ) -> PipelineFileMeasure? {
    guard case .scalar(.text(let text)) = node.content, let measure = Self.measure(text) else {
      problems.report(
        "\(name): expected a number with its unit, such as \(example), found \(node.kind)",
        at: node.place
      )
      return nil
    }
    guard measure.value.isFinite else {
      problems.report("\(name): expected a finite number, found \(node.kind)", at: node.place)
      return nil
    }
    return measure
  }

  /// A number and a unit, brought to `unit`.
  func value(
    _ node: PipelineFileNode,
    of name: String,
    in unit: String,
    example: String
  ) -> Double? {
    guard let measure = measure(node, of: name, example: example),
      let converter = converter(from: measure.unit, to: unit, of: name, at: node.place)
    else { return nil }
    let value = converter.convert(measure.value)
    guard value.isFinite else {
      problems.report("\(name): expected a finite number, found \(node.kind)", at: node.place)
      return nil
    }
    return value
  }

  /// Splits `50 m` into its number and its unit; nil when it is not of that form.
  static func measure(_ text: String) -> PipelineFileMeasure? {
    let digits = text.prefix { !$0.isWhitespace && $0 != "_" && (!$0.isLetter || $0 == "e") }
    let unit = text.dropFirst(digits.count).drop(while: \.isWhitespace)
    switch PipelineFileScalar(plain: String(digits)) {
    case .integer, .real: break
    default: return nil
    }
    guard let value = Double(digits), unit.first?.isLetter == true || unit.first == "%" else {
      return nil
    }
    return PipelineFileMeasure(digits: String(digits), value: value, unit: String(unit))
  }

  /// The conversion from a unit that the file gives.
  func converter(
    from: String,
    to: String,
    of name: String,
    at place: PipelineFilePlace
  ) -> UnitConverter? {
    do {
      return try UnitConverter(from: from, to: to)
    } catch {
      var suggestion: String?
      var message = "\(error)"
      switch error {
      case .unknownUnit:
        message = "unknown unit \(quoted(from)), expected one that converts to \(to)"
        suggestion = nearestWord(to: from, among: Self.commonUnits)
      case .unitsDisagree:
        message = "the unit \(quoted(from)) does not convert to \(to)"
      default: break
      }
      problems.report("\(name): \(message)", at: place, suggestion: suggestion)
      return nil
    }
  }

  /// Units to propose for one that UDUNITS does not know.
  private static let commonUnits = [
    "degree_Celsius", "degree_C", "kelvin", "degree", "metre", "meter", "km", "m s-1", "cm s-1",
    "knot", "dbar", "hPa", "Pa", "uatm", "S m-1", "mS cm-1", "percent", "second", "minute", "hour",
    "day", "degree_Celsius s-1", "degree_Celsius h-1",
  ]
}
