internal import Conventions
internal import Glibc
internal import NetCDFFile
internal import ObservationModel

/// The track of a platform, to which observations without positions are joined by time.
///
/// Between two fixes the position is interpolated in latitude and longitude, the shorter way
/// round; beyond the first and the last fix, and in gaps longer than the limit, there is none.
struct PositionTrack: Sendable {
  private var times: [Double] = []
  private var latitudes: [Double] = []
  private var longitudes: [Double] = []
  private let maximumGapSeconds: Double

  /// - Parameters:
  ///   - paths: Files with time and position along one dimension.
  ///   - rule: The variables; nil to find them by the CF metadata.
  /// - Throws: What reading the files brings.
  init(
    paths: [String],
    rule: NetworkMap.PositionRule?,
    generic: NetworkMap
  ) throws(ReadingError) {
    maximumGapSeconds = rule?.maximumGapSeconds ?? 600
    var fixes: [(Double, Double, Double)] = []
    for path in paths {
      let file: NetCDFFile
      do {
        file = try NetCDFFile(path: path)
      } catch {
        throw ReadingError(error, path: path)
      }
      var map = generic
      if let rule {
        map.time = [.variable(NetworkMap.TimeVariable(variable: rule.time))]
        map.latitude = [.variable(rule.latitude)]
        map.longitude = [.variable(rule.longitude)]
      }
      map.hasNoVertical = true
      let sampling = try SamplingDiscovery(file: file, map: map).sampling()
      guard sampling.axes.count <= 1 else {
        throw ReadingError(
          .missingCoordinates,
          path: path,
          detail: "a track is expected: time and position along one dimension"
        )
      }
      let rows = 0..<(sampling.axes.first?.length ?? 1)
      let times = try sampling.times(rows: rows)
      let latitudes = try sampling.values(of: sampling.latitude, rows: rows)
      let longitudes = try sampling.values(of: sampling.longitude, rows: rows)
      for i in times.indices
      where !times[i].isNaN && !latitudes[i].isNaN && !longitudes[i].isNaN {
        fixes.append((times[i], latitudes[i], longitudes[i]))
      }
    }
    fixes.sort { $0.0 < $1.0 }
    times = fixes.map(\.0)
    latitudes = fixes.map(\.1)
    longitudes = fixes.map(\.2)
  }

  /// The positions at the times of a coordinate.
  func coordinates(
    at time: Coordinate
  ) throws(ReadingError) -> (latitude: Coordinate, longitude: Coordinate) {
    let places = try time.allValues().map { position(at: $0) }
    func coordinate(_ values: [Double]) -> Coordinate {
      Coordinate(dimensions: time.dimensions, shape: time.shape, values: values)
    }
    return (coordinate(places.map(\.latitude)), coordinate(places.map(\.longitude)))
  }

  /// The position at an instant; NaN where the track does not tell it.
  func position(at instant: Double) -> (latitude: Double, longitude: Double) {
    guard let first = times.first, let last = times.last, instant >= first, instant <= last else {
      return (.nan, .nan)
    }
    // The first fix that is not before the instant.
    var (low, high) = (0, times.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if times[middle] < instant { low = middle + 1 } else { high = middle }
    }
    if times[low] == instant || low == 0 { return (latitudes[low], longitudes[low]) }
    let gap = times[low] - times[low - 1]
    guard gap <= maximumGapSeconds else { return (.nan, .nan) }
    let part = (instant - times[low - 1]) / gap
    var turn = longitudes[low] - longitudes[low - 1]
    if turn > 180 { turn -= 360 }
    if turn < -180 { turn += 360 }
    return (
      latitudes[low - 1] + part * (latitudes[low] - latitudes[low - 1]),
      normalisedLongitude(longitudes[low - 1] + part * turn)
    )
  }

  /// The files that fit a pattern relative to the folder of a file, by name.
  static func paths(matching pattern: String, beside file: String) -> [String] {
    let folder = file.lastIndex(of: "/").map { String(file[..<$0]) } ?? "."
    let slash = pattern.lastIndex(of: "/")
    let inner = slash.map { folder + "/" + pattern[..<$0] } ?? folder
    let name = slash.map { String(pattern[pattern.index(after: $0)...]) } ?? pattern
    guard let directory = opendir(inner) else { return [] }
    defer { closedir(directory) }
    var found: [String] = []
    while let entry = readdir(directory) {
      // Safe: the name lies in the entry, ends with a NUL and is copied before the next call.
      let text = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if text.matches(name) { found.append(inner + "/" + text) }
    }
    return found.sorted()
  }
}
