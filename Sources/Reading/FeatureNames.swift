internal import NetCDFFile
internal import ObservationModel

/// The names of the features of a file and how they relate to other deliveries.
struct FeatureNames {
  private let platforms: NamedBy
  private let identifiers: [NamedBy]
  private let revisions: [Revision?]
  private let profiles: ProfileTexts?
  private let ragged: RaggedElements?

  /// What `NetworkMap.ProfileRule` finds in a file.
  private struct ProfileTexts {
    var samplingSchemes, directions, instrumentTypes, parameters, dataModes: NamedBy

    /// How many names each profile has among `parameters`.
    var parameterCount = 0
  }

  /// Texts along a dimension, or one for the whole file.
  private struct NamedBy {
    var texts: [String] = []
    var dimension: String?

    init(_ texts: [String]) { self.texts = texts }

    init(_ variable: Variable, of source: ObservationFile) throws(ReadingError) {
      let own = source.discovery.names.names(of: variable)
      let isOneText =
        variable.type == .char && own.count == 1 && !source.sampling.names(own[0])
      texts = isOneText ? try source.file.texts(variable) : try source.file.letters(variable)
      dimension = isOneText ? nil : own.first
    }

    init(
      _ place: NetworkMap.NameSource,
      of source: ObservationFile
    ) throws(ReadingError) {
      switch place {
      case .variable(let name):
        if let variable = source.file.variable(like: name) {
          try self.init(variable, of: source)
        } else {
          self.init([])
        }
      case .attribute(let name):
        self.init(source.file.globalAttribute(name).map { [$0.writtenText] } ?? [])
      }
    }
  }

  init(of source: ObservationFile) throws(ReadingError) {
    let (file, map) = (source.file, source.map)
    ragged = source.sampling.ragged
    if let platform = map.platform {
      platforms = try NamedBy(platform, of: source)
    } else {
      let role = file.allVariables.first { $0.attribute("cf_role") != nil }
      platforms =
        try role.map { variable throws(ReadingError) in try NamedBy(variable, of: source) }
        ?? NamedBy([])
    }
    identifiers = try map.identifier.map { place throws(ReadingError) in
      try NamedBy(place, of: source)
    }
    revisions = try Self.revisions(of: source)
    profiles = try map.profile.map { rule throws(ReadingError) in
      try Self.profiles(rule, of: source)
    }
  }

  private static func profiles(
    _ rule: NetworkMap.ProfileRule,
    of source: ObservationFile
  ) throws(ReadingError) -> ProfileTexts {
    func texts(_ name: String?) throws(ReadingError) -> NamedBy {
      guard let name, let variable = source.file.variable(name) else { return NamedBy([]) }
      return try NamedBy(variable, of: source)
    }
    var found = ProfileTexts(
      samplingSchemes: try texts(rule.samplingScheme),
      directions: try texts(rule.direction),
      instrumentTypes: try texts(rule.instrumentType),
      parameters: try texts(rule.parameters),
      dataModes: try texts(rule.dataModes.first { source.file.variable($0) != nil })
    )
    if let name = rule.parameters, let variable = source.file.variable(name),
      variable.shape.count == 3
    {
      found.parameterCount = variable.shape[1]
    }
    return found
  }

  private static func revisions(
    of source: ObservationFile
  ) throws(ReadingError) -> [Revision?] {
    guard let rule = source.map.revision else { return [] }
    let file = source.file
    var parts: [[String]] = []
    for name in rule.key + [rule.rankVariable] {
      guard let variable = file.variable(name) else { return [] }
      parts.append(try file.letters(variable))
    }
    let updated = try rule.updated.flatMap { file.variable($0) }.map {
      variable throws(ReadingError) in try file.texts(variable).first ?? ""
    }
    var seen: [String: Int] = [:]
    return (0..<source.sampling.featureCount).map { feature in
      guard parts.allSatisfy({ feature < $0.count }) else { return nil }
      let key = parts.dropLast().map { $0[feature] }.joined(separator: "/")
      // A cycle may hold several profiles, by sampling scheme: they are told by their order.
      let occurrence = seen[key, default: 0]
      seen[key] = occurrence + 1
      return Revision(
        key: "\(source.map.name)/\(key)/\(occurrence)",
        rank: rule.ranks[parts[parts.count - 1][feature]] ?? -1,
        updated: updated ?? ""
      )
    }
  }

  /// The feature with a number, with its observations in a batch.
  func feature(_ index: Int, observations: Range<Int>) -> Feature {
    let identifier = identifiers.compactMap { named in
      named.dimension == nil && named.texts.count == 1
        ? named.texts[0] : text(in: named, feature: index)
    }.joined(separator: "/")
    return Feature(
      platform: text(in: platforms, feature: index)
        ?? (platforms.texts.count == 1 ? platforms.texts[0] : ""),
      identifier: identifier.isEmpty ? "\(index)" : identifier,
      revision: index < revisions.count ? revisions[index] : nil,
      profile: profiles.map { profile($0, feature: index) },
      observations: observations
    )
  }

  private func profile(_ texts: ProfileTexts, feature: Int) -> ProfileDescription {
    let names = texts.parameters.texts.dropFirst(feature * texts.parameterCount)
    return ProfileDescription(
      samplingScheme: text(in: texts.samplingSchemes, feature: feature) ?? "",
      direction: text(in: texts.directions, feature: feature).flatMap {
        ProfileDirection(rawValue: $0)
      },
      instrumentType: text(in: texts.instrumentTypes, feature: feature).flatMap { Int($0) },
      parameters: names.prefix(texts.parameterCount).filter { !$0.isEmpty },
      dataModes: text(in: texts.dataModes, feature: feature) ?? ""
    )
  }

  private func text(in named: NamedBy, feature: Int) -> String? {
    var place: Int? = feature
    if let ragged, let dimension = named.dimension {
      place = ragged.place(of: feature, along: dimension) ?? feature
    }
    return place.flatMap { named.texts.indices.contains($0) ? named.texts[$0] : nil }
  }
}
