internal import ObservationModel

/// Some of all time: a span of instants, or what comes back every year, week or quarter.
public enum CalendarWindow: Sendable, Equatable {
  case always

  /// Seconds since 1970-01-01 UTC, both ends included.
  case times(ClosedRange<Double>)

  /// From one number of a calendar field to another, both included; wraps when the first is the
  /// greater, as December to February do.
  case field(CalendarField, from: Int, through: Int)

  /// The field that tells the days of the window; nil when none does.
  var field: CalendarField? {
    if case .field(let field, _, _) = self { field } else { nil }
  }
}

/// A number that the calendar gives to days, UTC.
public enum CalendarField: String, Sendable, CaseIterable {
  /// 1 to 12.
  case month = "months"

  /// 1 to 4.
  case quarter = "quarters"

  /// The week of ISO 8601, 1 to 53.
  case week = "weeks"

  /// 1 to 366.
  case dayOfYear = "days_of_year"

  /// 0 on Monday to 6 on Sunday.
  case dayOfWeek = "days_of_week"

  case year = "years"

  /// True when the number is the same for all days of a month.
  var isOfMonths: Bool {
    switch self {
    case .month, .quarter, .year: true
    case .week, .dayOfYear, .dayOfWeek: false
    }
  }
}

/// A day with the numbers that the calendar gives it.
struct CalendarDay {
  private let year, month, week, dayOfYear, dayOfWeek: Int

  /// The days from 1970-01-01 to the first of the month and to the first of the next.
  let monthStart, monthEnd: Int

  init(daysSince1970 days: Int) {
    let date = CivilTime.date(daysSince1970: days)
    (year, month) = (date.year, date.month)
    dayOfYear = days - CivilTime.days(year: year, month: 1, day: 1) + 1
    // 1970-01-01 was a Thursday.
    dayOfWeek = ((days + 3) % 7 + 7) % 7
    // The week belongs to the year that its Thursday is in.
    let thursday = days - dayOfWeek + 3
    let yearOfWeek = CivilTime.date(daysSince1970: thursday).year
    week = (thursday - CivilTime.days(year: yearOfWeek, month: 1, day: 1)) / 7 + 1
    monthStart = days - date.day + 1
    monthEnd = monthStart + CivilTime.daysInMonth(year: year, month: month)
  }

  /// Whether the number of the field is from one to another, or, when the first is the greater,
  /// before or after what lies between.
  func has(_ field: CalendarField, from first: Int, through last: Int) -> Bool {
    let number = self[field]
    return first <= last
      ? first <= number && number <= last : number >= first || number <= last
  }

  subscript(_ field: CalendarField) -> Int {
    switch field {
    case .month: month
    case .quarter: (month + 2) / 3
    case .week: week
    case .dayOfYear: dayOfYear
    case .dayOfWeek: dayOfWeek
    case .year: year
    }
  }
}
