/// The calendars that CF names (1.11, section 4.4.1).
///
/// Days are counted from the 1970-01-01 of each calendar; the standard, the proleptic Gregorian
/// and the Julian one count the same days, under other labels.
public enum Calendar: String, Sendable, CaseIterable {
  /// Gregorian from 1582-10-15, Julian before.
  case standard
  case prolepticGregorian = "proleptic_gregorian"
  case julian
  case noLeap = "noleap"
  case allLeap = "all_leap"
  case days360 = "360_day"

  /// Reads the value of a `calendar` attribute; nil when CF has no such calendar.
  public init?(name: String) {
    switch name.lowercased() {
    case "standard", "gregorian", "": self = .standard
    case "proleptic_gregorian": self = .prolepticGregorian
    case "julian": self = .julian
    case "noleap", "365_day": self = .noLeap
    case "all_leap", "366_day": self = .allLeap
    case "360_day": self = .days360
    default: return nil
    }
  }

  /// The first day of the Gregorian calendar, as days since 1970-01-01.
  private static let gregorianReform = CivilTime.days(year: 1582, month: 10, day: 15)

  private static let monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

  /// Days of this calendar from its own 1970-01-01 to a date; nil when the date does not exist.
  public func days(year: Int, month: Int, day: Int) -> Int? {
    guard year.magnitude <= 10_000_000, (1...12).contains(month), day >= 1,
      day <= length(ofMonth: month, year: year)
    else { return nil }
    switch self {
    case .prolepticGregorian:
      return CivilTime.days(year: year, month: month, day: day)
    case .standard:
      let days = CivilTime.days(year: year, month: month, day: day)
      if days >= Self.gregorianReform { return days }
      let julian = Self.julianDays(year: year, month: month, day: day)
      // The ten days that the reform left out do not exist.
      return julian < Self.gregorianReform ? julian : nil
    case .julian:
      return Self.julianDays(year: year, month: month, day: day)
    case .noLeap, .allLeap:
      let february = self == .allLeap ? 29 : 28
      let before = (1..<month).reduce(0) { $0 + ($1 == 2 ? february : Self.monthLengths[$1 - 1]) }
      return (year - 1970) * (self == .allLeap ? 366 : 365) + before + day - 1
    case .days360:
      return (year - 1970) * 360 + (month - 1) * 30 + day - 1
    }
  }

  /// The date that lies `days` of this calendar after its 1970-01-01.
  public func date(days: Int) -> (year: Int, month: Int, day: Int) {
    switch self {
    case .prolepticGregorian:
      return CivilTime.date(daysSince1970: days)
    case .standard:
      return days >= Self.gregorianReform
        ? CivilTime.date(daysSince1970: days) : Self.julianDate(days: days)
    case .julian:
      return Self.julianDate(days: days)
    case .noLeap, .allLeap:
      let yearLength = self == .allLeap ? 366 : 365
      let year = days.flooredQuotient(by: yearLength)
      var rest = days - year * yearLength
      var month = 1
      while month < 12 {
        let length = month == 2 ? yearLength - 337 : Self.monthLengths[month - 1]
        if rest < length { break }
        rest -= length
        month += 1
      }
      return (year + 1970, month, rest + 1)
    case .days360:
      let year = days.flooredQuotient(by: 360)
      let rest = days - year * 360
      return (year + 1970, rest / 30 + 1, rest % 30 + 1)
    }
  }

  /// The number of days of a year.
  public func length(ofYear year: Int) -> Int {
    (1...12).reduce(0) { $0 + length(ofMonth: $1, year: year) }
  }

  /// The number of days of a month.
  ///
  /// - Precondition: `1 <= month <= 12`.
  public func length(ofMonth month: Int, year: Int) -> Int {
    switch self {
    case .days360: 30
    case .noLeap: Self.monthLengths[month - 1]
    case .allLeap: month == 2 ? 29 : Self.monthLengths[month - 1]
    case .prolepticGregorian: CivilTime.daysInMonth(year: year, month: month)
    case .julian: month == 2 && year % 4 == 0 ? 29 : Self.monthLengths[month - 1]
    case .standard:
      // Years before the reform have the leap days of the Julian calendar.
      month == 2 && year <= 1582
        ? (year % 4 == 0 ? 29 : 28) : CivilTime.daysInMonth(year: year, month: month)
    }
  }

  /// Days from 1970-01-01 (Gregorian) to a date of the Julian calendar.
  private static func julianDays(year: Int, month: Int, day: Int) -> Int {
    let shifted = month <= 2 ? year - 1 : year
    let cycle = shifted.flooredQuotient(by: 4)
    let yearOfCycle = shifted - cycle * 4
    let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
    return cycle * 1461 + yearOfCycle * 365 + dayOfYear - 719_470
  }

  private static func julianDate(days: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = days + 719_470
    let cycle = shifted.flooredQuotient(by: 1461)
    let dayOfCycle = shifted - cycle * 1461
    let yearOfCycle = (dayOfCycle - dayOfCycle / 1460) / 365
    let dayOfYear = dayOfCycle - 365 * yearOfCycle
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    let year = yearOfCycle + cycle * 4 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * monthFromMarch + 2) / 5 + 1)
  }
}
