import ArgumentParser
import Foundation
import Sverdrup

/// Which network maps there are, and which one a file is read with.
struct CatalogueOptions: ParsableArguments {
  @Option(
    help: """
      Read files as those of this network instead of finding it out: a name, or a file with a map.
      """
  )
  var network: String?

  @Option(help: "A directory with network maps of your own.")
  var maps: String?

  /// The maps at hand, and which of them to use.
  struct Choice {
    let catalogue: NetworkCatalogue

    /// Nil to find out from each file.
    let network: String?

    /// The same choice as words of a command line, for a process in another directory.
    let words: [String]
  }

  /// - Throws: An exit code, what is wrong being printed.
  func choice() throws -> Choice {
    let directory = maps.map { ["--maps", URL(fileURLWithPath: $0).path] } ?? []
    do throws(ReadingError) {
      let catalogue = try NetworkCatalogue(directory: maps)
      guard let network else {
        return Choice(catalogue: catalogue, network: nil, words: directory)
      }
      let isName = catalogue.map(named: network) != nil
      let (chosen, map) = try catalogue.choosing(network)
      let word = isName ? network : URL(fileURLWithPath: network).path
      return Choice(catalogue: chosen, network: map.name, words: ["--network", word] + directory)
    } catch {
      printError("sverdrup: \(error)")
      throw ExitCode(error)
    }
  }
}

/// What is told of a file and how it is read.
struct InspectOptions: ParsableArguments {
  @OptionGroup var catalogueOptions: CatalogueOptions

  @Option(
    help: """
      A file with the track of the platform, such as a ship's navigation: positions are taken from \
      it by time.
      """
  )
  var positions: String?

  @Flag(
    help: """
      Decode every variable to its last value, whatever the file is: counts, range, mean and the \
      SHA-256 of the decoded values. Files without observations are told so and are no failure.
      """
  )
  var variables = false

  @Flag(help: .hidden)
  var density = false

  @Option(help: "The reader: automatic (our own where it can), or netcdf for the C library.")
  var reader = Reader.automatic

  enum Reader: String, ExpressibleByArgument, CaseIterable {
    case automatic
    case netcdf
  }

  /// The same options as words of a command line, for a process in another directory.
  func words(_ choice: CatalogueOptions.Choice) -> [String] {
    choice.words
      + (positions.map { ["--positions", URL(fileURLWithPath: $0).path] } ?? [])
      + (variables ? ["--variables"] : [])
      + ["--reader", reader.rawValue]
  }
}
