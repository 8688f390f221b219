import Conventions
import Testing

@Suite("Steps of a climatology")
struct ClimatologicalStepsTests {
  /// The first days of runs of days with the same step, with that step.
  private static func runs(_ steps: ClimatologicalSteps) -> [Int: Int?] {
    var runs: [Int: Int?] = [:]
    for (day, step) in steps.stepOfDay.enumerated()
    where day == 0 || step != steps.stepOfDay[day - 1] {
      runs[day] = step
    }
    return runs
  }

  private static func steps(
    _ times: [Double],
    bounds: [Double]? = nil,
    _ units: String? = "days since 2000-01-01"
  ) throws -> ClimatologicalSteps {
    try ClimatologicalSteps(times: times, bounds: bounds, units: units, calendar: nil)
  }

  @Test("one is the year")
  func year() throws {
    #expect(try Self.steps([5], nil) == .wholeYear)
    #expect(ClimatologicalSteps.wholeYear.stepOfDay.count == 366)
  }

  @Test("twelve are months, in the order of their times")
  func months() throws {
    let ordered = try Self.steps(Array(stride(from: 0.5, to: 12, by: 1)), "months since 1955-01-01")
    #expect(Self.runs(ordered).count == 12)
    #expect(ordered.stepOfDay[0] == 0)
    #expect(ordered.stepOfDay[30] == 0)
    #expect(ordered.stepOfDay[31] == 1)
    #expect(ordered.stepOfDay[59] == 1)
    #expect(ordered.stepOfDay[60] == 2)
    #expect(ordered.stepOfDay[365] == 11)
    // From July on: 2000-07-15 is day 196.
    let july = try Self.steps((0..<12).map { 196 + 30.4 * Double($0) })
    #expect(july.stepOfDay[182] == 0)
    #expect(july.stepOfDay[0] == 6)
    // Without units, and with times of one month, the order counts.
    #expect(try Self.steps(Array(repeating: 3, count: 12)) == ordered)
    #expect(try Self.steps(Array(repeating: 3, count: 12), nil) == ordered)
  }

  @Test("four are quarters around the months of their times")
  func seasons() throws {
    // January, April, July and October 15: the first is December to February.
    let steps = try Self.steps([14, 105, 196, 288])
    #expect(Self.runs(steps) == [0: 0, 60: 1, 152: 2, 244: 3, 335: 0])
    #expect(throws: ConventionsError.self) { try Self.steps([14, 20, 196, 288]) }
    #expect(throws: ConventionsError.self) { try Self.steps([14, 105, 196, 288], nil) }
  }

  @Test("73 are pentads and 365 days, without a step of its own for February 29")
  func days() throws {
    let pentads = try Self.steps((0..<73).map { Double($0) }, nil)
    // February 25 is day 55; the twelfth pentad has six days in leap years.
    #expect(pentads.stepOfDay[54] == 10)
    #expect(pentads.stepOfDay[55...60].allSatisfy { $0 == 11 })
    #expect(pentads.stepOfDay[61] == 12)
    #expect(pentads.stepOfDay[365] == 72)
    let days = try Self.steps((0..<365).map { Double($0) }, nil)
    #expect([days.stepOfDay[58], days.stepOfDay[59], days.stepOfDay[60]] == [58, 58, 59])
    #expect(days.stepOfDay[365] == 364)
    let leap = try Self.steps((0..<366).map { Double($0) }, nil)
    #expect(leap.stepOfDay[365] == 365)
  }

  @Test("stand for what their bounds say, whatever the years")
  func bounds() throws {
    // 1960-12-01 to 1991-03-01 (CF Conventions 1.11, example 7.12) in days since 1960-01-01:
    // 335 and 11 382.
    let winter = try Self.steps([7000], bounds: [335, 11_382], "days since 1960-01-01")
    #expect(Self.runs(winter) == [0: 0, 60: nil, 335: 0])
    // January of the World Ocean Atlas: months 0 to 745 since 1955-01-01, which is 2017-02-01.
    let january = try Self.steps([372.5], bounds: [0, 745], "months since 1955-01-01")
    #expect(Self.runs(january) == [0: 0, 31: nil])
    // 744 months are 62 years.
    let year = try Self.steps([372], bounds: [0, 744], "months since 1955-01-01")
    #expect(year == .wholeYear)
  }

  @Test("that cannot be told are refused")
  func refused() {
    for (times, bounds, units) in [
      ([1.0, 2], nil, "days since 2000-01-01"), ([], nil, "days since 2000-01-01"),
      ([1], [0], "days since 2000-01-01"), ([1], [0, 1], "fortnights since 2000-01-01"),
      ([1], [0, 1], "months since 2000-13-01"), ([1], [0, .nan], "days since 2000-01-01"),
      ([1], [0, 1e300], "months since 2000-01-01"), ([1], [0, 1], nil),
      // Two steps of one month.
      ([1, 2], [0, 10, 9, 20], "days since 2000-01-01"),
    ] as [([Double], [Double]?, String?)] {
      #expect(throws: ConventionsError.self) { try Self.steps(times, bounds: bounds, units) }
    }
  }
}
