internal import ObservationModel
internal import Resampling
internal import Summary

/// Turns the nodes of a pipeline file into its value, and reports every fault on the way.
///
/// Functions that return nil have reported why. A stage is in an extension of its own.
struct PipelineFileDecoder {
  let path: String

  /// The names of the network maps at hand; nil leaves names unchecked.
  let networks: [String]?

  /// The directory that relative paths of files which tests need start from.
  var root = "."

  let problems: PipelineFileProblems

  /// All that a pipeline file says.
  struct Parts {
    var name: String
    var title: String?
    var summary: String?
    var metadata: [PipelineFile.GlobalAttribute]
    var networkMaps: String?
    var read: [PipelineFile.ReadEntry]
    var validate: [PipelineFile.TestEntry]
    var resample: PipelineFile.ResampleStage
    var summarise: PipelineFile.SummariseStage
    var write: [ProductTemplate]
  }

  func parts(of text: String) -> Parts? {
    guard let root = PipelineFileDocument.compose(text, file: path, problems: problems),
      let file = section(
        root,
        name: "the pipeline file",
        keys: [
          "pipeline", "title", "summary", "metadata", "network_maps", "read", "validate",
          "resample", "summarise",
          "write",
        ],
        required: ["pipeline", "read", "resample", "write"]
      )
    else { return nil }
    // Everything is looked at before anything is given up, so that all faults are told at once.
    let name = file["pipeline"].flatMap { pipelineName($0) }
    let title = file["title"].flatMap { self.text($0, of: "title") }
    let summary = file["summary"].flatMap { self.text($0, of: "summary") }
    let metadata = file["metadata"].flatMap { self.metadata($0) } ?? []
    let networkMaps = file["network_maps"].flatMap { self.text($0, of: "network_maps") }
    let read = file["read"].flatMap { self.read($0) }
    let validate = file["validate"].flatMap { self.validate($0, read: read) } ?? []
    let resample = file["resample"].flatMap { self.resample($0, read: read) }
    let summarise = self.summarise(file["summarise"], read: read)
    let write = file["write"].flatMap { self.write($0, timeStep: resample?.timeStep) }
    if let resample, let summarise, let read {
      requireSingleValues(
        for: summarise,
        of: read,
        by: resample.method,
        at: (file["summarise"] ?? root).place
      )
    }
    guard let name, let read, let resample, let summarise, let write else { return nil }
    return Parts(
      name: name,
      title: title,
      summary: summary,
      metadata: metadata,
      networkMaps: networkMaps,
      read: read,
      validate: validate,
      resample: resample,
      summarise: summarise,
      write: write
    )
  }

  private func pipelineName(_ node: PipelineFileNode) -> String? {
    guard let name = text(node, of: "pipeline") else { return nil }
    let bytes = Array(name.utf8)
    let isName =
      bytes.count <= 64 && bytes.first.map { $0.isLetterOrDigit } == true
      && bytes.allSatisfy { $0.isLetterOrDigit || "_-.".utf8.contains($0) }
    guard isName else {
      problems.report(
        "'pipeline': expected a name of letters, digits, '_', '-' and '.', at most 64, found"
          + " \(quoted(name))",
        at: node.place
      )
      return nil
    }
    return name
  }

  // MARK: Mappings and lists

  /// The values of a mapping by key; unknown keys and missing ones are reported.
  func section(
    _ node: PipelineFileNode,
    name: String,
    keys: [String],
    required: [String] = []
  ) -> [String: PipelineFileNode]? {
    guard case .mapping(let pairs) = node.content else {
      problems.report(
        "\(name): expected a mapping with \(enumerated(keys)), found \(node.kind)",
        at: node.place
      )
      return nil
    }
    var values: [String: PipelineFileNode] = [:]
    for pair in pairs {
      if keys.contains(pair.key) {
        values[pair.key] = pair.value
      } else {
        problems.report(
          "\(name): unknown key \(quoted(pair.key)), expected \(enumerated(keys))",
          at: pair.keyPlace,
          suggestion: nearestWord(to: pair.key, among: keys)
        )
      }
    }
    for key in required where values[key] == nil {
      problems.report("\(name): the key '\(key)' is missing", at: node.place)
    }
    return values
  }

  /// The one key and value of a mapping, such as a test and its parameters.
  func single(
    _ node: PipelineFileNode,
    name: String,
    keys: [String]
  ) -> PipelineFilePair? {
    guard case .mapping(let pairs) = node.content, let pair = pairs.first else {
      problems.report(
        "\(name): expected one of \(enumerated(keys)) with what belongs to it, found"
          + " \(node.kind)",
        at: node.place
      )
      return nil
    }
    if let next = pairs.dropFirst().first {
      problems.report(
        "\(name): expected one key in each item of the list, found \(quoted(next.key)) beside"
          + " \(quoted(pair.key)); indent it or begin an item of its own",
        at: next.keyPlace,
      )
      return nil
    }
    guard keys.contains(pair.key) else {
      problems.report(
        "\(name): unknown word \(quoted(pair.key)), expected \(enumerated(keys))",
        at: pair.keyPlace,
        suggestion: nearestWord(to: pair.key, among: keys)
      )
      return nil
    }
    return pair
  }

  /// The items of a list that is not empty.
  func items(_ node: PipelineFileNode, of name: String) -> [PipelineFileNode]? {
    guard case .list(let items) = node.content else {
      problems.report("\(name): expected a list, found \(node.kind)", at: node.place)
      return nil
    }
    guard !items.isEmpty else {
      problems.report("\(name): expected a list with one item at least, found none", at: node.place)
      return nil
    }
    return items
  }

  /// The items of a list, or the one value in its place.
  func oneOrMore(_ node: PipelineFileNode, of name: String) -> [PipelineFileNode]? {
    guard case .list = node.content else { return [node] }
    return items(node, of: name)
  }

  /// Each of several words of a vocabulary, once, in the order of the file.
  func words<Meaning>(
    _ node: PipelineFileNode,
    of name: String,
    vocabulary: [(word: String, meaning: Meaning)]
  ) -> [Meaning]? {
    guard let items = oneOrMore(node, of: name) else { return nil }
    var seen: Set<String> = []
    let meanings = items.map { item -> Meaning? in
      guard let word = word(item, of: name, vocabulary: vocabulary.map(\.word)) else { return nil }
      guard seen.insert(word).inserted else {
        problems.report("\(name): \(quoted(word)) is there already; keep one", at: item.place)
        return nil
      }
      return vocabulary.first { $0.word == word }?.meaning
    }
    let found = meanings.compactMap { $0 }
    return found.count == meanings.count ? found : nil
  }

  // MARK: Scalars

  /// Text; what YAML reads as a number or a boolean must be put in quotes.
  func text(_ node: PipelineFileNode, of name: String) -> String? {
    guard case .scalar(.text(let text)) = node.content else {
      var message = "\(name): expected text, found \(node.kind)"
      switch node.content {
      case .scalar(.integer), .scalar(.real), .scalar(.boolean): message += "; put it in quotes"
      default: break
      }
      problems.report(message, at: node.place)
      return nil
    }
    guard !text.isEmpty else {
      problems.report("\(name): expected text, found none", at: node.place)
      return nil
    }
    return text
  }

  /// A word of a vocabulary.
  func word(_ node: PipelineFileNode, of name: String, vocabulary: [String]) -> String? {
    guard case .scalar(.text(let text)) = node.content else {
      problems.report(
        "\(name): expected \(enumerated(vocabulary)), found \(node.kind)",
        at: node.place
      )
      return nil
    }
    guard vocabulary.contains(text) else {
      // A long vocabulary is looked up, not recited.
      let expected =
        vocabulary.count <= 12
        ? enumerated(vocabulary) : "one of the \(vocabulary.count) that are known"
      problems.report(
        "\(name): unknown word \(quoted(text)), expected \(expected)",
        at: node.place,
        suggestion: nearestWord(to: text, among: vocabulary)
      )
      return nil
    }
    return text
  }

  /// A finite number.
  func number(_ node: PipelineFileNode, of name: String) -> Double? {
    switch node.content {
    case .scalar(.integer(let digits)):
      if let value = Self.integer(digits) { return Double(value) }
      if let value = Double(digits), value.isFinite, !digits.contains("x") { return value }
    case .scalar(.real(let digits)):
      if let value = Double(digits), value.isFinite { return value }
    default:
      problems.report("\(name): expected a number, found \(node.kind)", at: node.place)
      return nil
    }
    problems.report("\(name): expected a finite number, found \(node.kind)", at: node.place)
    return nil
  }

  /// The value of an integer of the core schema; nil when 64 bits do not hold it.
  static func integer(_ digits: String) -> Int64? {
    if digits.hasPrefix("0o") { return Int64(digits.dropFirst(2), radix: 8) }
    if digits.hasPrefix("0x") { return Int64(digits.dropFirst(2), radix: 16) }
    return Int64(digits)
  }

  /// A span, `[low, high]` with `low < high`.
  func span(_ node: PipelineFileNode, of name: String) -> ClosedRange<Double>? {
    guard case .list(let items) = node.content, items.count == 2 else {
      var found = node.kind
      if case .list(let items) = node.content { found = "a list of \(items.count)" }
      problems.report("\(name): expected a span, [low, high], found \(found)", at: node.place)
      return nil
    }
    guard let low = number(items[0], of: name), let high = number(items[1], of: name) else {
      return nil
    }
    guard low < high else {
      let fault = low == high ? "an empty span" : "a reversed span"
      problems.report("\(name): expected [low, high], found \(fault)", at: node.place)
      return nil
    }
    return low...high
  }
}

extension UInt8 {
  /// True for the letters and digits of ASCII.
  var isLetterOrDigit: Bool {
    switch self {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "A")...UInt8(ascii: "Z"):
      true
    default: false
    }
  }
}
