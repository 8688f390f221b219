internal import NetCDFFile

extension NetworkMap.PlaceRule {
  /// What a file lacks that this way asks for, for a message.
  func miss(in file: NetCDFFile) -> String {
    switch self {
    case .variable(let name): file.miss(of: name)
    case .attribute(let name):
      file.globalAttribute(name) == nil
        ? "it has no attribute \(name)" : "its attribute \(name) is no number"
    case .cf: "no variable is told by the CF metadata"
    }
  }
}

extension NetworkMap.VerticalRule {
  /// What a file lacks that this way asks for, for a message.
  func miss(in file: NetCDFFile) -> String {
    switch self {
    case .variable(let name, _): file.miss(of: name)
    case .aboveSensor(let height, let nominalDepth):
      file.miss(of: file.numericVariable(like: height) == nil ? height : nominalDepth)
    case .cf: "no variable is told by the CF metadata"
    }
  }
}

extension NetworkMap.TimeRule {
  /// What a file lacks that this way asks for, for a message; whether it has all that is named,
  /// and cannot be understood.
  func miss(in file: NetCDFFile) -> (text: String, isThere: Bool) {
    for name in variables where file.numericVariable(like: name) == nil {
      return (file.miss(of: name), false)
    }
    switch self {
    case .variable(let rule):
      let units = file.numericVariable(like: rule.variable)?.text("units")
      let told = units.map { "\"\($0)\"" } ?? "missing"
      return ("the unit of \(rule.variable) is no time since a date: it is \(told)", true)
    case .attribute(let name, let owner, _):
      return ("it has no attribute \(owner.map { "\($0):" } ?? "")\(name) with a date", false)
    case .secondOfDay(_, let day): return ("it has no attribute \(day) with a date", false)
    case .coverage(let start, let end):
      return ("it has no attributes \(start) and \(end) with dates", false)
    case .cf: return ("no variable is told by the CF metadata", false)
    case .julianDay, .fields, .vector, .columns, .packed:
      return ("\(variables.joined(separator: ", ")) cannot be read as time", true)
    }
  }

  /// The variables that this way names.
  private var variables: [String] {
    switch self {
    case .variable(let rule): [rule.variable] + (rule.offset.map { [$0] } ?? [])
    case .julianDay(let day, let milliseconds): [day, milliseconds]
    case .fields(let names): names.values.sorted()
    case .vector(let name), .columns(let name), .packed(let name), .secondOfDay(let name, _):
      [name]
    case .attribute, .coverage, .cf: []
    }
  }
}

extension NetCDFFile {
  /// Why there is no variable of numbers called `pattern`, for a message.
  fileprivate func miss(of pattern: String) -> String {
    variable(like: pattern) == nil
      ? "it has no variable \(pattern)" : "its variable \(pattern) holds text, not numbers"
  }
}
