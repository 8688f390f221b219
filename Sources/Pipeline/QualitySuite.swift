public import ObservationModel
public import Validation

/// A named set of quality tests with the thresholds that its manual states, such as
/// `argo-realtime`.
///
/// Suites are files in the way of the `validate` section of a pipeline, embedded in the program.
public struct QualitySuite: Sendable {
  /// A test whose thresholds the manual leaves to the site.
  public struct LocalTest: Sendable, Equatable {
    public let name: String

    /// What is to be given.
    public let reason: String
  }

  public let name: String

  /// A line for people.
  public let title: String

  /// The manual, with its version.
  public let source: String

  /// The tests in their order.
  public let tests: [PipelineFile.TestEntry]

  /// Tests that are part of the suite and run only where a pipeline gives their thresholds.
  public let localTests: [LocalTest]

  /// Every suite, in the order of the documentation.
  public static let names = files.map(\.name)

  /// The file of a suite, for those who want to start their own from it; nil when there is none.
  public static func text(of name: String) -> String? {
    files.first { $0.name == name }.map { String(decoding: $0.bytes, as: UTF8.self) }
  }

  private static let files: [(name: String, bytes: [UInt8])] = [
    ("argo-realtime", PackageResources.argo_realtime_yaml),
    ("qartod-temperature-salinity", PackageResources.qartod_temperature_salinity_yaml),
    ("qartod-currents", PackageResources.qartod_currents_yaml),
    ("qartod-waves", PackageResources.qartod_waves_yaml),
    ("qartod-water-level", PackageResources.qartod_water_level_yaml),
    ("samos", PackageResources.samos_yaml),
    ("ghrsst", PackageResources.ghrsst_yaml),
  ]

  /// The suite called `name`.
  ///
  /// - Throws: `PipelineFileError` when there is none, with the nearest name.
  public static func named(_ name: String) throws(PipelineFileError) -> QualitySuite {
    guard let text = text(of: name) else {
      throw PipelineFileError([
        PipelineFileProblem(
          file: name,
          line: 0,
          column: 0,
          message: "no such suite, expected \(enumerated(names))",
          suggestion: nearestWord(to: name, among: names)
        )
      ])
    }
    return try QualitySuite(yaml: text, path: "suite \(name)")
  }

  /// Checks the text of a suite.
  ///
  /// - Throws: `PipelineFileError` with all faults.
  public init(yaml text: String, path: String) throws(PipelineFileError) {
    let problems = PipelineFileProblems()
    let decoder = PipelineFileDecoder(path: path, networks: nil, problems: problems)
    let root = PipelineFileDocument.compose(text, file: path, problems: problems)
    let source = root.flatMap { decoder.suiteSource($0) }
    let tests = source?.tests.flatMap { pair in
      QualityTestCatalogue.test(named: pair.key).map {
        decoder.testEntries($0, pair, read: nil)
      } ?? []
    }
    guard problems.all.isEmpty, let source, let tests else {
      throw PipelineFileError(problems.sorted(mainFile: path))
    }
    name = source.name
    title = source.title
    self.source = source.source
    self.tests = tests.map { $0.suite(source.name, networks: nil) }
    localTests = source.local.map { LocalTest(name: $0.name, reason: $0.reason) }
  }

  /// The suite, ready to run.
  ///
  /// - Parameter now: The instant after which nothing has been observed, in seconds since
  ///   1970-01-01 UTC.
  public func plan(now: Double) -> QualityPlan { QualityPlan(tests, now: now) }
}

extension QualityPlan {
  /// The tests that a pipeline or a suite states, ready to run.
  public init(_ tests: [PipelineFile.TestEntry], now: Double) {
    self.init(
      tests.map { entry in
        do {
          return Entry(
            try entry.test.test(now: now),
            quantities: entry.variables.map { Set($0) },
            networks: entry.networks.map { Set($0) },
            parameters: entry.test.arguments.text
          )
        } catch {
          // The file has been checked, and the present contradicts nothing in it.
          preconditionFailure("\(entry.test.name): \(error)")
        }
      }
    )
  }
}
