import Sverdrup

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

extension VariableSummary {
  var json: JSON {
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

  /// A line for each variable.
  static func text(_ summaries: [Self]) -> String {
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
