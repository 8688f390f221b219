import ObservationModel
import Testing
import Writing

@Suite("Texts of time")
struct TimeTextsTests {
  /// Seconds since 1970 of a date.
  static func day(_ year: Int, _ month: Int, _ day: Int, hour: Int = 0) -> Int {
    CivilTime(year: year, month: month, day: day, hour: hour).secondsSince1970
  }

  @Test(
    "a bin of calendar months or years is told in months and years, any other in days and clock",
    arguments: [
      (day(2024, 1, 1)..<day(2024, 2, 1), "P1M"),
      (day(2024, 1, 1)..<day(2025, 1, 1), "P1Y"),
      (day(2023, 7, 1)..<day(2025, 1, 1), "P1Y6M"),
      (day(2024, 1, 15)..<day(2024, 2, 15), "P31D"),
      (day(2024, 6, 15)..<day(2024, 6, 16), "P1D"),
      (day(2024, 6, 15)..<day(2024, 6, 15, hour: 6), "PT6H"),
      (day(2024, 6, 15)..<day(2024, 6, 16, hour: 12), "P1DT12H"),
      (0..<90, "PT1M30S"),
      (-86_400..<0, "P1D"),
    ]
  )
  func durations(bin: Range<Int>, expected: String) {
    #expect(durationText(of: bin) == expected)
  }

  @Test("bins of one length have a resolution, even where months are shorter than others")
  func resolution() {
    let days = (0..<60).map { $0 * 86_400..<($0 + 1) * 86_400 }
    #expect(resolutionText(of: days) == "P1D")
    let months = [Self.day(2024, 1, 1), Self.day(2024, 2, 1), Self.day(2024, 3, 1)]
    #expect(resolutionText(of: zip(months, months.dropFirst()).map { $0..<$1 }) == "P1M")
    // Thirty days are a month only where they happen to start and end one.
    let april = Self.day(2024, 4, 1)
    let thirties = (0..<3).map { april + $0 * 2_592_000..<april + ($0 + 1) * 2_592_000 }
    #expect(resolutionText(of: thirties) == "P30D")
    #expect(resolutionText(of: [0..<3600, 3600..<10_800]) == nil)
    #expect(resolutionText(of: []) == nil)
  }

  @Test("instants are told to the second, and to the millisecond where they are not whole")
  func instants() {
    #expect(instantText(1_718_452_800) == "2024-06-15T12:00:00Z")
    #expect(instantText(0.5) == "1970-01-01T00:00:00.500Z")
    #expect(instantText(-1) == "1969-12-31T23:59:59Z")
  }
}
