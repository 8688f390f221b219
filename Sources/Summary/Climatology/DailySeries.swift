public import ObservationModel

/// One value a day, without a gap in the days.
public struct DailySeries: Sendable, Equatable {
  /// The first day, counted from 1970-01-01.
  public let firstDay: Int

  /// One for each day; NaN where missing.
  public var values: [Double]

  public init(firstDay: Int, values: [Double]) {
    self.firstDay = firstDay
    self.values = values
  }

  public var days: Range<Int> { firstDay..<firstDay + values.count }

  /// The day of the year of each day, from 0, as in a leap year: 59 is February 29 and March 1 is
  /// 60 in every year.
  static func daysOfYear(_ days: Range<Int>) -> [Int] {
    let firstDays = [0, 31, 60, 91, 121, 152, 182, 213, 244, 274, 305, 335]
    return days.map {
      let date = CivilTime.date(daysSince1970: $0)
      return firstDays[date.month - 1] + date.day - 1
    }
  }
}
