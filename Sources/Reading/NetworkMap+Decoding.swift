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
      "network", "title", "domain", "reference", "tried_on_real_files", "notes", "detect",
      "feature_type", "platform", "identifier", "time", "latitude", "longitude", "vertical",
      "positions",
      "dimension_aliases", "row_sizes", "not_measured", "units_attribute", "best_value", "revision",
      "flags",
      "height",
      "quantities",
    ])
    text = yaml
    name = try map.text("network")
    title = try map.text("title")
    domain = try map.word("domain", Domain.self)
    reference = try map.text("reference")
    isTriedOnRealFiles = try map.optionalBool("tried_on_real_files") ?? true
    notes = try map.texts("notes")
    detections = try Detection.alternatives(map)
    featureType = try map.optionalWord("feature_type", FeatureType.self)
    if let section = try map.optionalSection("platform") {
      platform = try NameSource(section)
    }
    identifier = try map.texts("identifier")
    time = try TimeRule.rules(map.items("time"))
    latitude = try PlaceRule.rules(map.items("latitude"))
    longitude = try PlaceRule.rules(map.items("longitude"))
    if (try? map.optionalText("vertical")) == "none" {
      hasNoVertical = true
    } else {
      vertical = try VerticalRule.rules(map, map.items("vertical"))
    }
    positions = try map.optionalSection("positions").map { section throws(ReadingError) in
      try PositionRule(section)
    }
    if let section = try map.optionalSection("dimension_aliases") {
      dimensionAliases = try section.dictionary()
    }
    if let section = try map.optionalSection("row_sizes") { rowSizes = try section.dictionary() }
    notMeasured = try map.texts("not_measured")
    unitsAttribute = try map.optionalText("units_attribute")
    bestValue = try map.optionalWord("best_value", BestValueRule.self)
    if let section = try map.optionalSection("revision") {
      revision = try RevisionRule(section)
    }
    flags = try FlagRule.rules(map, "flags")
    if let section = try map.optionalSection("height") { height = try HeightRule(section) }
    quantities = try map.sections("quantities").map { section throws(ReadingError) in
      try QuantityRule(section)
    }
  }
}

extension NetworkMap.Detection {
  fileprivate static func alternatives(
    _ map: MapSection
  ) throws(ReadingError) -> [NetworkMap.Detection] {
    guard map.has("detect") else { throw map.fault("detect is missing") }
    return try map.items("detect").map { item throws(ReadingError) in
      guard case .section(let section) = item else {
        throw map.fault("detect must be a mapping or a list of mappings")
      }
      return try NetworkMap.Detection(section)
    }
  }

  private init(_ section: MapSection) throws(ReadingError) {
    try section.allow(["variables", "dimensions", "attributes", "without"])
    variables = try section.texts("variables")
    dimensions = try section.texts("dimensions")
    attributes = try section.optionalSection("attributes")?.dictionary() ?? [:]
    without = try section.texts("without")
  }
}

extension NetworkMap.PlaceRule {
  fileprivate static func rules(
    _ items: [MapItem]
  ) throws(ReadingError) -> [NetworkMap.PlaceRule] {
    try items.map { item throws(ReadingError) in
      switch item {
      case .text(let name): return .variable(name)
      case .section(let section):
        try section.allow(["variable", "attribute"])
        if let name = try section.optionalText("variable") { return .variable(name) }
        return .attribute(try section.text("attribute"))
      }
    }
  }
}

extension NetworkMap.VerticalRule {
  fileprivate static func rules(
    _ map: MapSection,
    _ items: [MapItem]
  ) throws(ReadingError) -> [NetworkMap.VerticalRule] {
    try items.map { item throws(ReadingError) in
      guard case .section(let section) = item else {
        throw map.fault("vertical must be none, a mapping or a list of mappings")
      }
      try section.allow(["variable", "kind", "height_above_sensor", "nominal_depth"])
      if let height = try section.optionalText("height_above_sensor") {
        return .aboveSensor(height: height, nominalDepth: try section.text("nominal_depth"))
      }
      return .variable(
        try section.text("variable"),
        kind: try section.word("kind", VerticalKind.self)
      )
    }
  }
}

extension NetworkMap.PositionRule {
  fileprivate init(_ section: MapSection) throws(ReadingError) {
    try section.allow(["files", "time", "latitude", "longitude", "max_gap_seconds"])
    files = try section.text("files")
    time = try section.text("time")
    latitude = try section.text("latitude")
    longitude = try section.text("longitude")
    maximumGapSeconds = try section.optionalNumber("max_gap_seconds") ?? 600
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
  /// The rules of a key: one mapping or a list of them.
  fileprivate static func rules(
    _ section: MapSection,
    _ key: String
  ) throws(ReadingError) -> [NetworkMap.FlagRule] {
    try section.items(key).map { item throws(ReadingError) in
      guard case .section(let rule) = item else {
        throw section.fault("\(key) must be a mapping or a list of mappings")
      }
      return try NetworkMap.FlagRule(rule)
    }
  }

  private init(_ section: MapSection) throws(ReadingError) {
    try section.allow([
      "variable", "column", "scheme", "bad", "suspect", "bad_bits", "suspect_bits", "passed",
      "applies_to",
    ])
    pattern = try section.optionalText("variable")
    column = try section.optionalText("column")
    appliesTo = try section.texts("applies_to")
    meaning = try Self.meaning(section)
  }

  private static func meaning(
    _ section: MapSection
  ) throws(ReadingError) -> NetworkMap.FlagMeaningRule {
    if section.has("bad") || section.has("suspect") {
      return .words(bad: try section.texts("bad"), suspect: try section.texts("suspect"))
    }
    if section.has("bad_bits") || section.has("suspect_bits") {
      return .bits(
        bad: try section.integers("bad_bits", in: 0...62),
        suspect: try section.integers("suspect_bits", in: 0...62)
      )
    }
    if let results = try section.optionalText("passed") { return .testResults(results) }
    let name = try section.text("scheme")
    if name == "flag_meanings" { return .fileMeanings }
    if name == "bit_assessments" { return .assessedBits }
    guard FlagScheme.named(name) != nil else {
      let known = FlagScheme.all.map(\.name) + ["flag_meanings", "bit_assessments"]
      throw section.fault(
        "'\(name)' is not a flag scheme; \(MapSection.expectation(name, known))"
      )
    }
    return .scheme(name)
  }
}

extension NetworkMap.HeightRule {
  fileprivate init(_ section: MapSection) throws(ReadingError) {
    try section.allow(["attributes", "meters"])
    attributes = try section.texts("attributes")
    meters = try section.optionalNumber("meters")
  }
}

extension NetworkMap.QuantityRule {
  fileprivate init(_ section: MapSection) throws(ReadingError) {
    try section.allow([
      "quantity", "variable", "standard_name", "bias", "units", "flags", "height",
    ])
    let name = try section.text("quantity")
    guard let quantity = Quantity.named(name) else {
      let known = Quantity.vocabulary.map(\.name)
      throw section.fault(
        "\(name) is not in the vocabulary of quantities; \(MapSection.expectation(name, known))"
      )
    }
    self.quantity = quantity
    variable = try section.text("variable")
    standardName = try section.optionalText("standard_name")
    bias = try section.optionalText("bias")
    units = try section.optionalText("units")
    flags = try NetworkMap.FlagRule.rules(section, "flags")
    height = try section.optionalSection("height").map { section throws(ReadingError) in
      try NetworkMap.HeightRule(section)
    }
  }
}
