import Conventions
import ObservationModel
import Reading

extension NetworkMap.Detection {
  /// Its conditions in words; none for a map that asks nothing.
  var conditions: [String] {
    func list(_ names: [String]) -> String { names.map { "`\($0)`" }.joined(separator: ", ") }
    var lines: [String] = []
    if !variables.isEmpty { lines.append("it has the variables \(list(variables))") }
    if !dimensions.isEmpty { lines.append("it has the dimensions \(list(dimensions))") }
    for (name, value) in attributes.sorted(by: { $0.key < $1.key }) {
      lines.append(
        value == "*"
          ? "it has an attribute `\(name)`" : "its attribute `\(name)` is `\(value)`"
      )
    }
    if !without.isEmpty { lines.append("it has none of the variables \(list(without))") }
    return lines
  }
}

extension NetworkMap.TimeRule {
  var wording: String {
    switch self {
    case .variable(let rule):
      var words = "the variable `\(rule.variable)`"
      if let units = rule.units { words += " in `\(units)`" }
      if let calendar = rule.calendar { words += " of the calendar \(calendar)" }
      if let offset = rule.offset { words += " plus `\(offset)`" }
      return words
    case .julianDay(let day, let milliseconds):
      return "the Julian day `\(day)` and the milliseconds of the day `\(milliseconds)`"
    case .fields(let parts):
      let names = CalendarFields.Part.allCases.compactMap { part in
        parts[part].map { "\(part.rawValue) `\($0)`" }
      }
      return names.joined(separator: ", ")
    case .vector(let name): return "year to second along the last dimension of `\(name)`"
    case .columns(let name): return "seconds and microseconds, the two columns of `\(name)`"
    case .packed(let name): return "`\(name)` as yyyymmddhhmmss"
    case .attribute(let name, let variable, _):
      return "the attribute `\(name)` of " + (variable.map { "`\($0)`" } ?? "the file")
    case .secondOfDay(let variable, let day):
      return "the seconds of the day `\(variable)` after the day in the attribute `\(day)`"
    case .coverage(let start, let end): return "from the attribute `\(start)` to `\(end)`"
    case .cf: return "what the CF metadata tell"
    }
  }
}

extension NetworkMap.PlaceRule {
  var wording: String {
    switch self {
    case .variable(let name): "the variable `\(name)`"
    case .attribute(let name): "the attribute `\(name)` of the file"
    case .cf: "what the CF metadata tell"
    }
  }
}

extension NetworkMap.NameSource {
  var wording: String {
    switch self {
    case .variable(let name): "`\(name)`"
    case .attribute(let name): "the attribute `\(name)` of the file"
    }
  }
}

extension NetworkMap.VerticalRule {
  var wording: String {
    switch self {
    case .variable(let name, let kind?): "the \(kind.rawValue) `\(name)`"
    case .variable(let name, nil): "the variable `\(name)`"
    case .aboveSensor(let height, let depth): "the depth `\(depth)` less the height `\(height)`"
    case .cf: "what the CF metadata tell"
    }
  }
}

extension NetworkMap.HeightRule {
  var wording: String {
    let names = attributes.map { "`\($0)`" }.joined(separator: ", ")
    let fixed = meters.map { meters in
      "\(Int(exactly: meters).map(String.init) ?? "\(meters)") m above the sea"
    }
    guard !attributes.isEmpty else { return fixed ?? "" }
    return "height of the sensor in the attribute \(names)" + (fixed.map { ", else \($0)" } ?? "")
  }
}

extension NetworkMap.FlagRule {
  /// Where the flags are, and what they mean.
  var wording: String {
    let place =
      pattern.map { "`\($0)`" } ?? "the variable that `ancillary_variables` or `quality_flag` names"
    let letters = column.map { ", the column in `\($0)`" } ?? ""
    return "flags: \(place)\(letters), \(meaning.wording)"
  }

  /// What counts as good, for a table.
  var goodWording: String {
    switch meaning {
    case .scheme(let name): FlagScheme.named(name)?.goodWording ?? name
    default: meaning.wording
    }
  }
}

extension NetworkMap.FlagMeaningRule {
  var wording: String {
    func list(_ words: [String]) -> String { words.map { "`\($0)`" }.joined(separator: ", ") }
    switch self {
    case .scheme(let name): return "scheme `\(name)`"
    case .fileMeanings: return "by the `flag_meanings` of the file"
    case .words(let bad, let suspect):
      var words = "bad with the meanings \(list(bad))"
      if !suspect.isEmpty { words += ", suspect with \(list(suspect))" }
      return words + ", else good"
    case .bits(let bad, let suspect):
      var words = "bad with the bits \(bad.map(String.init).joined(separator: ", "))"
      if !suspect.isEmpty {
        words += ", suspect with \(suspect.map(String.init).joined(separator: ", "))"
      }
      return words + ", else good"
    case .assessedBits: return "bits that the attributes assess as Bad or Indeterminate"
    case .testResults(let passed):
      return "the tests that ran, of which all must have passed by `\(passed)`"
    }
  }
}

extension NetworkMap.BestValueRule {
  var wording: String {
    switch self {
    case .argo:
      "The adjusted value in data modes A and D, the value as measured in mode R; by parameter "
        + "where the file tells the mode of each. Where the adjusted value is missing nothing is "
        + "read in its place."
    }
  }
}

extension FlagScheme {
  /// The codes and what they mean.
  var wording: String {
    if let mask = badBits {
      return "good unless one of the bits "
        + (0..<32).filter { mask & (1 << $0) != 0 }.map(String.init).joined(separator: ", ")
        + " is set (counted from 0)"
    }
    let parts = Verdict.allCases.compactMap { verdict -> String? in
      let codes = codes(meaning: verdict)
      return codes.isEmpty ? nil : "\(codes.joined(separator: ", ")) \(verdict.word)"
    }
    return parts.joined(separator: "; ") + "; any other \(otherwise.word)"
  }

  /// The good codes, for a table.
  var goodWording: String {
    if badBits != nil { return "\(name): no bit that makes a value bad" }
    let codes = codes(meaning: .good) + codes(meaning: .probablyGood)
    return "\(name): \(codes.joined(separator: ", "))"
  }
}

extension Verdict {
  var word: String { String(name.map { $0 == "_" ? " " : $0 }) }
}
