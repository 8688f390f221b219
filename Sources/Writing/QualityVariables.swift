internal import Conventions
internal import NetCDFFile
internal import ObservationModel

/// The variables that tell the quality of one column: their names, attributes and values.
///
/// - SeeAlso: CF Conventions 1.11, sections 3.4 and 3.5; CF standard name table, the names that end
///   in `quality_flag`.
struct QualityVariables {
  /// What the provider says; nil without flags of a provider.
  let provider: String?

  /// What everything says together.
  let aggregate: String

  /// What the tests say, so many of them in each.
  let testGroups: [(name: String, tests: [QualityOutline.Test])]

  /// What each test says.
  let eachTest: [(name: String, test: QualityOutline.Test)]

  /// How much of a profile is good, where Argo flags are written.
  var profile: String { column + "_profile_qc" }

  let column: String
  let quality: QualityOutline

  /// The tests of one variable of two bits a test, which leaves the sign of an `int` alone.
  private static let testsPerVariable = 15

  /// What may stand behind the name of a column.
  static func suffixes(of tests: [QualityOutline.Test]) -> [String] {
    ["_qc", "_provider_qc", "_profile_qc"] + groups(of: tests).map(\.name)
      + tests.map { "_qc_" + $0.label }
  }

  private static func groups(
    of tests: [QualityOutline.Test]
  ) -> [(name: String, tests: [QualityOutline.Test])] {
    stride(from: 0, to: tests.count, by: testsPerVariable).enumerated().map { number, start in
      (
        number == 0 ? "_qc_tests" : "_qc_tests_\(number + 1)",
        Array(tests[start..<min(start + testsPerVariable, tests.count)])
      )
    }
  }

  init(of column: ObservationOutline.Column, named name: String, quality: QualityOutline) {
    self.column = name
    self.quality = quality
    provider = column.hasFlags ? name + "_provider_qc" : nil
    aggregate = name + "_qc"
    testGroups = Self.groups(of: column.tests).map { (name + $0.name, $0.tests) }
    eachTest =
      quality.tellsEachTest ? column.tests.map { (name + "_qc_" + $0.label, $0) } : []
  }

  /// The names, for `ancillary_variables`.
  var names: [String] {
    [aggregate] + [provider].compactMap { $0 } + testGroups.map(\.name) + eachTest.map(\.name)
  }

  // MARK: Definition

  /// A variable of flags, as its attributes.
  struct Definition {
    let name: String
    let type: StoredType
    let fill: Int64?
    let texts: [(name: String, text: String)]
    let integers: [(name: String, values: [Int64])]
  }

  var definitions: [Definition] {
    [aggregateDefinition] + [provider].compactMap { $0.map(providerDefinition) }
      + testGroups.map(groupDefinition) + eachTest.map(testDefinition)
  }

  private var aggregateDefinition: Definition {
    let codes = quality.encoding.codes
    let values = codes.map { Int64($0.value) }
    return Definition(
      name: aggregate,
      type: .byte,
      fill: hasFill ? Int64(Self.fill) : nil,
      texts: [
        ("standard_name", "aggregate_quality_flag"),
        (
          "long_name",
          provider == nil
            ? "verdict of the quality tests on \(column)"
            : "verdict of the provider and of the quality tests on \(column)"
        ),
        ("flag_meanings", codes.map(\.meaning).joined(separator: " ")),
        ("references", quality.encoding.reference),
      ],
      integers: [
        ("flag_values", values), ("valid_range", [values.min() ?? 0, values.max() ?? 0]),
      ]
    )
  }

  private func providerDefinition(_ name: String) -> Definition {
    Definition(
      name: name,
      type: .byte,
      fill: nil,
      texts: [
        ("standard_name", "quality_flag"),
        ("long_name", "the provider's verdict on \(column)"),
        ("flag_meanings", Verdict.allCases.map(\.name).joined(separator: " ")),
      ],
      integers: [("flag_values", Verdict.allCases.map { Int64($0.rawValue) })]
    )
  }

  /// Two bits a test: 0 could not be applied, 1 passed, 2 suspect, 3 failed.
  private func groupDefinition(_ group: (name: String, tests: [QualityOutline.Test])) -> Definition
  {
    var (masks, values, words): ([Int64], [Int64], [String]) = ([], [], [])
    for (place, test) in group.tests.enumerated() {
      for (result, word) in Self.results.enumerated() {
        masks.append(3 << Int64(2 * place))
        values.append(Int64(result + 1) << Int64(2 * place))
        words.append("\(test.label)_\(word)")
      }
    }
    return Definition(
      name: group.name,
      type: .int,
      fill: nil,
      texts: [
        ("standard_name", "quality_flag"),
        ("long_name", "results of the quality tests on \(column), none where not evaluated"),
        ("flag_meanings", words.joined(separator: " ")),
        ("test_parameters", parameters(of: group.tests)),
      ],
      integers: [("flag_masks", masks), ("flag_values", values)]
    )
  }

  private static let results = ["pass", "suspect", "fail"]

  private func testDefinition(_ each: (name: String, test: QualityOutline.Test)) -> Definition {
    let codes = Self.testCodes
    return Definition(
      name: each.name,
      type: .byte,
      fill: nil,
      texts: [
        (
          "standard_name",
          Self.standardNames.contains(each.test.standardName)
            ? each.test.standardName : "quality_flag"
        ),
        ("long_name", "result of the \(words(each.test.name)) test on \(column)"),
        ("flag_meanings", codes.map(\.meaning).joined(separator: " ")),
        ("test_parameters", each.test.parameters),
        ("argo_test_number", each.test.argoNumber.map { "\($0)" } ?? ""),
        ("references", each.test.source),
      ],
      integers: [("flag_values", codes.map { Int64($0.value) })]
    )
  }

  private static let testCodes = FlagEncoding.named("qartod")?.codes ?? []

  /// The names of the CF standard name table, version 93, for flags of one test.
  private static let standardNames: Set = [
    "attenuated_signal_test_quality_flag", "climatology_test_quality_flag",
    "flat_line_test_quality_flag", "gap_test_quality_flag", "gross_range_test_quality_flag",
    "location_test_quality_flag", "multi_variate_test_quality_flag", "neighbor_test_quality_flag",
    "rate_of_change_test_quality_flag", "spike_test_quality_flag", "syntax_test_quality_flag",
  ]

  private func words(_ name: String) -> String {
    name.split(separator: "_").joined(separator: " ")
  }

  private func parameters(of tests: [QualityOutline.Test]) -> String {
    tests.map { $0.parameters.isEmpty ? $0.label : "\($0.label) (\($0.parameters))" }
      .joined(separator: "; ")
  }

  // MARK: Values

  /// Stands where the scheme has no code.
  private static let fill: Int8 = -128
  private var hasFill: Bool { Verdict.allCases.contains { quality.encoding.code(for: $0) == nil } }

  /// The values of every variable for some observations of a column, in the order of
  /// `definitions`.
  func values(of column: ObservationColumn, at rows: [Int]) -> [(name: String, StoredValues)] {
    var result: [(name: String, StoredValues)] = [
      (aggregate, .byte(aggregateCodes(of: column, at: rows)))
    ]
    if let provider {
      let codes = rows.map { i in
        column.provider.isEmpty ? Verdict.notEvaluated : column.provider[i]
      }
      result.append((provider, .byte(codes.map { Int8($0.rawValue) })))
    }
    for group in testGroups {
      result.append((group.name, .int(rows.map { bits(of: group.tests, column, at: $0) })))
    }
    for each in eachTest {
      let codes = rows.map { i in
        column.values.isMissing(at: i)
          ? QualityFlag.missing : column.quality.flag(ofTest: each.test.number, at: i)
      }
      result.append((each.name, .byte(codes.map { Int8($0.rawValue) })))
    }
    return result
  }

  private func aggregateCodes(of column: ObservationColumn, at rows: [Int]) -> [Int8] {
    let encoding = quality.encoding
    guard encoding.namesTests else {
      var codes = [Int8](repeating: Self.fill, count: 1 + Int(Verdict.missing.rawValue))
      for verdict in Verdict.allCases {
        codes[Int(verdict.rawValue)] = stored(encoding.code(for: verdict))
      }
      return rows.map { codes[Int(column.verdict(at: $0).rawValue)] }
    }
    let tests = testGroups.flatMap(\.tests)
    return rows.map { i in
      let verdict = column.verdict(at: i)
      let grade: QualityFlag = verdict == .bad ? .fail : .suspect
      let speaking = tests.lazy.filter { column.quality.flag(ofTest: $0.number, at: i) == grade }
      return stored(encoding.code(for: verdict, tests: speaking.map(\.name)))
    }
  }

  private func stored(_ code: Int?) -> Int8 { code.flatMap { Int8(exactly: $0) } ?? Self.fill }

  private func bits(
    of tests: [QualityOutline.Test],
    _ column: ObservationColumn,
    at i: Int
  ) -> Int32 {
    var bits: Int32 = 0
    for (place, test) in tests.enumerated() {
      let result: Int32 =
        switch column.quality.flag(ofTest: test.number, at: i) {
        case .pass: 1
        case .suspect: 2
        case .fail: 3
        default: 0
        }
      bits |= result << Int32(2 * place)
    }
    return bits
  }
}
