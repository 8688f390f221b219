import ArgumentParser
import Foundation
import Sverdrup

struct Summarise: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Summarises the fields of gridded files over time.",
    discussion: """
      Daily fields become months with --time month, or the months of a climatology with \
      --climatology month. Files that continue each other are given together, in any order. Missing \
      values are left out; sums are exact, so the result does not depend on the number of threads.
      """
  )

  @Argument(help: "The netCDF files.")
  var files: [String]

  @Option(
    name: [.short, .long],
    help: "The netCDF file to write."
  )
  var output: String

  @Option(
    help: """
      The step to summarise over: hour, day, pentad, week, dekad, month, season, quarter, year, \
      decade, all, or minutes, hours or days such as '6 hours'.
      """
  )
  var time: TimeStepName?

  @Option(
    help: "The step of a climatology over years: hour, day, pentad, dekad, month or season."
  )
  var climatology: ClimatologicalStepName?

  @Option(
    help:
      "The years of the climatology, the baseline or the fit, such as 1991-2020. All when not given."
  )
  var years: YearRange?

  @Option(
    help: """
      The statistics, separated by commas: \
      \(FieldStatistic.allCases.map(\.rawValue).joined(separator: ", ")). Mean when not given.
      """
  )
  var statistics: StatisticList?

  @Option(help: "Percentiles from 0 to 100, separated by commas.")
  var percentile: PercentileList?

  @Option(help: "The variables, separated by commas. All with fields along time when not given.")
  var variable: NameList?

  @Option(name: .customLong("of"), help: "Pool the means of this step, such as day, for fields.")
  var means: TimeStepName?

  @Option(help: "The fraction of values, or of the means of --of, that a cell needs, from 0 to 1.")
  var minimumCoverage: Double = 0

  @Option(
    name: .customLong("anomaly-from"),
    help: "Take the climatology of this file from each field: what --climatology made."
  )
  var anomalyFrom: String?

  @Flag(help: "Find the marine heatwaves of daily fields.")
  var heatwaves = false

  @Flag(help: "Find the marine cold spells of daily fields.")
  var coldSpells = false

  @Option(help: "Fit a mean, a trend and so many harmonics of the year, 0 to 6.")
  var harmonics: Int?

  @Option(help: "The level of compression, 1 to 9. Not compressed when not given.")
  var deflate: Int?

  @Option(help: "The threads to work on. As many as there are cores when not given.")
  var threads: Int?

  @Flag(help: "Print what was written as JSON.")
  var json = false

  func validate() throws {
    let tasks = [
      time != nil, climatology != nil, anomalyFrom != nil, heatwaves, coldSpells, harmonics != nil,
    ]
    guard tasks.filter({ $0 }).count == 1 else {
      throw ValidationError(
        "one of --time, --climatology, --anomaly-from, --heatwaves, --cold-spells and --harmonics is"
          + " needed"
      )
    }
    guard years == nil || (time == nil && anomalyFrom == nil) else {
      throw ValidationError("--years belongs to a climatology, a baseline or a fit")
    }
    guard
      time != nil || climatology != nil
        || (statistics == nil && percentile == nil && means == nil && minimumCoverage == 0)
    else {
      throw ValidationError(
        "--statistics, --percentile, --of and --minimum-coverage belong to --time and --climatology"
      )
    }
    guard harmonics.map({ (0...6).contains($0) }) ?? true else {
      throw ValidationError("--harmonics must be from 0 to 6")
    }
    guard minimumCoverage >= 0, minimumCoverage <= 1 else {
      throw ValidationError("--minimum-coverage must be from 0 to 1")
    }
    guard deflate.map({ (1...9).contains($0) }) ?? true else {
      throw ValidationError("--deflate must be from 1 to 9")
    }
    guard threads.map({ (1...1024).contains($0) }) ?? true else {
      throw ValidationError("--threads must be from 1 to 1024")
    }
    if let means = means?.step {
      guard means != .all else { throw ValidationError("--of all leaves nothing to pool") }
      let outer = time?.step ?? climatology?.step.timeStep ?? .all
      guard outer.contains(means) else {
        throw ValidationError("a \(means.name) does not lie within one \(outer.name)")
      }
    }
  }

  func run() throws {
    do throws(FieldSummaryFailure) {
      show(try work())
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
  }

  private func work() throws(FieldSummaryFailure) -> FieldSummaryReport {
    let words = CommandLine.arguments.dropFirst().map { $0.contains(" ") ? "'\($0)'" : $0 }
    let history = "sverdrup 0.1.0: \(words.joined(separator: " "))"
    let threads = threads ?? ProcessInfo.processInfo.activeProcessorCount
    let names = variable?.names ?? []
    if let anomalyFrom {
      return try FieldAnomaly(
        from: anomalyFrom,
        variables: names,
        deflateLevel: deflate,
        history: history,
        threads: threads
      ).write(files, to: output)
    }
    if let kind = analysis {
      return try FieldAnalysis(
        kind,
        years: years?.years,
        variables: names,
        deflateLevel: deflate,
        history: history,
        threads: threads
      ).write(files, to: output)
    }
    let bins: FieldSummary.Bins =
      if let climatology {
        .climatology(climatology.step, years: years?.years)
      } else {
        .steps(time?.step ?? .month)
      }
    return try FieldSummary(
      bins: bins,
      means: means?.step,
      statistics: statistics?.statistics ?? (percentile == nil ? [.mean] : []),
      percentiles: percentile?.values ?? [],
      minimumCoverage: minimumCoverage,
      variables: names,
      deflateLevel: deflate,
      history: history,
      threads: threads
    ).write(files, to: output)
  }

  /// What is found of the series of each cell; nil when fields are summarised.
  private var analysis: FieldAnalysis.Kind? {
    if let harmonics { return .harmonics(harmonics) }
    if heatwaves {
      return .heatwaves(MarineHeatwaveDetection(.heatwave), DailyClimatology.Settings())
    }
    guard coldSpells else { return nil }
    return .heatwaves(
      MarineHeatwaveDetection(.coldSpell),
      DailyClimatology.Settings(percentile: 10)
    )
  }

  private func show(_ report: FieldSummaryReport) {
    if json {
      print(
        JSON.object([
          ("variables", .array(report.variables.map { .text($0) })),
          ("times", .int(report.binCount)), ("fields", .int(report.fieldCount)),
          ("bytes", .int(report.byteCount)),
        ]).text
      )
      return
    }
    printError(
      "\(report.fieldCount) fields of \(report.variables.joined(separator: ", ")) summarised to"
        + " \(report.binCount) times"
    )
  }
}
