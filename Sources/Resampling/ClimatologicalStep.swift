public import ObservationModel

/// The steps of a climatology: what is the same in every day or year.
///
/// | step     | how many | which                                                          |
/// |:---------|---------:|:---------------------------------------------------------------|
/// | `hour`   |       24 | hours of the day                                               |
/// | `day`    |      366 | days of the year, February 29 one of its own                   |
/// | `pentad` |       73 | as `TimeStep.pentad`                                           |
/// | `dekad`  |       36 | as `TimeStep.dekad`                                            |
/// | `month`  |       12 | months of the year                                             |
/// | `season` |        4 | DJF, MAM, JJA, SON; a winter belongs to the year of its January|
///
/// - SeeAlso: CF-1.11, section 7.4.
public enum ClimatologicalStep: String, Sendable, Hashable, CaseIterable {
  case hour
  case day
  case pentad
  case dekad
  case month
  case season

  /// The step in time that is pooled over years, or over days for hours.
  public var timeStep: TimeStep {
    switch self {
    case .hour: .hours(1)
    case .day: .day
    case .pentad: .pentad
    case .dekad: .dekad
    case .month: .month
    case .season: .season
    }
  }

  /// Which step of a year, or hour of a day, an instant falls in, from 0, and the year that it is
  /// counted for: days of a year are numbered as in a leap year.
  ///
  /// - Parameter seconds: Seconds since the calendar's own 1970-01-01.
  func place(at seconds: Double, in calendar: Calendar) -> (number: Int, year: Int)? {
    guard seconds.magnitude < 3.2e11 else { return nil }
    let whole = Int(seconds.rounded(.down))
    let day = whole.flooredQuotient(by: 86_400)
    let date = calendar.date(days: day)
    switch self {
    case .hour: return ((whole - day * 86_400) / 3600, date.year)
    case .day:
      let months = (1..<date.month).reduce(0) { $0 + calendar.longestLength(ofMonth: $1) }
      return (months + date.day - 1, date.year)
    case .pentad:
      guard let first = calendar.days(year: date.year, month: 1, day: 1) else { return nil }
      return (Pentads(year: date.year, calendar: calendar).number(ofDay: day - first), date.year)
    case .dekad: return ((date.month - 1) * 3 + min(2, (date.day - 1) / 10), date.year)
    case .month: return (date.month - 1, date.year)
    case .season: return (date.month % 12 / 3, date.month == 12 ? date.year + 1 : date.year)
    }
  }

  /// An instant within a step of a year; nil when the year has no such step.
  func instant(of number: Int, year: Int, in calendar: Calendar) -> Double? {
    let day: Int? =
      switch self {
      case .hour: calendar.days(year: year, month: 1, day: 1)
      case .day: date(number, year, calendar)
      case .pentad:
        calendar.days(year: year, month: 1, day: 1).map {
          $0 + Pentads(year: year, calendar: calendar).days(of: number).lowerBound
        }
      case .dekad: calendar.days(year: year, month: number / 3 + 1, day: number % 3 * 10 + 1)
      case .month: calendar.days(year: year, month: number + 1, day: 1)
      case .season: calendar.days(year: year, month: max(1, number * 3), day: 1)
      }
    return day.map { Double($0 * 86_400 + (self == .hour ? number * 3600 : 0)) }
  }

  /// The day of a year that has a number among those of a leap year.
  private func date(_ number: Int, _ year: Int, _ calendar: Calendar) -> Int? {
    var (month, rest) = (1, number)
    while month < 12, rest >= calendar.longestLength(ofMonth: month) {
      rest -= calendar.longestLength(ofMonth: month)
      month += 1
    }
    return calendar.days(year: year, month: month, day: rest + 1)
  }

  /// The number of steps.
  public func count(in calendar: Calendar) -> Int {
    switch self {
    case .hour: 24
    case .day: (1...12).reduce(0) { $0 + calendar.longestLength(ofMonth: $1) }
    case .pentad: calendar == .days360 ? 72 : 73
    case .dekad: 36
    case .month: 12
    case .season: 4
    }
  }
}

extension Calendar {
  /// The days of a month in the years that have most.
  fileprivate func longestLength(ofMonth month: Int) -> Int {
    length(ofMonth: month, year: 2000)
  }
}
