public import ObservationModel

extension TimeStep {
  /// The bin that an instant falls in; nil when the instant is missing or outside the years
  /// 1600 to 2999.
  ///
  /// - Parameter seconds: Seconds since 1970-01-01 UTC.
  public func bin(at seconds: Double) -> TimeBin? {
    guard seconds >= TimeBin.earliest, seconds < TimeBin.latest else { return nil }
    return bin(at: seconds, in: .prolepticGregorian)
  }

  /// The bin that an instant of a calendar falls in; nil when the instant is missing or more than
  /// ten thousand years from 1970.
  ///
  /// - Parameters:
  ///   - seconds: Seconds since the calendar's own 1970-01-01, in days of 86 400.
  ///   - calendar: Months and years are those of this calendar. Weeks and `days` are counted from
  ///     its 1970-01-01, taken for the Thursday that it was.
  public func bin(at seconds: Double, in calendar: Calendar) -> TimeBin? {
    guard seconds.magnitude < 3.2e11 else { return nil }
    let whole = Int(seconds.rounded(.down))
    let day = whole.flooredQuotient(by: 86_400)
    let secondOfDay = whole - day * 86_400
    switch self {
    case .minutes(let minutes):
      return TimeBin(day: day, second: secondOfDay, length: minutes * 60)
    case .hours(let hours):
      return TimeBin(day: day, second: secondOfDay, length: hours * 3600)
    case .day:
      return TimeBin(days: day..<day + 1)
    case .days(let days):
      let first = day.flooredQuotient(by: days) * days
      return TimeBin(days: first..<first + days)
    case .week:
      // 1970-01-01 was a Thursday.
      let first = (day + 3).flooredQuotient(by: 7) * 7 - 3
      return TimeBin(days: first..<first + 7)
    case .all:
      return TimeBin(start: Int(TimeBin.earliest), end: Int(TimeBin.latest))
    case .pentad, .dekad, .month, .season, .quarter, .year, .decade:
      return bin(ofDay: day, in: calendar)
    }
  }

  /// The bin of a step that is told by the date.
  private func bin(ofDay day: Int, in calendar: Calendar) -> TimeBin? {
    let date = calendar.date(days: day)
    /// The first day of a month, counted on from January of the year.
    func first(_ month: Int, of year: Int) -> Int? {
      let months = month - 1
      let carried = months.flooredQuotient(by: 12)
      return calendar.days(year: year + carried, month: months - carried * 12 + 1, day: 1)
    }
    func months(from month: Int, count: Int) -> TimeBin? {
      guard let start = first(month, of: date.year), let end = first(month + count, of: date.year)
      else { return nil }
      return TimeBin(days: start..<end)
    }
    switch self {
    case .pentad:
      guard let start = first(1, of: date.year) else { return nil }
      let pentads = Pentads(year: date.year, calendar: calendar)
      let days = pentads.days(of: pentads.number(ofDay: day - start))
      return TimeBin(days: start + days.lowerBound..<start + days.upperBound)
    case .dekad:
      guard let start = first(date.month, of: date.year),
        let end = first(date.month + 1, of: date.year)
      else { return nil }
      let dekad = min(2, (day - start) / 10)
      let last = dekad == 2 ? end : start + dekad * 10 + 10
      return TimeBin(days: start + dekad * 10..<last)
    case .month: return months(from: date.month, count: 1)
    // The 0th month is the December before.
    case .season: return months(from: date.month / 3 * 3, count: 3)
    case .quarter: return months(from: (date.month - 1) / 3 * 3 + 1, count: 3)
    case .year: return months(from: 1, count: 12)
    case .decade:
      let year = date.year.flooredQuotient(by: 10) * 10
      guard let start = first(1, of: year), let end = first(1, of: year + 10) else { return nil }
      return TimeBin(days: start..<end)
    default: return nil
    }
  }

  /// The bins of this step within `bin`, in order.
  ///
  /// - Precondition: `bin` is a bin of a step that `contains` this one.
  public func bins(within bin: TimeBin, in calendar: Calendar = .prolepticGregorian) -> [TimeBin] {
    var bins: [TimeBin] = []
    var start = bin.start
    while start < bin.end, let next = self.bin(at: Double(start), in: calendar) {
      bins.append(next)
      start = next.end
    }
    return bins
  }
}

extension TimeBin {
  init(days: Range<Int>) {
    self.init(start: days.lowerBound * 86_400, end: days.upperBound * 86_400)
  }

  /// The bin of a length that divides the day.
  fileprivate init(day: Int, second: Int, length: Int) {
    let start = day * 86_400 + second / length * length
    self.init(start: start, end: start + length)
  }
}

/// The pentads of a year: five days each from January 1 on, the twelfth with February 29.
struct Pentads {
  private let length: Int

  /// True when a February 29 is the 60th day and one too many.
  private let hasLeapDay: Bool

  init(year: Int, calendar: Calendar) {
    length = calendar.length(ofYear: year)
    hasLeapDay = length == 366
  }

  /// - Parameter day: From 0.
  func number(ofDay day: Int) -> Int { (hasLeapDay && day >= 59 ? day - 1 : day) / 5 }

  /// The days of a pentad, from 0 on January 1.
  func days(of pentad: Int) -> Range<Int> {
    func start(_ pentad: Int) -> Int { 5 * pentad + (hasLeapDay && 5 * pentad > 58 ? 1 : 0) }
    return start(pentad)..<min(length, start(pentad + 1))
  }
}
