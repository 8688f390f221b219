internal import ObservationModel

/// A half-open interval of time, `[start, end)`, in whole seconds since 1970-01-01 UTC, or since
/// the 1970-01-01 of the calendar of a model.
///
/// The bin of a climatology begins where the first interval that it pools begins and ends where
/// the last one ends, as the bounds of CF climatologies do (CF-1.11, section 7.4).
public struct TimeBin: Sendable, Hashable, Comparable {
  public let start: Int
  public let end: Int

  public init(start: Int, end: Int) {
    self.start = start
    self.end = end
  }

  public static func < (a: TimeBin, b: TimeBin) -> Bool {
    (a.start, a.end) < (b.start, b.end)
  }

  /// The instants that observations may have: 1600-01-01 to 3000-01-01.
  public static let earliest = Double(CivilTime(year: 1600, month: 1, day: 1).secondsSince1970)
  public static let latest = Double(CivilTime(year: 3000, month: 1, day: 1).secondsSince1970)
}
