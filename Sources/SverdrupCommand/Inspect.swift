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

  @Flag(
    help: """
      Decode every variable to its last value, whatever the file is: counts, range, mean and the \
      SHA-256 of the decoded values. Files without observations are told so and are no failure.
      """
  )
  var variables = false

  @Option(help: "The reader: automatic (our own where it can), or netcdf for the C library.")
  var reader = Reader.automatic

  @Flag(help: "Print one JSON object for each file.")
  var json = false

  enum Reader: String, ExpressibleByArgument, CaseIterable {
    case automatic
    case netcdf
  }

  func run() throws {
    let catalogue = try NetworkCatalogue()
    if let network, catalogue.map(named: network) == nil {
      let known = catalogue.maps.map(\.name).joined(separator: ", ")
      throw ValidationError("no network is called \(network); known are \(known)")
    }
    var failure: ReadingError?
    for path in files {
      do throws(ReadingError) {
        print(try report(of: path, catalogue: catalogue))
      } catch {
        failure = error
        printError("sverdrup: \(error)")
        if json { print(JSON.object(Self.refusal(error, path: path)).text) }
      }
    }
    if let failure { throw ExitCode(failure) }
  }

  /// What is to be printed of a file.
  private func report(
    of path: String,
    catalogue: NetworkCatalogue
  ) throws(ReadingError) -> String {
    guard variables else {
      let inspection = try inspection(of: path, catalogue: catalogue)
      return json ? JSON.object(inspection.members(path: path)).text : inspection.text(path: path)
    }
    let summaries = try summaries(of: path)
    var members: [(String, JSON)]
    var text: String
    do throws(ReadingError) {
      let inspection = try inspection(of: path, catalogue: catalogue)
      members = inspection.members(path: path)
      text = inspection.text(path: path)
    } catch {
      // Every byte was read; what it means is another matter.
      members = Self.refusal(error, path: path)
      text = "\(printable(path))\n  no observations: \(error)"
    }
    members.append(("decoded_variables", .array(summaries.map(\.json))))
    text += Self.text(summaries)
    return json ? JSON.object(members).text : text
  }

  private func inspection(
    of path: String,
    catalogue: NetworkCatalogue
  ) throws(ReadingError) -> FileInspection {
    try ObservationFile(path: path, network: network, catalogue: catalogue).inspect()
  }

  private func summaries(of path: String) throws(ReadingError) -> [VariableSummary] {
    let file = try DecodedFile(path: path, usesLibrary: reader == .netcdf)
    return try file.variables.map { variable throws(ReadingError) in
      try file.summary(of: variable)
    }
  }

  private static func refusal(_ error: ReadingError, path: String) -> [(String, JSON)] {
    [
      ("file", .text(path)), ("readable", .bool(false)),
      ("error_kind", .text(error.kind.rawValue)), ("error", .text(error.detail)),
    ]
  }

  private static func text(_ summaries: [VariableSummary]) -> String {
    summaries.map { summary in
      let shape = summary.shape.map(String.init).joined(separator: " x ")
      let extent =
        if let low = summary.minimum, let high = summary.maximum, let mean = summary.mean {
          ", \(low) to \(high), mean \(mean) \(summary.units.map { printable($0) } ?? "")"
        } else {
          ""
        }
      return "\n  \(printable(summary.name)): \(summary.type) [\(shape)], "
        + "\(summary.validCount) of \(summary.count) valid\(extent), SHA-256 \(summary.digest)"
    }.joined()
  }
}

extension VariableSummary {
  fileprivate var json: JSON {
    .object([
      ("name", .text(name)),
      ("dtype", .text(type)),
      ("shape", .array(shape.map { .int($0) })),
      ("n", .int(count)),
      ("n_valid", .int(validCount)),
      ("min", JSON(minimum)),
      ("max", JSON(maximum)),
      ("mean", JSON(mean)),
      ("units", JSON(units)),
      ("sha256", .text(digest)),
    ])
  }
}

extension FileInspection {
  func members(path: String) -> [(String, JSON)] {
    func instant(_ seconds: Double?) -> JSON {
      JSON(seconds.flatMap { CivilTime.iso8601Milliseconds($0) })
    }
    return [
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
    ]
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
