internal import ObservationModel

/// The observations that were met, to tell a second delivery of one.
///
/// Two deliveries of one observation share platform, quantity, time, place and value, whatever
/// network they came through. In different files, times may differ by half a second, positions
/// by a thousandth of a degree, depths by a decimetre and values by less than 1/512 of the unit:
/// what rounding and the way through another unit can do. Within a file only what is equal in all
/// is the same, because series of several values a second are not.
///
/// Where one of two files does not name the platform, place, time and value must do. Observations
/// of different, named platforms are never the same.
struct SeenObservations {
  static let secondsApart = 0.501
  static let degreesApart = 0.001_01
  static let metersApart = 0.101
  static let valueApart = 1.0 / 512

  /// A box in time and space. Boxes are much larger than what two deliveries may differ by, so
  /// that a search seldom looks into more than one, and small enough to hold few observations.
  private struct Box: Hashable {
    let quantity: UInt32
    let time: Int
    let latitude: Int
    let longitude: Int
    let depth: Int
  }

  private struct Entry {
    let row: PartRow
    /// The platform by number; nil when the file does not name it.
    let platform: Int?
    let file: Int
    /// The entry before in the same box.
    let next: Int32
  }

  private var newest: [Box: Int32] = [:]
  private var entries: [Entry] = []

  /// Enters an observation.
  ///
  /// - Parameters:
  ///   - platform: The platform by number; nil when it is not known.
  ///   - file: A number of the file.
  /// - Returns: False when it was met before; it is not entered again then.
  mutating func insert(_ row: PartRow, platform: Int?, file: Int) -> Bool {
    let depths = Self.boxes(row.depth, within: Self.metersApart, size: 2)
    for time in Self.boxes(row.time, within: Self.secondsApart, size: 8) {
      for latitude in Self.boxes(row.latitude, within: Self.degreesApart, size: 0.02) {
        for longitude in Self.boxes(row.longitude, within: Self.degreesApart, size: 0.02) {
          for depth in depths {
            let box = Box(
              quantity: row.quantity,
              time: time,
              latitude: latitude,
              longitude: Self.onCircle(longitude),
              depth: depth
            )
            if isIn(box, row, platform: platform, file: file) { return false }
          }
        }
      }
    }
    let box = Box(
      quantity: row.quantity,
      time: Self.box(row.time, size: 8),
      latitude: Self.box(row.latitude, size: 0.02),
      longitude: Self.onCircle(Self.box(row.longitude, size: 0.02)),
      depth: Self.box(row.depth, size: 2)
    )
    let number = Int32(entries.count)
    entries.append(
      Entry(row: row, platform: platform, file: file, next: newest[box] ?? -1)
    )
    newest[box] = number
    return true
  }

  private func isIn(_ box: Box, _ row: PartRow, platform: Int?, file: Int) -> Bool {
    var number = newest[box] ?? -1
    while number >= 0 {
      let entry = entries[Int(number)]
      number = entry.next
      if entry.file == file {
        if let platform, entry.platform == platform, Self.isEqual(entry.row, row) { return true }
      } else if platform == nil || entry.platform == nil || platform == entry.platform,
        Self.isNear(entry.row, row)
      {
        return true
      }
    }
    return false
  }

  private static func isEqual(_ a: PartRow, _ b: PartRow) -> Bool {
    a.time == b.time && a.latitude == b.latitude && a.longitude == b.longitude
      && (a.depth == b.depth || a.depth.isNaN && b.depth.isNaN) && a.value == b.value
  }

  private static func isNear(_ a: PartRow, _ b: PartRow) -> Bool {
    abs(a.time - b.time) <= secondsApart && abs(a.latitude - b.latitude) <= degreesApart
      && longitudesApart(a.longitude, b.longitude) <= degreesApart
      && (abs(a.depth - b.depth) <= metersApart || a.depth.isNaN && b.depth.isNaN)
      && abs(a.value - b.value) < valueApart
  }

  /// The distance of two longitudes from -180 to 180 along the shorter way, in degrees.
  static func longitudesApart(_ a: Double, _ b: Double) -> Double {
    let apart = abs(a - b)
    return min(apart, 360 - apart)
  }

  /// The numbers of the boxes that what differs from `x` by no more than `apart` can be in.
  private static func boxes(_ x: Double, within apart: Double, size: Double) -> ClosedRange<Int> {
    box(x - apart, size: size)...box(x + apart, size: size)
  }

  /// Good values have finite times and positions of modest size; no depth is a box of its own.
  private static func box(_ x: Double, size: Double) -> Int {
    Int(exactly: (x / size).rounded(.down)) ?? .min
  }

  /// 18 000 boxes of longitude make the circle.
  private static func onCircle(_ box: Int) -> Int {
    let remainder = box % 18_000
    return remainder < 0 ? remainder + 18_000 : remainder
  }
}
