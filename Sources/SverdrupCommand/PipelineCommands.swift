import ArgumentParser
import Foundation
import Sverdrup

/// What every command on a pipeline is told.
struct PipelineArguments: ParsableArguments {
  @Argument(help: "The pipeline file.")
  var pipeline: String

  @OptionGroup var place: PipelinePlace

  @Flag(help: "Print JSON.")
  var json = false

  func options(jobs: Int = 1) -> RunOptions { place.options(jobs: jobs) }
}

/// Where a pipeline works.
struct PipelinePlace: ParsableArguments {
  @Option(help: "The directory that relative paths in the pipeline file start from.")
  var root = "."

  @Option(help: "Where the ledger and the parts are kept (.sverdrup/PIPELINE under the root).")
  var workspace: String?

  @Option(help: "A directory with network maps of your own.")
  var maps: String?

  func options(jobs: Int = 1) -> RunOptions {
    RunOptions(
      root: root,
      workspace: workspace,
      maps: maps,
      jobs: jobs,
      now: Date().timeIntervalSince1970
    )
  }
}

extension ExitCode {
  /// The exit code for a run that could not be done.
  init(_ error: RunError) {
    self =
      switch error {
      case .pipeline(let error): error.isMissing ? .noInput : .badPipeline
      case .ledger(let error): error.isTemporary ? .busy : .inputOutput
      case .workspace, .writing: .inputOutput
      case .noInput: .noInput
      case .map(let error): ExitCode(error)
      }
  }
}

/// Prints why a command on a pipeline failed and ends with the code for it.
func failing<Value>(_ body: () throws(RunError) -> Value) throws -> Value {
  do {
    return try body()
  } catch {
    for line in "\(error)".split(separator: "\n") { printError("sverdrup: \(line)") }
    throw ExitCode(error)
  }
}

struct Plan: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Tells what a run would read and make, without doing it."
  )

  @OptionGroup var arguments: PipelineArguments

  func run() throws {
    let preview = try failing { () throws(RunError) in
      try PipelineRun(pipelinePath: arguments.pipeline, options: arguments.options()).preview()
    }
    print(arguments.json ? preview.json.text : preview.text)
  }
}

struct Run: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Reads what is new and remakes the products that it touches."
  )

  @OptionGroup var arguments: PipelineArguments

  @Option(name: .shortAndLong, help: "How many files to read at a time (default: the cores).")
  var jobs = ProcessInfo.processInfo.activeProcessorCount

  @Flag(help: "End with 65 when a file was set aside.")
  var strict = false

  func run() throws {
    guard jobs > 0 else { throw ValidationError("--jobs must be 1 or more") }
    let bar = ProgressBar()
    let report = try failing { () throws(RunError) in
      let run = try PipelineRun(
        pipelinePath: arguments.pipeline,
        options: arguments.options(jobs: jobs),
        report: { bar.show($0) }
      )
      return try run.run()
    }
    bar.finish()
    print(arguments.json ? report.json.text : report.text)
    if strict, !report.setAside.isEmpty { throw ExitCode.badData }
  }
}

struct Status: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Tells what a pipeline has taken in and made."
  )

  @OptionGroup var arguments: PipelineArguments

  func run() throws {
    let status = try failing { () throws(RunError) in
      try PipelineRun(pipelinePath: arguments.pipeline, options: arguments.options()).status()
    }
    if arguments.json {
      print(
        JSON.object([
          ("accounts", status.accounts.json),
          ("quality", status.quality.json),
          ("products", .array(status.products.map { .text($0) })),
        ]).text
      )
    } else {
      print(status.accounts.text)
      for line in status.quality.lines { print(line) }
      print("products      \(status.products.count)")
    }
  }
}

struct Quarantine: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Works on the files that were set aside.",
    subcommands: [List.self]
  )

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Lists the files that were set aside, with the reasons."
    )

    @OptionGroup var arguments: PipelineArguments

    func run() throws {
      let records = try failing { () throws(RunError) in
        try PipelineRun(pipelinePath: arguments.pipeline, options: arguments.options())
          .quarantined()
      }
      if arguments.json {
        print(
          JSON.array(
            records.map {
              .object([
                ("file", .text($0.path)), ("digest", .text($0.digest)),
                ("reason", .text($0.reason.kind)), ("message", .text($0.reason.message)),
                ("variable", JSON($0.reason.variable)), ("tries", .int($0.tries)),
              ])
            }
          ).text
        )
      } else {
        for record in records {
          print(
            "\(printable(record.path)): \(record.reason.kind): \(printable(record.reason.message))"
          )
        }
      }
    }
  }
}

/// A bar on a terminal, plain lines elsewhere; on standard error in both cases.
final class ProgressBar: Sendable {
  private let isTerminal = isatty(2) != 0
  private let lock = NSLock()
  nonisolated(unsafe) private var stage = ""
  nonisolated(unsafe) private var shown = -1

  func show(_ progress: RunProgress) {
    lock.lock()
    defer { lock.unlock() }
    switch progress {
    case .stage(let name, let total):
      if isTerminal, !stage.isEmpty { printError("") }
      stage = name
      shown = -1
      if !isTerminal { printError("\(name): \(total)") }
    case .advanced(let done, let total):
      guard isTerminal, total > 0 else { return }
      let filled = done * 40 / total
      guard filled != shown || done == total else { return }
      shown = filled
      let bar = String(repeating: "#", count: filled) + String(repeating: ".", count: 40 - filled)
      FileHandle.standardError.write(Data("\r\(stage) [\(bar)] \(done)/\(total)".utf8))
    }
  }

  func finish() {
    if isTerminal, !stage.isEmpty { printError("") }
  }
}

extension RunAccounts {
  var text: String {
    var lines = [
      "files         read \(files.read) = accepted \(files[.accepted]) + flagged \(files[.flagged])"
        + " + rejected \(files[.rejected]) + duplicate \(files[.duplicate])"
        + " + superseded \(files[.superseded])",
      "observations  read \(observations.read) = accepted \(observations.accepted)"
        + " + flagged \(observations.flagged) + rejected \(observations.rejectedCount)"
        + " + duplicate \(observations.duplicate) + superseded \(observations.superseded)",
    ]
    for (reason, count) in observations.rejected.sorted(by: { $0.key < $1.key }) {
      lines.append("  rejected    \(count) \(reason)")
    }
    return lines.joined(separator: "\n")
  }

  var json: JSON {
    .object([
      (
        "files",
        .object([
          ("read", .int(files.read)), ("accepted", .int(files[.accepted])),
          ("flagged", .int(files[.flagged])), ("rejected", .int(files[.rejected])),
          ("duplicate", .int(files[.duplicate])), ("superseded", .int(files[.superseded])),
        ])
      ),
      (
        "observations",
        .object([
          ("read", .int(observations.read)), ("accepted", .int(observations.accepted)),
          ("flagged", .int(observations.flagged)),
          (
            "rejected",
            .object(
              observations.rejected.sorted { $0.key < $1.key }.map { ($0.key, .int($0.value)) }
            )
          ),
          ("duplicate", .int(observations.duplicate)),
          ("superseded", .int(observations.superseded)),
        ])
      ),
    ])
  }
}

extension RunReport {
  var text: String {
    var lines = [accounts.text] + quality.lines
    for (path, reason) in setAside {
      lines.append("set aside     \(printable(path)): \(reason.kind): \(printable(reason.message))")
    }
    for pattern in unmatched { lines.append("no file       matches \(printable(pattern))") }
    lines.append(
      "products      \(made.count) made, \(upToDate.count) up to date, \(withdrawn.count) withdrawn"
    )
    if let first = (made + upToDate).sorted().first {
      lines.append(
        "              \(printable(first))\(made.count + upToDate.count > 1 ? " ..." : "")"
      )
    }
    if !missingFacts.isEmpty {
      lines.append("not given     \(missingFacts.joined(separator: ", "))")
    }
    return lines.joined(separator: "\n")
  }

  var json: JSON {
    .object([
      ("accounts", accounts.json),
      ("quality", quality.json),
      ("files_read_now", .int(filesRead)),
      (
        "set_aside",
        .array(
          setAside.map {
            .object([
              ("file", .text($0.path)), ("reason", .text($0.reason.kind)),
              ("message", .text($0.reason.message)), ("variable", JSON($0.reason.variable)),
            ])
          }
        )
      ),
      ("unmatched", .array(unmatched.map { .text($0) })),
      ("made", .array(made.map { .text($0) })),
      ("up_to_date", .array(upToDate.map { .text($0) })),
      ("withdrawn", .array(withdrawn.map { .text($0) })),
      ("missing_facts", .array(missingFacts.map { .text($0) })),
    ])
  }
}

extension RunPreview {
  var text: String {
    var lines = [
      "grid          \(rows) x \(columns) cells, \(levels) levels, time bins of a \(timeStep)"
    ]
    for quantity in quantities {
      lines.append(
        "quantity      \(quantity.name) in \(quantity.units), on a lattice of "
          + "\(quantity.lattice.step) from \(quantity.lattice.range.lowerBound) to "
          + "\(quantity.lattice.range.upperBound)"
      )
    }
    for entry in entries {
      lines.append(
        "network       \(entry.network): \(entry.files) files, \(entry.toRead.count) to read, "
          + "\(entry.setAside) set aside, \(entry.duplicates) duplicate"
      )
    }
    for pattern in unmatched { lines.append("no file       matches \(printable(pattern))") }
    lines.append("products      \(products.count) in place")
    return lines.joined(separator: "\n")
  }

  var json: JSON {
    .object([
      (
        "grid",
        .object([
          ("rows", .int(rows)), ("columns", .int(columns)), ("levels", .int(levels)),
          ("time", .text(timeStep)),
        ])
      ),
      (
        "quantities",
        .array(
          quantities.map {
            .object([
              ("name", .text($0.name)), ("units", .text($0.units)),
              ("lattice_step", .double($0.lattice.step)),
              ("lattice_minimum", .double($0.lattice.range.lowerBound)),
              ("lattice_maximum", .double($0.lattice.range.upperBound)),
            ])
          }
        )
      ),
      (
        "networks",
        .array(
          entries.map {
            .object([
              ("network", .text($0.network)), ("files", .int($0.files)),
              ("to_read", .array($0.toRead.map { .text($0) })), ("set_aside", .int($0.setAside)),
              ("duplicates", .int($0.duplicates)),
            ])
          }
        )
      ),
      ("unmatched", .array(unmatched.map { .text($0) })),
      ("products", .array(products.map { .text($0) })),
    ])
  }
}
