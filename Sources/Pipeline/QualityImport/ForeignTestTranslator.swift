internal import ObservationModel
internal import Reading
internal import Validation

/// Says one test of another program in the words of a pipeline file.
final class ForeignTestTranslator {
  let test: ForeignTest
  private let options: QualityImport.Options

  private(set) var leftOut: [PipelineFileProblem] = []
  private(set) var notes: [PipelineFileProblem] = []

  /// The keys of the entry with their values, as YAML.
  private var pairs: [(key: String, value: String)] = []
  private var known: Set<String> = []
  private var isWhole = true

  init(_ test: ForeignTest, options: QualityImport.Options) {
    self.test = test
    self.options = options
  }

  /// The entry, `name: {key: value}`; nil when it cannot be carried over, and why is in `leftOut`.
  func entry() -> String? {
    guard let name = translate(), isWhole else {
      if leftOut.isEmpty, notes.isEmpty { leaveOut("there is no such test here") }
      return nil
    }
    // ioos_qc passes over parameters that it does not know.
    for argument in test.arguments where !known.contains(argument.key) {
      leaveOut("unknown parameter '\(argument.key)'", at: argument.keyPlace)
    }
    guard let type = QualityTestCatalogue.test(named: name), let pairs = inFull(type) else {
      if leftOut.isEmpty { leaveOut("there is no test '\(name)' here") }
      return nil
    }
    let values = pairs.map { "\($0.key): \($0.value)" }.joined(separator: ", ")
    let entry = pairs.isEmpty ? "\(name):" : "\(name): {\(values)}"
    return isValid(entry) ? entry : nil
  }

  /// The name of the test here; its parameters are set on the way.
  private func translate() -> String? {
    switch test.module {
    case "cotede": translateCoTeDe()
    default: translateIOOS()
    }
  }

  /// What the entry says, with its variable and unit.
  private func inFull(_ type: any QualityTest.Type) -> [(key: String, value: String)]? {
    var pairs = pairs
    if type.subject == .value {
      guard let variable = variable() else { return nil }
      pairs.insert(("variable", variable.name), at: 0)
    }
    let used = type.parameters.filter { parameter in
      parameter.kind.isInUnitOfEntry && pairs.contains { $0.key == parameter.name }
    }
    guard !used.isEmpty else { return pairs }
    guard let unit = options.units[test.stream] ?? impliedUnit() else {
      leaveOut(
        "its numbers have no unit; say it with --units \(test.stream)=UNIT"
      )
      return nil
    }
    let isRate = used.contains { $0.kind.isRate }
    pairs.append(("units", yaml(isRate ? "(\(unit)) s-1" : unit)))
    return pairs
  }

  /// The unit of a CoTeDe configuration, which names its variables by CF standard names and judges
  /// them in the units of CF.
  private func impliedUnit() -> String? {
    test.module == "cotede" ? variable()?.units : nil
  }

  private func variable() -> Quantity? {
    if let name = options.variables[test.stream] {
      if let quantity = Quantity.named(name) { return quantity }
      leaveOut("there is no variable '\(name)' here")
      return nil
    }
    let named = Quantity.vocabulary.filter { $0.standardName == test.stream }
    if let quantity = Quantity.named(test.stream) ?? (named.count == 1 ? named[0] : nil) {
      return quantity
    }
    leaveOut("which variable it is cannot be told; say it with --map \(test.stream)=VARIABLE")
    return nil
  }

  /// Whether a pipeline file may say this; otherwise why not is in `leftOut`.
  private func isValid(_ entry: String) -> Bool {
    let problems = PipelineFileProblems()
    let path = test.place.file
    let decoder = PipelineFileDecoder(path: path, networks: nil, problems: problems)
    if let node = PipelineFileDocument.compose("- \(entry)", file: path, problems: problems) {
      _ = decoder.validate(node, read: nil)
    }
    for problem in problems.all { leaveOut(problem.message) }
    return problems.all.isEmpty
  }

  // MARK: For the translations

  func set(_ key: String, _ value: String?) {
    if let value { pairs.append((key, value)) }
  }

  func leaveOut(_ message: String, at place: PipelineFilePlace? = nil) {
    leftOut.append(problem(message, at: place))
  }

  /// Says that the entry does not mean what the other configuration meant.
  func note(_ message: String) { notes.append(problem(message, at: nil)) }

  private func problem(_ message: String, at place: PipelineFilePlace?) -> PipelineFileProblem {
    let place = place ?? test.place
    return PipelineFileProblem(
      file: place.file,
      line: place.line,
      column: place.column,
      message: "\(test.title): \(message)"
    )
  }

  /// The value of a parameter; nil when it is null or not there.
  func node(_ name: String) -> PipelineFileNode? {
    known.insert(name)
    return test.argument(name)
  }

  /// The value of a parameter that must be there.
  func required(_ name: String) -> PipelineFileNode? {
    if let found = node(name) { return found }
    fault("the parameter '\(name)' is missing", test.place)
    return nil
  }

  /// A number as it is written; nil when it is not there, or is none, which is reported.
  func number(_ name: String) -> ForeignNumber? { node(name).flatMap { number($0, of: name) } }

  func number(_ node: PipelineFileNode, of name: String) -> ForeignNumber? {
    switch node.content {
    case .scalar(.integer(let digits)), .scalar(.real(let digits)):
      if let value = Double(digits), value.isFinite {
        return ForeignNumber(digits: digits, value: value)
      }
    default: break
    }
    fault("\(name): expected a finite number, found \(node.kind)", node.place)
    return nil
  }

  /// A number with a unit, such as `3600 s`.
  func measure(_ name: String, _ unit: String) -> String? {
    number(name).map { "\($0.digits) \(unit)" }
  }

  /// `[low, high]`, which the other program sorts; nil when it is not there.
  func span(_ name: String) -> String? { node(name).flatMap { span($0, of: name) } }

  func span(_ node: PipelineFileNode, of name: String) -> String? {
    guard case .list(let items) = node.content, items.count == 2 else {
      fault("\(name): expected two numbers, found \(node.kind)", node.place)
      return nil
    }
    let numbers = items.compactMap { number($0, of: name) }
    guard numbers.count == 2 else { return nil }
    let sorted = numbers[0].value <= numbers[1].value ? numbers : numbers.reversed()
    return "[\(sorted[0].digits), \(sorted[1].digits)]"
  }

  func word(_ name: String) -> String? {
    guard let node = node(name) else { return nil }
    if case .scalar(.text(let text)) = node.content { return text }
    fault("\(name): expected a word, found \(node.kind)", node.place)
    return nil
  }

  /// Reports what makes the entry impossible.
  func fault(_ message: String, _ place: PipelineFilePlace? = nil) {
    isWhole = false
    leaveOut(message, at: place)
  }

  /// Text in quotes.
  func yaml(_ text: String) -> String { "\"" + printable(text).replacingQuotes() + "\"" }
}

/// A number as it was written.
struct ForeignNumber {
  let digits: String
  let value: Double
}

extension String {
  fileprivate func replacingQuotes() -> String {
    var text = ""
    for character in self {
      if character == "\"" || character == "\\" { text.append("\\") }
      text.append(character)
    }
    return text
  }
}
