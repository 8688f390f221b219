internal import ObservationModel

/// Which days of the year each step of a climatology stands for.
///
/// Days are those of a leap year, so that a date has the same day in every year: 0 is January 1,
/// 59 is February 29 and 365 is December 31.
///
/// - SeeAlso: CF Conventions 1.11, section 7.4.
public struct ClimatologicalSteps: Sendable, Equatable {
  public static let daysOfYear = 366

  /// The step of each of 366 days; nil for days that no step stands for.
  public let stepOfDay: [Int?]

  /// One step for all of the year.
  public static let wholeYear = ClimatologicalSteps([Int?](repeating: 0, count: daysOfYear))

  private init(_ stepOfDay: [Int?]) { self.stepOfDay = stepOfDay }

  /// Reads a time axis of a climatology.
  ///
  /// With bounds a step stands for the days from the date of its first bound up to that of its
  /// second, whatever their years. Without, the number of steps tells: 1 is the year, 12 are
  /// months, 73 pentads of which the twelfth has February 29, 365 (or 366) days; 4 are quarters,
  /// each of the month of its time with one month before and one after it.
  ///
  /// Months of a unit such as `months since 1955-01-01` are months of the calendar: the World
  /// Ocean Atlas counts so, UDUNITS would count twelfths of a year.
  ///
  /// - Parameters:
  ///   - times: One value a step.
  ///   - bounds: Two values a step; nil when the file gives none.
  ///   - units: The unit of both; nil when the file gives none.
  /// - Throws: `badTimeUnits`, `unknownCalendar`, or `badClimatology` when the steps cannot be
  ///   told or two of them claim a day.
  public init(
    times: [Double],
    bounds: [Double]?,
    units: String?,
    calendar: String?
  ) throws(ConventionsError) {
    let count = times.count
    var stepOfDay = [Int?](repeating: nil, count: Self.daysOfYear)
    func claim(_ days: Range<Int>, for step: Int) throws(ConventionsError) {
      for day in days {
        let day = day % Self.daysOfYear
        guard stepOfDay[day] == nil || stepOfDay[day] == step else {
          throw .badClimatology("two steps stand for day \(day + 1) of the year")
        }
        stepOfDay[day] = step
      }
    }
    if let bounds {
      guard bounds.count == 2 * count else {
        throw .badClimatology("expected two bounds for each of \(count) steps")
      }
      let days = try Self.days(bounds, units: units, calendar: calendar)
      for step in 0..<count {
        let (first, end) = (days[2 * step], days[2 * step + 1])
        try claim(first..<(end > first ? end : end + Self.daysOfYear), for: step)
      }
    } else {
      switch count {
      case 1:
        try claim(0..<Self.daysOfYear, for: 0)
      case 4:
        let days = try Self.days(times, units: units, calendar: calendar)
        for (step, day) in days.enumerated() {
          let month = Self.month(ofDay: day)
          for offset in [11, 12, 13] {
            try claim(Self.days(ofMonth: (month - 1 + offset) % 12 + 1), for: step)
          }
        }
      case 12:
        for (step, month) in Self.months(times, units: units, calendar: calendar).enumerated() {
          try claim(Self.days(ofMonth: month), for: step)
        }
      case 73:
        for day in 0..<Self.daysOfYear {
          try claim(day..<(day + 1), for: Self.dayOfCommonYear(day) / 5)
        }
      case 365:
        for day in 0..<Self.daysOfYear {
          try claim(day..<(day + 1), for: Self.dayOfCommonYear(day))
        }
      case Self.daysOfYear:
        for day in 0..<Self.daysOfYear { try claim(day..<(day + 1), for: day) }
      default:
        throw .badClimatology("\(count) steps without bounds are neither months, seasons nor days")
      }
    }
    self.init(stepOfDay)
  }

  /// The day of the year, from 0, that an instant falls in; nil when it is missing.
  public static func day(ofInstant seconds: Double) -> Int? {
    CivilTime(secondsSince1970: seconds).map { day(month: $0.month, day: $0.day) }
  }

  // MARK: Days and months

  private static func day(month: Int, day: Int) -> Int { firstDays[month - 1] + day - 1 }

  /// February 29 is held against February 28.
  private static func dayOfCommonYear(_ day: Int) -> Int { day >= 59 ? day - 1 : day }

  private static func days(ofMonth month: Int) -> Range<Int> {
    firstDays[month - 1]..<firstDays[month]
  }

  private static func month(ofDay day: Int) -> Int {
    (1...12).first { day < firstDays[$0] } ?? 12
  }

  private static let firstDays = [0, 31, 60, 91, 121, 152, 182, 213, 244, 274, 305, 335, 366]

  /// The months of twelve steps: those of their times, or 1 to 12 where these do not tell twelve.
  private static func months(_ times: [Double], units: String?, calendar: String?) -> [Int] {
    let days = (try? days(times, units: units, calendar: calendar)) ?? []
    let months = days.map { month(ofDay: $0) }
    return Set(months).count == 12 ? months : Array(1...12)
  }

  /// The days of the year that values of time fall in.
  private static func days(
    _ values: [Double],
    units: String?,
    calendar: String?
  ) throws(ConventionsError) -> [Int] {
    guard let units else { throw .badTimeUnits("") }
    let words = units.split { $0 == " " || $0 == "\t" }
    let countsMonths = words.first.map { ["month", "months"].contains($0.lowercased()) } ?? false
    let instants: [Double]
    if countsMonths, words.count >= 3, words[1].lowercased() == "since" {
      guard let reference = ReferenceDate(words.dropFirst(2).joined(separator: " ")),
        (1...12).contains(reference.month)
      else { throw .badTimeUnits(units) }
      instants = values.map { Self.instant(months: $0, after: reference) }
    } else {
      let time = try TimeUnits(units: units, calendar: calendar)
      instants = values.map { time.instant($0) }
    }
    var days: [Int] = []
    for instant in instants {
      guard let day = day(ofInstant: instant) else {
        throw .badClimatology("a time of the climatology is missing")
      }
      days.append(day)
    }
    return days
  }

  private static func instant(months: Double, after reference: ReferenceDate) -> Double {
    guard months.magnitude < 1e6 else { return .nan }
    let whole = months.rounded(.down)
    let month = reference.year * 12 + reference.month - 1 + Int(whole)
    let year = month.flooredQuotient(by: 12)
    let first = CivilTime.days(year: year, month: month - year * 12 + 1, day: reference.day)
    let length = CivilTime.daysInMonth(year: year, month: month - year * 12 + 1)
    return (Double(first) + (months - whole) * Double(length)) * 86_400
  }
}
