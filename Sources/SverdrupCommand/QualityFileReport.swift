import ArgumentParser
import Foundation
import Sverdrup

/// What `qc` tells of a file, as it passes from the process that read the file to the one that
/// prints it.
struct QualityFileReport: Codable {
  /// The name that the user knows the file by.
  var name: String

  /// The file that was written; nil for none.
  var output: String?

  /// The observations and features that were written, and the observations that have no place.
  var observations = 0
  var features = 0
  var unlocated = 0

  /// The variables that could not stand beside the others, with the reasons.
  var leftOut: [String] = []

  var quality = QualityCounts()

  /// Why nothing could be done; nil when all is well.
  var problem: String?

  /// 0, or the code that the command ends with when this file is the only one.
  var exitCode: Int32 = 0

  init(name: String) { self.name = name }

  /// The report of a file over which its reader died.
  init(name: String, death: WorkerDeath) {
    self.name = name
    problem = "\(death.reason): \(death)"
    exitCode = ExitCode.badData.rawValue
  }

  /// Runs the tests on a file.
  ///
  /// - Parameter output: The file to write; nil to write none.
  init(
    of path: String,
    name: String,
    output: String?,
    options: QualityOptions,
    tests source: QualityChoice.Source,
    maps: CatalogueOptions.Choice
  ) {
    self.name = name
    do throws(ObservationConversion.Failure) {
      let file: ObservationFile
      do {
        file = try ObservationFile(
          path: path,
          network: maps.network,
          catalogue: maps.catalogue
        )
      } catch {
        throw .reading(error)
      }
      let now = Date()
      guard let tests = source.tests(for: file.map.name) else {
        problem = source.refusal(of: file.map.name)
        exitCode = ExitCode.usage.rawValue
        return
      }
      let plan = QualityPlan(tests.entries, now: now.timeIntervalSince1970)
      let encoding = FlagEncoding.named(options.scheme) ?? FlagEncoding.all[0]
      let report = try ObservationConversion(
        of: file,
        quality: ObservationConversion.QualityControl(
          plan: plan,
          outline: QualityOutline(encoding: encoding, tellsEachTest: options.eachTest),
          history: "\(now.ISO8601Format()): sverdrup qc, \(source.description)"
        )
      ).convert(to: output.map { .contiguousRagged(path: $0) } ?? .nowhere)
      self.output = output
      observations = report.counts.written
      features = report.counts.features
      unlocated = report.counts.unlocated
      leftOut = report.leftOut.map { "\($0)" }
      quality = report.quality ?? QualityCounts()
    } catch {
      switch error {
      case .reading(let error):
        let place = error.variable.map { " (variable \(printable($0)))" } ?? ""
        problem = "\(error.kind.rawValue): \(error.detail)\(place)"
        exitCode = ExitCode(error).rawValue
      case .writing(let error):
        problem = "\(error)"
        exitCode = ExitCode.inputOutput.rawValue
      }
    }
  }

  var json: JSON {
    var members: [(String, JSON)] = [("file", .text(name)), ("done", .bool(problem == nil))]
    if let problem {
      members.append(("error", .text(problem)))
    } else {
      members += [
        ("output", JSON(output)), ("observations", .int(observations)),
        ("features", .int(features)), ("without_time_or_place", .int(unlocated)),
        ("left_out", .array(leftOut.map { .text($0) })),
      ]
    }
    return .object(members)
  }
}
