import Foundation
import Reporting
import Sverdrup

/// A map of where the observations of files are.
struct PositionMap {
  private var density = PositionDensity()
  private var fileCount = 0

  mutating func add(_ other: PositionDensity) {
    density.add(other)
    fileCount += 1
  }

  /// - Throws: `ReportingError` when there is nothing to draw, or nothing to draw it with.
  func pngBytes() throws(ReportingError) -> [UInt8] {
    let size = 1 / Double(density.cellsPerDegree)
    let cells = density.counts.map { cell, count in
      let corner = density.corner(ofCell: cell)
      return (corner.latitude + size / 2, corner.longitude + size / 2, Double(count))
    }.sorted { ($0.0, $0.1) < ($1.0, $1.1) }
    let frame = Self.frame(of: cells.map { ($0.0, $0.1) })
    let columns = frame.longitudes.count - 1
    var values = [Double](repeating: .nan, count: (frame.latitudes.count - 1) * columns)
    var points = MapPoints()
    // Few places are drawn as points that can be seen, many as a field.
    let isField = cells.count > 3000
    for (latitude, longitude, count) in cells {
      let value = log10(count)
      guard isField else {
        points.latitudes.append(latitude)
        points.longitudes.append(longitude)
        points.values.append(value)
        continue
      }
      let row = Int((latitude - frame.latitudes[0]) / frame.step)
      let column = Int((longitude - frame.longitudes[0]) / frame.step)
      let place = row * columns + column
      guard values.indices.contains(place) else { continue }
      values[place] = values[place].isNaN ? value : max(values[place], value)
    }
    let total = density.counts.values.reduce(0, +)
    let map = MapPicture(
      field: MapField(
        title: "Where the observations are",
        subtitle:
          "\(total) observations of \(fileCount) \(fileCount == 1 ? "file" : "files"), n in cells of \(size) degree",
        units: "log10 n",
        latitudeEdges: frame.latitudes,
        longitudeEdges: frame.longitudes,
        values: values
      ),
      points: points,
      paintsLand: false
    )
    return try map.pngBytes()
  }

  /// The edges of cells around some places, with a margin.
  private static func frame(
    of places: [(Double, Double)]
  ) -> (latitudes: [Double], longitudes: [Double], step: Double) {
    let south = places.map(\.0).min() ?? -90
    let north = places.map(\.0).max() ?? 90
    let west = places.map(\.1).min() ?? -180
    let east = places.map(\.1).max() ?? 180
    let margin = max(0.5, max(north - south, east - west) * 0.06)
    // Some 300 cells along the longer side.
    let step = max(1.0 / 64, (max(north - south, east - west) + 2 * margin) / 300)
    func edges(_ low: Double, _ high: Double, _ limit: ClosedRange<Double>) -> [Double] {
      let (low, high) = (max(low - margin, limit.lowerBound), min(high + margin, limit.upperBound))
      let count = max(1, Int(((high - low) / step).rounded(.up)))
      return (0...count).map { min(low + Double($0) * step, limit.upperBound) }
        .reduce(into: []) { if $0.last != $1 { $0.append($1) } }
    }
    return (edges(south, north, -90...90), edges(west, east, -180...180), step)
  }
}
