import Conventions
import ObservationModel
import Testing

@Suite("CF time")
struct TimeUnitsTests {
  @Test(
    "reads the units that files have",
    arguments: [
      ("seconds since 1970-01-01T00:00:00Z", 86_400.5, "1970-01-02T00:00:00.500Z"),
      ("days since 1950-01-01 00:00:00 UTC", 24_371.609027777777, "2016-09-22T14:37:00.000Z"),
      ("seconds since 1970-1-1 0:00:00 0:00", 60, "1970-01-01T00:01:00.000Z"),
      ("seconds since 1-1-1970", 60, "1970-01-01T00:01:00.000Z"),
      ("seconds since 1981-01-01 00:00:00", 1_217_832_901, "2019-08-05T06:55:01.000Z"),
      ("hours since 2024-06-01 12:00:00 +9:00", 0, "2024-06-01T03:00:00.000Z"),
      ("minutes since 2024-06-01 00:00 -03", 1, "2024-06-01T03:01:00.000Z"),
    ] as [(String, Double, String)]
  )
  func decodes(units: String, value: Double, instant: String) throws {
    let units = try TimeUnits(units: units, calendar: nil)
    #expect(CivilTime.iso8601Milliseconds(units.instant(value)) == instant)
  }

  @Test(
    "agrees with cftime in every calendar",
    arguments: [
      // cftime.num2date(N, "days since 2000-02-28", calendar), version 1.6.5: the label.
      ("standard", 1.0, "2000-02-29"), ("proleptic_gregorian", 1, "2000-02-29"),
      ("noleap", 1, "2000-03-01"), ("365_day", 366, "2001-03-01"),
      ("all_leap", 1, "2000-02-29"), ("360_day", 2, nil), ("360_day", 3, "2000-03-01"),
    ] as [(String, Double, String?)]
  )
  func calendars(calendar: String, days: Double, date: String?) throws {
    let units = try TimeUnits(units: "days since 2000-02-28", calendar: calendar)
    let civil = CivilTime(secondsSince1970: units.instant(days))
    #expect(civil?.date8601 == date)
  }

  @Test("counts Julian days from the year -4713, which has no year 0 after it")
  func julianDays() throws {
    let units = try TimeUnits(units: "days since -4713-01-01T00:00:00Z", calendar: "julian")
    // A tide gauge of July 1998.
    #expect(CivilTime(secondsSince1970: units.instant(2_451_016.39))?.date8601 == "1998-07-21")
  }

  @Test("reads the calendar julian of a modern reference date as the slip it is")
  func slip() throws {
    let units = try TimeUnits(units: "seconds since 1970-01-01", calendar: "julian")
    #expect(units.calendarWasRepaired)
    #expect(units.instant(0) == 0)
  }

  @Test("goes there and back")
  func roundTrip() throws {
    for calendar in Calendar.allCases {
      let units = try TimeUnits(units: "days since 1950-01-01", calendar: calendar.rawValue)
      for day in stride(from: 0.0, to: 40_000, by: 1234.25) {
        let instant = units.instant(day)
        if instant.isNaN { continue }
        #expect(abs(units.value(ofInstant: instant) - day) < 1e-9)
      }
    }
  }

  @Test(
    "refuses what is not a unit of time",
    arguments: ["", "days", "days since", "parsecs since 1970-01-01", "days since 2000-13-01", "1"]
  )
  func refuses(units: String) {
    #expect(throws: ConventionsError.badTimeUnits(units)) {
      try TimeUnits(units: units, calendar: nil)
    }
  }

  @Test(
    "is missing for values that are not finite or absurd",
    arguments: [Double.nan, .infinity, 1e300]
  )
  func hostile(value: Double) throws {
    #expect(try TimeUnits(units: "days since 1970-01-01", calendar: nil).instant(value).isNaN)
  }

  @Test("months and years of a calendar of 360 days have 30 and 360 days")
  func calendarOf360Days() throws {
    func days(_ units: String, _ value: Double) throws -> Double {
      try TimeUnits(units: units, calendar: "360_day").instant(value) / 86_400
    }
    // 2000-03-01 and 2001-01-01 by their labels: 10 957 days to 2000-01-01, 31 + 29 and 366 more.
    #expect(try days("months since 2000-01-01", 2) == 10_957 + 60)
    #expect(try days("years since 2000-01-01", 1) == 10_957 + 366)
  }
}
