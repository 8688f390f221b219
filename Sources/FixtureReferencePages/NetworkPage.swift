import Conventions
import ObservationModel
import Reading

/// The page of one network.
struct NetworkPage {
  let map: NetworkMap

  init(_ map: NetworkMap) { self.map = map }

  var text: String {
    var text = """
      # \(map.name)

      \(map.title).

      ## Overview

      Domain: \(map.domain.rawValue). In pipeline files: `network: \(map.name)`.


      """
    if !map.isTriedOnRealFiles {
      text += """
        > Important: Not yet tried on real files. The map was written from the format description; \
        the tests read a synthetic file in that layout.


        """
    }
    text += "### The format description\n\n\(linked(map.reference)).\n\n"
    text += "### How a file is recognised\n\n\(recognition)\n\n"
    text += section("Time, position and features", sampling)
    if !map.quantities.isEmpty {
      text += """
        ### What is read

        | quantity | variable | unit of the quantity | beside |
        |:---|:---|:---|:---|

        """
      for rule in map.quantities {
        text += "| `\(rule.quantity.name)` | `\(rule.variable)` | \(unit(rule.quantity)) | "
        text += "\(remarks(rule).joined(separator: "; ")) |\n"
      }
      text += "\n"
    } else {
      text += "### What is read\n\nAny quantity whose CF standard name a variable has.\n\n"
    }
    text += section("Flags", flags)
    text += section("Height of the sensors", map.height.map { [$0.wording] } ?? [])
    text += section("What is told of each profile", profile)
    text += section("The best of several values", bestValue)
    text += section("Later deliveries of the same observations", revisions)
    text += section("Good to know", map.notes)
    while text.hasSuffix("\n\n") { text.removeLast() }
    return text
  }

  private func section(_ title: String, _ lines: [String]) -> String {
    guard !lines.isEmpty else { return "" }
    return "### \(title)\n\n" + lines.map { "- \($0)\n" }.joined() + "\n"
  }

  /// Addresses and DOIs as links.
  private func linked(_ text: String) -> String {
    text.split(separator: " ", omittingEmptySubsequences: false).map { word in
      let tail = word.reversed().prefix { ",;.)".contains($0) }
      let core = word.dropLast(tail.count)
      let end = String(tail.reversed())
      if core.hasPrefix("doi:") {
        return "[\(core)](https://doi.org/\(core.dropFirst(4)))\(end)"
      }
      if core.hasPrefix("10.") { return "[\(core)](https://doi.org/\(core))\(end)" }
      return core.hasPrefix("https://") ? "<\(core)>\(end)" : String(word)
    }.joined(separator: " ")
  }

  private func unit(_ quantity: Quantity) -> String {
    quantity.units == "1" ? "1" : quantity.units
  }

  // MARK: Recognition

  private var recognition: String {
    let ways = map.detections.filter { !$0.conditions.isEmpty }
    func list(_ conditions: [String]) -> String {
      conditions.map { "- \($0);\n" }.joined().dropLast(2) + "."
    }
    if ways.isEmpty { return "It is taken when no other map fits." }
    if ways.count == 1 { return "All of this holds:\n\n" + list(ways[0].conditions) }
    return "One of these is enough:\n\n"
      + list(ways.map { $0.conditions.joined(separator: ", and ") })
  }

  // MARK: Sampling

  private var sampling: [String] {
    var lines: [String] = []
    lines.append(
      map.featureType.map { "Feature type: \($0.rawValue)." }
        ?? "Feature type: what the file states, or what its dimensions tell."
    )
    lines += alternatives("Time", map.time.map(\.wording))
    lines += alternatives("Latitude", map.latitude.map(\.wording))
    lines += alternatives("Longitude", map.longitude.map(\.wording))
    if map.hasNoVertical {
      lines.append("Vertical: none.")
    } else {
      lines += alternatives("Vertical", map.vertical.map(\.wording))
    }
    if let positions = map.positions {
      lines.append(
        "Positions from another file, `\(positions.files)`: \(positions.latitude) and "
          + "\(positions.longitude) at \(positions.time), interpolated over at most "
          + "\(positions.maximumGapSeconds) s."
      )
    }
    switch map.platform {
    case .variable(let name): lines.append("Platform: the variable `\(name)`.")
    case .attribute(let name): lines.append("Platform: the attribute `\(name)` of the file.")
    case nil: lines.append("Platform: the variable with a `cf_role`, where there is one.")
    }
    if !map.identifier.isEmpty {
      let names = map.identifier.map(\.wording).joined(separator: ", ")
      lines.append("Features are told from one another by \(names).")
    }
    for (name, other) in map.dimensionAliases.sorted(by: { $0.key < $1.key }) {
      lines.append("The dimension `\(name)` stands for `\(other)`.")
    }
    for (name, dimension) in map.rowSizes.sorted(by: { $0.key < $1.key }) {
      lines.append(
        "`\(name)` holds the number of samples of each feature along `\(dimension)`, also where "
          + "the file does not say so."
      )
    }
    if !map.notMeasured.isEmpty {
      let names = map.notMeasured.map { "`\($0)`" }.joined(separator: ", ")
      lines.append("Numbers that are no measurements: \(names).")
    }
    return lines
  }

  private func alternatives(_ what: String, _ ways: [String]) -> [String] {
    if ways.isEmpty { return ["\(what): by the CF metadata."] }
    return ["\(what): \(ways.joined(separator: "; else "))."]
  }

  // MARK: Quantities

  private func remarks(_ rule: NetworkMap.QuantityRule) -> [String] {
    var remarks: [String] = []
    if let name = rule.standardName { remarks.append("with the standard name `\(name)`") }
    if let bias = rule.bias { remarks.append("less `\(bias)`") }
    if let units = rule.units { remarks.append("in \(units) where the file gives no unit") }
    if let height = rule.height { remarks.append(height.wording) }
    remarks += rule.flags.map(\.wording)
    return remarks
  }

  // MARK: Flags

  private var flags: [String] {
    var lines = map.flags.map { rule in
      rule.wording
        + (rule.appliesTo.isEmpty
          ? "" : ", for " + rule.appliesTo.map { "`\($0)`" }.joined(separator: ", "))
    }
    lines += schemes.map { "`\($0.name)`: \($0.wording)." }
    if lines.isEmpty { lines = ["The files carry none that are read."] }
    return lines
  }

  private var allFlagRules: [NetworkMap.FlagRule] { map.flags + map.quantities.flatMap(\.flags) }

  private var schemes: [FlagScheme] {
    var seen: Set<String> = []
    return allFlagRules.compactMap { rule in
      guard case .scheme(let name) = rule.meaning, seen.insert(name).inserted else { return nil }
      return FlagScheme.named(name)
    }
  }

  /// One line for the overview.
  var goodFlags: String {
    var seen: Set<String> = []
    let parts = allFlagRules.map(\.goodWording).filter { seen.insert($0).inserted }
    return parts.isEmpty ? "none in the files" : parts.joined(separator: "; ")
  }

  // MARK: Best values and revisions

  private var profile: [String] {
    guard let rule = map.profile else { return [] }
    let told: [(String, [String])] = [
      ("the sampling scheme", rule.samplingScheme.map { [$0] } ?? []),
      ("the direction", rule.direction.map { [$0] } ?? []),
      ("the type of the instrument", rule.instrumentType.map { [$0] } ?? []),
      ("the parameters", rule.parameters.map { [$0] } ?? []),
      ("their data mode", rule.dataModes),
    ]
    return told.filter { !$0.1.isEmpty }.map { what, names in
      "\(what): " + names.map { "`\($0)`" }.joined(separator: ", else ")
    }
  }

  private var bestValue: [String] { map.bestValue.map { [$0.wording] } ?? [] }

  private var revisions: [String] {
    guard let rule = map.revision else { return [] }
    let key = rule.key.map { "`\($0)`" }.joined(separator: ", ")
    let ranks = rule.ranks.sorted { $0.value < $1.value }.map(\.key).joined(separator: ", then ")
    var lines = [
      "Features with the same \(key) are deliveries of the same observations.",
      "By `\(rule.rankVariable)`, from the least to the best: \(ranks).",
    ]
    if let updated = rule.updated { lines.append("Of equals the later by `\(updated)` counts.") }
    return lines
  }
}
