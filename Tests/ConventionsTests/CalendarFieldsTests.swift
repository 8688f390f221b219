import Conventions
import Testing

@Suite("Times in parts")
struct CalendarFieldsTests {
  /// 2008-01-01 is 13 879 days after 1970-01-01: 38 years and 9 leap days, plus ... 38 * 365 + 9.
  static let newYear2008 = Double(38 * 365 + 9) * 86_400

  @Test("year, month and day, and year and day of the year, tell the same")
  func fields() {
    func instant(_ parts: [CalendarFields.Part: Double]) -> Double {
      CalendarFields.instant { parts[$0] }
    }
    let noon = Self.newYear2008 + 43_200
    #expect(instant([.year: 2008, .month: 1, .day: 1, .hour: 12]) == noon)
    #expect(instant([.year: 2008, .dayOfYear: 1, .secondOfDay: 43_200]) == noon)
    #expect(instant([.year: 2008, .dayOfYear: 1.5]) == noon)
    #expect(instant([.year: 2008, .month: 12, .day: 31]) == Self.newYear2008 + 365 * 86_400)
    #expect(instant([.year: 2008, .dayOfYear: 366]) == Self.newYear2008 + 365 * 86_400)
  }

  @Test("dates that do not exist are missing")
  func impossible() {
    let wrong: [[CalendarFields.Part: Double]] = [
      [.year: 2007, .month: 2, .day: 29], [.year: 2007, .dayOfYear: 366],
      [.year: 0, .dayOfYear: 1],
      [.year: 2008, .month: 13, .day: 1], [.year: .nan, .month: 1, .day: 1],
      [.year: 1e300, .month: 1, .day: 1], [.year: 2008, .month: 1], [.month: 1, .day: 1],
      [.year: 2008, .month: 1, .day: 1, .hour: .infinity],
      [.year: 2008, .month: 1, .day: 1, .second: -1],
    ]
    for parts in wrong { #expect(CalendarFields.instant { parts[$0] }.isNaN, "\(parts)") }
  }

  @Test("packed numbers are read and written")
  func packed() {
    #expect(CalendarFields.instant(packed: 20_080_101_120_000) == Self.newYear2008 + 43_200)
    #expect(CalendarFields.instant(packed: 20_080_101) == Self.newYear2008)
    for number in [20_080_101_000_000.0, 19_991_231_235_959, 20_240_229_120_001] {
      #expect(CalendarFields.packed(instant: CalendarFields.instant(packed: number)) == number)
    }
    for number in [.nan, .infinity, -20_080_101, 20_081_301, 20_080_101_250_000, 1e300, 0] {
      #expect(CalendarFields.instant(packed: number).isNaN, "\(number)")
    }
  }

  @Test("EPIC Julian days count from midnight: 2440000 is 1968-05-23")
  func julianDay() {
    // 1968-05-23 is 588 days before 1970-01-01: 223 left of 1968, 365 of 1969.
    #expect(
      CalendarFields.instant(julianDay: 2_440_000, milliseconds: 1500) == -588 * 86_400 + 1.5
    )
    let (day, milliseconds) = CalendarFields.julianDay(ofInstant: -588 * 86_400 + 1.5)
    #expect(day == 2_440_000)
    #expect(milliseconds == 1500)
    #expect(CalendarFields.instant(julianDay: .nan, milliseconds: 0).isNaN)
    #expect(CalendarFields.instant(julianDay: 1e300, milliseconds: 0).isNaN)
  }
}

@Suite("Dates as text")
struct DateTextTests {
  @Test(
    "of the spellings that files have",
    arguments: [
      ("2008-01-01T12:00:00.250Z", 43_200.25), ("2008-01-01", 0), ("2008-001T12:00:00.000", 43_200),
      ("UTC=2008-01-01T00:00:01", 1), ("20080101T120000Z", 43_200), ("20080101", 0),
      ("2008001120000", -1), ("2008-01-01 00:00:00.000000 UTC", 0), ("2008-01", 0), ("2008", 0),
      ("2008-01-01T01:00:00+01:00", 0), ("  2008-01-01T00:00Z  ", 0), ("2008/01/01", 0),
    ]
  )
  func spellings(text: String, seconds: Double) {
    let expected = seconds < 0 ? nil : CalendarFieldsTests.newYear2008 + seconds
    #expect(DateText.decode(text) == expected)
  }

  @Test(
    "that are none",
    arguments: [
      "", " ", "yesterday", "1980-00-**T02:09:00Z", "2008-13-01", "2008-01-32", "2008-366",
      "2008-01-01T25:99", "T", "-", "2008-01-01T12:00:00 nonsense", "\u{0}\u{1}",
    ]
  )
  func nonsense(text: String) {
    if text == "2008-366" {
      // 2008 has 366 days.
      #expect(DateText.decode(text) == CalendarFieldsTests.newYear2008 + 365 * 86_400)
    } else {
      #expect(DateText.decode(text) == nil)
    }
  }

  @Test("are written as they are read")
  func encode() {
    for seconds in [0, 1.25, -86_400.5, CalendarFieldsTests.newYear2008] {
      #expect(DateText.encode(seconds).flatMap { DateText.decode($0) } == seconds)
    }
  }
}
