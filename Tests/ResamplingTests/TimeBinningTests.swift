import ObservationModel
import Resampling
import Testing

@Suite("Time binning")
struct TimeBinningTests {
  func instant(_ year: Int, _ month: Int, _ day: Int, _ hour: Int = 0) -> Int {
    CivilTime(year: year, month: month, day: day, hour: hour).secondsSince1970
  }

  @Test("a climatology pools a month of all years of its period and of no other")
  func months() throws {
    let binning = TimeBinning(.climatology(.month, years: 1991...2020))
    #expect(binning.bins.count == 12)
    let june = TimeBin(start: instant(1991, 6, 1), end: instant(2020, 7, 1))
    #expect(binning.bins[5] == june)
    for year in [1991, 2005, 2020] {
      #expect(binning.bin(at: Double(instant(year, 6, 30, 23))) == june)
    }
    #expect(binning.bin(at: Double(instant(1990, 6, 15))) == nil)
    #expect(binning.bin(at: Double(instant(2021, 1, 1))) == nil)
    #expect(binning.bin(at: .nan) == nil)
    #expect(binning.pooledSeconds(of: june) == 30 * 30 * 86_400)
    // Seven or eight leap years: 1992 ... 2020.
    #expect(binning.pooledSeconds(of: binning.bins[1]) == (30 * 28 + 8) * 86_400)
  }

  @Test("February 29 is a day of its own, pooled over leap years")
  func leapDay() throws {
    let binning = TimeBinning(.climatology(.day, years: 1991...2020))
    #expect(binning.bins.count == 366)
    let leapDay = TimeBin(start: instant(1992, 2, 29), end: instant(2020, 3, 1))
    #expect(binning.bin(at: Double(instant(2004, 2, 29, 12))) == leapDay)
    #expect(binning.bins[59] == leapDay)
    #expect(binning.pooledSeconds(of: leapDay) == 8 * 86_400)
    #expect(binning.bin(at: Double(instant(2003, 3, 1))) == binning.bins[60])
    // A period without a leap year has no such day.
    #expect(TimeBinning(.climatology(.day, years: 2001...2003)).bins.count == 365)
  }

  @Test("a winter is that of the year of its January")
  func winter() {
    let binning = TimeBinning(.climatology(.season, years: 1991...2020))
    let winter = TimeBin(start: instant(1990, 12, 1), end: instant(2020, 3, 1))
    #expect(binning.bins[0] == winter)
    #expect(binning.bin(at: Double(instant(1990, 12, 31))) == winter)
    #expect(binning.bin(at: Double(instant(2020, 12, 1))) == nil)
    #expect(binning.bin(at: Double(instant(2020, 2, 29))) == winter)
  }

  @Test("an hour of the day is pooled over all days")
  func hours() {
    let binning = TimeBinning(.climatology(.hour, years: 2001...2002))
    let six = TimeBin(start: instant(2001, 1, 1, 6), end: instant(2002, 12, 31, 7))
    #expect(binning.bins[6] == six)
    #expect(binning.bin(at: Double(instant(2002, 7, 4, 6))) == six)
    #expect(binning.pooledSeconds(of: six) == 730 * 3600)
  }

  @Test(
    "every instant of the period has one bin, whatever the calendar",
    arguments: Calendar.allCases
  )
  func complete(calendar: Calendar) throws {
    for step in ClimatologicalStep.allCases where step != .hour {
      let binning = TimeBinning(.climatology(step, years: 1999...2002), calendar: calendar)
      #expect(binning.bins.count == step.count(in: calendar), "\(step) \(calendar)")
      var pooled: [TimeBin: Int] = [:]
      let first = try #require(calendar.days(year: 1998, month: 1, day: 1))
      let last = try #require(calendar.days(year: 2004, month: 1, day: 1))
      for day in first..<last {
        if let bin = binning.bin(at: Double(day * 86_400 + 43_200)) { pooled[bin, default: 0] += 1 }
      }
      #expect(Set(pooled.keys) == Set(binning.bins), "\(step) \(calendar)")
      for (bin, days) in pooled {
        #expect(binning.pooledSeconds(of: bin) == days * 86_400, "\(step) \(calendar) \(bin)")
      }
    }
  }
}
