import ArgumentParser
import Foundation
import Sverdrup

struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Tells which quality tests run on a file, and why observations were flagged.",
    discussion: """
      For every variable the tests are listed in their order, with their thresholds in the units in \
      which they are applied and the manual that the rule is from. With --flagged, or for one \
      --observation, the tests are run: each value that is suspect or bad is told with the tests that \
      speak against it.
      """
  )

  @Argument(help: "The file.")
  var file: String

  @OptionGroup var choice: QualityChoice

  @Flag(help: "Run the tests and tell of every value that is suspect or bad.")
  var flagged = false

  @Option(help: "Run the tests and tell of this observation, from 0 in the order of the file.")
  var observation: Int?

  @Option(help: "The most values to tell of with --flagged.")
  var limit = 100

  @OptionGroup var catalogueOptions: CatalogueOptions

  @Flag(help: "Print JSON.")
  var json = false

  func validate() throws {
    if let observation, observation < 0 {
      throw ValidationError("observations are numbered from 0")
    }
    if limit < 1 { throw ValidationError("--limit is 1 or more") }
  }

  func run() throws {
    let maps = try catalogueOptions.choice()
    do {
      let source = try ObservationFile(
        path: file,
        network: maps.network,
        catalogue: maps.catalogue
      )
      try explain(source, maps.catalogue)
    } catch let error as ReadingError {
      printError("sverdrup: \(error)")
      throw ExitCode(error)
    }
  }

  private func explain(
    _ source: ObservationFile,
    _ catalogue: NetworkCatalogue
  ) throws {
    let tests = try choice.tests(for: source.map.name, catalogue: catalogue)
    let explanation = try QualityExplanation(
      of: source,
      tests: tests.entries,
      localTests: tests.local,
      wanted: tests.variables,
      now: Date().timeIntervalSince1970
    )
    var findings: [QualityExplanation.Finding] = []
    var isCut = false
    if flagged || observation != nil {
      try explanation.forEachFinding(observation: observation) { finding in
        if findings.count == limit, observation == nil {
          isCut = true
          return false
        }
        findings.append(finding)
        return true
      }
    }
    if let observation, findings.isEmpty {
      printError("sverdrup: \(file): has no observation \(observation)")
      throw ExitCode.usage
    }
    if json {
      print(explanation.json(path: file, findings: findings, isCut: isCut).text)
    } else {
      print(explanation.text(path: file))
      for finding in findings { print(finding.text) }
      if isCut { print("... and more: --limit tells how many are listed") }
      if flagged, findings.isEmpty { print("nothing is suspect or bad") }
    }
  }
}

extension QualityExplanation {
  /// Lines for people.
  fileprivate func text(path: String) -> String {
    var lines = ["\(path): \(network)"]
    for variable in variables {
      lines.append("\(variable.quantity.name) (\(variable.name)), \(variable.quantity.units)")
      if variable.tests.isEmpty { lines.append("  no tests") }
      for test in variable.tests {
        lines.append("  \(test.heading)")
        lines += test.thresholds.map { "    \($0.name): \($0.text)" }
        if !test.lacking.isEmpty {
          let names = test.lacking.map(\.name).joined(separator: ", ")
          lines.append("    without \(names), which the file does not have")
        }
        lines.append("    source: \(test.source)")
      }
    }
    if !localTests.isEmpty {
      lines.append("not run, since their thresholds depend on the site (give them by 'override'):")
      lines += localTests.map { "  \($0.name): \($0.reason)" }
    }
    return lines.joined(separator: "\n")
  }

  fileprivate func json(path: String, findings: [Finding], isCut: Bool) -> JSON {
    .object([
      ("file", .text(path)), ("network", .text(network)),
      (
        "variables",
        .array(
          variables.map { variable in
            .object([
              ("quantity", .text(variable.quantity.name)), ("variable", .text(variable.name)),
              ("units", .text(variable.quantity.units)),
              ("tests", .array(variable.tests.map(\.json))),
            ])
          }
        )
      ),
      (
        "not_run",
        .array(
          localTests.map { .object([("test", .text($0.name)), ("needs", .text($0.reason))]) }
        )
      ),
      ("observations", .array(findings.map(\.json))), ("more", .bool(isCut)),
    ])
  }
}

extension QualityExplanation.Test {
  fileprivate var heading: String {
    let suite = self.suite.map { ", of \($0)" } ?? ""
    let number = argoTestNumber.map { ", Argo test \($0)" } ?? ""
    return "\(name): \(summary)\(number)\(suite)"
  }

  fileprivate var json: JSON {
    .object([
      ("test", .text(name)), ("suite", JSON(suite)), ("summary", .text(summary)),
      ("source", .text(source)), ("argo_test", JSON(argoTestNumber)),
      ("thresholds", .object(thresholds.map { ($0.name, .text($0.text)) })),
      ("lacking", .array(lacking.map { .text($0.name) })),
    ])
  }
}

extension QualityExplanation.Finding {
  /// Lines for people.
  fileprivate var text: String {
    let units = quantity.units == "1" ? "" : " \(quantity.units)"
    var place = ["observation \(observation)"]
    if !platform.isEmpty { place.append("platform \(platform)") }
    if !feature.isEmpty { place.append("feature \(feature)") }
    if let text = CivilTime.iso8601Milliseconds(time) { place.append(text) }
    place.append("\(latitude) N \(longitude) E")
    if let verticalKind { place.append("\(verticalKind.rawValue) \(vertical)") }
    var lines = [
      place.joined(separator: ", "),
      "  \(quantity.name) \(neighbourhood.value)\(units) is \(verdict.name)"
        + " (before it \(neighbourhood.before), after it \(neighbourhood.after))",
    ]
    if let provider { lines.append("  provider: \(provider.name)") }
    for (test, grade) in grades where verdict == .notEvaluated || grade != .pass {
      let thresholds = test.thresholds.map { "\($0.name) \($0.text)" }.joined(separator: ", ")
      lines.append("  \(test.name): \(grade.name)" + (thresholds.isEmpty ? "" : " (\(thresholds))"))
    }
    return lines.joined(separator: "\n")
  }

  fileprivate var json: JSON {
    .object([
      ("observation", .int(observation)), ("platform", .text(platform)),
      ("feature", .text(feature)), ("time", JSON(CivilTime.iso8601Milliseconds(time))),
      ("latitude", .double(latitude)), ("longitude", .double(longitude)),
      ("vertical", .double(vertical)), ("vertical_kind", JSON(verticalKind?.rawValue)),
      ("quantity", .text(quantity.name)), ("value", .double(neighbourhood.value)),
      ("before", .double(neighbourhood.before)), ("after", .double(neighbourhood.after)),
      ("provider", JSON(provider?.name)), ("verdict", .text(verdict.name)),
      ("tests", .object(grades.map { ($0.test.name, .text($0.grade.name)) })),
    ])
  }
}
