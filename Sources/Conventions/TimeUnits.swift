public import ObservationModel

/// A CF unit of time, `<unit> since <reference date>`, with its calendar.
///
/// Dates of model calendars are carried over by their labels: 2001-02-28 of a calendar without
/// leap days is 2001-02-28. A label that the real calendar lacks, such as February 30, is missing.
///
/// - SeeAlso: CF Conventions 1.11, section 4.4; UDUNITS for the lengths of units.
public struct TimeUnits: Sendable, Equatable {
  public let calendar: Calendar

  /// True when the file says `julian` of a reference date after 1582. Such files mean the
  /// standard calendar and a Julian day count; taking them at their word moves them by 13 days.
  public let calendarWasRepaired: Bool

  private let secondsPerUnit: Double

  /// The reference: days of the calendar, and seconds from their midnight, UTC.
  private let referenceDays: Int
  private let referenceSeconds: Double

  /// - Parameters:
  ///   - units: Such as `days since 1950-01-01 00:00:00 UTC`.
  ///   - calendar: The `calendar` attribute; nil means standard.
  /// - Throws: `badTimeUnits` or `unknownCalendar`.
  public init(units: String, calendar: String?) throws(ConventionsError) {
    guard var calendar = Calendar(name: calendar ?? "standard") else {
      throw .unknownCalendar(calendar ?? "")
    }
    let words = Self.spaced(units).split { $0 == " " || $0 == "\t" }
    guard let since = words.firstIndex(where: { $0.lowercased() == "since" }), since >= 1,
      let seconds = Self.seconds(of: words[since - 1].lowercased(), calendar),
      let reference = ReferenceDate(words[(since + 1)...].joined(separator: " "))
    else { throw .badTimeUnits(units) }
    calendarWasRepaired = calendar == .julian && reference.year > 1582
    if calendarWasRepaired { calendar = .standard }
    // The mixed calendar has no year 0; who counts from there counts on the proleptic one.
    if calendar == .standard, reference.year == 0 { calendar = .prolepticGregorian }
    // The historical calendars have no year 0: the year -4713, from which Julian days are counted,
    // comes 4712 years before the year that astronomers number 0.
    let isHistorical = calendar == .julian || calendar == .standard || calendarWasRepaired
    let year = isHistorical && reference.year < 0 ? reference.year + 1 : reference.year
    guard let days = calendar.days(year: year, month: reference.month, day: reference.day)
    else { throw .badTimeUnits(units) }
    self.calendar = calendar
    secondsPerUnit = seconds
    referenceDays = days
    referenceSeconds = reference.secondsOfDay
  }

  /// `days_since_1900_1_1_00_00_00` as it was meant: PyFerret writes no blanks.
  private static func spaced(_ units: String) -> String {
    guard !units.contains(" "), units.lowercased().contains("_since_") else { return units }
    let parts = units.split(separator: "_").map(String.init)
    guard parts.count >= 5 else { return units }
    let clock = parts.dropFirst(5).joined(separator: ":")
    return "\(parts[0]) \(parts[1]) \(parts[2...4].joined(separator: "-")) \(clock)"
  }

  /// The seconds of the unit that a text begins with, such as `minutes since base_time`; nil when
  /// it is no unit of time.
  public static func seconds(ofUnitIn text: String) -> Double? {
    text.split(separator: " ").first.flatMap { seconds(of: $0.lowercased()) }
  }

  private static func seconds(of unit: String, _ calendar: Calendar = .standard) -> Double? {
    switch unit {
    case "second", "seconds", "sec", "secs", "s": 1
    case "minute", "minutes", "min", "mins": 60
    case "hour", "hours", "hr", "hrs", "h": 3600
    case "day", "days", "d": 86_400
    case "week", "weeks": 604_800
    case "millisecond", "milliseconds", "msec", "msecs", "ms": 1e-3
    case "microsecond", "microseconds", "us": 1e-6
    case "nanosecond", "nanoseconds", "ns": 1e-9
    // The calendar of 12 months of 30 days has no others.
    case "year", "years", "yr",
      "yrs" where calendar == .days360:
      360 * 86_400
    case "month",
      "months" where calendar == .days360:
      30 * 86_400
    // UDUNITS: the tropical year and its twelfth part.
    case "year", "years", "yr", "yrs": 31_556_925.9747
    case "month", "months": 31_556_925.9747 / 12
    default: nil
    }
  }

  /// The instant of a value, in seconds since 1970-01-01 UTC; NaN when it is missing, not finite
  /// or more than about 30 million years away.
  public func instant(_ value: Double) -> Double {
    guard let (days, secondOfDay) = parts(of: value), let civilDays = realDays(days) else {
      return .nan
    }
    return Double(civilDays) * 86_400 + secondOfDay
  }

  /// The seconds from the calendar's own 1970-01-01 to a value, in days of that calendar; NaN
  /// when it is missing, not finite or more than about 30 million years away.
  ///
  /// For the calendars of models, whose days are not those of the world: what is averaged within
  /// a month must be sorted by the months of the file.
  public func calendarSeconds(_ value: Double) -> Double {
    guard let (days, secondOfDay) = parts(of: value) else { return .nan }
    return Double(days) * 86_400 + secondOfDay
  }

  /// The value at seconds from the calendar's own 1970-01-01: the inverse of `calendarSeconds`.
  public func value(atCalendarSeconds seconds: Double) -> Double {
    guard seconds.magnitude < 1e15 else { return .nan }
    let wholeDays = (seconds / 86_400).rounded(.down)
    let rest = seconds - wholeDays * 86_400 - referenceSeconds
    return (wholeDays - Double(referenceDays)) * (86_400 / secondsPerUnit)
      + rest / secondsPerUnit
  }

  /// The day of the calendar that a value falls in, and the seconds since its midnight.
  private func parts(of value: Double) -> (days: Int, secondOfDay: Double)? {
    guard value.magnitude * secondsPerUnit < 1e15 else { return nil }
    // Whole days apart from the rest, so that fractions of a day keep their precision.
    let unitsPerDay = 86_400 / secondsPerUnit
    let wholeDays = (value / unitsPerDay).rounded(.down)
    let rest = (value - wholeDays * unitsPerDay) * secondsPerUnit + referenceSeconds
    let carried = (rest / 86_400).rounded(.down)
    guard let days = Int(exactly: wholeDays + carried) else { return nil }
    return (referenceDays + days, rest - carried * 86_400)
  }

  /// The value of an instant: the inverse of `instant`.
  public func value(ofInstant seconds: Double) -> Double {
    guard seconds.magnitude < 1e15 else { return .nan }
    let wholeDays = (seconds / 86_400).rounded(.down)
    guard let civilDays = Int(exactly: wholeDays) else { return .nan }
    let date = CivilTime.date(daysSince1970: civilDays)
    var days = civilDays
    if calendar != .prolepticGregorian, calendar != .standard, calendar != .julian {
      guard let own = calendar.days(year: date.year, month: date.month, day: date.day) else {
        return .nan
      }
      days = own
    }
    let rest = seconds - wholeDays * 86_400 - referenceSeconds
    return Double(days - referenceDays) * (86_400 / secondsPerUnit) + rest / secondsPerUnit
  }

  /// Days since 1970-01-01 of the real calendar for a day of this one.
  private func realDays(_ days: Int) -> Int? {
    switch calendar {
    case .prolepticGregorian, .standard, .julian:
      // One count of days, whatever the labels.
      return days
    case .noLeap, .allLeap, .days360:
      let date = calendar.date(days: days)
      guard date.year.magnitude <= 10_000_000,
        date.day <= CivilTime.daysInMonth(year: date.year, month: date.month)
      else { return nil }
      return CivilTime.days(year: date.year, month: date.month, day: date.day)
    }
  }
}

/// A date, time of day and zone as reference dates are written, however loosely.
struct ReferenceDate {
  var year = 0
  var month = 1
  var day = 1

  /// Seconds from midnight UTC; beyond a day where a zone shifts it.
  var secondsOfDay = 0.0

  init?(_ text: String) {
    var words = text.split { $0 == " " || $0 == "\t" }.map(String.init)
    // "1970-01-01T00:00:00": a T between digits parts the date from the time of day.
    if let first = words.first, let t = first.firstIndex(of: "T") {
      words.replaceSubrange(
        0..<1,
        with: [String(first[..<t]), String(first[first.index(after: t)...])]
      )
      words.removeAll { $0.isEmpty }
    }
    guard let dateWord = words.first else { return nil }
    words.removeFirst()
    guard readDate(dateWord) else { return nil }
    guard let timeWord = words.first else { return }
    if Self.isZoneName(timeWord) { return }
    words.removeFirst()
    guard readTime(timeWord) else { return nil }
    guard let zone = words.first, !Self.isZoneName(zone) else { return }
    guard let offset = Self.zoneSeconds(zone) else { return nil }
    secondsOfDay -= offset
  }

  private mutating func readDate(_ word: String) -> Bool {
    let isNegative = word.hasPrefix("-")
    let parts = word.drop { $0 == "-" || $0 == "+" }.split(separator: "-").map(String.init)
    guard (1...3).contains(parts.count) else { return false }
    var numbers: [Int] = []
    for part in parts {
      guard part.count <= 8, part.allSatisfy({ $0.isASCII && $0.isNumber }), let n = Int(part)
      else { return false }
      numbers.append(n)
    }
    if parts.count == 3, parts[0].count <= 2, parts[2].count == 4 { numbers.reverse() }
    year = isNegative ? -numbers[0] : numbers[0]
    month = numbers.count > 1 ? numbers[1] : 1
    day = numbers.count > 2 ? numbers[2] : 1
    return true
  }

  private mutating func readTime(_ word: String) -> Bool {
    var clock = word
    if clock.uppercased().hasSuffix("Z") { clock.removeLast() }
    for suffix in ["UTC", "GMT"] where clock.uppercased().hasSuffix(suffix) {
      clock.removeLast(3)
    }
    if let sign = clock.lastIndex(where: { $0 == "+" || $0 == "-" }), sign > clock.startIndex {
      guard let offset = Self.zoneSeconds(String(clock[sign...])) else { return false }
      secondsOfDay -= offset
      clock = String(clock[..<sign])
    }
    guard let seconds = Self.clockSeconds(clock) else { return false }
    secondsOfDay += seconds
    return true
  }

  private static func clockSeconds(_ text: String) -> Double? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard (1...3).contains(parts.count) else { return nil }
    var seconds = 0.0
    // The last second of a day may be the 61st of its minute.
    for (part, (unit, limit)) in zip(parts, [(3600.0, 24.0), (60, 60), (1, 61)]) {
      guard !part.isEmpty, let value = Double(part), value >= 0, value <= limit else {
        return nil
      }
      seconds += value * unit
    }
    return seconds
  }

  private static func isZoneName(_ word: String) -> Bool {
    ["Z", "UTC", "GMT"].contains(word.uppercased())
  }

  private static func zoneSeconds(_ text: String) -> Double? {
    if isZoneName(text) { return 0 }
    let sign: Double = text.hasPrefix("-") ? -1 : 1
    let digits = text.drop { $0 == "+" || $0 == "-" }
    if digits.contains(":") {
      return clockSeconds(String(digits)).map { $0 * sign }
    }
    guard digits.count <= 4, let number = Int(digits) else { return nil }
    let minutes = digits.count <= 2 ? number * 60 : number / 100 * 60 + number % 100
    return sign * Double(minutes) * 60
  }
}
