import ArgumentParser
import Foundation
import Sverdrup
import Synchronization

struct QualityControl: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "qc",
    abstract: "Runs quality tests on files and writes their results beside the variables.",
    discussion: """
      Every variable of measurements is written as `convert` writes it, with flags beside it: what \
      provider and tests say together in the scheme that is asked for, what the provider says, and \
      what each test says. Files are read in processes of their own: one that crashes or stalls \
      the C library costs itself only.
      """
  )

  @Argument(help: "The files.")
  var files: [String]

  @OptionGroup var options: QualityOptions

  @Option(help: "How many processes read files (default: one for each core).")
  var jobs: Int?

  @Flag(help: "Print the report as JSON.")
  var json = false

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs must be 1 or more") }
    let names = files.map { URL(fileURLWithPath: $0).lastPathComponent }
    if options.output != nil, Set(names).count < names.count {
      throw ValidationError("two files have the same name; write them to different directories")
    }
  }

  func run() async throws {
    let maps = try options.catalogueOptions.choice()
    // Its faults are told before the first file is read.
    let source = try options.choice.source(maps.catalogue)
    let isDirectory = try prepareDirectory()
    let workers = FileWorkers(
      arguments: ["qc-worker"] + options.words(maps) + (isDirectory ? ["--directory"] : []),
      count: jobs ?? ProcessInfo.processInfo.activeProcessorCount
    )
    let reports = Mutex([Int: QualityFileReport]())
    do {
      try await workers.look(at: files) { [files] index, outcome in
        let report =
          switch outcome {
          case .reply(let line):
            (try? JSONDecoder().decode(QualityFileReport.self, from: Data(line.utf8)))
              ?? QualityFileReport(name: files[index], death: .exit(0))
          case .death(let death): QualityFileReport(name: files[index], death: death)
          }
        reports.withLock { $0[index] = report }
      }
    } catch {
      printError("sverdrup: \(error)")
      throw ExitCode.internalError
    }
    let found = reports.withLock { $0 }.sorted { $0.key < $1.key }.map(\.value)
    show(found, source)
    if let failed = found.first(where: { $0.exitCode != 0 }) { throw ExitCode(failed.exitCode) }
  }

  /// True when the output is a directory, which is made where it is not there.
  private func prepareDirectory() throws -> Bool {
    guard let output = options.output else { return false }
    var isDirectory: ObjCBool = false
    let exists = FileManager.default.fileExists(atPath: output, isDirectory: &isDirectory)
    if exists, isDirectory.boolValue { return true }
    guard files.count > 1 else { return false }
    do {
      try FileManager.default.createDirectory(atPath: output, withIntermediateDirectories: true)
    } catch {
      printError("sverdrup: \(output): \(error.localizedDescription)")
      throw ExitCode.inputOutput
    }
    return true
  }

  private func show(_ reports: [QualityFileReport], _ source: QualityChoice.Source) {
    var quality = QualityCounts()
    var local: [QualitySuite.LocalTest] = []
    if case .suite(let suite) = source { local = suite.localTests }
    for report in reports {
      quality += report.quality
      if let problem = report.problem {
        printError("sverdrup: \(printable(report.name)): \(problem)")
      }
      for reason in report.leftOut { printError("left out: \(reason)") }
    }
    if json {
      print(
        JSON.object([
          ("files", .array(reports.map(\.json))), ("quality", quality.json),
          ("not_configured", .array(local.map { .text($0.name) })),
        ]).text
      )
      return
    }
    for report in reports where report.problem == nil {
      let place = report.output.map { " -> \(printable($0))" } ?? ""
      let unlocated =
        report.unlocated > 0 ? ", \(report.unlocated) without time or place left out" : ""
      print(
        "file          \(printable(report.name))\(place): \(report.observations) observations\(unlocated)"
      )
    }
    for line in quality.lines { print(line) }
    for test in local { print("not run       \(test.name): \(test.reason)") }
    if quality.total.together.performed == 0 { print("quality       no value was judged") }
  }
}

/// Runs tests on the files that `qc` names, in a process of its own.
struct QualityWorker: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "qc-worker",
    abstract: "Runs quality tests on files on behalf of qc.",
    shouldDisplay: false
  )

  @OptionGroup var options: QualityOptions

  @Flag(help: .hidden)
  var directory = false

  func run() throws {
    let maps = try options.catalogueOptions.choice()
    let source = try options.choice.source(maps.catalogue)
    let encoder = JSONEncoder()
    // Testing and writing what was read takes longer than reading it.
    WorkerConversation.serve(patience: 20) { path, name in
      let report = QualityFileReport(
        of: path,
        name: name,
        output: output(of: path),
        options: options,
        tests: source,
        maps: maps
      )
      // Strings and whole numbers always encode.
      return (try? encoder.encode(report)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    }
  }

  private func output(of path: String) -> String? {
    guard let output = options.output, directory else { return options.output }
    let file = URL(fileURLWithPath: path)
    let stem =
      file.pathExtension == "nc" ? file.deletingPathExtension() : file
    return "\(output)/\(stem.lastPathComponent).nc"
  }
}
