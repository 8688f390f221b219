internal import ObservationModel

/// A date and time of day that a file tells in parts: year, month, day, hour and so on, or year
/// and day of the year, or one packed number.
public struct CalendarFields: Sendable, Equatable {
  /// Days since 1970-01-01 of the proleptic Gregorian calendar.
  public let days: Int

  /// Seconds from midnight; leap seconds and rounding may bring it to 86 400 or a little more.
  public let secondOfDay: Double

  /// - Returns: Nil for a date that does not exist.
  public init?(year: Int, month: Int, day: Int, secondOfDay: Double = 0) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
      day <= CivilTime.daysInMonth(year: year, month: month),
      secondOfDay >= 0, secondOfDay <= 86_401
    else { return nil }
    days = CivilTime.days(year: year, month: month, day: day)
    self.secondOfDay = secondOfDay
  }

  /// - Parameter dayOfYear: 1 on January 1.
  public init?(year: Int, dayOfYear: Int, secondOfDay: Double = 0) {
    guard (1...9999).contains(year), dayOfYear >= 1,
      dayOfYear <= (CivilTime.daysInMonth(year: year, month: 2) == 29 ? 366 : 365),
      secondOfDay >= 0, secondOfDay <= 86_401
    else { return nil }
    days = CivilTime.days(year: year, month: 1, day: 1) + dayOfYear - 1
    self.secondOfDay = secondOfDay
  }

  /// Seconds since 1970-01-01 UTC.
  public var instant: Double { Double(days) * 86_400 + secondOfDay }

  // MARK: Parts in variables

  /// The parts of a time of which a file may tell any that make a date. Values as stored, NaN
  /// where missing.
  public enum Part: String, Sendable, CaseIterable {
    case year, month, day, hour, minute, second
    case dayOfYear = "day_of_year"
    case secondOfDay = "second_of_day"
    case millisecondOfDay = "millisecond_of_day"
  }

  /// The instant that parts tell; NaN when one is missing or they are no date.
  public static func instant(_ part: (Part) -> Double?) -> Double {
    func whole(_ which: Part) -> Int? { part(which).flatMap { Int(exactly: $0.rounded(.down)) } }
    guard let year = whole(.year) else { return .nan }
    var second = 0.0
    let units: [(part: Part, seconds: Double)] = [
      (.hour, 3600), (.minute, 60), (.second, 1), (.secondOfDay, 1), (.millisecondOfDay, 0.001),
    ]
    for unit in units {
      guard let value = part(unit.part) else { continue }
      second += value * unit.seconds
    }
    if let dayOfYear = part(.dayOfYear) {
      // A day of the year with a fraction tells the time of day too.
      let wholeDay = dayOfYear.rounded(.down)
      let isTimeGiven = [.hour, .secondOfDay, .millisecondOfDay].contains { part($0) != nil }
      guard let day = Int(exactly: wholeDay) else { return .nan }
      return CalendarFields(
        year: year,
        dayOfYear: day,
        secondOfDay: isTimeGiven ? second : (dayOfYear - wholeDay) * 86_400
      )?.instant ?? .nan
    }
    guard let month = whole(.month), let day = whole(.day) else { return .nan }
    return CalendarFields(year: year, month: month, day: day, secondOfDay: second)?.instant
      ?? .nan
  }

  // MARK: One packed number

  /// The instant of `yyyymmddhhmmss`, or of `yyyymmdd`, as one number; NaN when it is no date.
  public static func instant(packed number: Double) -> Double {
    guard let digits = Int(exactly: number.rounded(.down)), digits > 0, number < 1e14 else {
      return .nan
    }
    let hasTime = digits >= 100_000_000
    let date = hasTime ? digits / 1_000_000 : digits
    let time = hasTime ? digits % 1_000_000 : 0
    guard time / 10_000 < 24, time / 100 % 100 < 60, time % 100 <= 60 else { return .nan }
    let seconds =
      Double(time / 10_000 * 3600 + time / 100 % 100 * 60 + time % 100)
      + (hasTime ? number - number.rounded(.down) : 0)
    return CalendarFields(
      year: date / 10_000,
      month: date / 100 % 100,
      day: date % 100,
      secondOfDay: seconds
    )?.instant ?? .nan
  }

  /// `yyyymmddhhmmss` of an instant, to the second: the inverse of `instant(packed:)`.
  public static func packed(instant seconds: Double) -> Double {
    guard let time = CivilTime(secondsSince1970: seconds) else { return .nan }
    let date = Double(time.year * 10_000 + time.month * 100 + time.day)
    return date * 1_000_000 + Double(time.hour * 10_000 + time.minute * 100 + time.second)
  }

  // MARK: Julian days of EPIC

  /// The instant of an EPIC time: a true Julian day counted from midnight, 2440000 being
  /// 1968-05-23, and milliseconds of the day.
  ///
  /// - SeeAlso: *EPIC netCDF conventions*, NOAA/PMEL, "Time".
  public static func instant(julianDay: Double, milliseconds: Double) -> Double {
    guard julianDay.magnitude < 1e8, milliseconds.magnitude < 1e9 else { return .nan }
    return (julianDay - 2_440_588) * 86_400 + milliseconds / 1000
  }

  /// The day and the milliseconds of an instant: the inverse of `instant(julianDay:milliseconds:)`.
  public static func julianDay(
    ofInstant seconds: Double
  ) -> (day: Double, milliseconds: Double) {
    let day = (seconds / 86_400).rounded(.down)
    return (day + 2_440_588, ((seconds - day * 86_400) * 1000).rounded())
  }
}
