internal import ObservationModel
internal import Resampling

extension PipelineFileDecoder {
  /// The entries of `read`; nil when one of them is faulty.
  func read(_ node: PipelineFileNode) -> [PipelineFile.ReadEntry]? {
    guard let items = items(node, of: "'read'") else { return nil }
    let entries = items.map { readEntry($0) }
    let whole = entries.compactMap { $0 }
    guard whole.count == entries.count else { return nil }
    requireOneWindProfile(whole, at: node.place)
    requireOneErrorOfNetwork(whole, at: node.place)
    return whole
  }

  private func readEntry(_ node: PipelineFileNode) -> PipelineFile.ReadEntry? {
    let entry = section(
      node,
      name: "'read'",
      keys: ["network", "files", "variables", "wind", "convert", "error"],
      required: ["network", "files", "variables"]
    )
    guard let entry else { return nil }
    let network = entry["network"].flatMap { networkName($0) }
    let files = entry["files"].flatMap { patterns($0) }
    let variables = entry["variables"].flatMap { quantities($0, of: "variables") }
    let wind = entry["wind"].flatMap { self.wind($0) }
    guard let network, let files, let variables else { return nil }
    if wind == nil, let node = entry["variables"], entry["wind"] == nil {
      requireWind(variables, at: node.place)
    }
    var conversions: [Conversion]? = []
    if let node = entry["convert"] { conversions = self.conversions(node, of: variables) }
    guard let conversions else { return nil }
    var errors: [String: DeclaredError]? = [:]
    if let node = entry["error"] {
      let products = PipelineFile.ReadEntry.products(
        of: variables,
        hasWind: wind != nil,
        conversions: conversions
      )
      errors = self.errors(node, of: products)
    }
    guard let errors else { return nil }
    return PipelineFile.ReadEntry(
      network: network,
      files: files,
      variables: variables,
      wind: wind,
      conversions: conversions,
      errors: errors
    )
  }

  private func networkName(_ node: PipelineFileNode) -> String? {
    guard let networks else { return text(node, of: "network") }
    return word(node, of: "network", vocabulary: networks)
  }

  /// Directions have no mean, and winds at different heights are different quantities: both
  /// become components and speeds at 10 m.
  private func requireWind(_ variables: [Quantity], at place: PipelineFilePlace) {
    let words = ["wind_speed", "wind_from_direction", "wind_to_direction"]
    guard let wind = variables.first(where: { words.contains($0.name) }) else { return }
    problems.report(
      "variables: \(wind.name) needs 'wind', such as {height: 10 m, profile: neutral_log}",
      at: place
    )
  }

  private func patterns(_ node: PipelineFileNode) -> [String]? {
    guard let items = oneOrMore(node, of: "files") else { return nil }
    let patterns = items.map { item -> String? in
      guard let pattern = text(item, of: "files") else { return nil }
      guard !pattern.contains("://") else {
        problems.report(
          "files: expected a path or pattern on this machine, found the address"
            + " \(quoted(pattern))",
          at: item.place
        )
        return nil
      }
      guard !pattern.utf8.contains(0), !pattern.hasSuffix("/") else {
        problems.report("files: expected files, found \(quoted(pattern))", at: item.place)
        return nil
      }
      return pattern
    }
    let whole = patterns.compactMap { $0 }
    return whole.count == patterns.count ? whole : nil
  }

  /// Quantities of the vocabulary, each once.
  func quantities(_ node: PipelineFileNode, of name: String) -> [Quantity]? {
    words(node, of: name, vocabulary: Quantity.vocabulary.map { ($0.name, $0) })
  }

  private func wind(_ node: PipelineFileNode) -> WindProfile? {
    let wind = section(
      node,
      name: "'wind'",
      keys: ["height", "profile"],
      required: ["height", "profile"]
    )
    guard let wind else { return nil }
    if let node = wind["height"],
      let meters = value(node, of: "height", in: "m", example: "10 m"), meters != 10
    {
      problems.report("height: winds are brought to 10 m, found \(node.kind)", at: node.place)
    }
    guard let node = wind["profile"],
      let word = word(node, of: "profile", vocabulary: WindProfile.allCases.map(\.rawValue))
    else { return nil }
    return WindProfile(rawValue: word)
  }
}
