import ObservationModel
import Resampling
import Testing

@Suite("Time steps")
struct TimeStepTests {
  func instant(_ year: Int, _ month: Int, _ day: Int, _ hour: Int = 0) -> Int {
    CivilTime(year: year, month: month, day: day, hour: hour).secondsSince1970
  }

  @Test("are half-open: midnight belongs to the day it begins")
  func midnight() {
    let start = instant(2024, 2, 29)
    let bin = TimeBin(start: start, end: instant(2024, 3, 1))
    #expect(TimeStep.day.bin(at: Double(start)) == bin)
    #expect(TimeStep.day.bin(at: Double(start) - 0.001)?.end == start)
  }

  @Test("months have the days of the calendar, years the leap day")
  func months() {
    let noon = Double(instant(2024, 2, 10, 12))
    #expect(TimeStep.month.bin(at: noon)?.end == instant(2024, 3, 1))
    #expect(TimeStep.year.bin(at: noon)?.end == instant(2025, 1, 1))
    #expect(TimeStep.hours(6).bin(at: noon)?.start == instant(2024, 2, 10, 12))
  }

  @Test("a month has its days, and a day its hours, without a gap")
  func within() throws {
    let month = try #require(TimeStep.month.bin(at: Double(instant(2023, 2, 3))))
    let days = TimeStep.day.bins(within: month)
    #expect(days.count == 28)
    #expect(zip(days, days.dropFirst()).allSatisfy { $0.end == $1.start })
  }

  @Test(
    "have no bin for missing or absurd instants",
    arguments: [Double.nan, .infinity, -1e12, 1e12]
  )
  func hostile(instant: Double) {
    #expect(TimeStep.day.bin(at: instant) == nil)
  }
}
