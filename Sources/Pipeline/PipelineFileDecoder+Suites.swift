internal import ObservationModel
internal import Validation

extension PipelineFileDecoder {
  /// The tests of a suite as a pipeline takes them: those of variables that are read, with what
  /// the pipeline says otherwise.
  ///
  /// - `override` lists tests in the way of `validate`. One that the suite has of the same
  ///   variable keeps what the pipeline does not say; one whose thresholds the suite leaves to the
  ///   site is added.
  /// - `without` names tests that are left out.
  func suite(
    _ pairs: [PipelineFilePair],
    at place: PipelineFilePlace,
    read: [PipelineFile.ReadEntry]?
  ) -> [PipelineFile.TestEntry] {
    let node = PipelineFileNode(content: .mapping(pairs), place: place)
    guard
      let values = section(
        node,
        name: "'validate'",
        keys: ["suite", "override", "without", "networks"],
        required: ["suite"]
      ),
      let nameNode = values["suite"],
      let name = word(nameNode, of: "suite", vocabulary: QualitySuite.names),
      let source = suiteSource(name)
    else { return [] }
    var networks: [String]?
    if let node = values["networks"] {
      guard let read, let names = networkNames(node, among: read) else { return [] }
      networks = names
    }
    let testNames = source.tests.map(\.key) + source.local.map(\.name)
    var without: Set<String> = []
    if let node = values["without"] {
      guard
        let words = words(node, of: "without", vocabulary: unique(testNames).map { ($0, $0) })
      else { return [] }
      without = Set(words)
    }
    var pairs = source.tests.filter { !without.contains($0.key) }
    var added: [PipelineFilePair] = []
    if let node = values["override"] {
      for item in items(node, of: "override") ?? [] {
        guard let pair = single(item, name: "override", keys: unique(testNames)) else { continue }
        override(pair, in: &pairs, adding: &added, source: source, suite: name)
      }
    }
    // Tests of variables that are not read are part of the suite, not of this pipeline.
    var tests: [PipelineFile.TestEntry] = []
    for pair in pairs {
      guard let type = QualityTestCatalogue.test(named: pair.key) else { continue }
      let entries = testEntries(type, pair, read: nil)
      tests += read.map { read in entries.compactMap { $0.reading(read) } } ?? entries
    }
    for pair in added {
      guard let type = QualityTestCatalogue.test(named: pair.key) else { continue }
      tests += testEntries(type, pair, read: read)
    }
    return tests.map { $0.suite(name, networks: networks) }
  }

  private func unique(_ names: [String]) -> [String] {
    var seen: Set<String> = []
    return names.filter { seen.insert($0).inserted }
  }

  /// Puts what a pipeline says of a test into the suite's.
  private func override(
    _ pair: PipelineFilePair,
    in pairs: inout [PipelineFilePair],
    adding added: inout [PipelineFilePair],
    source: QualitySuiteSource,
    suite: String
  ) {
    guard case .mapping(let changes) = pair.value.content else {
      problems.report(
        "\(pair.key): expected a mapping with what is to be otherwise, found \(pair.value.kind)",
        at: pair.value.place
      )
      return
    }
    if source.local.contains(where: { $0.name == pair.key }),
      !pairs.contains(where: { $0.key == pair.key })
    {
      added.append(pair)
      return
    }
    let wanted = changes.first { $0.key == "variable" }.map { names(in: $0.value) }
    var hasMatch = false
    pairs = pairs.flatMap { old -> [PipelineFilePair] in
      guard old.key == pair.key else { return [old] }
      let parts: [PipelineFilePair]
      if case .mapping(let keys) = old.value.content { parts = keys } else { parts = [] }
      let variables = parts.first { $0.key == "variable" }.map { names(in: $0.value) } ?? []
      let chosen = wanted.map { wanted in variables.filter { wanted.contains($0) } } ?? variables
      if !variables.isEmpty, chosen.isEmpty { return [old] }
      hasMatch = true
      guard keepsUnits(parts, changes, of: pair) else { return [] }
      let rest = variables.filter { !chosen.contains($0) }
      return [
        merged(old, parts, changes, variables: variables.isEmpty ? nil : chosen, at: pair),
        rest.isEmpty ? nil : merged(old, parts, [], variables: rest, at: old),
      ].compactMap { $0 }
    }
    if !hasMatch {
      problems.report(
        "\(pair.key): the suite '\(suite)' has no such test of"
          + " \(enumerated(wanted ?? ["this variable"]))",
        at: pair.keyPlace
      )
    }
  }

  /// False, which has been reported, when a change states another unit than the suite and leaves
  /// some of the suite's thresholds as they are.
  private func keepsUnits(
    _ parts: [PipelineFilePair],
    _ changes: [PipelineFilePair],
    of pair: PipelineFilePair
  ) -> Bool {
    guard let type = QualityTestCatalogue.test(named: pair.key) else { return false }
    let inUnits = type.parameters.filter { $0.kind.isInUnitOfEntry }.map(\.name)
    func text(_ pairs: [PipelineFilePair]) -> String? {
      guard
        case .scalar(.text(let text))? = pairs.first(where: { $0.key == "units" })?.value.content
      else { return nil }
      return text
    }
    let changed = changes.filter { inUnits.contains($0.key) }
    if let first = changed.first, !changes.contains(where: { $0.key == "units" }) {
      problems.report("\(pair.key): the key 'units' is missing", at: first.keyPlace)
      return false
    }
    let kept = parts.filter { old in
      inUnits.contains(old.key) && !changes.contains { $0.key == old.key }
    }
    if let kept = kept.first, let new = text(changes), let old = text(parts), new != old,
      let node = changes.first(where: { $0.key == "units" })?.value
    {
      problems.report(
        "\(pair.key): the suite states '\(kept.key)' in \(quoted(old)): use that unit, or give"
          + " '\(kept.key)' too",
        at: node.place
      )
      return false
    }
    return true
  }

  private func merged(
    _ old: PipelineFilePair,
    _ parts: [PipelineFilePair],
    _ changes: [PipelineFilePair],
    variables: [String]?,
    at pair: PipelineFilePair
  ) -> PipelineFilePair {
    var result = parts.filter { part in
      part.key != "variable" && !changes.contains { $0.key == part.key }
    }
    result += changes.filter { $0.key != "variable" }
    if let variables {
      let place = changes.first { $0.key == "variable" }?.value.place ?? old.value.place
      let list = variables.map { PipelineFileNode(content: .scalar(.text($0)), place: place) }
      result.append(
        PipelineFilePair(
          key: "variable",
          keyPlace: place,
          value: PipelineFileNode(content: .list(list), place: place)
        )
      )
    }
    return PipelineFilePair(
      key: old.key,
      keyPlace: pair.keyPlace,
      value: PipelineFileNode(content: .mapping(result), place: pair.value.place)
    )
  }

  /// The texts of a list, or of the one value in its place.
  private func names(in node: PipelineFileNode) -> [String] {
    let items: [PipelineFileNode]
    if case .list(let list) = node.content { items = list } else { items = [node] }
    return items.compactMap {
      if case .scalar(.text(let text)) = $0.content { text } else { nil }
    }
  }

  // MARK: The files of suites

  /// A suite as its file states it; faults are reported at their place in that file.
  func suiteSource(_ name: String) -> QualitySuiteSource? {
    guard let text = QualitySuite.text(of: name) else { return nil }
    let suiteFile = "suite \(name)"
    let before = problems.all.count
    guard let root = PipelineFileDocument.compose(text, file: suiteFile, problems: problems) else {
      return nil
    }
    let source = suiteSource(root)
    return problems.all.count == before ? source : nil
  }

  func suiteSource(_ root: PipelineFileNode) -> QualitySuiteSource? {
    guard
      let values = section(
        root,
        name: "the suite",
        keys: ["suite", "title", "source", "scheme", "tests", "local"],
        required: ["suite", "title", "source", "tests"]
      ),
      let name = values["suite"].flatMap({ text($0, of: "suite") }),
      let title = values["title"].flatMap({ text($0, of: "title") }),
      let source = values["source"].flatMap({ text($0, of: "source") }),
      let items = values["tests"].flatMap({ items($0, of: "tests") })
    else { return nil }
    let words = QualityTestCatalogue.all.map { $0.name }
    var local: [QualitySuiteSource.Local] = []
    if let node = values["local"] {
      guard case .mapping(let pairs) = node.content else {
        problems.report(
          "local: expected tests with what is to be given, found \(node.kind)",
          at: node.place
        )
        return nil
      }
      for pair in pairs {
        guard words.contains(pair.key) else {
          problems.report(
            "local: unknown test \(quoted(pair.key))",
            at: pair.keyPlace,
            suggestion: nearestWord(to: pair.key, among: words)
          )
          continue
        }
        guard let reason = self.text(pair.value, of: pair.key) else { continue }
        local.append(QualitySuiteSource.Local(name: pair.key, reason: reason))
      }
    }
    return QualitySuiteSource(
      name: name,
      title: title,
      source: source,
      tests: items.compactMap { single($0, name: "tests", keys: words) },
      local: local
    )
  }
}

/// What the file of a suite says, its tests as yet unread.
struct QualitySuiteSource {
  /// A test whose thresholds depend on the site.
  struct Local {
    let name: String

    /// What is to be given.
    let reason: String
  }

  let name: String
  let title: String
  let source: String
  let tests: [PipelineFilePair]
  let local: [Local]
}

extension PipelineFile.TestEntry {
  /// The test for those of its variables that are read; nil when none is.
  fileprivate func reading(_ read: [PipelineFile.ReadEntry]) -> Self? {
    guard let variables else { return self }
    let known = Set(read.flatMap(\.variables))
    let kept = variables.filter { known.contains($0) }
    if kept.isEmpty { return nil }
    return Self(variables: kept, networks: networks, test: test, suite: suite)
  }

  func suite(_ name: String, networks: [String]?) -> Self {
    Self(variables: variables, networks: networks ?? self.networks, test: test, suite: name)
  }
}
