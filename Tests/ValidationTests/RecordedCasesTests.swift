import KernelTypes
import Kernels
import ObservationModel
import Testing
import Validation

@Suite(
  "Recorded results of ioos_qc 3.0.0",
  .enabled(if: RecordedCase.reference != nil, "SVERDRUP_REFERENCE is not set")
)
struct RecordedCasesTests {
  /// The cases whose flags differ from the recorded ones.
  private func differing(
    _ name: String,
    atLeast count: Int,
    _ codes: (RecordedCase) throws -> [Int]
  ) throws -> [String] {
    let cases = try RecordedCase.all(of: name)
    #expect(cases.count >= count)
    return try cases.compactMap { item in
      let found = try codes(item)
      return found == item.expected ? nil : "\(item.id): \(found) for \(item.expected)"
    }
  }

  @Test("gross range")
  func grossRange() throws {
    let found = try differing("qartod.gross_range_test", atLeast: 9) { item in
      let fail = try #require(item.span("fail_span"))
      let test = GrossRangeTest(fail: fail, suspect: item.span("suspect_span"))
      return test.codes(try TestBatch.series(item.values()))
    }
    #expect(found == [])
  }

  @Test("spike")
  func spike() throws {
    let found = try differing("qartod.spike_test", atLeast: 30) { item in
      let fail = item.number("fail_threshold") ?? .infinity
      let test = SpikeTest(
        suspectAbove: item.number("suspect_threshold") ?? fail,
        failAbove: fail,
        form: item.parameters["method"] as? String == "differential" ? .differential : .average
      )
      return test.codes(try TestBatch.series(item.values()))
    }
    #expect(found == [])
  }

  @Test("rate of change")
  func rateOfChange() throws {
    let found = try differing("qartod.rate_of_change_test", atLeast: 15) { item in
      let test = RateOfChangeTest(
        suspectAbovePerSecond: try #require(item.number("threshold")),
        failAbovePerSecond: item.number("fail_threshold") ?? .infinity
      )
      return test.codes(try TestBatch.series(item.values(), times: item.times()))
    }
    #expect(found == [])
  }

  @Test("flat line by samples, and by time where sampling is regular")
  func flatLine() throws {
    func codes(_ item: RecordedCase, _ window: FlatLineTest.Window) throws -> [Int] {
      let test = FlatLineTest(
        suspectSeconds: try #require(item.number("suspect_threshold")),
        failSeconds: try #require(item.number("fail_threshold")),
        tolerance: try #require(item.number("tolerance")),
        window: window
      )
      let times = Array(item.times().prefix(item.expected.count))
      return test.codes(try TestBatch.series(item.values(), times: times))
    }
    let bySamples = try differing("qartod.flat_line_test", atLeast: 19) { try codes($0, .samples) }
    #expect(bySamples == [])
    let byTime = try differing("qartod.flat_line_test", atLeast: 19) { item in
      let times = item.times()
      let intervals = Set(zip(times, times.dropFirst()).map { $1 - $0 })
      return intervals.count > 1 ? item.expected : try codes(item, .time)
    }
    #expect(byTime == [])
  }

  @Test("attenuated signal")
  func attenuatedSignal() throws {
    let found = try differing("qartod.attenuated_signal_test", atLeast: 28) { item in
      let limits = AttenuationLimits(
        statistic: item.parameters["check_type"] as? String == "range"
          ? .range : .standardDeviation,
        suspectBelow: try #require(item.number("suspect_threshold")),
        failBelow: try #require(item.number("fail_threshold"))
      )
      let test = AttenuatedSignalTest(
        limits,
        windowSeconds: item.number("test_period"),
        minimum: item.number("min_period").map { .seconds($0) }
          ?? .count(Int(item.number("min_obs") ?? 1))
      )
      return test.codes(try TestBatch.series(item.values(), times: item.times()))
    }
    #expect(found == [])
  }

  @Test("density inversion")
  func densityInversion() throws {
    let found = try differing("qartod.density_inversion_test", atLeast: 20) { item in
      let fail = -(item.number("fail_threshold") ?? -.infinity)
      let test = DensityInversionTest(
        suspectAbove: min(fail, -(item.number("suspect_threshold") ?? -.infinity)),
        failAbove: fail
      )
      return test.codes(try TestBatch.densities(item.values(), depths: item.values("zinp")))
    }
    #expect(found == [])
  }

  @Test("climatology")
  func climatology() throws {
    let found = try differing("qartod.climatology_test", atLeast: 40) { item in
      let members = try #require(item.parameters["members"] as? [[String: Any]])
      let test = ClimatologyTest(
        try members.map { member in
          let fail = item.span("fspan", of: member) ?? -.infinity...Double.infinity
          return ClimatologyTest.Member(
            try window(of: member, item),
            depthMeters: item.span("zspan", of: member),
            suspect: try #require(item.span("vspan", of: member)),
            fail: fail
          )
        }
      )
      let values = item.values()
      let batch = try TestBatch.make(
        .timeSeries,
        [("temperature", values)],
        times: item.times(),
        vertical: item.values("zinp").map { $0 ?? .nan },
        verticalKind: .depth
      )
      return test.codes(batch)
    }
    #expect(found == [])
  }

  private func window(of member: [String: Any], _ item: RecordedCase) throws -> CalendarWindow {
    let span = try #require(item.span("tspan", of: member))
    // Without a period the span is of instants, in nanoseconds.
    guard let period = member["period"] as? String else {
      return .times(span.lowerBound / 1e9...span.upperBound / 1e9)
    }
    let fields: [String: CalendarField] = [
      "month": .month, "quarter": .quarter, "week": .week, "weekofyear": .week,
      "dayofyear": .dayOfYear, "dayofweek": .dayOfWeek, "year": .year,
    ]
    return .field(
      try #require(fields[period]),
      from: Int(span.lowerBound),
      through: Int(span.upperBound)
    )
  }
}
