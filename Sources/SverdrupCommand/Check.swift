import ArgumentParser
import Foundation
import Sverdrup

struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Checks a pipeline file, or a network map on a sample file, before anything is run.",
    discussion: """
      sverdrup check PIPELINE tells every fault of a pipeline file with line and column.

      sverdrup check --sample FILE --network MAP tells what a network map makes of a file: which of \
      its conditions hold, where time and place were found, and what each quantity comes to. MAP is \
      a map file of your own, or the name of a network.
      """
  )

  @Argument(help: "The pipeline file.")
  var pipeline: String?

  @Option(help: "A file to try a network map on.")
  var sample: String?

  @Option(help: "The network map to try: a YAML file, or the name of a network.")
  var network: String?

  @OptionGroup var place: PipelinePlace

  @Flag(help: "Print JSON.")
  var json = false

  func validate() throws {
    if pipeline == nil, sample == nil {
      throw ValidationError("name a pipeline file, or --sample FILE with --network MAP")
    }
    if pipeline != nil, sample != nil {
      throw ValidationError("a pipeline file and --sample are two checks: name one")
    }
    if (sample == nil) != (network == nil) {
      throw ValidationError("--sample and --network go together")
    }
  }

  func run() throws {
    if let sample, let network {
      try tryMap(network, on: sample)
    } else if let pipeline {
      try check(pipeline)
    }
  }

  private func check(_ pipeline: String) throws {
    let run = try failing { () throws(RunError) in
      try PipelineRun(pipelinePath: pipeline, options: place.options())
    }
    if json {
      print(JSON.object([("pipeline", .text(run.name)), ("valid", .bool(true))]).text)
    } else {
      print("\(pipeline): pipeline \(run.name) is valid")
    }
  }

  private func tryMap(_ network: String, on sample: String) throws {
    let trial: MapTrial
    do throws(ReadingError) {
      let catalogue = try NetworkCatalogue(directory: place.maps)
      let map = try map(network, in: catalogue)
      trial = try MapTrial(of: map, onFileAt: sample, among: catalogue)
    } catch {
      printError("sverdrup: \(error)")
      throw error.kind == .badMap ? ExitCode.badPipeline : ExitCode(error)
    }
    print(json ? trial.json(path: sample).text : trial.text(path: sample))
    if !trial.isGood { throw ExitCode.badData }
  }

  /// A map by the path of its file, or by the name of a network.
  private func map(_ name: String, in catalogue: NetworkCatalogue) throws(ReadingError)
    -> NetworkMap
  {
    if let map = catalogue.map(named: name) { return map }
    guard let data = FileManager.default.contents(atPath: name) else {
      throw ReadingError(
        .noSuchFile,
        path: name,
        detail: "no network and no file is called so; networks are "
          + catalogue.maps.map(\.name).joined(separator: ", ")
      )
    }
    guard let text = String(data: data, encoding: .utf8) else {
      throw ReadingError(.badMap, path: name, detail: "cannot be read as UTF-8 text")
    }
    return try NetworkMap(yaml: text, path: name)
  }
}

extension MapTrial {
  func text(path: String) -> String {
    var lines = ["\(printable(path)) by the map \(map.name) (\(map.title))"]
    for (i, unmet) in unmet.enumerated() {
      let way = self.unmet.count > 1 ? "recognised, way \(i + 1)" : "recognised"
      lines.append("  \(way.padded(to: 22))\(unmet.map { "no: \($0)" } ?? "yes")")
    }
    if chosenNetwork != map.name {
      lines.append("  taken for             \(chosenNetwork), when no network is named")
    }
    if let problem {
      let variable = problem.variable.map { " (variable \(printable($0)))" } ?? ""
      lines.append("  cannot be read        \(problem.kind.rawValue)\(variable): \(problem.detail)")
    }
    if let inspection {
      // The first line is the path, and what follows the vertical extent is told below.
      let coverage = inspection.text(path: path).split(separator: "\n").dropFirst()
        .prefix { !$0.contains(" valid") }
      lines += coverage.map(String.init)
    }
    for finding in quantities { lines.append("  " + finding.text) }
    if !unmentioned.isEmpty {
      let names = unmentioned.map { printable($0) }.joined(separator: ", ")
      lines.append("  not in the map        \(names)")
    }
    lines.append(isGood ? "the map reads the file" : "the map does not read the file as it says")
    return lines.joined(separator: "\n")
  }

  func json(path: String) -> JSON {
    .object([
      ("file", .text(path)), ("network", .text(map.name)), ("good", .bool(isGood)),
      ("unmet", .array(unmet.map { JSON($0) })), ("chosen_network", .text(chosenNetwork)),
      ("problem", JSON(problem.map { "\($0.kind.rawValue): \($0.detail)" })),
      ("inspection", inspection.map { .object($0.members(path: path)) } ?? .null),
      (
        "quantities",
        .array(
          quantities.map { finding in
            .object([
              ("quantity", .text(finding.quantity)), ("pattern", .text(finding.pattern)),
              ("variable", JSON(finding.variable)), ("flags", JSON(finding.flagVariable)),
              ("problem", JSON(finding.problem)), ("n_valid", JSON(finding.holds?.validCount)),
              ("n_good", JSON(finding.holds?.goodCount)),
            ])
          }
        )
      ),
      ("not_in_the_map", .array(unmentioned.map { .text($0) })),
    ])
  }
}

extension MapTrial.QuantityFinding {
  fileprivate var text: String {
    let head = "\(quantity.padded(to: 21)) "
    guard let variable else { return head + "no variable \(pattern)" }
    if let problem { return head + "\(printable(variable)): \(problem)" }
    guard let holds else { return head + printable(variable) }
    let good = holds.goodCount.map { ", \($0) good" } ?? ""
    let extent =
      if let low = holds.minimum, let high = holds.maximum {
        ", \(low) to \(high) \(holds.units.map { printable($0) } ?? "(no unit)")"
      } else {
        ""
      }
    let flags = flagVariable.map { " by \(printable($0))" } ?? ", no flags"
    return head + "\(printable(variable)): \(holds.validCount) valid\(good)\(flags)\(extent)"
  }
}
