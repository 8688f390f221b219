import Sverdrup

extension MapTrial {
  func text(path: String) -> String {
    var lines = ["\(printable(path)) by the map \(map.name) (\(map.title))"]
    for (i, conditions) in ways.enumerated() {
      let unmet = conditions.compactMap(\.unmet).first
      let way = ways.count > 1 ? "recognised, way \(i + 1)" : "recognised"
      lines.append(Self.line(way, unmet.map { "no: \(printable($0))" } ?? "yes"))
      lines += conditions.map {
        Self.line("", "\($0.unmet == nil ? "yes" : "no ")  \(printable($0.text))")
      }
    }
    if chosenNetwork != map.name { lines.append(Self.line("taken for", choice)) }
    if let problem {
      let variable = problem.variable.map { " (variable \(printable($0)))" } ?? ""
      lines.append(
        Self.line(
          "cannot be read",
          "\(problem.kind.rawValue)\(variable): \(printable(problem.detail))"
        )
      )
    }
    if let inspection {
      // The first line is the path, and what follows the vertical extent is told below.
      let coverage = inspection.text(path: path).split(separator: "\n").dropFirst()
        .prefix { !$0.contains(" valid") }
      lines += coverage.map(String.init)
    }
    lines += origins.map {
      Self.line("\($0.key) from", $0.place.map { printable($0) } ?? "nowhere")
    }
    let width = quantities.map(\.quantity.count).max() ?? 0
    for finding in quantities { lines.append("  " + finding.text(width: width)) }
    for (name, row) in zip(["first row", ends.count > 1 ? "last row" : ""], ends) {
      lines.append(Self.line(name, row.text))
    }
    for warning in warnings { lines.append(Self.line("warning", printable(warning))) }
    if !unmentioned.isEmpty {
      let names = unmentioned.map { printable($0) }.joined(separator: ", ")
      lines.append(Self.line("not in the map", names))
    }
    let reasons = faults.map { printable($0) }.joined(separator: "; ")
    lines.append(isGood ? "the map reads the file" : "the map does not read the file: \(reasons)")
    return lines.joined(separator: "\n")
  }

  private static func line(_ name: String, _ text: String) -> String {
    "  \(name.padded(to: 22))\(text)"
  }

  /// Why another map is taken for the file when none is named.
  private var choice: String {
    let taken = "\(chosenNetwork), when no network is named"
    guard let conditions, chosenConditions > 0 else { return taken }
    return chosenConditions > conditions
      ? "\(taken): \(chosenConditions) conditions against \(conditions) of this map"
      : "\(taken): \(conditions) conditions each; a map of yours comes first, then the first by name"
  }

  func json(path: String) -> JSON {
    .object([
      ("file", .text(path)), ("network", .text(map.name)), ("good", .bool(isGood)),
      ("faults", .array(faults.map { .text($0) })),
      (
        "ways",
        .array(
          ways.map { way in
            .array(
              way.map { condition in
                .object([
                  ("condition", .text(condition.text)), ("met", .bool(condition.unmet == nil)),
                  ("unmet", JSON(condition.unmet)),
                ])
              }
            )
          }
        )
      ),
      ("conditions", JSON(conditions)), ("chosen_network", .text(chosenNetwork)),
      ("chosen_conditions", .int(chosenConditions)),
      ("problem", JSON(problem.map { "\($0.kind.rawValue): \($0.detail)" })),
      ("inspection", inspection.map { .object($0.members(path: path)) } ?? .null),
      ("found_in", .object(origins.map { ($0.key, JSON($0.place)) })),
      ("quantities", .array(quantities.map(\.json))),
      ("ends", .array(ends.map(\.json))),
      ("warnings", .array(warnings.map { .text($0) })),
      ("not_in_the_map", .array(unmentioned.map { .text($0) })),
    ])
  }
}

extension MapTrial.QuantityFinding {
  fileprivate var json: JSON {
    .object([
      ("quantity", .text(quantity)), ("pattern", .text(pattern)), ("variable", JSON(variable)),
      ("flags", JSON(flagVariable)), ("problem", JSON(problem)), ("not_read", JSON(notRead)),
      ("n_valid", JSON(holds?.validCount)), ("n_good", JSON(holds?.goodCount)),
    ])
  }

  /// One line, the name of the quantity filled up to `width`.
  fileprivate func text(width: Int) -> String {
    let head = "\(quantity.padded(to: width))  "
    guard let variable else { return head + "no variable \(pattern): not found in this file" }
    if let problem { return head + "\(printable(variable)): \(printable(problem))" }
    if let notRead { return head + "\(printable(variable)): \(printable(notRead))" }
    guard let holds else { return head + printable(variable) }
    let good = holds.goodCount.map { ", \($0) good" } ?? ""
    let extent =
      if let low = holds.minimum, let high = holds.maximum {
        ", \(low) to \(high) \(holds.units.map { printable($0) } ?? "(no unit)")"
      } else {
        ""
      }
    let flags = flagVariable.map { " by \(printable($0))" } ?? ", no flags"
    return head + "\(printable(variable)): \(holds.validCount) valid\(good)\(flags)\(extent)"
  }
}

extension ObservationRow {
  fileprivate var text: String {
    func number(_ value: Double) -> String { value.isNaN ? "missing" : "\(value)" }
    let level = vertical.map { ", \(verticalKind?.rawValue ?? "vertical") \(number($0))" } ?? ""
    let measured = values.map { value in
      ", \(value.quantity.name) \(number(value.value)) (\(value.verdict.name))"
    }
    return "platform \(platform.isEmpty ? "none" : printable(platform)), "
      + "identifier \(printable(identifier)), "
      + "\(CivilTime.iso8601Milliseconds(time) ?? "time missing"), "
      + "latitude \(number(latitude)), longitude \(number(longitude))\(level)\(measured.joined())"
  }

  fileprivate var json: JSON {
    .object([
      ("platform", .text(platform)), ("identifier", .text(identifier)),
      ("time", JSON(CivilTime.iso8601Milliseconds(time))),
      ("latitude", .double(latitude)), ("longitude", .double(longitude)),
      ("vertical", JSON(vertical)), ("vertical_kind", JSON(verticalKind?.rawValue)),
      (
        "values",
        .object(values.map { ($0.quantity.name, .double($0.value)) })
      ),
    ])
  }
}
