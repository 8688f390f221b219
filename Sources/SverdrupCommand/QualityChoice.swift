import ArgumentParser
import Foundation
import Sverdrup

/// Which quality tests to run on a file: those of a suite or of a pipeline.
struct QualityChoice: ParsableArguments {
  @Option(help: "The tests of this suite, such as argo-realtime.")
  var suite: String?

  @Option(help: "The tests of this pipeline file.")
  var pipeline: String?

  @Option(help: "The directory that relative paths in the pipeline file start from.")
  var root = "."

  func validate() throws {
    if (suite == nil) == (pipeline == nil) {
      throw ValidationError("name the tests: --suite NAME or --pipeline FILE")
    }
  }

  /// The tests that are chosen for a file.
  struct Tests {
    let entries: [PipelineFile.TestEntry]
    let local: [QualitySuite.LocalTest]

    /// The variables that the pipeline reads of the network; nil for all.
    let variables: [Quantity]?
  }

  /// What states the tests.
  enum Source {
    case suite(QualitySuite)
    case pipeline(PipelineFile)

    /// The tests for a file of `network`; nil when the pipeline does not read such files.
    func tests(for network: String) -> Tests? {
      switch self {
      case .suite(let suite):
        return Tests(entries: suite.tests, local: suite.localTests, variables: nil)
      case .pipeline(let file):
        return file.read.first { $0.network == network }.map { entry in
          Tests(entries: file.tests(for: entry), local: [], variables: entry.variables)
        }
      }
    }

    /// Why there are no tests for a file of `network`.
    func refusal(of network: String) -> String {
      guard case .pipeline(let file) = self else { return "" }
      return "\(file.path) reads \(file.read.map(\.network).joined(separator: ", ")), and the"
        + " file is of \(network)"
    }

    /// What the tests are called in the history of a file.
    var description: String {
      switch self {
      case .suite(let suite): "suite \(suite.name) (\(suite.source))"
      case .pipeline(let file): "tests of the pipeline \(file.name)"
      }
    }
  }

  /// Reads what states the tests.
  ///
  /// - Throws: An exit code, what is wrong being printed.
  func source(_ catalogue: NetworkCatalogue) throws -> Source {
    do throws(PipelineFileError) {
      if let suite { return .suite(try QualitySuite.named(suite)) }
      return .pipeline(
        try PipelineFile.load(
          path: pipeline ?? "",
          networks: catalogue.maps.map(\.name),
          root: root
        )
      )
    } catch {
      for line in "\(error)".split(separator: "\n") { printError("sverdrup: \(line)") }
      if suite != nil { throw ExitCode.usage }
      throw error.isMissing ? ExitCode.noInput : ExitCode.badPipeline
    }
  }

  /// The tests for a file of `network`.
  ///
  /// - Throws: An exit code, what is wrong being printed.
  func tests(for network: String, catalogue: NetworkCatalogue) throws -> Tests {
    let source = try source(catalogue)
    guard let tests = source.tests(for: network) else {
      printError("sverdrup: \(source.refusal(of: network))")
      throw ExitCode.usage
    }
    return tests
  }

  /// The same choice as words of a command line, for a process in another directory.
  var words: [String] {
    (suite.map { ["--suite", $0] } ?? [])
      + (pipeline.map { ["--pipeline", URL(fileURLWithPath: $0).path] } ?? [])
      + ["--root", URL(fileURLWithPath: root).path]
  }
}
