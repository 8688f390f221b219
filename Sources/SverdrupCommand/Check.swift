import ArgumentParser
import Sverdrup

struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Checks a pipeline file, or a network map on a sample file, before anything is run.",
    discussion: """
      sverdrup check PIPELINE tells every fault of a pipeline file with line and column.

      sverdrup check --sample FILE --network MAP tells what a network map makes of a file: which of \
      its conditions hold, where time and place were found, what each quantity comes to, and what \
      the map names and the file lacks. MAP is a map file of your own, or the name of a network.
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
      let (catalogue, map) = try NetworkCatalogue(directory: place.maps).choosing(network)
      trial = try MapTrial(of: map, onFileAt: sample, among: catalogue)
    } catch {
      printError("sverdrup: \(error)")
      throw error.kind == .badMap ? ExitCode.badPipeline : ExitCode(error)
    }
    print(json ? trial.json(path: sample).text : trial.text(path: sample))
    if !trial.isGood { throw ExitCode.badData }
  }
}
