import ArgumentParser
import Foundation
import Reporting
import Sverdrup

struct Inspect: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Tells what files are: network, geometry, coverage, variables.",
    discussion: """
      Of one file everything is told, of several a line each; directories are searched for netCDF \
      files, known by what they hold. Files are read in processes of their own: one that crashes \
      or stalls the C library costs itself only.
      """
  )

  @Argument(help: "Files and directories to look at.")
  var files: [String]

  @OptionGroup var options: InspectOptions

  @Flag(help: "Tell everything of every file, not a line each.")
  var full = false

  @Option(help: "How many processes read files (default: one for each core).")
  var jobs: Int?

  @Option(help: "Draw a map of where the observations of all files are (PNG).")
  var map: String?

  @Flag(help: "Print one JSON object a line for each file.")
  var json = false

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs must be 1 or more") }
  }

  func run() async throws {
    let choice = try options.catalogueOptions.choice()
    let tree = FileTree(files)
    let isTable = !json && !full && (tree.paths.count > 1 || tree.hasDirectory)
    let printer = ReportPrinter(
      names: tree.paths,
      style: json ? .json : isTable ? .table : .paragraphs
    )
    let workers = FileWorkers(
      arguments: ["inspect-worker"] + options.words(choice) + (map == nil ? [] : ["--density"]),
      count: jobs ?? ProcessInfo.processInfo.activeProcessorCount
    )
    do {
      try await workers.look(at: tree.paths) { index, outcome in
        printer.take(index, outcome)
      }
    } catch {
      printError("sverdrup: \(error)")
      throw ExitCode.internalError
    }
    for problem in tree.problems { printError("sverdrup: \(problem)") }
    printer.finish()
    if let map { try draw(printer.positions, to: map) }
    if tree.paths.isEmpty, tree.problems.isEmpty {
      printError(
        "sverdrup: no netCDF file in \(files.map { printable($0) }.joined(separator: ", "))"
      )
      throw ExitCode.noInput
    }
    if !tree.problems.isEmpty { throw ExitCode.noInput }
    if let code = printer.exitCode { throw code }
  }

  private func draw(_ positions: PositionMap, to path: String) throws {
    do {
      try Data(positions.pngBytes()).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch let error as ReportingError {
      printError("sverdrup: \(error)")
      if case .missingData = error { throw ExitCode.missingService }
      throw ExitCode.badData
    } catch {
      printError("sverdrup: \(path): \(error.localizedDescription)")
      throw ExitCode.inputOutput
    }
  }
}
