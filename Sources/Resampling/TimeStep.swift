internal import ObservationModel

/// The length of the time bins of a product, in UTC.
///
/// Bins are half-open, `[start, end)`. Hours divide the day evenly, so that every bin lies within
/// one day; months are those of the Gregorian calendar.
public enum TimeStep: Sendable, Hashable {
  /// A whole number of hours that divides 24.
  case hours(Int)
  case day
  case month
  case year

  /// The word a pipeline file uses, such as `day` or `6 hours`.
  public var name: String {
    switch self {
    case .hours(1): "hour"
    case .hours(let hours): "\(hours) hours"
    case .day: "day"
    case .month: "month"
    case .year: "year"
    }
  }

  /// The ISO 8601 duration of a bin, such as `P1D`.
  public var iso8601: String {
    switch self {
    case .hours(let hours): "PT\(hours)H"
    case .day: "P1D"
    case .month: "P1M"
    case .year: "P1Y"
    }
  }

  /// True when every bin of `other` lies within one bin of this step.
  public func contains(_ other: TimeStep) -> Bool {
    switch (self, other) {
    case (.hours(let a), .hours(let b)): a % b == 0
    case (.day, .hours), (.day, .day): true
    case (.month, .hours), (.month, .day), (.month, .month): true
    case (.year, _): true
    case (.hours, _), (.day, _), (.month, _): false
    }
  }

  /// The bin that an instant falls in; nil when the instant is missing or outside the years
  /// 1600 to 2999.
  ///
  /// - Parameter seconds: Seconds since 1970-01-01 UTC.
  public func bin(at seconds: Double) -> TimeBin? {
    guard seconds >= TimeBin.earliest, seconds < TimeBin.latest,
      let civil = CivilTime(secondsSince1970: seconds)
    else { return nil }
    switch self {
    case .hours(let hours):
      let midnight = CivilTime(year: civil.year, month: civil.month, day: civil.day)
      let start = midnight.secondsSince1970 + civil.hour / hours * hours * 3600
      return TimeBin(start: start, end: start + hours * 3600)
    case .day:
      let start = CivilTime(year: civil.year, month: civil.month, day: civil.day).secondsSince1970
      return TimeBin(start: start, end: start + 86_400)
    case .month:
      let next = civil.month == 12 ? (civil.year + 1, 1) : (civil.year, civil.month + 1)
      return TimeBin(
        start: CivilTime(year: civil.year, month: civil.month, day: 1).secondsSince1970,
        end: CivilTime(year: next.0, month: next.1, day: 1).secondsSince1970
      )
    case .year:
      return TimeBin(
        start: CivilTime(year: civil.year, month: 1, day: 1).secondsSince1970,
        end: CivilTime(year: civil.year + 1, month: 1, day: 1).secondsSince1970
      )
    }
  }

  /// The bins of this step within `bin`, in order.
  ///
  /// - Precondition: `bin` is a bin of a step that `contains` this one.
  public func bins(within bin: TimeBin) -> [TimeBin] {
    var bins: [TimeBin] = []
    var start = bin.start
    while start < bin.end, let next = self.bin(at: Double(start)) {
      bins.append(next)
      start = next.end
    }
    return bins
  }
}

/// A half-open interval of time, `[start, end)`, in whole seconds since 1970-01-01 UTC.
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
