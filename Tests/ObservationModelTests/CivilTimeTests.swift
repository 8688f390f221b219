import ObservationModel
import Testing

@Suite("Civil time")
struct CivilTimeTests {
  @Test(
    "agrees with the calendar of GNU date",
    arguments: [
      // date -u -d @N +%FT%TZ
      (0, "1970-01-01T00:00:00Z"),
      (951_782_400, "2000-02-29T00:00:00Z"),
      (-1, "1969-12-31T23:59:59Z"),
      (1_717_200_000, "2024-06-01T00:00:00Z"),
      (-11_676_096_000, "1600-01-01T00:00:00Z"),
    ]
  )
  func formats(seconds: Int, text: String) {
    #expect(CivilTime(secondsSince1970: seconds).iso8601 == text)
  }

  @Test("goes there and back for days over many centuries")
  func roundTrip() {
    for days in stride(from: -800_000, through: 800_000, by: 37) {
      let date = CivilTime.date(daysSince1970: days)
      #expect(CivilTime.days(year: date.year, month: date.month, day: date.day) == days)
    }
  }

  @Test("rounds milliseconds to the nearest, across the second")
  func milliseconds() {
    #expect(CivilTime.iso8601Milliseconds(0.9996) == "1970-01-01T00:00:01.000Z")
    #expect(CivilTime.iso8601Milliseconds(-0.25) == "1969-12-31T23:59:59.750Z")
    #expect(CivilTime.iso8601Milliseconds(.nan) == nil)
  }

  @Test("has no date for instants that are not finite")
  func hostile() {
    #expect(CivilTime(secondsSince1970: Double.nan) == nil)
    #expect(CivilTime(secondsSince1970: Double.infinity) == nil)
  }
}
