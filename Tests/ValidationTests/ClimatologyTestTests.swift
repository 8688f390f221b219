import ObservationModel
import Testing
import Validation

@Suite("The climatology test")
struct ClimatologyTestTests {
  private func instant(_ year: Int, _ month: Int, _ day: Int, _ hour: Int = 0) -> Double {
    Double(CivilTime(year: year, month: month, day: day, hour: hour).secondsSince1970)
  }

  @Test("a season may wrap from December to February")
  func wraps() throws {
    let test = ClimatologyTest([
      .init(.field(.month, from: 12, through: 2), suspect: 0...10, fail: -5...20)
    ])
    let times = [
      instant(2019, 11, 30, 23), instant(2019, 12, 1), instant(2020, 1, 15),
      instant(2020, 2, 29, 23), instant(2020, 3, 1), .nan,
    ]
    let batch = try TestBatch.series([12, 12, 21, 5, 5, 5], times: times)
    #expect(test.codes(batch) == [2, 3, 4, 1, 2, 2])
    #expect(rangeLengthsThatMatter(test, batch) == [])
  }

  @Test("a missing value is missing whatever the season")
  func missing() throws {
    let test = ClimatologyTest([
      .init(.field(.month, from: 1, through: 1), suspect: 0...10)
    ])
    let times = [instant(2020, 1, 2), instant(2020, 1, 3), instant(2020, 7, 1)]
    #expect(test.codes(try TestBatch.series([5, nil, nil], times: times)) == [1, 9, 9])
  }

  /// Values of 5 at depths of a time series.
  private func atDepths(_ depths: [Double], _ values: [Double?]) throws -> ObservationBatch {
    try TestBatch.make(
      .timeSeries,
      [("temperature", values)],
      times: depths.indices.map { instant(2020, 1, 1) + Double($0) },
      vertical: depths,
      verticalKind: .depth
    )
  }

  @Test("the last member at a depth judges, and bounds belong to both")
  func depths() throws {
    let test = ClimatologyTest([
      .init(.always, suspect: 0...4),
      .init(.always, depthMeters: 0...100, suspect: 0...10),
      .init(.always, depthMeters: 100...200, suspect: 0...2, fail: 0...3),
    ])
    let batch = try atDepths(
      [-1, 0, 50, 100, 150, 200, 201, .nan, 50],
      [5, 5, 5, 5, 2.5, 2, 5, 5, nil]
    )
    // Above the surface, below 200 m and where the depth is unknown the first member judges.
    #expect(test.codes(batch) == [3, 1, 1, 4, 3, 1, 3, 3, 9])
    #expect(rangeLengthsThatMatter(test, batch) == [])
  }

  @Test("values in single precision and many of them are judged alike")
  func many() throws {
    let test = ClimatologyTest([
      .init(.always, depthMeters: 10...20, suspect: 0...10, fail: -1...11),
      .init(.always, depthMeters: 15...30, suspect: 5...10, fail: 4...12),
    ])
    let depths = (0..<37).map { Double($0) }
    let values = depths.map { Double(Int($0 * 7) % 15) - 2 }
    let expected = zip(depths, values).map { z, x -> Int in
      if z < 10 || z > 30 { return 2 }
      let (suspect, fail) =
        z < 15 ? (0.0...10.0, -1.0...11.0) : (5.0...10.0, 4.0...12.0)
      return !fail.contains(x) ? 4 : suspect.contains(x) ? 1 : 3
    }
    let batch = try TestBatch.make(
      .timeSeries,
      [("temperature", values)],
      times: depths.map { _ in 0 },
      vertical: depths,
      verticalKind: .depth,
      isFloat: true
    )
    #expect(test.codes(batch) == expected)
    #expect(test.codes(try atDepths(depths, values)) == expected)
    #expect(rangeLengthsThatMatter(test, batch) == [])
  }

  @Test("a pressure is brought to a depth, and height above the sea is no depth")
  func verticals() throws {
    let test = ClimatologyTest([.init(.always, depthMeters: 0...100, suspect: 0...1)])
    // 101 dbar lie at 100.3 m at 30 degrees north, 100 dbar at 99.3 m.
    let pressures = try TestBatch.profile(
      pressures: [100, 101, nil],
      [("temperature", [5, 5, 5])]
    )
    #expect(test.codes(pressures) == [3, 2, 2])
    let heights = try TestBatch.make(
      .timeSeries,
      [("temperature", [5, 5])],
      times: [0, 1],
      vertical: [-50, 50],
      verticalKind: .height
    )
    #expect(test.codes(heights) == [3, 2])
  }

  @Test("weeks are those of ISO 8601 and days of the week begin with Monday")
  func calendar() throws {
    func codes(_ window: CalendarWindow, _ times: [Double]) throws -> [Int] {
      let test = ClimatologyTest([.init(window, suspect: 0...1)])
      return test.codes(try TestBatch.series(times.map { _ in 0 }, times: times))
    }
    // 2021-01-03 was a Sunday of week 53 of 2020, 2021-01-04 the Monday of week 1.
    let days = [instant(2021, 1, 3, 23), instant(2021, 1, 4), instant(2020, 12, 31)]
    #expect(try codes(.field(.week, from: 53, through: 53), days) == [1, 2, 1])
    #expect(try codes(.field(.dayOfWeek, from: 0, through: 0), days) == [2, 1, 2])
    #expect(try codes(.field(.dayOfYear, from: 366, through: 3), days) == [1, 2, 1])
    #expect(try codes(.field(.quarter, from: 4, through: 4), days) == [2, 2, 1])
    #expect(try codes(.field(.year, from: 2021, through: 2030), days) == [1, 1, 2])
    #expect(try codes(.times(days[2]...days[0]), days) == [1, 2, 1])
    // Before 1970, and a leap day.
    let early = [instant(1968, 2, 29), instant(1969, 12, 28)]
    #expect(try codes(.field(.dayOfYear, from: 60, through: 60), early) == [1, 2])
    #expect(try codes(.field(.dayOfWeek, from: 6, through: 6), early) == [2, 1])
  }

  @Test("a member says when in one way at most")
  func arguments() throws {
    func members(_ section: [String: TestArgument]) throws -> [ClimatologyTest.Member] {
      try ClimatologyTest(TestArguments(["members": .sections([section])])).members
    }
    let found = try members(["months": .integers([11, 2]), "suspect": .span(0...1)])
    #expect(
      found == [.init(.field(.month, from: 11, through: 2), suspect: 0...1)]
    )
    #expect(throws: TestConfigurationError.self) {
      try members([
        "months": .integers([1, 2]), "weeks": .integers([1, 2]), "suspect": .span(0...1),
      ])
    }
    #expect(throws: TestConfigurationError.self) {
      try members(["years": .integers([2020, 2019]), "suspect": .span(0...1)])
    }
    #expect(throws: TestConfigurationError.self) {
      try members(["from": .number(5), "through": .number(4), "suspect": .span(0...1)])
    }
  }
}
