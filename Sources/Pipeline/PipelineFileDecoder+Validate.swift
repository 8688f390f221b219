internal import Conventions
internal import ObservationModel
internal import Validation

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
    let words = QualityTestCatalogue.all.map { $0.name }
    var tests: [PipelineFile.TestEntry] = []
    for item in items {
      if case .mapping(let pairs) = item.content, pairs.contains(where: { $0.key == "suite" }) {
        tests += suite(pairs, at: item.place, read: read)
        requireRoom(for: tests, read: read, at: item.place)
        continue
      }
      guard let pair = single(item, name: "'validate'", keys: ["suite"] + words),
        let type = QualityTestCatalogue.test(named: pair.key)
      else { continue }
      tests += testEntries(type, pair, read: read)
      requireRoom(for: tests, read: read, at: pair.keyPlace)
    }
    return tests
  }

  /// A quality record has one bit for each test of a variable.
  private func requireRoom(
    for tests: [PipelineFile.TestEntry],
    read: [PipelineFile.ReadEntry]?,
    at place: PipelineFilePlace
  ) {
    for entry in read ?? [] {
      for variable in entry.variables {
        let count = tests.count { $0.applies(to: variable, of: entry.network) }
        if count == QualityRecord.capacity + 1 {
          problems.report(
            "'validate': expected at most \(QualityRecord.capacity) tests of a variable",
            at: place
          )
        }
      }
    }
  }

  /// One test as a file states it: for each of its variables, or one for the observation.
  func testEntries(
    _ type: any QualityTest.Type,
    _ pair: PipelineFilePair,
    read: [PipelineFile.ReadEntry]?
  ) -> [PipelineFile.TestEntry] {
    let parameters = type.parameters
    let usesUnits = parameters.contains { $0.kind.isInUnitOfEntry }
    var keys = parameters.map(\.name)
    keys.insert("variable", at: 0)
    if usesUnits { keys.append("units") }
    keys.append("networks")
    var required = parameters.filter(\.isRequired).map(\.name)
    if type.subject == .value { required.insert("variable", at: 0) }
    // `- impossible_date:` needs nothing after it.
    var values: [String: PipelineFileNode] = [:]
    if case .scalar(.null) = pair.value.content, required.isEmpty {
      values = [:]
    } else {
      guard let found = section(pair.value, name: type.name, keys: keys, required: required) else {
        return []
      }
      values = found
    }
    let networks = values["networks"].flatMap { node in
      read.flatMap { networkNames(node, among: $0) }
    }
    var variables: [Quantity]?
    if let node = values["variable"] {
      guard let quantities = quantities(node, of: "variable") else { return [] }
      if let read { requireRead(quantities, node, networks: networks, read: read) }
      variables = quantities
    } else if type.subject == .value {
      // Its absence has been reported.
      return []
    }
    let isUnitNeeded = parameters.contains { $0.kind.isInUnitOfEntry && values[$0.name] != nil }
    if isUnitNeeded, values["units"] == nil {
      problems.report("\(type.name): the key 'units' is missing", at: pair.value.place)
      return []
    }
    let decoder = TestArgumentDecoder(file: self, type: type, values: values, place: pair.keyPlace)
    if let variables, type.subject == .value {
      return variables.compactMap { variable in
        decoder.test(for: variable).map {
          PipelineFile.TestEntry(variables: [variable], networks: networks, test: $0)
        }
      }
    }
    return decoder.test(for: variables?.first).map {
      [PipelineFile.TestEntry(variables: variables, networks: networks, test: $0)]
    } ?? []
  }

  func networkNames(
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
}

extension TestParameter.Kind {
  /// True when its numbers are in the unit that the entry states.
  var isInUnitOfEntry: Bool {
    switch self {
    case .value, .difference, .rate, .span, .openSpan: true
    case .sections(let parameters): parameters.contains { $0.kind.isInUnitOfEntry }
    default: false
    }
  }

  /// True when the unit of the entry is one per time.
  var isRate: Bool {
    switch self {
    case .rate: true
    default: false
    }
  }
}
