internal import Kernels
internal import ObservationModel

/// Means of observations in boxes of one degree by one degree by one pentad, for buddy checks.
///
/// Boxes begin at whole degrees; a position on the line between two belongs to the one farther
/// from the equator and from Greenwich. A pentad is one of the 73 spans of five days of a year from
/// 1 January on; 29 February belongs to the pentad of 1 March. Years follow each other.
struct BuddyGrid {
  /// What the boxes near one have.
  struct Neighbourhood {
    /// The mean of the means of the boxes.
    let mean: Double

    /// The observations of all of them.
    let count: Int
  }

  private struct Box {
    var sum = 0.0
    var count = 0
  }

  private var boxes: [Int: Box] = [:]
  private static let (columns, rows) = (360, 180)

  /// The number of the box of a position and time.
  static func box(latitude: Double, longitude: Double, time: Double) -> Int? {
    guard latitude.magnitude <= 90, longitude.magnitude <= 180,
      let pentad = pentad(of: time)
    else { return nil }
    let (x, y) = (Int(longitude.magnitude), Int(latitude.magnitude))
    let column = longitude > 0 ? min(180 + x, 359) : max(179 - x, 0)
    let row = latitude > 0 ? max(89 - y, 0) : min(90 + y, 179)
    return (pentad * rows + row) * columns + column
  }

  /// The number of a pentad, counted from the beginning of the year 0.
  private static func pentad(of time: Double) -> Int? {
    guard let civil = CivilTime(secondsSince1970: time), (0...9999).contains(civil.year) else {
      return nil
    }
    let daysBefore = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334]
    return civil.year * 73 + (daysBefore[civil.month - 1] + civil.day - 1) / 5
  }

  mutating func add(_ value: Double, toBox number: Int) {
    boxes[number, default: Box()].sum += value
    boxes[number, default: Box()].count += 1
  }

  /// What is known around a box, but for the box itself; nil where there is nothing.
  ///
  /// - Parameters:
  ///   - degrees: The reach in latitude. In longitude it is that of so many degrees at the equator,
  ///     `degrees / cos φ` at the middle of the box.
  ///   - pentads: The reach in time.
  func neighbourhood(ofBox number: Int, degrees: Int, pentads: Int) -> Neighbourhood? {
    let column = number % Self.columns
    let row = number / Self.columns % Self.rows
    let pentad = number / (Self.columns * Self.rows)
    let cosine = sineCosine(degrees: 89.5 - Double(row)).cosine
    let width = min(Int(Double(degrees) / cosine), Self.columns / 2 - 1)
    var (sum, found, count) = (0.0, 0, 0)
    for dx in -width...width {
      let x = (column + dx + Self.columns) % Self.columns
      for y in max(row - degrees, 0)...min(row + degrees, Self.rows - 1) {
        for t in (pentad - pentads)...(pentad + pentads) {
          let other = (t * Self.rows + y) * Self.columns + x
          guard other != number, let box = boxes[other] else { continue }
          sum += box.sum / Double(box.count)
          found += 1
          count += box.count
        }
      }
    }
    return found > 0 ? Neighbourhood(mean: sum / Double(found), count: count) : nil
  }
}
