import ArgumentParser
import Foundation
import Sverdrup

@main
struct SverdrupCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sverdrup",
    abstract: "Turns marine observations into trustworthy summarised datasets.",
    discussion: """
      Exit codes: 0 done, files set aside included; 64 usage; 65 bad data; 66 no such input; \
      69 a needed library or service is missing; 70 internal error; 74 input/output error; \
      75 busy or incomplete, try again; 78 bad pipeline file; 130/143 interrupted.
      """,
    version: "0.1.0",
    subcommands: [
      Inspect.self, Convert.self, QualityControl.self, ImportQuality.self, Collocate.self,
      Networks.self,
      Regrid.self, Summarise.self, Check.self, Plan.self, Run.self, Status.self, Quarantine.self,
      Explain.self, Plot.self, InspectWorker.self, QualityWorker.self,
    ]
  )

  static func main() async {
    do {
      var command = try parseAsRoot()
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
      try StandardOutput.finish()
    } catch {
      exit(withError: error)
    }
  }
}
