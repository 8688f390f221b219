public import ObservationModel
public import Reading
internal import Validation

/// Which quality tests run on which variables of a file, with which thresholds, and why
/// observations were flagged.
public struct QualityExplanation: Sendable {
  /// One test of one variable.
  public struct Test: Sendable {
    /// The word of pipeline files.
    public let name: String

    /// The suite it is of, if any.
    public let suite: String?

    /// What is stated of it, in the units in which it is applied, such as `fail above` and
    /// `6 degree_Celsius`.
    public let thresholds: [(name: String, text: String)]
    public let summary: String
    public let source: String
    public let argoTestNumber: Int?

    /// Quantities it looks at that the file does not have.
    public let lacking: [Quantity]
  }

  /// One variable of the file.
  public struct Variable: Sendable {
    public let quantity: Quantity

    /// The name in the file.
    public let name: String
    public let tests: [Test]
  }

  /// One value that a test or its provider speaks against, or that was asked for.
  public struct Finding: Sendable {
    public let observation: Int
    public let platform: String
    public let feature: String

    /// Seconds since 1970-01-01 UTC, degrees, and metres or dbar by `verticalKind`; NaN where
    /// missing.
    public let time, latitude, longitude, vertical: Double
    public let verticalKind: VerticalKind?
    public let quantity: Quantity

    /// The value before it, itself, and the value after it in its feature; NaN where missing.
    public let neighbourhood: (before: Double, value: Double, after: Double)
    public let provider: Verdict?
    public let verdict: Verdict

    /// What each test that could be applied found.
    public let grades: [(test: Test, grade: QualityFlag)]
  }

  public let network: String
  public let variables: [Variable]

  /// Tests that run only when a pipeline gives their thresholds, with what is to be given.
  public let localTests: [QualitySuite.LocalTest]

  private let plan: QualityPlan
  private let file: ObservationFile
  private let read: [Quantity]

  /// Explains the tests of a file.
  ///
  /// - Parameters:
  ///   - tests: Those of a pipeline or suite.
  ///   - wanted: The variables that the pipeline reads; nil for all of the vocabulary.
  ///   - now: The present, in seconds since 1970-01-01 UTC.
  /// - Throws: `ReadingError` when the file cannot be read.
  public init(
    of file: ObservationFile,
    tests: [PipelineFile.TestEntry],
    localTests: [QualitySuite.LocalTest] = [],
    wanted: [Quantity]? = nil,
    now: Double
  ) throws(ReadingError) {
    self.file = file
    self.localTests = localTests
    network = file.map.name
    let quantities = try file.quantities(among: wanted ?? Quantity.vocabulary)
    let plan = QualityPlan(tests, now: now)
    let others = try file.quantities(
      among: plan.otherQuantities(for: quantities, network: network)
    )
    self.plan = plan
    let read = quantities + others.filter { !quantities.contains($0) }
    self.read = read
    var variables: [Variable] = []
    for quantity in quantities {
      let numbers = plan.tests(of: quantity, network: network)
      variables.append(
        Variable(
          quantity: quantity,
          name: try file.variableName(of: quantity) ?? quantity.name,
          tests: numbers.map { Test(tests[$0], plan.entries[$0].test, of: quantity, has: read) }
        )
      )
    }
    self.variables = variables
  }

  /// Runs the tests and tells of every value that is suspect, bad or asked for.
  ///
  /// - Parameters:
  ///   - observation: The number of one observation, from 0 in the order of the file; nil for
  ///     all that are flagged.
  ///   - use: Receives each finding; returns false when it has enough.
  public func forEachFinding(
    observation: Int? = nil,
    _ use: (Finding) -> Bool
  ) throws(ReadingError) {
    var first = 0
    var isEnough = false
    do {
      try file.forEachBatch(of: read) { (batch: consuming ObservationBatch) throws(Never) in
        let start = first
        first += batch.count
        guard !isEnough, observation.map({ start..<first ~= $0 }) ?? true else { return }
        plan.run(on: &batch)
        isEnough = !report(batch, first: start, observation: observation, use)
      }
    } catch {
      switch error {
      case .reading(let error): throw error
      case .use: break
      }
    }
  }

  /// False when `use` has enough.
  private func report(
    _ batch: borrowing ObservationBatch,
    first: Int,
    observation: Int?,
    _ use: (Finding) -> Bool
  ) -> Bool {
    let judged = variables.compactMap { variable in
      batch.column(of: variable.quantity).map { (variable, $0) }
    }
    // Column by column, as they lie in memory; told in the order of the file.
    var found: [(observation: Int, number: Int)] = []
    for (number, (_, column)) in judged.enumerated() {
      let values = batch.columns[column]
      let range = observation.map { ($0 - first)..<($0 - first + 1) } ?? 0..<batch.count
      for i in range {
        let verdict = values.verdict(at: i)
        if verdict == .bad || verdict == .suspect || observation != nil {
          found.append((i, number))
        }
      }
    }
    found.sort { ($0.observation, $0.number) < ($1.observation, $1.number) }
    var feature = 0
    for (i, number) in found {
      while !batch.features[feature].observations.contains(i) { feature += 1 }
      let finding = finding(
        batch,
        judged[number].0,
        column: judged[number].1,
        of: batch.features[feature],
        at: i,
        number: first + i
      )
      if !use(finding) { return false }
    }
    return true
  }

  private func finding(
    _ batch: borrowing ObservationBatch,
    _ variable: Variable,
    column: Int,
    of feature: Feature,
    at i: Int,
    number: Int
  ) -> Finding {
    let values = batch.columns[column].values
    let record = batch.columns[column].quality
    let provider = batch.columns[column].provider
    func value(_ k: Int) -> Double { feature.observations.contains(k) ? values[k] : .nan }
    var grades: [(test: Test, grade: QualityFlag)] = []
    for (bit, test) in variable.tests.enumerated() {
      let mask = UInt32(1) << UInt32(bit)
      if record.fail[i] & mask != 0 {
        grades.append((test, .fail))
      } else if record.suspect[i] & mask != 0 {
        grades.append((test, .suspect))
      } else if record.performed[i] & mask != 0 {
        grades.append((test, .pass))
      } else {
        grades.append((test, .notEvaluated))
      }
    }
    return Finding(
      observation: number,
      platform: feature.platform,
      feature: feature.identifier,
      time: batch.times[i],
      latitude: batch.latitudes[i],
      longitude: batch.longitudes[i],
      vertical: batch.verticalKind == nil ? .nan : batch.vertical[i],
      verticalKind: batch.verticalKind,
      quantity: variable.quantity,
      neighbourhood: (value(i - 1), values[i], value(i + 1)),
      provider: provider.isEmpty ? nil : provider[i],
      verdict: batch.columns[column].verdict(at: i),
      grades: grades
    )
  }
}

extension QualityExplanation.Test {
  init(
    _ entry: PipelineFile.TestEntry,
    _ test: any QualityTest,
    of quantity: Quantity,
    has read: [Quantity]
  ) {
    let type = entry.test.type
    name = type.name
    suite = entry.suite
    summary = type.summary
    source = type.source
    argoTestNumber = type.argoTestNumber
    lacking = test.otherQuantities.filter { !read.contains($0) }
    thresholds = entry.test.thresholds(units: quantity.units)
  }
}

extension PipelineFile.ConfiguredTest {
  /// What is stated of the test, as people read it: `fail` and `6 degree_Celsius`.
  ///
  /// - Parameter units: The canonical unit of the variable.
  public func thresholds(units: String) -> [(name: String, text: String)] {
    type.parameters.compactMap { parameter in
      arguments[parameter.name].map {
        (parameter.name, $0.text(parameter.kind, units: units))
      }
    }
  }
}

extension TestArgument {
  /// The argument with the unit that it is applied in.
  func text(_ kind: TestParameter.Kind, units: String) -> String {
    func number(_ value: Double) -> String {
      value == value.rounded() && value.magnitude < 1e15 ? "\(Int(value))" : "\(value)"
    }
    let unit =
      switch kind {
      case .value, .difference, .span, .openSpan: units == "1" ? "" : " \(units)"
      case .rate: units == "1" ? " s-1" : " \(units) s-1"
      case .measure(let unit, _), .measureSpan(let unit): " \(unit)"
      default: ""
      }
    switch self {
    case .number(let value):
      if case .instant = kind { return CivilTime.iso8601Milliseconds(value) ?? "\(value)" }
      return number(value) + unit
    case .integer(let value): return "\(value)"
    case .integers(let values): return values.map { "\($0)" }.joined(separator: ", ")
    case .numbers(let values): return values.map(number).joined(separator: ", ")
    case .span(let span): return "\(number(span.lowerBound)) to \(number(span.upperBound))\(unit)"
    case .openSpan(let low, let high):
      return "\(low.map(number) ?? "any") to \(high.map(number) ?? "any")\(unit)"
    case .word(let text), .text(let text): return text
    case .texts(let texts): return texts.joined(separator: ", ")
    case .flag(let value): return value ? "true" : "false"
    case .quantity(let quantity): return quantity.name
    case .points(let numbers): return "a polygon of \(numbers.count / 2) corners"
    case .file(let path, let digest, _): return "\(path) (SHA-256 \(digest.prefix(12)))"
    case .sections(let sections):
      guard case .sections(let parameters) = kind else { return "\(sections.count) entries" }
      return sections.map { section in
        parameters.compactMap { parameter in
          section[parameter.name].map {
            "\(parameter.name) \($0.text(parameter.kind, units: units))"
          }
        }.joined(separator: ", ")
      }.joined(separator: "; ")
    }
  }
}
