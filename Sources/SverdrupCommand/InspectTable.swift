import Foundation
import Sverdrup

/// The table of many files: a line each.
enum InspectTable {
  /// What a line says of a file that is understood.
  struct Row: Codable {
    var network: String
    var featureType: String
    var features: Int
    var observations: Int

    /// The first and the last time, to the minute.
    var times: [String]

    /// South, north, west and east; empty without observations.
    var place: [Double]

    init(_ inspection: FileInspection) {
      network = inspection.network
      featureType = inspection.featureType.rawValue
      features = inspection.featureCount
      observations = inspection.observationCount
      times = [inspection.times?.lowerBound, inspection.times?.upperBound].compactMap { seconds in
        seconds.flatMap { CivilTime.iso8601Milliseconds($0) }.map { String($0.prefix(16)) + "Z" }
      }
      place = [inspection.latitudes, inspection.longitudes].compactMap { $0 }
        .flatMap { [$0.lowerBound, $0.upperBound] }
    }
  }

  private static let heads = [
    ("network", 16), ("type", 17), ("features", 8), ("observations", 12), ("from", 17),
    ("to", 17), ("latitude", 15), ("longitude", 17),
  ]

  static let head = line(heads.map(\.0)) + "  file"

  static func line(for report: FileReport) -> String {
    guard let row = report.row else {
      return "\(line(["-"]))  \(printable(report.name)): \(report.problem ?? "no observations")"
    }
    func range(_ low: Int, _ high: Int) -> String {
      guard row.place.count == 4 else { return "-" }
      return String(format: "%.2f to %.2f", row.place[low], row.place[high])
    }
    let cells =
      [row.network, row.featureType, "\(row.features)", "\(row.observations)"]
      + (row.times.count == 2 ? row.times : ["-", "-"]) + [range(0, 1), range(2, 3)]
    return line(cells) + "  " + printable(report.name)
  }

  private static func line(_ cells: [String]) -> String {
    heads.enumerated().map { i, head in
      let cell = i < cells.count ? cells[i] : "-"
      let blanks = String(repeating: " ", count: max(0, head.1 - cell.count))
      return i == 2 || i == 3 ? blanks + cell : cell + blanks
    }.joined(separator: "  ")
  }
}
