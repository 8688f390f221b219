import ArgumentParser
import Foundation
import Sverdrup
import Synchronization

/// Prints what becomes of files, in the order in which they were named.
final class ReportPrinter: Sendable {
  enum Style {
    case json
    case paragraphs
    case table
  }

  private struct State {
    var waiting: [Int: FileReport] = [:]
    var next = 0
    var refused = 0
    var code: Int32 = 0
    var positions = PositionMap()
  }

  private let names: [String]
  private let style: Style
  private let state = Mutex(State())

  init(names: [String], style: Style) {
    self.names = names
    self.style = style
    if style == .table, !names.isEmpty { print(InspectTable.head) }
  }

  /// The code of the last file that was refused.
  var exitCode: ExitCode? {
    let code = state.withLock { $0.code }
    return code == 0 ? nil : ExitCode(code)
  }

  /// Where the observations of all files so far are.
  var positions: PositionMap { state.withLock { $0.positions } }

  func take(_ index: Int, _ outcome: FileWorkers.Outcome) {
    let report =
      switch outcome {
      case .reply(let line):
        (try? JSONDecoder().decode(FileReport.self, from: Data(line.utf8)))
          ?? FileReport(name: names[index], death: .exit(0))
      case .death(let death): FileReport(name: names[index], death: death)
      }
    state.withLock { state in
      state.waiting[index] = report
      while let report = state.waiting.removeValue(forKey: state.next) {
        state.next += 1
        if report.exitCode != 0 {
          state.code = report.exitCode
          state.refused += 1
        }
        if let density = report.density { state.positions.add(density) }
        show(report)
      }
    }
  }

  private func show(_ report: FileReport) {
    switch style {
    case .json: print(report.json)
    case .table: print(InspectTable.line(for: report))
    case .paragraphs: if let text = report.text { print(text) }
    }
    if report.exitCode != 0, style != .table, let problem = report.problem {
      printError("sverdrup: \(printable(report.name)): \(problem)")
    }
  }

  /// Says how many files there were, below the table.
  func finish() {
    guard style == .table, !names.isEmpty else { return }
    let refused = state.withLock { $0.refused }
    print("\(names.count) files: \(names.count - refused) understood, \(refused) refused")
  }
}
