import ArgumentParser
import Sverdrup

struct Inspect: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Tells what files are: network, geometry, coverage, variables."
  )

  @Argument(help: "Files to look at.")
  var files: [String]

  @Option(help: "Read them as files of this network instead of finding it out.")
  var network: String?

  @Flag(help: "Print one JSON object for each file.")
  var json = false

  func run() throws {
    let catalogue = try NetworkCatalogue()
    if let network, catalogue.map(named: network) == nil {
      let known = catalogue.maps.map(\.name).joined(separator: ", ")
      throw ValidationError("no network is called \(network); known are \(known)")
    }
    var failure: ReadingError?
    for path in files {
      do {
        let file = try ObservationFile(path: path, network: network, catalogue: catalogue)
        let inspection = try file.inspect()
        print(json ? inspection.json(path: path).text : inspection.text(path: path))
      } catch {
        failure = error
        printError("sverdrup: \(error)")
        if json {
          print(
            JSON.object([
              ("file", .text(path)), ("readable", .bool(false)),
              ("error_kind", .text(error.kind.rawValue)), ("error", .text(error.detail)),
            ]).text
          )
        }
      }
    }
    if let failure { throw ExitCode(failure) }
  }
}

extension FileInspection {
  func json(path: String) -> JSON {
    func instant(_ seconds: Double?) -> JSON {
      JSON(seconds.flatMap { CivilTime.iso8601Milliseconds($0) })
    }
    return .object([
      ("file", .text(path)),
      ("readable", .bool(true)),
      ("network", .text(network)),
      ("feature_type", .text(featureType.rawValue)),
      ("n_features", .int(featureCount)),
      ("n_observations", .int(observationCount)),
      ("time_coverage_start", instant(times?.lowerBound)),
      ("time_coverage_end", instant(times?.upperBound)),
      ("geospatial_lat_min", JSON(latitudes?.lowerBound)),
      ("geospatial_lat_max", JSON(latitudes?.upperBound)),
      ("geospatial_lon_min", JSON(longitudes?.lowerBound)),
      ("geospatial_lon_max", JSON(longitudes?.upperBound)),
      ("vertical_kind", JSON(verticalKind?.rawValue)),
      ("geospatial_vertical_min", JSON(vertical?.lowerBound)),
      ("geospatial_vertical_max", JSON(vertical?.upperBound)),
      ("variables", .array(variables.map(\.json))),
    ])
  }

  func text(path: String) -> String {
    func range(_ range: ClosedRange<Double>?) -> String {
      range.map { "\($0.lowerBound) to \($0.upperBound)" } ?? "none"
    }
    let coverage = times.map {
      "\(CivilTime.iso8601Milliseconds($0.lowerBound) ?? "?") to "
        + "\(CivilTime.iso8601Milliseconds($0.upperBound) ?? "?")"
    }
    var lines = [
      printable(path),
      "  network       \(network) (\(title))",
      "  feature type  \(featureType.rawValue)",
      "  features      \(featureCount)",
      "  observations  \(observationCount)",
      "  time          \(coverage ?? "none")",
      "  latitude      \(range(latitudes)) degrees north",
      "  longitude     \(range(longitudes)) degrees east",
    ]
    if let verticalKind {
      lines.append("  \(verticalKind.rawValue.padded(to: 14))\(range(vertical))")
    }
    for variable in variables {
      let good = variable.goodCount.map { ", \($0) good" } ?? ""
      let extent =
        if let low = variable.minimum, let high = variable.maximum {
          ", \(low) to \(high) \(variable.units.map { printable($0) } ?? "(no unit)")"
        } else {
          ""
        }
      lines.append("  \(printable(variable.name)): \(variable.validCount) valid\(good)\(extent)")
    }
    return lines.joined(separator: "\n")
  }
}

extension VariableInspection {
  fileprivate var json: JSON {
    .object([
      ("name", .text(name)),
      ("standard_name", JSON(standardName)),
      ("units", JSON(units)),
      ("n_valid", .int(validCount)),
      ("n_good", JSON(goodCount)),
      ("min", JSON(minimum)),
      ("max", JSON(maximum)),
      ("mean", JSON(mean)),
    ])
  }
}

extension String {
  /// The text with blanks up to `width`.
  func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}
