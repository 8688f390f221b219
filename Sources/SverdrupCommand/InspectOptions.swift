import ArgumentParser
import Foundation
import Sverdrup

/// Which network maps there are, and which one a file is read with.
struct CatalogueOptions: ParsableArguments {
  @Option(help: "Read files as those of this network instead of finding it out.")
  var network: String?

  @Option(help: "A directory with network maps of your own.")
  var maps: String?

  func catalogue() throws -> NetworkCatalogue {
    let catalogue: NetworkCatalogue
    do {
      catalogue = try NetworkCatalogue(directory: maps)
    } catch {
      printError("sverdrup: \(error)")
      throw ExitCode(error)
    }
    if let network, catalogue.map(named: network) == nil {
      let known = catalogue.maps.map(\.name).joined(separator: ", ")
      throw ValidationError("no network is called \(network); known are \(known)")
    }
    return catalogue
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
  var words: [String] {
    (catalogueOptions.network.map { ["--network", $0] } ?? [])
      + (catalogueOptions.maps.map { ["--maps", URL(fileURLWithPath: $0).path] } ?? [])
      + (positions.map { ["--positions", URL(fileURLWithPath: $0).path] } ?? [])
      + (variables ? ["--variables"] : [])
      + ["--reader", reader.rawValue]
  }
}
