import ArgumentParser
import Foundation
import Sverdrup

/// Which quality tests run on files and where their results go.
struct QualityOptions: ParsableArguments {
  @OptionGroup var choice: QualityChoice

  @Option(
    name: [.short, .long],
    help: """
      The netCDF file to write; the directory for them where there are several files or one is \
      there. Without it nothing is written.
      """
  )
  var output: String?

  @Option(
    help: "The flags to write: \(FlagEncoding.all.map(\.name).joined(separator: ", "))."
  )
  var scheme = "qartod"

  @Flag(help: "Write a variable of flags for each test, too.")
  var eachTest = false

  @OptionGroup var catalogueOptions: CatalogueOptions

  func validate() throws {
    guard FlagEncoding.named(scheme) != nil else {
      throw ValidationError(
        "--scheme must be one of \(FlagEncoding.all.map(\.name).joined(separator: ", "))"
      )
    }
  }

  /// The same options as words of a command line, for a process in another directory.
  func words(_ maps: CatalogueOptions.Choice) -> [String] {
    maps.words + choice.words + ["--scheme", scheme]
      + (output.map { ["--output", URL(fileURLWithPath: $0).path] } ?? [])
      + (eachTest ? ["--each-test"] : [])
  }
}
