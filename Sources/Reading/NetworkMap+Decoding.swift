internal import Conventions
internal import ObservationModel
internal import Yams

extension NetworkMap {
  /// Reads a map from YAML.
  ///
  /// - Parameters:
  ///   - yaml: The text of the map.
  ///   - path: Where it comes from, for messages.
  /// - Throws: `ReadingError` of kind `badMap` with all faults, each with line and column, when
  ///   the text is not YAML, a key or a word is unknown, or something that every map needs is
  ///   missing; when it is longer than `MapDocument.largestByteCount` or has anchors or aliases.
  public init(yaml: String, path: String) throws(ReadingError) {
    let faults = MapFaults(path: path)
    let node = try MapDocument.compose(yaml, path: path, faults: faults)
    if let error = faults.error { throw error }
    let map = MapSection(node, name: "the map", faults: faults).flatMap {
      NetworkMap($0, text: yaml)
    }
    if let error = faults.error { throw error }
    guard let map else { throw ReadingError(.badMap, path: path, detail: "the map is no mapping") }
    self = map
  }

  /// - Returns: Nil, the fault being noted, without a domain.
  private init?(_ map: MapSection, text: String) {
    map.allow([
      "network", "title", "domain", "reference", "tried_on_real_files", "notes", "detect",
      "feature_type", "platform", "identifier", "time", "latitude", "longitude", "vertical",
      "positions", "dimension_aliases", "row_sizes", "not_measured", "units_attribute",
      "profile", "best_value", "revision", "flags", "height", "quantities",
    ])
    self.text = text
    name = map.text("network")
    title = map.text("title")
    reference = map.text("reference")
    isTriedOnRealFiles = map.optionalBool("tried_on_real_files") ?? true
    notes = map.texts("notes")
    if !map.has("detect") { map.fault("detect is missing") }
    detections = map.mappings("detect").map { Detection($0) }
    featureType = map.optionalWord("feature_type", FeatureType.self)
    platform = map.section("platform").map { NameSource($0) }
    identifier = map.items("identifier").map { item in
      switch item {
      case .text(let name, _): .variable(name)
      case .section(let section): NameSource(section)
      }
    }
    time = TimeRule.rules(map.items("time"))
    latitude = map.items("latitude").map { PlaceRule($0) }
    longitude = map.items("longitude").map { PlaceRule($0) }
    let levels = map.items("vertical")
    if levels.count == 1, case .text("none", _) = levels[0] {
      hasNoVertical = true
    } else {
      vertical = levels.map { VerticalRule($0) }
    }
    positions = map.section("positions").map { PositionRule($0) }
    dimensionAliases = map.section("dimension_aliases")?.dictionary() ?? [:]
    rowSizes = map.section("row_sizes")?.dictionary() ?? [:]
    notMeasured = map.texts("not_measured")
    unitsAttribute = map.optionalText("units_attribute")
    profile = map.section("profile").map { ProfileRule($0) }
    bestValue = map.optionalWord("best_value", BestValueRule.self)
    revision = map.section("revision").map { RevisionRule($0) }
    flags = FlagRule.rules(map)
    height = map.section("height").map { HeightRule($0) }
    quantities = map.sections("quantities").compactMap { QuantityRule($0) }
    if !map.has("domain") { map.fault("domain is missing") }
    guard let domain = map.optionalWord("domain", Domain.self) else { return nil }
    self.domain = domain
  }
}

extension NetworkMap.Detection {
  fileprivate init(_ section: MapSection) {
    section.allow(["variables", "dimensions", "attributes", "without"])
    variables = section.texts("variables")
    dimensions = section.texts("dimensions")
    attributes = section.section("attributes")?.dictionary() ?? [:]
    without = section.texts("without")
  }
}

extension NetworkMap.PlaceRule {
  fileprivate init(_ item: MapItem) {
    switch item {
    case .text("cf", _): self = .cf
    case .text(let name, _): self = .variable(name)
    case .section(let section):
      section.allow(["variable", "attribute"])
      if let name = section.optionalText("variable") {
        self = .variable(name)
      } else {
        self = .attribute(section.text("attribute"))
      }
    }
  }
}

extension NetworkMap.VerticalRule {
  fileprivate init(_ item: MapItem) {
    switch item {
    case .text("cf", _): self = .cf
    case .text(let name, _): self = .variable(name, kind: nil)
    case .section(let section):
      section.allow(["variable", "kind", "height_above_sensor", "nominal_depth"])
      if let height = section.optionalText("height_above_sensor") {
        self = .aboveSensor(height: height, nominalDepth: section.text("nominal_depth"))
      } else {
        self = .variable(
          section.text("variable"),
          kind: section.optionalWord("kind", VerticalKind.self)
        )
      }
    }
  }
}

extension NetworkMap.PositionRule {
  fileprivate init(_ section: MapSection) {
    section.allow(["files", "time", "latitude", "longitude", "max_gap_seconds"])
    files = section.text("files")
    time = section.text("time")
    latitude = section.text("latitude")
    longitude = section.text("longitude")
    maximumGapSeconds = section.optionalNumber("max_gap_seconds") ?? 600
  }
}

extension NetworkMap.NameSource {
  fileprivate init(_ section: MapSection) {
    section.allow(["variable", "attribute"])
    if let name = section.optionalText("variable") {
      self = .variable(name)
    } else {
      self = .attribute(section.text("attribute"))
    }
  }
}

extension NetworkMap.ProfileRule {
  fileprivate init(_ section: MapSection) {
    section.allow(["sampling_scheme", "direction", "instrument_type", "parameters", "data_mode"])
    samplingScheme = section.optionalText("sampling_scheme")
    direction = section.optionalText("direction")
    instrumentType = section.optionalText("instrument_type")
    parameters = section.optionalText("parameters")
    dataModes = section.texts("data_mode")
  }
}

extension NetworkMap.RevisionRule {
  fileprivate init(_ section: MapSection) {
    section.allow(["key", "rank", "codes", "updated"])
    key = section.texts("key")
    rankVariable = section.text("rank")
    ranks = [:]
    if !section.has("codes") { section.fault("codes is missing") }
    for (code, rank) in section.section("codes")?.dictionary() ?? [:] {
      ranks[code] = Int(rank)
      if ranks[code] == nil { section.fault("codes must be whole numbers", of: "codes") }
    }
    updated = section.optionalText("updated")
  }
}

extension NetworkMap.FlagRule {
  /// The rules of a map or of a quantity: one mapping or a list of them.
  fileprivate static func rules(_ section: MapSection) -> [NetworkMap.FlagRule] {
    section.mappings("flags").compactMap { NetworkMap.FlagRule($0) }
  }

  private init?(_ section: MapSection) {
    section.allow([
      "variable", "column", "scheme", "bad", "suspect", "bad_bits", "suspect_bits", "passed",
      "applies_to",
    ])
    pattern = section.optionalText("variable")
    column = section.optionalText("column")
    appliesTo = section.texts("applies_to")
    guard let meaning = Self.meaning(section) else { return nil }
    self.meaning = meaning
  }

  private static func meaning(_ section: MapSection) -> NetworkMap.FlagMeaningRule? {
    if section.has("bad") || section.has("suspect") {
      return .words(bad: section.texts("bad"), suspect: section.texts("suspect"))
    }
    if section.has("bad_bits") || section.has("suspect_bits") {
      return .bits(
        bad: section.integers("bad_bits", in: 0...62),
        suspect: section.integers("suspect_bits", in: 0...62)
      )
    }
    if let results = section.optionalText("passed") { return .testResults(results) }
    let name = section.text("scheme")
    if name == "flag_meanings" { return .fileMeanings }
    if name == "bit_assessments" { return .assessedBits }
    if FlagScheme.named(name) != nil { return .scheme(name) }
    if !name.isEmpty {
      let known = FlagScheme.all.map(\.name) + ["flag_meanings", "bit_assessments"]
      section.fault(
        "'\(name)' is not a flag scheme; \(NearestWord.expectation(name, known))",
        of: "scheme"
      )
    }
    return nil
  }
}

extension NetworkMap.HeightRule {
  fileprivate init(_ section: MapSection) {
    section.allow(["attributes", "meters"])
    attributes = section.texts("attributes")
    meters = section.optionalNumber("meters")
  }
}

extension NetworkMap.QuantityRule {
  fileprivate init?(_ section: MapSection) {
    section.allow([
      "quantity", "variable", "standard_name", "bias", "units", "flags", "height",
    ])
    variable = section.text("variable")
    standardName = section.optionalText("standard_name")
    bias = section.optionalText("bias")
    units = section.optionalText("units")
    flags = NetworkMap.FlagRule.rules(section)
    height = section.section("height").map { NetworkMap.HeightRule($0) }
    let name = section.text("quantity")
    guard let quantity = Quantity.named(name) else {
      let known = Quantity.vocabulary.map(\.name)
      if !name.isEmpty {
        section.fault(
          "\(name) is not in the vocabulary of quantities; "
            + NearestWord.expectation(name, known),
          of: "quantity"
        )
      }
      return nil
    }
    self.quantity = quantity
  }
}
