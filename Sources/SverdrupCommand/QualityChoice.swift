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

  /// The tests for a file of `network`.
  ///
  /// - Throws: An exit code, what is wrong being printed.
  func tests(for network: String, catalogue: NetworkCatalogue) throws -> Tests {
    let file: PipelineFile
    do throws(PipelineFileError) {
      if let suite {
        let suite = try QualitySuite.named(suite)
        return Tests(entries: suite.tests, local: suite.localTests, variables: nil)
      }
      file = try PipelineFile.load(
        path: pipeline ?? "",
        networks: catalogue.maps.map(\.name),
        root: root
      )
    } catch {
      for line in "\(error)".split(separator: "\n") { printError("sverdrup: \(line)") }
      if suite != nil { throw ExitCode.usage }
      throw error.isMissing ? ExitCode.noInput : ExitCode.badPipeline
    }
    guard let entry = file.read.first(where: { $0.network == network }) else {
      printError(
        "sverdrup: \(file.path) reads \(file.read.map(\.network).joined(separator: ", ")), and the"
          + " file is of \(network)"
      )
      throw ExitCode.usage
    }
    return Tests(entries: file.tests(for: entry), local: [], variables: entry.variables)
  }
}
