import Foundation
import ObservationModel
import Testing
import Validation

@Suite(
  "Recorded results of ioos_qc 3.0.0 on times, texts and ranges",
  .enabled(if: RecordedCase.reference != nil, "SVERDRUP_REFERENCE is not set")
)
struct RecordedTimesTests {
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

  /// Nanoseconds since 1970; nil where missing.
  private func nanoseconds(_ items: Any?) -> [Int64?] {
    (items as? [Any] ?? []).map { ($0 as? NSNumber)?.int64Value }
  }

  /// Seconds since the first time, which resolve the nanoseconds that seconds since 1970 do not.
  private func seconds(_ times: [Int64?], since origin: Int64) -> [Double] {
    times.map { $0.map { Double($0 - origin) / 1e9 } ?? .nan }
  }

  private func series(of seconds: [Double]) throws -> ObservationBatch {
    try TestBatch.series(seconds.map { _ in 1 }, times: seconds)
  }

  /// ISO 8601 to the second, UTC, as nanoseconds since 1970.
  private func instant(_ text: String) throws -> Int64 {
    let date = try #require(ISO8601DateFormatter().date(from: String(text.prefix(19)) + "Z"))
    return Int64(date.timeIntervalSince1970) * 1_000_000_000
  }

  @Test("time gap")
  func timeGap() throws {
    let found = try differing("qartod.time_gap_test", atLeast: 6) { item in
      let times = nanoseconds(item.inputs["tinp"])
      let test = TimeGapTest(maximumSeconds: (item.number("fail_span") ?? 2) * 3600)
      return test.codes(try series(of: seconds(times, since: times.compactMap { $0 }.first ?? 0)))
    }
    #expect(found == [])
  }

  @Test("data reception")
  func dataReception() throws {
    let found = try differing("qartod.data_reception_test", atLeast: 3) { item in
      let times = nanoseconds(item.inputs["tinp"])
      let received = try (item.parameters["from_time"] as? String).map { try instant($0) } ?? 0
      let test = DataReceptionTest(
        maximumSeconds: (item.number("fail_span") ?? 6) * 3600,
        receivedAt: 0
      )
      return test.codes(try series(of: seconds(times, since: received)))
    }
    #expect(found == [])
  }

  @Test("impossible date")
  func impossibleDate() throws {
    let found = try differing("qartod.impossible_date_test", atLeast: 3) { item in
      let times = nanoseconds(item.inputs["tinp"])
      let span = try (item.parameters["fail_span"] as? [String])?.map { try instant($0) }
      // The case without a span was recorded in 2026.
      let first = try span?[0] ?? instant("1900-01-01T00:00:00")
      let last = try span?[1] ?? instant("2027-01-01T00:00:00")
      let test = ImpossibleDateTest(
        earliest: 0,
        latest: Double(last - first) / 1e9,
        missingTimeFails: false
      )
      return test.codes(try series(of: seconds(times, since: first)))
    }
    #expect(found == [])
  }

  @Test("duplicate time")
  func duplicateTime() throws {
    let found = try differing("argo.duplicate_timestamp_test", atLeast: 1) { item in
      let times = nanoseconds(item.inputs["tinp"])
      return DuplicateTimeTest().codes(
        try series(of: seconds(times, since: times.compactMap { $0 }.first ?? 0))
      )
    }
    #expect(found == [])
  }

  @Test("percentile range")
  func percentileRange() throws {
    let found = try differing("qartod.percentile_range_test", atLeast: 7) { item in
      let test = PercentileRangeTest(
        low: item.number("low_percentile") ?? 5,
        high: item.number("hi_percentile") ?? 95,
        pad: item.number("pad") ?? 0
      )
      return test.codes(try TestBatch.series(item.values()))
    }
    #expect(found == [])
  }

  @Test("valid range")
  func validRange() throws {
    let found = try differing("axds.valid_range_test", atLeast: 10) { item in
      let isOfTime = (item.parameters["dtype"] as? String)?.hasPrefix("datetime") ?? false
      let startIsInclusive = item.parameters["start_inclusive"] as? Bool ?? true
      let endIsInclusive = item.parameters["end_inclusive"] as? Bool ?? false
      if isOfTime {
        let span = nanoseconds(item.parameters["valid_span"])
        let origin = try #require(span.first ?? nil)
        let ends = seconds(span, since: origin)
        let test = ValidRangeTest(
          of: .time,
          from: ends[0],
          to: ends[1],
          startIsInclusive: startIsInclusive,
          endIsInclusive: endIsInclusive
        )
        return test.codes(
          try series(of: seconds(nanoseconds(item.inputs["inp"]), since: origin))
        )
      }
      let span = (item.parameters["valid_span"] as? [Any] ?? []).map {
        ($0 as? NSNumber)?.doubleValue
      }
      let test = ValidRangeTest(
        from: span[0],
        to: span[1],
        startIsInclusive: startIsInclusive,
        endIsInclusive: endIsInclusive
      )
      return test.codes(try TestBatch.series(item.values()))
    }
    #expect(found == [])
  }

  @Test("syntax")
  func syntax() throws {
    let found = try differing("qartod.syntax_test", atLeast: 7) { item in
      let syntax = MessageSyntax(
        length: Int(try #require(item.number("nchar"))),
        unit: try #require(
          MessageSyntax.Unit(
            rawValue: item.parameters["lentype"] as? String == "byte" ? "byte" : "character"
          )
        ),
        delimiter: item.parameters["delimiter"] as? String
      )
      return (item.inputs["inp"] as? [String] ?? []).map { Int(syntax.flag(of: $0).rawValue) }
    }
    #expect(found == [])
  }
}
