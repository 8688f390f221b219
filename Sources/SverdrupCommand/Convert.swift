import ArgumentParser
import Foundation
import Sverdrup

struct Convert: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Writes the observations of a file as a CF ragged array or as CSV.",
    discussion: """
      Every variable of measurements is written, in the canonical unit of its kind, the best of raw \
      and adjusted values chosen, with the provider's verdict beside it. Observations without time \
      or place are counted and left out.
      """
  )

  @Argument(help: "The file.")
  var file: String

  @Option(help: "contiguous-ragged (netCDF, CF discrete sampling geometry) or csv.")
  var to: Form

  @Option(
    name: [.short, .long],
    help: "The file to write; CSV goes to standard output without it."
  )
  var output: String?

  @OptionGroup var catalogueOptions: CatalogueOptions

  @Flag(help: "Print the accounts as JSON.")
  var json = false

  enum Form: String, ExpressibleByArgument, CaseIterable {
    case contiguousRagged = "contiguous-ragged"
    case csv
  }

  func validate() throws {
    if to == .contiguousRagged, output == nil {
      throw ValidationError("--output is needed for a netCDF file")
    }
  }

  func run() throws {
    let choice = try catalogueOptions.choice()
    let report: ObservationConversion.Report
    do throws(ObservationConversion.Failure) {
      report = try convert(choice)
    } catch {
      switch error {
      case .reading(let error):
        printError("sverdrup: \(error)")
        throw ExitCode(error)
      case .writing(let error):
        printError("sverdrup: \(error)")
        throw ExitCode.inputOutput
      }
    }
    show(report)
  }

  private func convert(
    _ choice: CatalogueOptions.Choice
  ) throws(ObservationConversion.Failure) -> ObservationConversion.Report {
    let source: ObservationFile
    do {
      source = try ObservationFile(
        path: file,
        network: choice.network,
        catalogue: choice.catalogue
      )
    } catch {
      throw .reading(error)
    }
    let target: ObservationConversion.Target =
      switch (to, output) {
      case (.contiguousRagged, let path): .contiguousRagged(path: path ?? "")
      case (.csv, let path?): .csv(path: path)
      case (.csv, nil): .csvLines { print($0, terminator: "") }
      }
    return try ObservationConversion(of: source).convert(to: target)
  }

  /// On standard error: standard output may be the table.
  private func show(_ report: ObservationConversion.Report) {
    let counts = report.counts
    if json {
      printError(
        JSON.object([
          ("observations", .int(counts.written)), ("features", .int(counts.features)),
          ("without_time_or_place", .int(counts.unlocated)),
          ("left_out", .array(report.leftOut.map { .text($0.variable ?? "") })),
        ]).text
      )
      return
    }
    for error in report.leftOut { printError("left out: \(error)") }
    let unlocated =
      counts.unlocated > 0 ? ", \(counts.unlocated) without time or place left out" : ""
    printError("\(counts.written) observations written\(unlocated)")
  }
}
