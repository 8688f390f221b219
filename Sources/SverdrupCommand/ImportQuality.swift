import ArgumentParser
import Foundation
import Sverdrup

struct ImportQuality: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import-qc",
    abstract: "Turns a configuration of ioos_qc or CoTeDe into a 'validate' section.",
    discussion: """
      CONFIG is a configuration of ioos_qc in YAML, in JSON or in the attributes of a netCDF file, \
      or one of CoTeDe in JSON. What the section cannot say is told on standard error with its line \
      and the reason, and stands in the section as a comment.

      Thresholds of ioos_qc have no unit and its streams any name: say them with --units and --map, \
      once for each stream. A stream without a name is called _stream. What is not said is left \
      out, not guessed.

      Exit codes: 0 everything was carried over; 65 something was left out, or CONFIG is no such \
      configuration (then there is no section); 66 CONFIG cannot be read.
      """
  )

  @Argument(help: "The configuration.")
  var configuration: String

  @Option(
    name: [.short, .long],
    help: "The file to write; the section goes to standard output without it."
  )
  var output: String?

  @Option(help: "A stream and the variable it is, such as temp=temperature.")
  var map: [String] = []

  @Option(help: "A stream and the unit of its thresholds, such as temp=degree_C.")
  var units: [String] = []

  private func options() throws -> QualityImport.Options {
    func pairs(_ words: [String], _ option: String) throws -> [String: String] {
      var found: [String: String] = [:]
      for word in words {
        let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
        guard parts.count == 2 else {
          throw ValidationError(
            "--\(option): expected STREAM=\(option == "map" ? "VARIABLE" : "UNIT")"
          )
        }
        guard found.updateValue(parts[1], forKey: parts[0]) == nil else {
          throw ValidationError("--\(option): \(parts[0]) is there already; keep one")
        }
      }
      return found
    }
    let variables = try pairs(map, "map")
    for name in variables.values.sorted() where Quantity.named(name) == nil {
      throw ValidationError("--map: there is no variable '\(name)'")
    }
    return QualityImport.Options(variables: variables, units: try pairs(units, "units"))
  }

  func validate() throws { _ = try options() }

  func run() throws {
    let found: QualityImport
    do throws(PipelineFileError) {
      let options = (try? options()) ?? QualityImport.Options()
      found = try QualityImport(path: configuration, options: options)
    } catch {
      printError("\(error)")
      throw error.isMissing ? ExitCode.noInput : ExitCode.badData
    }
    if let output {
      do {
        try Data(found.text.utf8).write(to: URL(fileURLWithPath: output), options: .atomic)
      } catch {
        printError("sverdrup: \(output): \(error.localizedDescription)")
        throw ExitCode.inputOutput
      }
    } else {
      print(found.text, terminator: "")
    }
    for problem in found.leftOut {
      printError("left out: \(problem)")
    }
    for problem in found.notes { printError("note: \(problem)") }
    let count = found.testCount == 1 ? "1 test" : "\(found.testCount) tests"
    printError("\(count) carried over, \(found.leftOut.count) left out")
    if !found.leftOut.isEmpty { throw ExitCode.badData }
  }
}
