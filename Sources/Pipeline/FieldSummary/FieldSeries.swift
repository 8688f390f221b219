internal import Conventions
internal import NetCDFFile
public import ObservationModel
public import Reading
internal import Resampling

/// The fields of one gridded file, or of several that continue each other, in the order of time.
///
/// A field stands for an instant or, where time has bounds, for an interval; it belongs to the bin
/// that the middle of its interval falls in, so that a mean stamped with the end of its month counts
/// for its month.
struct FieldSeries: Sendable {
  /// One time of one file.
  struct Step: Sendable {
    /// The number of the file.
    let file: Int

    /// The place along the dimension of time.
    let index: Int

    /// What the field stands for, in seconds since the calendar's own 1970-01-01; the start is
    /// the end for an instant.
    let start: Double
    let end: Double

    var middle: Double { start + (end - start) / 2 }
  }

  let files: [GriddedFile]

  /// In the order of time.
  let steps: [Step]

  /// The unit of time of the first file.
  let units: TimeUnits
  let unitsText: String

  /// The coordinate time of the first file.
  let time: Variable

  /// True when the fields stand for intervals.
  let hasBounds: Bool

  var calendar: Calendar { units.calendar }

  /// The dimension of time, whose name need not be that of the coordinate.
  var timeDimension: String { time.dimensions[0].name }

  /// Opens the files and sorts their times.
  ///
  /// - Parameter paths: One at least.
  /// - Throws: `ReadingError` when a file cannot be read or has no time, when calendars differ, or
  ///   when two files have a field of the same time.
  init(paths: [String]) throws(ReadingError) {
    var files: [GriddedFile] = []
    var steps: [Step] = []
    var first: (units: TimeUnits, text: String, time: Variable, hasBounds: Bool)?
    for (number, path) in paths.enumerated() {
      let file = try GriddedFile(path: path)
      let axis = try file.timeAxis()
      if let first {
        guard axis.units.calendar == first.units.calendar else {
          throw ReadingError(
            .badTime,
            path: path,
            detail: "the calendar \(axis.units.calendar.rawValue) is not that of the file before,"
              + " \(first.units.calendar.rawValue)"
          )
        }
      } else {
        first = (axis.units, axis.unitsText, axis.variable, axis.bounds != nil)
      }
      for (index, instant) in axis.instants.enumerated() {
        // Bounds may be told in either order.
        let ends = axis.bounds.map { ($0[2 * index], $0[2 * index + 1]) } ?? (instant, instant)
        steps.append(
          Step(
            file: number,
            index: index,
            start: min(ends.0, ends.1),
            end: max(ends.0, ends.1)
          )
        )
      }
      files.append(file)
    }
    guard let first, !steps.isEmpty else {
      throw ReadingError(.noObservations, path: paths.first ?? "", detail: "has no times")
    }
    steps.sort { ($0.middle, $0.start, $0.file) < ($1.middle, $1.start, $1.file) }
    for (a, b) in zip(steps, steps.dropFirst()) where a.start == b.start && a.end == b.end {
      let time = CivilTime.iso8601Milliseconds(a.middle) ?? ""
      throw ReadingError(
        .badTime,
        path: paths[b.file],
        detail: "has a field of the same time (\(time)) as \(paths[a.file])"
      )
    }
    self.files = files
    self.steps = steps
    units = first.units
    unitsText = first.text
    time = first.time
    hasBounds = first.hasBounds
  }

  /// The number of fields that a number of seconds would hold if none were missing; nil when the
  /// times do not tell how far apart fields are.
  ///
  /// Fields about a month apart are months: a year has twelve. Others are as far apart as most
  /// neighbours are.
  func expectedCount(in seconds: Int) -> Int? {
    guard let spacing = usualSpacing else { return nil }
    let days = spacing / 86_400
    let year = Double(calendar.length(ofYear: 2001))
    if (27.5...31.5).contains(days) {
      return max(1, Int((Double(seconds) / 86_400 / (year / 12)).rounded()))
    }
    if (359.5...366.5).contains(days) {
      return max(1, Int((Double(seconds) / 86_400 / year).rounded()))
    }
    return max(1, Int((Double(seconds) / spacing).rounded()))
  }

  /// The seconds between most neighbours.
  private var usualSpacing: Double? {
    let spacings = zip(steps, steps.dropFirst()).map { ($1.middle - $0.middle).rounded() }.sorted()
    guard !spacings.isEmpty, spacings[spacings.count / 2] > 0 else { return nil }
    return spacings[spacings.count / 2]
  }
}
