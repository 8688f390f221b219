import ArgumentParser
import Foundation
import Sverdrup

/// What `inspect` tells of a file, as it passes from the process that read the file to the one that
/// prints it.
struct FileReport: Codable {
  /// The name that the user knows the file by.
  var name: String

  /// The JSON object, as text.
  var json: String

  /// The paragraph for people; nil when the file cannot be read.
  var text: String?

  /// Why the file cannot be read, or why it holds no observations.
  var problem: String?

  /// 0, or the code that the command ends with when this file is the only one.
  var exitCode: Int32 = 0

  /// Where the observations are; nil unless a map is wanted.
  var density: PositionDensity?

  /// The cells of the table; nil when the file holds no observations.
  var row: InspectTable.Row?

  /// Reads a file.
  init(of path: String, name: String, options: InspectOptions, choice: CatalogueOptions.Choice) {
    self.name = name
    json = ""
    let summaries: [VariableSummary]?
    do throws(ReadingError) {
      summaries = options.variables ? try Self.summaries(of: path, options: options) : nil
    } catch {
      refuse(error)
      exitCode = ExitCode(error).rawValue
      return
    }
    let extra = summaries.map { [("decoded_variables", JSON.array($0.map(\.json)))] } ?? []
    do throws(ReadingError) {
      let file = try ObservationFile(
        path: path,
        network: choice.network,
        positionFile: options.positions,
        usesLibrary: options.reader == .netcdf,
        catalogue: choice.catalogue
      )
      let inspection = try file.inspect()
      json = JSON.object(inspection.members(path: name) + extra).text
      text = inspection.text(path: name)
      row = InspectTable.Row(inspection)
      if options.density { density = try file.positionDensity() }
    } catch {
      refuse(error, extra)
      if summaries == nil {
        exitCode = ExitCode(error).rawValue
      } else {
        // Every byte was read; what it means is another matter.
        text = "\(printable(name))\n  no observations: \(error.kind.rawValue): \(error.detail)"
      }
    }
    if let summaries { text? += VariableSummary.text(summaries) }
  }

  /// The report of a file over which its reader died.
  init(name: String, death: WorkerDeath) {
    self.name = name
    problem = "\(death.reason): \(death)"
    exitCode = ExitCode.badData.rawValue
    json = Self.refusal(name: name, kind: death.reason, detail: "\(death)", []).text
  }

  private mutating func refuse(_ error: ReadingError, _ extra: [(String, JSON)] = []) {
    let place = error.variable.map { " (variable \(printable($0)))" } ?? ""
    problem = "\(error.kind.rawValue): \(error.detail)\(place)"
    json =
      Self.refusal(name: name, kind: error.kind.rawValue, detail: "\(error.detail)\(place)", extra)
      .text
  }

  private static func refusal(
    name: String,
    kind: String,
    detail: String,
    _ extra: [(String, JSON)]
  ) -> JSON {
    .object(
      [
        ("file", .text(name)), ("readable", .bool(false)), ("error_kind", .text(kind)),
        ("error", .text(detail)),
      ] + extra
    )
  }

  private static func summaries(
    of path: String,
    options: InspectOptions
  ) throws(ReadingError) -> [VariableSummary] {
    let file = try DecodedFile(path: path, usesLibrary: options.reader == .netcdf)
    return try file.variables.map { variable throws(ReadingError) in
      try file.summary(of: variable)
    }
  }
}
