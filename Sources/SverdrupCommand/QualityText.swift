import Sverdrup

extension QualityCounts {
  /// So many platforms are shown to people.
  private static let shownPlatforms = 5

  /// Lines for people: every test of every variable, then the platforms with the most failures.
  /// None when no value was judged.
  var lines: [String] {
    guard total.together.performed > 0 else { return [] }
    var lines = ["quality       \(total.summary)"]
    for (network, quantity, entry) in byQuantity where entry.together.performed > 0 {
      lines.append("  \(printable(network)) \(printable(quantity)): \(entry.summary)")
      for (test, tally) in entry.tests.sorted(by: { $0.key < $1.key }) {
        lines.append("    \(test): \(tally.text)")
      }
    }
    let worst = byPlatform.filter { $0.entry.together.passed < $0.entry.together.performed }
    for (network, platform, entry) in worst.prefix(Self.shownPlatforms) {
      lines.append(
        "  platform    \(printable(network)) \(printable(platform)): \(entry.together.text)"
      )
    }
    if worst.count > Self.shownPlatforms {
      lines.append(
        "              \(worst.count - Self.shownPlatforms) more platforms with values that did not pass"
      )
    }
    return lines
  }

  var json: JSON {
    .object([
      ("total", .object(total.members)),
      (
        "variables",
        .array(
          byQuantity.map { network, quantity, entry in
            .object(
              [("network", .text(network)), ("variable", .text(quantity))] + entry.members
                + [("tests", entry.testsJSON)]
            )
          }
        )
      ),
      (
        "platforms",
        .array(
          byPlatform.map { network, platform, entry in
            .object([("network", .text(network)), ("platform", .text(platform))] + entry.members)
          }
        )
      ),
    ])
  }
}

extension QualityCounts.Entry {
  fileprivate var summary: String { "\(values) values, \(together.text)" }

  fileprivate var members: [(String, JSON)] { [("values", .int(values))] + together.members }

  fileprivate var testsJSON: JSON {
    .object(tests.sorted { $0.key < $1.key }.map { ($0.key, .object($0.value.members)) })
  }
}

extension QualityCounts.Tally {
  /// How many were judged and what was found.
  fileprivate var text: String {
    guard let passRate else { return "none judged" }
    return "\(performed) judged, \(suspect) suspect, \(fail) failed, \(percent(passRate)) passed"
  }

  fileprivate var members: [(String, JSON)] {
    [
      ("performed", .int(performed)), ("passed", .int(passed)), ("suspect", .int(suspect)),
      ("fail", .int(fail)), ("pass_rate", JSON(passRate)),
    ]
  }

  /// To a hundredth, and 100 % for nothing but all.
  private func percent(_ share: Double) -> String {
    let hundredths = Int(share * 10_000)
    let (whole, rest) = hundredths.quotientAndRemainder(dividingBy: 100)
    return "\(whole).\(rest < 10 ? "0" : "")\(rest) %"
  }
}
