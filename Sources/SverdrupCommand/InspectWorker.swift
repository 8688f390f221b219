import ArgumentParser
import Foundation
import Sverdrup

/// Looks at the files that `inspect` names, in a process of its own.
struct InspectWorker: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect-worker",
    abstract: "Looks at files on behalf of inspect.",
    shouldDisplay: false
  )

  @OptionGroup var options: InspectOptions

  func run() throws {
    let choice = try options.catalogueOptions.choice()
    let encoder = JSONEncoder()
    WorkerConversation.serve { path, name in
      let report = FileReport(of: path, name: name, options: options, choice: choice)
      // Strings and finite numbers always encode.
      return (try? encoder.encode(report)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    }
  }
}
