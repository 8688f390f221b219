import ObservationModel
import Resampling
import Testing

/// Steps whose bins are told by the date.
@Suite("Calendar steps")
struct CalendarStepsTests {
  func instant(_ year: Int, _ month: Int, _ day: Int, _ hour: Int = 0, _ minute: Int = 0) -> Int {
    CivilTime(year: year, month: month, day: day, hour: hour, minute: minute).secondsSince1970
  }

  /// Days of the calendar that a bin covers.
  func dates(_ bin: TimeBin?, _ calendar: Calendar = .prolepticGregorian) -> [[Int]] {
    guard let bin else { return [] }
    return [bin.start, bin.end].map {
      let date = calendar.date(days: $0 / 86_400)
      return [date.year, date.month, date.day]
    }
  }

  @Test("a word names its step, and every step has a word")
  func names() {
    let steps: [TimeStep] = [
      .minutes(1), .minutes(10), .hours(1), .hours(6), .day, .days(8), .pentad, .week, .dekad,
      .month, .season, .quarter, .year, .decade, .all,
    ]
    for step in steps { #expect(TimeStep(name: step.name) == step) }
    for word in [
      "7 minutes", "5 hours", "1 days", "0 days", "-2 days", "60 minutes", "24 hours", "", "months",
    ] {
      #expect(TimeStep(name: word) == nil, "\(word)")
    }
  }

  @Test("the weeks of ISO 8601 begin on Mondays and run over the end of the year")
  func weeks() {
    // 2020 has a week 53: 2020-12-28 is a Monday, 2021-01-03 the Sunday after.
    for (month, day) in [(12, 28), (12, 31)] {
      #expect(
        dates(TimeStep.week.bin(at: Double(instant(2020, month, day, 23))))
          == [[2020, 12, 28], [2021, 1, 4]]
      )
    }
    #expect(
      dates(TimeStep.week.bin(at: Double(instant(2021, 1, 4)))) == [[2021, 1, 4], [2021, 1, 11]]
    )
    // Before 1970, too: 1969-12-29 was a Monday.
    #expect(
      dates(TimeStep.week.bin(at: Double(instant(1969, 12, 31))))[0] == [1969, 12, 29]
    )
  }

  @Test("dekads end with the month")
  func dekads() {
    let bins = TimeStep.dekad.bins(
      within: TimeBin(start: instant(2023, 2, 1), end: instant(2023, 3, 1))
    )
    #expect(bins.map { ($0.end - $0.start) / 86_400 } == [10, 10, 8])
  }

  @Test("a winter has the December of the year before")
  func seasons() {
    for (year, month) in [(2023, 12), (2024, 1), (2024, 2)] {
      #expect(
        dates(TimeStep.season.bin(at: Double(instant(year, month, 29, 5))))
          == [[2023, 12, 1], [2024, 3, 1]]
      )
    }
    #expect(
      dates(TimeStep.season.bin(at: Double(instant(2024, 11, 30))))
        == [[2024, 9, 1], [2024, 12, 1]]
    )
    #expect(
      dates(TimeStep.quarter.bin(at: Double(instant(2024, 11, 30))))
        == [[2024, 10, 1], [2025, 1, 1]]
    )
  }

  @Test("a year has 73 pentads, the twelfth with the leap day")
  func pentads() {
    for year in [1999, 2000] {
      let bins = TimeStep.pentad.bins(
        within: TimeBin(start: instant(year, 1, 1), end: instant(year + 1, 1, 1))
      )
      #expect(bins.count == 73)
      #expect(bins.last?.end == instant(year + 1, 1, 1))
      #expect(dates(bins[11]) == [[year, 2, 25], [year, 3, 2]])
      #expect(bins.filter { $0.end - $0.start != 5 * 86_400 }.count == (year == 2000 ? 1 : 0))
    }
  }

  @Test("several days are counted from 1970-01-01, decades from years divisible by ten")
  func runs() {
    #expect(TimeStep.days(8).bin(at: Double(7 * 86_400))?.start == 0)
    #expect(TimeStep.days(8).bin(at: -1)?.start == -8 * 86_400)
    #expect(
      dates(TimeStep.decade.bin(at: Double(instant(2019, 12, 31, 23))))
        == [[2010, 1, 1], [2020, 1, 1]]
    )
    #expect(
      TimeStep.minutes(15).bin(at: Double(instant(2024, 1, 1, 7, 44)))?.start
        == instant(2024, 1, 1, 7, 30)
    )
  }

  @Test("contain others exactly when no bin of these is cut")
  func containment() {
    let steps: [TimeStep] = [
      .minutes(10), .minutes(30), .hours(1), .hours(6), .day, .days(2), .days(8), .pentad, .week,
      .dekad, .month, .season, .quarter, .year, .decade,
    ]
    // Brute force over the bins of 40 years, each edge of the coarser against the finer.
    let (first, last) = (instant(1984, 1, 1), instant(2024, 1, 1))
    for coarse in steps {
      for fine in steps {
        var isCut = false
        var edge = first
        while edge < last, !isCut, let bin = coarse.bin(at: Double(edge)) {
          if let other = fine.bin(at: Double(bin.end - 1)), other.end != bin.end { isCut = true }
          edge = max(bin.end, edge + 86_400 * 3)
        }
        #expect(coarse.contains(fine) == !isCut, "\(coarse.name) and \(fine.name)")
      }
      #expect(TimeStep.all.contains(coarse))
      #expect(!coarse.contains(.all))
    }
  }

  @Test(
    "bins follow each other without a gap from 1600 to 2999",
    arguments: [
      TimeStep.pentad, .week, .dekad, .month, .season, .quarter, .year, .decade, .days(5),
    ]
  )
  func gapless(step: TimeStep) throws {
    var bin = try #require(step.bin(at: TimeBin.earliest))
    #expect(Double(bin.start) <= TimeBin.earliest)
    while Double(bin.end) < TimeBin.latest {
      let next = try #require(step.bin(at: Double(bin.end)))
      guard next.start == bin.end, next.end > next.start else {
        Issue.record("\(bin) and \(next)")
        return
      }
      #expect(step.bin(at: Double(bin.end) - 0.5) == bin)
      bin = next
    }
  }

  @Test("months of a model are those of its own calendar")
  func calendars() throws {
    let february30 = try #require(Calendar.days360.days(year: 2001, month: 2, day: 30))
    let month = TimeStep.month.bin(at: Double(february30 * 86_400), in: .days360)
    #expect(dates(month, .days360) == [[2001, 2, 1], [2001, 3, 1]])
    let march = try #require(Calendar.noLeap.days(year: 2000, month: 3, day: 1))
    let before = TimeStep.month.bin(at: Double(march * 86_400 - 1), in: .noLeap)
    #expect(before.map { ($0.end - $0.start) / 86_400 } == 28)
    let year = try #require(TimeStep.year.bin(at: 0, in: .days360))
    #expect(TimeStep.pentad.bins(within: year, in: .days360).count == 72)
    #expect(TimeStep.dekad.bins(within: year, in: .days360).count == 36)
  }
}
