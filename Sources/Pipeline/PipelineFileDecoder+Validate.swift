internal import Conventions
internal import ObservationModel

extension PipelineFileDecoder {
  /// The quality tests, one for each variable.
  ///
  /// - Parameter read: What is read; nil when that is faulty, and names are then not held
  ///   against it.
  func validate(
    _ node: PipelineFileNode,
    read: [PipelineFile.ReadEntry]?
  ) -> [PipelineFile.TestEntry]? {
    guard let items = items(node, of: "'validate'") else { return nil }
    var tests: [PipelineFile.TestEntry] = []
    for item in items {
      guard let pair = single(item, name: "'validate'", keys: TestWord.allCases.map(\.rawValue)),
        let word = TestWord(rawValue: pair.key)
      else { continue }
      let added = testEntries(word, pair, read: read)
      tests += added
      for quantity in Set(added.map(\.variable)) {
        let count = tests.count { $0.variable == quantity || $0.variable == nil }
        if count == QualityRecord.capacity + 1 {
          problems.report(
            "'validate': expected at most \(QualityRecord.capacity) tests of a variable",
            at: pair.keyPlace
          )
        }
      }
    }
    return tests
  }

  /// The tests a file may ask for.
  private enum TestWord: String, CaseIterable {
    case impossibleDate = "impossible_date"
    case impossibleLocation = "impossible_location"
    case grossRange = "gross_range"
    case spike
    case rateOfChange = "rate_of_change"
    case flatLine = "flat_line"

    var keys: [String] {
      switch self {
      case .impossibleDate, .impossibleLocation: ["networks"]
      case .grossRange, .spike, .rateOfChange:
        ["variable", "suspect", "fail", "units", "networks"]
      case .flatLine: ["variable", "suspect", "fail", "tolerance", "units", "networks"]
      }
    }

    var required: [String] {
      switch self {
      case .impossibleDate, .impossibleLocation: []
      case .grossRange, .spike, .rateOfChange: ["variable", "units"]
      case .flatLine: ["variable", "tolerance", "units"]
      }
    }
  }

  private func testEntries(
    _ word: TestWord,
    _ pair: PipelineFilePair,
    read: [PipelineFile.ReadEntry]?
  ) -> [PipelineFile.TestEntry] {
    // `- impossible_date:` needs nothing after it.
    if case .scalar(.null) = pair.value.content, word.required.isEmpty {
      return [entry(word, variable: nil, networks: nil)].compactMap { $0 }
    }
    let values = section(
      pair.value,
      name: word.rawValue,
      keys: word.keys,
      required: word.required
    )
    guard let values else { return [] }
    let networks = values["networks"].flatMap { node in
      read.flatMap { networkNames(node, among: $0) }
    }
    guard let node = values["variable"] else {
      return [entry(word, variable: nil, networks: networks)].compactMap { $0 }
    }
    guard let variables = quantities(node, of: "variable") else { return [] }
    if let read { requireRead(variables, node, networks: networks, read: read) }
    let hasThreshold = values["suspect"] != nil || values["fail"] != nil
    if !hasThreshold {
      problems.report("\(word.rawValue): expected 'suspect', 'fail' or both", at: pair.keyPlace)
      return []
    }
    return variables.compactMap { variable in
      configuration(word, values, variable: variable).map {
        PipelineFile.TestEntry(variable: variable, networks: networks, test: $0)
      }
    }
  }

  private func entry(
    _ word: TestWord,
    variable: Quantity?,
    networks: [String]?
  ) -> PipelineFile.TestEntry? {
    switch word {
    case .impossibleDate:
      PipelineFile.TestEntry(variable: nil, networks: networks, test: .impossibleDate)
    case .impossibleLocation:
      PipelineFile.TestEntry(variable: nil, networks: networks, test: .impossibleLocation)
    case .grossRange, .spike, .rateOfChange, .flatLine:
      // The variable is required, and its absence has been reported.
      nil
    }
  }

  private func networkNames(
    _ node: PipelineFileNode,
    among read: [PipelineFile.ReadEntry]
  ) -> [String]? {
    var seen: Set<String> = []
    let names = read.map(\.network).filter { seen.insert($0).inserted }
    return words(node, of: "networks", vocabulary: names.map { ($0, $0) })
  }

  /// A test of something that is not read could never run, which nobody means.
  private func requireRead(
    _ variables: [Quantity],
    _ node: PipelineFileNode,
    networks: [String]?,
    read: [PipelineFile.ReadEntry]
  ) {
    let entries = read.filter { networks?.contains($0.network) ?? true }
    let known = Set(entries.flatMap(\.variables))
    for variable in variables where !known.contains(variable) {
      problems.report(
        "variable: \(quoted(variable.name)) is not among the variables that are read",
        at: node.place
      )
    }
  }

  private func configuration(
    _ word: TestWord,
    _ values: [String: PipelineFileNode],
    variable: Quantity
  ) -> PipelineFile.TestConfiguration? {
    let unit = word == .rateOfChange ? "(\(variable.units)) s-1" : variable.units
    guard let node = values["units"],
      let units = text(node, of: "units"),
      let converter = converter(from: units, to: unit, of: word.rawValue, at: node.place)
    else { return nil }
    switch word {
    case .impossibleDate, .impossibleLocation:
      return nil
    case .grossRange:
      return grossRange(values, converter)
    case .spike:
      return thresholds(values, of: word.rawValue, converter.ofDifferences).map {
        .spike(suspectAbove: $0.suspect, failAbove: $0.fail)
      }
    case .rateOfChange:
      return thresholds(values, of: word.rawValue, converter.ofDifferences).map {
        .rateOfChange(suspectAbovePerSecond: $0.suspect, failAbovePerSecond: $0.fail)
      }
    case .flatLine:
      return flatLine(values, converter.ofDifferences)
    }
  }

  private func grossRange(
    _ values: [String: PipelineFileNode],
    _ converter: UnitConverter
  ) -> PipelineFile.TestConfiguration? {
    func span(_ key: String) -> ClosedRange<Double>?? {
      guard let node = values[key] else { return .some(nil) }
      guard let span = self.span(node, of: key) else { return nil }
      let (low, high) = (converter.convert(span.lowerBound), converter.convert(span.upperBound))
      guard low < high, low.isFinite, high.isFinite else {
        problems.report("\(key): the span is empty in the unit of the variable", at: node.place)
        return nil
      }
      return low...high
    }
    // Both are looked at, so that the faults of both are told.
    let (suspect, fail) = (span("suspect"), span("fail"))
    guard let suspect, let fail else { return nil }
    if let suspect, let fail, let node = values["suspect"],
      suspect.lowerBound < fail.lowerBound || suspect.upperBound > fail.upperBound
    {
      problems.report("suspect: expected a span within that of 'fail'", at: node.place)
      return nil
    }
    return .grossRange(suspect: suspect, fail: fail)
  }

  private func thresholds(
    _ values: [String: PipelineFileNode],
    of test: String,
    _ converter: UnitConverter
  ) -> (suspect: Double?, fail: Double?)? {
    func threshold(_ key: String) -> Double?? {
      guard let node = values[key] else { return .some(nil) }
      guard let number = number(node, of: key) else { return nil }
      let value = converter.convert(number)
      guard number >= 0, value.isFinite else {
        problems.report("\(key): expected 0 or more, found \(node.kind)", at: node.place)
        return nil
      }
      return value
    }
    let (suspect, fail) = (threshold("suspect"), threshold("fail"))
    guard let suspect, let fail else { return nil }
    return requireOrder(values, suspect: suspect, fail: fail)
  }

  private func flatLine(
    _ values: [String: PipelineFileNode],
    _ converter: UnitConverter
  ) -> PipelineFile.TestConfiguration? {
    func duration(_ key: String) -> Double?? {
      guard let node = values[key] else { return .some(nil) }
      guard let seconds = value(node, of: key, in: "s", example: "3 hours") else { return nil }
      guard seconds > 0 else {
        problems.report("\(key): expected more than 0, found \(node.kind)", at: node.place)
        return nil
      }
      return seconds
    }
    let (suspect, fail) = (duration("suspect"), duration("fail"))
    guard let node = values["tolerance"], let number = number(node, of: "tolerance") else {
      return nil
    }
    let tolerance = converter.convert(number)
    guard number >= 0, tolerance.isFinite else {
      problems.report("tolerance: expected 0 or more, found \(node.kind)", at: node.place)
      return nil
    }
    guard let suspect, let fail,
      let ordered = requireOrder(values, suspect: suspect, fail: fail)
    else { return nil }
    return .flatLine(
      suspectAfterSeconds: ordered.suspect,
      failAfterSeconds: ordered.fail,
      tolerance: tolerance
    )
  }

  private func requireOrder(
    _ values: [String: PipelineFileNode],
    suspect: Double?,
    fail: Double?
  ) -> (suspect: Double?, fail: Double?)? {
    if let suspect, let fail, suspect > fail, let node = values["suspect"] {
      problems.report("suspect: expected at most the threshold of 'fail'", at: node.place)
      return nil
    }
    return (suspect, fail)
  }
}
