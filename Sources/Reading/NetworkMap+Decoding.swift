internal import Conventions
internal import ObservationModel
internal import Yams

extension NetworkMap {
  /// Reads a map from YAML.
  ///
  /// - Parameters:
  ///   - yaml: The text of the map.
  ///   - path: Where it comes from, for messages.
  /// - Throws: `ReadingError` of kind `badMap` with line and column when the text is not YAML,
  ///   a key or a word is unknown, or something that every map needs is missing.
  public init(yaml: String, path: String) throws(ReadingError) {
    let node: Node?
    do {
      node = try Yams.compose(yaml: yaml)
    } catch {
      throw ReadingError(.badMap, path: path, detail: "not YAML: \(error)")
    }
    guard let node else { throw ReadingError(.badMap, path: path, detail: "the map is empty") }
    let map = try MapSection(node, path: path, name: "the map")
    try map.allow([
      "network", "title", "domain", "reference", "detect", "feature_type", "platform",
      "identifier", "time", "latitude", "longitude", "vertical", "dimension_aliases",
      "best_value", "revision", "flags", "height", "quantities",
    ])
    text = yaml
    name = try map.text("network")
    title = try map.text("title")
    domain = try map.word("domain", Domain.self)
    reference = try map.text("reference")
    detection = try Detection(map.section("detect"))
    featureType = try map.optionalWord("feature_type", FeatureType.self)
    if let section = try map.optionalSection("platform") {
      platform = try NameSource(section)
    }
    identifier = try map.texts("identifier")
    if let text = map.optionalScalar("time") {
      time = TimeRule(variable: text)
    } else if let section = try map.optionalSection("time") {
      try section.allow(["variable", "offset"])
      time = try TimeRule(
        variable: section.text("variable"),
        offset: section.optionalText("offset")
      )
    }
    latitude = try map.optionalText("latitude")
    longitude = try map.optionalText("longitude")
    if let section = try map.optionalSection("vertical") {
      try section.allow(["variable", "kind"])
      vertical = try VerticalRule(
        variable: section.text("variable"),
        kind: section.word("kind", VerticalKind.self)
      )
    }
    if let section = try map.optionalSection("dimension_aliases") {
      dimensionAliases = try section.dictionary()
    }
    bestValue = try map.optionalWord("best_value", BestValueRule.self)
    if let section = try map.optionalSection("revision") {
      revision = try RevisionRule(section)
    }
    if let section = try map.optionalSection("flags") { flags = try FlagRule(section) }
    if let section = try map.optionalSection("height") { height = try HeightRule(section) }
    quantities = try map.sections("quantities").map { section throws(ReadingError) in
      try QuantityRule(section)
    }
  }
}

extension NetworkMap.Detection {
  fileprivate init(_ section: MapSection) throws(ReadingError) {
    try section.allow(["variables", "dimensions", "attributes"])
    variables = try section.texts("variables")
    dimensions = try section.texts("dimensions")
    attributes = try section.optionalSection("attributes")?.dictionary() ?? [:]
  }
}

extension NetworkMap.NameSource {
  fileprivate init(_ section: MapSection) throws(ReadingError) {
    try section.allow(["variable", "attribute"])
    if let name = try section.optionalText("variable") {
      self = .variable(name)
    } else {
      self = .attribute(try section.text("attribute"))
    }
  }
}

extension NetworkMap.RevisionRule {
  fileprivate init(_ section: MapSection) throws(ReadingError) {
    try section.allow(["key", "rank", "codes", "updated"])
    key = try section.texts("key")
    rankVariable = try section.text("rank")
    ranks = [:]
    for (code, rank) in try section.section("codes").dictionary() {
      guard let rank = Int(rank) else { throw section.fault("codes must be whole numbers") }
      ranks[code] = rank
    }
    updated = try section.optionalText("updated")
  }
}

extension NetworkMap.FlagRule {
  fileprivate init(_ section: MapSection) throws(ReadingError) {
    try section.allow(["variable", "scheme", "applies_to"])
    pattern = try section.optionalText("variable")
    scheme = try section.text("scheme")
    guard FlagScheme.named(scheme) != nil else {
      let known = FlagScheme.all.map(\.name).joined(separator: ", ")
      throw section.fault("'\(scheme)' is not a flag scheme; expected one of \(known)")
    }
    appliesTo = try section.texts("applies_to")
  }
}

extension NetworkMap.HeightRule {
  fileprivate init(_ section: MapSection) throws(ReadingError) {
    try section.allow(["attributes", "meters"])
    attributes = try section.texts("attributes")
    if let text = try section.optionalText("meters") {
      guard let value = Double(text), value.isFinite else {
        throw section.fault("meters must be a number")
      }
      meters = value
    }
  }
}

extension NetworkMap.QuantityRule {
  fileprivate init(_ section: MapSection) throws(ReadingError) {
    try section.allow([
      "quantity", "variable", "standard_name", "bias", "units", "flags", "height",
    ])
    let name = try section.text("quantity")
    guard let quantity = Quantity.named(name) else {
      throw section.fault("\(name) is not in the vocabulary of quantities")
    }
    self.quantity = quantity
    variable = try section.text("variable")
    standardName = try section.optionalText("standard_name")
    bias = try section.optionalText("bias")
    units = try section.optionalText("units")
    flags = try section.optionalSection("flags").map { section throws(ReadingError) in
      try NetworkMap.FlagRule(section)
    }
    height = try section.optionalSection("height").map { section throws(ReadingError) in
      try NetworkMap.HeightRule(section)
    }
  }
}

/// A mapping of a network map, looked at strictly: every fault names line and column.
private struct MapSection {
  let mapping: Node.Mapping
  let path: String
  let name: String
  let mark: Mark?

  init(_ node: Node, path: String, name: String) throws(ReadingError) {
    guard case .mapping(let mapping) = node else {
      let place = node.mark.map { ":\($0.line):\($0.column)" } ?? ""
      throw ReadingError(.badMap, path: path + place, detail: "\(name) must be a mapping")
    }
    self.mapping = mapping
    self.path = path
    self.name = name
    mark = node.mark
  }

  func fault(_ detail: String, at node: Node? = nil) -> ReadingError {
    let place = (node?.mark ?? mark).map { ":\($0.line):\($0.column)" } ?? ""
    return ReadingError(.badMap, path: path + place, detail: "\(name): \(detail)")
  }

  func allow(_ keys: [String]) throws(ReadingError) {
    for (key, _) in mapping where !keys.contains(key.scalar?.string ?? "") {
      let found = key.scalar?.string ?? "a key that is not text"
      throw fault("unknown key \(found); expected one of \(keys.joined(separator: ", "))", at: key)
    }
  }

  func optionalScalar(_ key: String) -> String? { mapping[Node(key)]?.scalar?.string }

  func optionalText(_ key: String) throws(ReadingError) -> String? {
    guard let node = mapping[Node(key)] else { return nil }
    guard let text = node.scalar?.string else { throw fault("\(key) must be text", at: node) }
    return text
  }

  func text(_ key: String) throws(ReadingError) -> String {
    guard let text = try optionalText(key) else { throw fault("\(key) is missing") }
    return text
  }

  func texts(_ key: String) throws(ReadingError) -> [String] {
    guard let node = mapping[Node(key)] else { return [] }
    if let text = node.scalar?.string { return [text] }
    guard let sequence = node.sequence else {
      throw fault("\(key) must be a name or a list of names", at: node)
    }
    return try sequence.map { item throws(ReadingError) in
      guard let text = item.scalar?.string else { throw fault("\(key) must hold names", at: item) }
      return text
    }
  }

  func optionalWord<Word: RawRepresentable & CaseIterableWords>(
    _ key: String,
    _ type: Word.Type
  ) throws(ReadingError) -> Word? where Word.RawValue == String {
    guard let text = try optionalText(key) else { return nil }
    guard let word = Word(rawValue: text) else {
      throw fault(
        "\(key): unknown word \(text); expected one of \(Word.words.joined(separator: ", "))",
        at: mapping[Node(key)]
      )
    }
    return word
  }

  func word<Word: RawRepresentable & CaseIterableWords>(
    _ key: String,
    _ type: Word.Type
  ) throws(ReadingError) -> Word where Word.RawValue == String {
    guard let word = try optionalWord(key, type) else { throw fault("\(key) is missing") }
    return word
  }

  func optionalSection(_ key: String) throws(ReadingError) -> MapSection? {
    guard let node = mapping[Node(key)] else { return nil }
    return try MapSection(node, path: path, name: key)
  }

  func section(_ key: String) throws(ReadingError) -> MapSection {
    guard let section = try optionalSection(key) else { throw fault("\(key) is missing") }
    return section
  }

  func sections(_ key: String) throws(ReadingError) -> [MapSection] {
    guard let node = mapping[Node(key)] else { return [] }
    guard let sequence = node.sequence else { throw fault("\(key) must be a list", at: node) }
    return try sequence.map { item throws(ReadingError) in
      try MapSection(item, path: path, name: key)
    }
  }

  func dictionary() throws(ReadingError) -> [String: String] {
    var result: [String: String] = [:]
    for (key, value) in mapping {
      guard let key = key.scalar?.string, let value = value.scalar?.string else {
        throw fault("must map words to words", at: key)
      }
      result[key] = value
    }
    return result
  }
}

/// The words of a vocabulary, for messages.
private protocol CaseIterableWords {
  static var words: [String] { get }
}

extension FeatureType: CaseIterableWords {
  fileprivate static var words: [String] { allCases.map(\.rawValue) }
}
extension VerticalKind: CaseIterableWords {
  fileprivate static var words: [String] { ["depth", "pressure", "height"] }
}
extension NetworkMap.Domain: CaseIterableWords {
  fileprivate static var words: [String] { allCases.map(\.rawValue) }
}
extension NetworkMap.BestValueRule: CaseIterableWords {
  fileprivate static var words: [String] { allCases.map(\.rawValue) }
}
