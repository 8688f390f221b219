internal import ObservationModel
package import Pipeline
internal import Validation

/// The pages that follow from the quality tests: one of the tests, one of the suites, and one that
/// sets the tests of the field against ours.
package enum QualityPages {
  /// The text of each page by its path below the DocC catalogue.
  package static func pages() throws(PipelineFileError) -> [String: String] {
    [
      "QualityTests.md": tests,
      "QualitySuites.md": try suites(),
      "QualityFeatures.md": QualityFeature.page,
    ]
  }

  // MARK: Tests

  private static var tests: String {
    var text = """
      # Quality tests

      Every test that `validate` knows, with what a pipeline file says of it.

      ## Overview

      A test is an item of `validate`: its word, and in braces what is said of it. `variable` names one
      quantity or a list of them and is needed where a test judges values; tests of time, place, depth
      or of a relation between quantities judge the observation and flag all variables unless some are
      named. `units` states the unit of the thresholds that are marked so, in any spelling that UDUNITS
      converts; other thresholds carry their unit: `3 hours`. `networks` restricts a test to some of the
      networks read. What is not marked as required may be left out.

      Flags are the same however a record is cut into pieces.

      | test | flags | CF standard name of its flags | Argo test |
      |:---|:---|:---|:---|

      """
    for type in QualityTestCatalogue.all {
      text +=
        "| `\(type.name)` | \(type.summary) | `\(type.flagStandardName)` | \(type.argoTestNumber.map(String.init) ?? "") |\n"
    }
    for type in QualityTestCatalogue.all {
      text += "\n## \(type.name)\n\nFlags \(type.summary).\n"
      text += type.subject == .observation ? "Judges the observation as a whole.\n" : ""
      if !type.parameters.isEmpty {
        text += "\n| key | holds | meaning |\n|:---|:---|:---|\n"
        for parameter in type.parameters { text += row(parameter) }
      }
      text += "\nSource: \(type.source).\n"
    }
    return text
  }

  private static func row(_ parameter: TestParameter, of list: String = "") -> String {
    let name = list.isEmpty ? "`\(parameter.name)`" : "`\(list)`: `\(parameter.name)`"
    let required = parameter.isRequired ? " (required)" : ""
    var text = "| \(name)\(required) | \(parameter.kind.inWords) | \(parameter.help) |\n"
    if case .sections(let parameters) = parameter.kind {
      for inner in parameters { text += row(inner, of: parameter.name) }
    }
    return text
  }

  // MARK: Suites

  private static func suites() throws(PipelineFileError) -> String {
    var text = """
      # Suites of quality tests

      The tests of a manual under one name: `- suite: argo-realtime`.

      ## Overview

      ```yaml
      validate:
        - suite: argo-realtime
          override:                       # the same test of the same variable, otherwise
            - gross_range: {variable: temperature, suspect: [0, 32], units: degree_Celsius}
          without: [frozen_profile]       # tests that are left out
          networks: [argo]                # unless all
      ```

      A suite brings its tests of the variables that are read. `override` keeps what it does not say:
      thresholds in another unit than the suite's must all be given. Tests whose thresholds the manual
      leaves to the site run where `override` gives them. `sverdrup explain FILE --suite NAME` lists
      what runs on a file.

      """
    for name in QualitySuite.names {
      let suite = try QualitySuite.named(name)
      text += "\n## \(suite.name)\n\n\(suite.title). Source: \(suite.source).\n\n"
      text += "| test | variables | thresholds |\n|:---|:---|:---|\n"
      for entry in suite.tests {
        let variables = entry.variables?.map { "`\($0.name)`" }.joined(separator: ", ") ?? "all"
        let thresholds = entry.test.thresholds(units: entry.variables?.first?.units ?? "1")
          .map { "\($0.name) \($0.text)" }.joined(separator: "; ")
        text += "| `\(entry.test.name)` | \(variables) | \(thresholds) |\n"
      }
      guard !suite.localTests.isEmpty else { continue }
      text += "\nTo be given by the site:\n\n| test | what |\n|:---|:---|\n"
      for test in suite.localTests { text += "| `\(test.name)` | \(test.reason) |\n" }
    }
    return text
  }
}

extension TestParameter.Kind {
  /// What belongs after the key, for the reference page.
  fileprivate var inWords: String {
    switch self {
    case .value: "number, in `units`"
    case .difference: "number of 0 or more, in `units`"
    case .rate: "number of 0 or more, in `units` (per time)"
    case .span: "`[low, high]`, in `units`"
    case .openSpan: "`[low, high]`, either may be `null`, in `units`"
    case .measure(let unit, let range): "number with its unit, as \(unit)\(Self.bounds(range))"
    case .measureSpan(let unit): "`[low, high]` of numbers with their unit, as \(unit)"
    case .number(let range): "number\(Self.bounds(range))"
    case .integer(let range): "whole number\(Self.bounds(range))"
    case .integerSpan(let range): "`[first, last]` of whole numbers\(Self.bounds(range))"
    case .integers(let range): "whole numbers\(Self.bounds(range))"
    case .numbers(let range): "numbers\(Self.bounds(range))"
    case .word(let words): words.map { "`\($0)`" }.joined(separator: ", ")
    case .flag: "`true` or `false`"
    case .text: "text"
    case .texts: "text, or a list of texts"
    case .instant: "date or instant"
    case .quantity: "a quantity"
    case .polygon: "list of `[longitude, latitude]`"
    case .file(let kind): "path of a \(kind.rawValue)"
    case .sections: "list of mappings"
    }
  }

  private static func bounds(_ range: ClosedRange<Double>) -> String {
    func text(_ value: Double) -> String {
      value == value.rounded() && value.magnitude < 1e15 ? "\(Int(value))" : "\(value)"
    }
    if range.upperBound >= .greatestFiniteMagnitude {
      return range.lowerBound <= -.greatestFiniteMagnitude
        ? "" : ", \(text(range.lowerBound)) or more"
    }
    return ", \(text(range.lowerBound)) to \(text(range.upperBound))"
  }

  private static func bounds(_ range: ClosedRange<Int>) -> String {
    range.upperBound == .max
      ? ", \(range.lowerBound) or more" : ", \(range.lowerBound) to \(range.upperBound)"
  }
}
