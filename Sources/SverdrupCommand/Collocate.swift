import ArgumentParser
import Foundation
import Sverdrup

struct Collocate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Matches observations of two or three networks and tells how they differ.",
    discussion: """
      Differences are the values of the second network less those of the first. With a third \
      network, observations of the first that have a match in both others give the error of each by \
      triple collocation.

          sverdrup collocate drifters/*.nc --with sst/*.nc --variable sea_surface_temperature \\
            --radius "25 km" --window "1 hour" --output matchups.nc
      """
  )

  @Argument(help: "The files of the first network.")
  var files: [String]

  @Option(parsing: .upToNextOption, help: "The files of the second network.")
  var with: [String]

  @Option(parsing: .upToNextOption, help: "The files of a third network.")
  var third: [String] = []

  @Option(help: "The quantity to compare, such as sea_surface_temperature.")
  var variable: String

  @Option(help: "The quantity of the second network, where it is another.")
  var withVariable: String?

  @Option(help: "The quantity of the third network, where it is another.")
  var thirdVariable: String?

  @Option(help: "How far apart two observations may be, such as '25 km'.")
  var radius: String

  @Option(help: "How much time may be between them, such as '1 hour'.")
  var window: String

  @Option(help: "How far apart they may be in depth; one that states none is at the surface.")
  var depthWindow = "5 m"

  @Option(
    help: """
      unique: each observation in one match at most, the nearest first; nearest: the nearest of \
      the second network for each of the first; all. Nearness is the sum of the squares of \
      distance, time and depth in units of what is allowed.
      """
  )
  var pairing = Pairing.unique

  /// The word for a pairing.
  enum Pairing: String, ExpressibleByArgument, CaseIterable {
    case unique, nearest, all

    var value: Collocation.Pairing {
      switch self {
      case .unique: .unique
      case .nearest: .nearest
      case .all: .all
      }
    }
  }

  @Option(help: "Quality tests to run before, such as those of the suite argo-realtime.")
  var suite: String?

  @Option(
    parsing: .upToNextOption,
    help: "The verdicts of provider and tests whose values are used."
  )
  var use = [Verdict.good.name, Verdict.probablyGood.name]

  @Option(name: [.short, .long], help: "The file to write the matches to, .nc or .csv.")
  var output: String?

  @Option(help: "Read the first network's files as those of this network.")
  var network: String?

  @Option(help: "Read the second network's files as those of this network.")
  var withNetwork: String?

  @Option(help: "Read the third network's files as those of this network.")
  var thirdNetwork: String?

  @Option(help: "A directory with network maps of your own.")
  var maps: String?

  @Flag(help: "Print the report as JSON.")
  var json = false

  func validate() throws {
    _ = try collocation()
    _ = try verdicts()
    let quantities = try [variable, withVariable, thirdVariable].compactMap { $0 }.map(quantity)
    guard Set(quantities.map(\.units)).count == 1 else {
      throw ValidationError("quantities of different units do not compare")
    }
    if !third.isEmpty, pairing == .all {
      throw ValidationError("--third needs the pairing unique or nearest")
    }
    if third.isEmpty, thirdVariable != nil || thirdNetwork != nil {
      throw ValidationError("--third-variable and --third-network need --third")
    }
    if let output, !output.hasSuffix(".nc"), !output.hasSuffix(".csv") {
      throw ValidationError("--output must end in .nc or .csv")
    }
  }

  func run() throws {
    let (collocation, use, tests) = (try collocation(), try verdicts(), try tests())
    let sides = try [
      (files, variable, network), (with, withVariable ?? variable, withNetwork),
      (third, thirdVariable ?? variable, thirdNetwork),
    ].filter { !$0.0.isEmpty }.map { files, name, network in
      Side(files: files, quantity: try quantity(name), network: network)
    }
    let sources: [CollocationReport.Source]
    do throws(ReadingError) {
      sources = try read(sides, tests: tests, use: use)
    } catch {
      printError("sverdrup: \(error)")
      throw ExitCode(error)
    }
    let report = CollocationReport(sources: sources, collocation: collocation)
    do throws(WritingError) {
      if let output, output.hasSuffix(".nc") {
        try MatchupWriter().writeNetCDF(report.table, to: output)
      } else if let output {
        try MatchupWriter().writeCSV(report.table, to: output)
      }
    } catch {
      printError("sverdrup: \(error)")
      throw ExitCode.inputOutput
    }
    print(json ? report.json.text : report.lines.joined(separator: "\n"))
  }

  private struct Side {
    let files: [String]
    let quantity: Quantity
    let network: String?
  }

  private func read(
    _ sides: [Side],
    tests: [PipelineFile.TestEntry],
    use: Set<Verdict>
  ) throws(ReadingError) -> [CollocationReport.Source] {
    let catalogue = try NetworkCatalogue(directory: maps)
    var sources: [CollocationReport.Source] = []
    for side in sides {
      var (chosen, network) = (catalogue, side.network)
      if let name = side.network {
        let choice = try catalogue.choosing(name)
        (chosen, network) = (choice.0, choice.1.name)
      }
      let found = try CollocationSource(quantity: side.quantity, network: network).observations(
        of: side.files,
        catalogue: chosen,
        tests: tests,
        now: Date().timeIntervalSince1970,
        use: use
      )
      sources.append((side.quantity, found))
    }
    return sources
  }

  private func tests() throws -> [PipelineFile.TestEntry] {
    guard let suite else { return [] }
    do throws(PipelineFileError) {
      return try QualitySuite.named(suite).tests
    } catch {
      for line in "\(error)".split(separator: "\n") { printError("sverdrup: \(line)") }
      throw ExitCode.usage
    }
  }

  private func quantity(_ name: String) throws -> Quantity {
    guard let quantity = Quantity.named(name) else {
      throw ValidationError("unknown quantity '\(name)'; see the page Quantities")
    }
    return quantity
  }

  private func verdicts() throws -> Set<Verdict> {
    try Set(
      use.map { word in
        guard let verdict = Verdict.allCases.first(where: { $0.name == word }), verdict != .missing
        else {
          let known = Verdict.allCases.filter { $0 != .missing }.map(\.name)
          throw ValidationError("--use takes \(known.joined(separator: ", "))")
        }
        return verdict
      }
    )
  }

  private func collocation() throws -> Collocation {
    let radius = try measure(self.radius, of: "--radius", in: "m", atMost: 2e7)
    let window = try measure(self.window, of: "--window", in: "s", atLeast: 0.001, atMost: 1e10)
    let depth = try measure(depthWindow, of: "--depth-window", in: "m", atMost: 12_000)
    return Collocation(
      radiusMeters: radius,
      windowSeconds: window,
      depthWindowMeters: depth,
      pairing: pairing.value
    )
  }

  /// A number with its unit, brought to `unit`.
  private func measure(
    _ text: String,
    of name: String,
    in unit: String,
    atLeast least: Double = 0,
    atMost largest: Double
  ) throws -> Double {
    let digits = text.prefix { !$0.isLetter && !$0.isWhitespace }
    let rest = text.dropFirst(digits.count).drop { $0.isWhitespace }
    guard let number = Double(digits), !rest.isEmpty,
      let converter = try? UnitConverter(from: String(rest), to: unit)
    else {
      throw ValidationError("\(name) takes a number with a unit of \(unit), found '\(text)'")
    }
    let value = converter.convert(number)
    guard value > 0, value >= least, value <= largest else {
      let lowest = least > 0 ? "at least \(least)" : "more than 0"
      throw ValidationError("\(name) must be \(lowest) and at most \(largest) \(unit)")
    }
    return value
  }
}
