internal import Conventions
internal import ObservationModel
internal import Validation

/// Reads what a pipeline file says about one test by the parameters that the test declares.
///
/// Functions that return nil have reported why.
struct TestArgumentDecoder {
  let file: PipelineFileDecoder
  let type: any QualityTest.Type
  let values: [String: PipelineFileNode]

  /// Where the test is named.
  let place: PipelineFilePlace

  /// What is judged; nil for a test of observations that names no variable.
  private(set) var quantity: Quantity?

  private var problems: PipelineFileProblems { file.problems }

  /// The configured test of one variable; nil for a test of observations that names none.
  func test(for variable: Quantity?) -> PipelineFile.ConfiguredTest? {
    var decoder = self
    decoder.quantity = variable
    return decoder.configuredTest()
  }

  private func configuredTest() -> PipelineFile.ConfiguredTest? {
    var converter: UnitConverter?
    if let node = values["units"] {
      let isRate = type.parameters.contains { $0.kind.isRate }
      // Without a variable the canonical unit is that which the test judges in.
      let canonical = quantity?.units ?? "1"
      guard let units = file.text(node, of: "units"),
        let found = file.converter(
          from: units,
          to: isRate ? "(\(canonical)) s-1" : canonical,
          of: type.name,
          at: node.place
        )
      else { return nil }
      converter = found
    }
    guard let found = arguments(of: type.parameters, in: values, converter) else { return nil }
    let arguments = TestArguments(found)
    do {
      _ = try type.init(arguments)
    } catch {
      report(error)
      return nil
    }
    return PipelineFile.ConfiguredTest(type: type, arguments: arguments)
  }

  private func report(_ error: TestConfigurationError) {
    var node = error.parameter.flatMap { values[$0] }
    var name = error.parameter ?? type.name
    if let section = error.section, case .list(let items)? = node?.content, section < items.count {
      node = items[section]
      name += " \(section + 1)"
    }
    problems.report("\(name): \(error.message)", at: node?.place ?? place)
  }

  /// The arguments for each of the parameters that are there; nil when one is faulty.
  private func arguments(
    of parameters: [TestParameter],
    in values: [String: PipelineFileNode],
    _ converter: UnitConverter?
  ) -> [String: TestArgument]? {
    var arguments: [String: TestArgument] = [:]
    var isWhole = true
    // Every parameter is looked at, so that the faults of all are told.
    for parameter in parameters {
      guard let node = values[parameter.name] else {
        isWhole = isWhole && !parameter.isRequired
        continue
      }
      if let argument = argument(parameter.kind, node, of: parameter.name, converter) {
        arguments[parameter.name] = argument
      } else {
        isWhole = false
      }
    }
    return isWhole ? arguments : nil
  }

  private func argument(
    _ kind: TestParameter.Kind,
    _ node: PipelineFileNode,
    of name: String,
    _ converter: UnitConverter?
  ) -> TestArgument? {
    switch kind {
    case .value:
      return converter.flatMap { converted(node, of: name, $0) }.map { .number($0) }
    case .difference, .rate:
      return converter.flatMap { difference(node, of: name, $0) }.map { .number($0) }
    case .span:
      return converter.flatMap { span(node, of: name, $0) }.map { .span($0) }
    case .openSpan:
      return converter.flatMap { openSpan(node, of: name, $0) }
    case .measure(let unit, let range):
      return measure(node, of: name, unit: unit, range: range).map { .number($0) }
    case .measureSpan(let unit):
      return measureSpan(node, of: name, unit: unit).map { .span($0) }
    case .number(let range):
      return number(node, of: name, range: range).map { .number($0) }
    case .integer(let range):
      return integer(node, of: name, range: range).map { .integer($0) }
    case .integerSpan(let range):
      guard let found = integers(node, of: name, range: range) else { return nil }
      guard found.count == 2 else {
        problems.report(
          "\(name): expected [first, last], found a list of \(found.count)",
          at: node.place
        )
        return nil
      }
      return .integers(found)
    case .integers(let range):
      return integers(node, of: name, range: range).map { .integers($0) }
    case .numbers(let range):
      return each(node, of: name) { number($0, of: name, range: range) }.map { .numbers($0) }
    case .word(let words):
      return file.word(node, of: name, vocabulary: words).map { .word($0) }
    case .flag:
      guard case .scalar(.boolean(let value)) = node.content else {
        problems.report("\(name): expected true or false, found \(node.kind)", at: node.place)
        return nil
      }
      return .flag(value)
    case .text:
      return file.text(node, of: name).map { .text($0) }
    case .texts:
      return each(node, of: name) { file.text($0, of: name) }.map { .texts($0) }
    case .instant:
      return instant(node, of: name).map { .number($0) }
    case .quantity:
      return file.quantities(node, of: name).flatMap { found in
        if found.count == 1 { return .quantity(found[0]) }
        problems.report("\(name): expected one variable, found several", at: node.place)
        return nil
      }
    case .polygon:
      return polygon(node, of: name)
    case .file(let kind):
      return resource(kind, node, of: name)
    case .sections(let parameters):
      return sections(parameters, node, of: name, converter)
    }
  }

  // MARK: Numbers in the unit of the entry

  private func converted(
    _ node: PipelineFileNode,
    of name: String,
    _ converter: UnitConverter
  ) -> Double? {
    guard let number = file.number(node, of: name) else { return nil }
    let value = converter.convert(number)
    guard value.isFinite else {
      problems.report("\(name): expected a finite number, found \(node.kind)", at: node.place)
      return nil
    }
    return value
  }

  private func difference(
    _ node: PipelineFileNode,
    of name: String,
    _ converter: UnitConverter
  ) -> Double? {
    guard let number = file.number(node, of: name) else { return nil }
    let value = converter.ofDifferences.convert(number)
    guard number >= 0, value.isFinite else {
      problems.report("\(name): expected 0 or more, found \(node.kind)", at: node.place)
      return nil
    }
    return value
  }

  private func span(
    _ node: PipelineFileNode,
    of name: String,
    _ converter: UnitConverter
  ) -> ClosedRange<Double>? {
    guard let span = file.span(node, of: name) else { return nil }
    let (low, high) = (converter.convert(span.lowerBound), converter.convert(span.upperBound))
    guard low < high, low.isFinite, high.isFinite else {
      problems.report("\(name): the span is empty in the unit of the variable", at: node.place)
      return nil
    }
    return low...high
  }

  private func openSpan(
    _ node: PipelineFileNode,
    of name: String,
    _ converter: UnitConverter
  ) -> TestArgument? {
    guard case .list(let items) = node.content, items.count == 2,
      items.contains(where: { !$0.isNull })
    else { return span(node, of: name, converter).map { .openSpan($0.lowerBound, $0.upperBound) } }
    if !items.contains(where: \.isNull) {
      return span(node, of: name, converter).map { .openSpan($0.lowerBound, $0.upperBound) }
    }
    let bounds = items.map {
      $0.isNull ? .some(nil) : converted($0, of: name, converter) as Double??
    }
    guard let low = bounds[0], let high = bounds[1] else { return nil }
    return .openSpan(low, high)
  }

  // MARK: Numbers with a unit of their own

  private func measure(
    _ node: PipelineFileNode,
    of name: String,
    unit: String,
    range: ClosedRange<Double>
  ) -> Double? {
    let example = "'10 \(unit)'"
    guard let value = file.value(node, of: name, in: unit, example: example) else { return nil }
    guard range.contains(value) else {
      problems.report(
        "\(name): expected \(Self.text(range, unit: unit)), found \(node.kind)",
        at: node.place
      )
      return nil
    }
    return value
  }

  private func measureSpan(
    _ node: PipelineFileNode,
    of name: String,
    unit: String
  ) -> ClosedRange<Double>? {
    guard case .list(let items) = node.content, items.count == 2 else {
      problems.report(
        "\(name): expected a span such as [0 \(unit), 100 \(unit)], found \(node.kind)",
        at: node.place
      )
      return nil
    }
    guard let low = file.value(items[0], of: name, in: unit, example: "'0 \(unit)'"),
      let high = file.value(items[1], of: name, in: unit, example: "'100 \(unit)'")
    else { return nil }
    guard low < high else {
      let fault = low == high ? "an empty span" : "a reversed span"
      problems.report("\(name): expected [low, high], found \(fault)", at: node.place)
      return nil
    }
    return low...high
  }

  private static func text(_ range: ClosedRange<Double>, unit: String = "") -> String {
    let unit = unit.isEmpty ? "" : " \(unit)"
    if range.upperBound >= .greatestFiniteMagnitude { return "\(range.lowerBound)\(unit) or more" }
    return "\(range.lowerBound) to \(range.upperBound)\(unit)"
  }

  // MARK: Numbers without unit

  private func number(
    _ node: PipelineFileNode,
    of name: String,
    range: ClosedRange<Double>
  ) -> Double? {
    guard let value = file.number(node, of: name) else { return nil }
    guard range.contains(value) else {
      problems.report("\(name): expected \(Self.text(range)), found \(node.kind)", at: node.place)
      return nil
    }
    return value
  }

  private func integer(
    _ node: PipelineFileNode,
    of name: String,
    range: ClosedRange<Int>
  ) -> Int? {
    guard case .scalar(.integer(let digits)) = node.content,
      let value = PipelineFileDecoder.integer(digits), range.contains(Int(value))
    else {
      let bounds =
        range.upperBound == .max
        ? "\(range.lowerBound) or more"
        : "\(range.lowerBound) to \(range.upperBound)"
      problems.report(
        "\(name): expected a whole number, \(bounds), found \(node.kind)",
        at: node.place
      )
      return nil
    }
    return Int(value)
  }

  private func integers(
    _ node: PipelineFileNode,
    of name: String,
    range: ClosedRange<Int>
  ) -> [Int]? {
    each(node, of: name) { integer($0, of: name, range: range) }
  }

  private func each<Value>(
    _ node: PipelineFileNode,
    of name: String,
    _ decode: (PipelineFileNode) -> Value?
  ) -> [Value]? {
    guard let items = file.oneOrMore(node, of: name) else { return nil }
    let found = items.map(decode)
    let whole = found.compactMap { $0 }
    return whole.count == found.count ? whole : nil
  }

  // MARK: Times, places, files, lists

  private func instant(_ node: PipelineFileNode, of name: String) -> Double? {
    guard case .scalar(.text(let text)) = node.content, let seconds = DateText.decode(text) else {
      problems.report(
        "\(name): expected a date or an instant such as 2024-06-01 or 2024-06-01T12:00:00Z,"
          + " found \(node.kind)",
        at: node.place
      )
      return nil
    }
    return seconds
  }

  private func polygon(_ node: PipelineFileNode, of name: String) -> TestArgument? {
    guard case .list(let corners) = node.content, corners.count >= 3 else {
      problems.report(
        "\(name): expected a list of three corners or more, [longitude, latitude] each, found"
          + " \(node.kind)",
        at: node.place
      )
      return nil
    }
    var numbers: [Double] = []
    for corner in corners {
      guard case .list(let pair) = corner.content, pair.count == 2,
        let longitude = number(pair[0], of: name, range: -360...360),
        let latitude = number(pair[1], of: name, range: -90...90)
      else {
        problems.report(
          "\(name): expected [longitude, latitude] in degrees, found \(corner.kind)",
          at: corner.place
        )
        return nil
      }
      numbers += [longitude, latitude]
    }
    return .points(numbers)
  }

  private func resource(
    _ kind: TestResource.Kind,
    _ node: PipelineFileNode,
    of name: String
  ) -> TestArgument? {
    guard let path = file.text(node, of: name) else { return nil }
    // A word for the coastline that a package installs is no path.
    let isPath = kind != .landMask || path != LandMaskFile.coastline
    let isRelative = isPath && !path.hasPrefix("/") && file.root != "."
    let place = isRelative ? "\(file.root)/\(path)" : path
    var variable: String?
    if case .scalar(.text(let text))? = values["\(name)_variable"]?.content { variable = text }
    let loaded = TestResourceFile.load(kind, path: place, quantity: quantity, variable: variable)
    switch loaded {
    case .success(let (digest, resource)):
      return .file(path: path, digest: digest, resource)
    case .failure(let fault):
      problems.report("\(name): \(quoted(path)) \(fault.message)", at: node.place)
      return nil
    }
  }

  private func sections(
    _ parameters: [TestParameter],
    _ node: PipelineFileNode,
    of name: String,
    _ converter: UnitConverter?
  ) -> TestArgument? {
    guard let items = file.items(node, of: name) else { return nil }
    let found = items.map { item -> [String: TestArgument]? in
      guard
        let values = file.section(
          item,
          name: name,
          keys: parameters.map(\.name),
          required: parameters.filter(\.isRequired).map(\.name)
        )
      else { return nil }
      return arguments(of: parameters, in: values, converter)
    }
    let whole = found.compactMap { $0 }
    return whole.count == found.count ? .sections(whole) : nil
  }
}

extension PipelineFileNode {
  fileprivate var isNull: Bool {
    if case .scalar(.null) = content { true } else { false }
  }
}
