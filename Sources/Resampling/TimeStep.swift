/// The length of the time bins of a product.
///
/// Bins are half-open, `[start, end)`, and in UTC, or in the calendar of a model:
///
/// | step              | bins                                                                 |
/// |:------------------|:---------------------------------------------------------------------|
/// | `minutes`         | minutes that divide the hour evenly                                  |
/// | `hours`           | hours that divide the day evenly                                     |
/// | `days`            | that many days, counted from 1970-01-01                              |
/// | `pentad`          | 5 days from January 1 on, 73 a year; the twelfth takes February 29   |
/// | `week`            | Monday to Sunday, the weeks of ISO 8601                              |
/// | `dekad`           | days 1 to 10, 11 to 20, and 21 to the end of the month (WMO-No. 306) |
/// | `month`, `year`   | those of the calendar                                                |
/// | `season`          | DJF, MAM, JJA, SON; the winter has the December of the year before   |
/// | `quarter`         | JFM, AMJ, JAS, OND                                                   |
/// | `decade`          | ten years, the first divisible by ten                                |
/// | `all`             | the whole record                                                     |
public enum TimeStep: Sendable, Hashable {
  /// A whole number of minutes that divides 60.
  case minutes(Int)

  /// A whole number of hours that divides 24.
  case hours(Int)
  case day

  /// A whole number of days, 2 at least.
  case days(Int)
  case pentad
  case week
  case dekad
  case month
  case season
  case quarter
  case year
  case decade
  case all

  /// The word a pipeline file uses, such as `day` or `6 hours`.
  public var name: String {
    switch self {
    case .minutes(1): "minute"
    case .minutes(let minutes): "\(minutes) minutes"
    case .hours(1): "hour"
    case .hours(let hours): "\(hours) hours"
    case .day: "day"
    case .days(let days): "\(days) days"
    case .pentad: "pentad"
    case .week: "week"
    case .dekad: "dekad"
    case .month: "month"
    case .season: "season"
    case .quarter: "quarter"
    case .year: "year"
    case .decade: "decade"
    case .all: "all"
    }
  }

  /// The step of a word such as `month`, `6 hours` or `5 days`; nil for other words and for
  /// numbers that do not divide the hour or the day evenly.
  public init?(name: String) {
    let plain: [TimeStep] = [
      .minutes(1), .hours(1), .day, .pentad, .week, .dekad, .month, .season, .quarter, .year,
      .decade, .all,
    ]
    if let step = plain.first(where: { $0.name == name }) {
      self = step
      return
    }
    let words = name.split(separator: " ")
    guard words.count == 2, words[0].utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      let count = Int(words[0]), count >= 2
    else { return nil }
    switch words[1] {
    case "minutes" where count < 60 && 60 % count == 0: self = .minutes(count)
    case "hours" where count < 24 && 24 % count == 0: self = .hours(count)
    case "days" where count <= 366: self = .days(count)
    default: return nil
    }
  }

  /// The ISO 8601 duration of a bin, such as `P1D`; that of a dekad is its usual length, and the
  /// whole record has none.
  public var iso8601: String {
    switch self {
    case .minutes(let minutes): "PT\(minutes)M"
    case .hours(let hours): "PT\(hours)H"
    case .day: "P1D"
    case .days(let days): "P\(days)D"
    case .pentad: "P5D"
    case .week: "P7D"
    case .dekad: "P10D"
    case .month: "P1M"
    case .season, .quarter: "P3M"
    case .year: "P1Y"
    case .decade: "P10Y"
    case .all: ""
    }
  }

  /// True when every bin of `other` lies within one bin of this step.
  public func contains(_ other: TimeStep) -> Bool {
    if self == other { return true }
    return switch (self, other) {
    case (.all, _): true
    case (_, .all): false
    case (.minutes(let a), .minutes(let b)): a % b == 0
    case (.hours(let a), .hours(let b)): a % b == 0
    case (.hours, .minutes): true
    case (.minutes, _), (.hours, _): false
    // From here on this step is of whole days.
    case (_, .minutes), (_, .hours), (_, .day): true
    case (.days(let a), .days(let b)): a % b == 0
    case (.month, .dekad): true
    case (.season, .dekad), (.season, .month): true
    case (.quarter, .dekad), (.quarter, .month): true
    case (.year, .pentad), (.year, .dekad), (.year, .month), (.year, .quarter): true
    case (.decade, .pentad), (.decade, .dekad), (.decade, .month), (.decade, .quarter),
      (.decade, .year):
      true
    default: false
    }
  }
}
