/// A date and time of day in the proleptic Gregorian calendar, UTC.
///
/// Instants are seconds since 1970-01-01T00:00:00Z without leap seconds, as Double. A Double
/// resolves about 0.2 microseconds in this century.
///
/// The conversion between days and dates follows the era method: 400 years are 146 097 days, and
/// a year is counted from March so that the leap day comes last.
public struct CivilTime: Sendable, Hashable, Comparable {
  public var year: Int
  public var month: Int
  public var day: Int
  public var hour: Int
  public var minute: Int
  public var second: Int

  public init(year: Int, month: Int, day: Int, hour: Int = 0, minute: Int = 0, second: Int = 0) {
    self.year = year
    self.month = month
    self.day = day
    self.hour = hour
    self.minute = minute
    self.second = second
  }

  /// The date and time of day that `seconds` falls in; nil when it is not finite or more than
  /// about 30 million years away. Fractions of a second are cut off towards the past.
  public init?(secondsSince1970 seconds: Double) {
    guard abs(seconds) < 1e15 else { return nil }
    self.init(secondsSince1970: Int(seconds.rounded(.down)))
  }

  /// The date and time of day of a whole second.
  ///
  /// - Precondition: `abs(seconds) < 10^15`.
  public init(secondsSince1970 seconds: Int) {
    precondition(seconds.magnitude < 1_000_000_000_000_000)
    let days = seconds.flooredQuotient(by: 86_400)
    let secondOfDay = seconds - days * 86_400
    (year, month, day) = Self.date(daysSince1970: days)
    hour = secondOfDay / 3600
    minute = secondOfDay / 60 % 60
    second = secondOfDay % 60
  }

  /// Seconds since 1970-01-01T00:00:00Z. Fields beyond their usual range carry over.
  public var secondsSince1970: Int {
    Self.days(year: year, month: month, day: day) * 86_400 + hour * 3600 + minute * 60 + second
  }

  public static func < (a: CivilTime, b: CivilTime) -> Bool {
    a.secondsSince1970 < b.secondsSince1970
  }

  /// Days from 1970-01-01 to a date of the proleptic Gregorian calendar.
  ///
  /// - Precondition: `abs(year) <= 100 million`, `1 <= month <= 12`, `abs(day) <= 10^12`.
  public static func days(year: Int, month: Int, day: Int) -> Int {
    precondition(year.magnitude <= 100_000_000 && (1...12).contains(month))
    let shifted = month <= 2 ? year - 1 : year
    let era = shifted.flooredQuotient(by: 400)
    let yearOfEra = shifted - era * 400
    let monthFromMarch = (month + 9) % 12
    let dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  /// The date that lies `days` after 1970-01-01.
  public static func date(daysSince1970 days: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = days + 719_468
    let era = shifted.flooredQuotient(by: 146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }

  /// The number of days of a month of the Gregorian calendar.
  public static func daysInMonth(year: Int, month: Int) -> Int {
    let next = month == 12 ? (year + 1, 1) : (year, month + 1)
    return days(year: next.0, month: next.1, day: 1) - days(year: year, month: month, day: 1)
  }

  /// ISO 8601 to the second, such as `2024-06-15T12:00:00Z`.
  public var iso8601: String {
    "\(date8601)T\(Self.padded(hour, 2)):\(Self.padded(minute, 2)):\(Self.padded(second, 2))Z"
  }

  /// The ISO 8601 date, such as `2024-06-15`.
  public var date8601: String {
    "\(Self.padded(year, 4))-\(Self.padded(month, 2))-\(Self.padded(day, 2))"
  }

  /// ISO 8601 to the millisecond, such as `2024-06-15T12:00:00.250Z`, rounded to nearest; nil when
  /// the instant is not finite.
  public static func iso8601Milliseconds(_ seconds: Double) -> String? {
    guard abs(seconds) < 1e14 else { return nil }
    let milliseconds = Int((seconds * 1000).rounded())
    let whole = milliseconds.flooredQuotient(by: 1000)
    let text = CivilTime(secondsSince1970: whole).iso8601
    return "\(text.dropLast()).\(padded(milliseconds - whole * 1000, 3))Z"
  }

  /// `value` in decimal, padded with zeros to `width` digits.
  public static func padded(_ value: Int, _ width: Int) -> String {
    let digits = String(value.magnitude)
    let zeros = String(repeating: "0", count: max(0, width - digits.count))
    return (value < 0 ? "-" : "") + zeros + digits
  }
}

extension Int {
  /// The quotient rounded towards negative infinity.
  ///
  /// - Precondition: `divisor > 0`.
  public func flooredQuotient(by divisor: Int) -> Int {
    let quotient = self / divisor
    return self % divisor < 0 ? quotient - 1 : quotient
  }
}
