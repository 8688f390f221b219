import Kernels
import ObservationModel
import Validation

extension QualityCall {
  func grossRange() throws(QualityCallError) -> [Int] {
    try expect(["inp"], ["fail_span", "suspect_span"], required: ["fail_span"])
    guard let fail = try span("fail_span") else {
      throw QualityCallError("expected [low, high]", "fail_span")
    }
    let suspect = try span("suspect_span")
    if let suspect, suspect.lowerBound < fail.lowerBound || suspect.upperBound > fail.upperBound {
      throw QualityCallError("expected a span within 'fail_span'", "suspect_span")
    }
    return try Self.flags(GrossRangeTest(fail: fail, suspect: suspect), try values("inp"))
  }

  func spike() throws(QualityCallError) -> [Int] {
    try expect(["inp"], ["suspect_threshold", "fail_threshold", "method"])
    let limits = try limits()
    let form: SpikeForm
    switch try text("method", else: "average") {
    case "average": form = .average
    case "differential": form = .differential
    case let other: throw QualityCallError("unknown method '\(other)'", "method")
    }
    let values = try values("inp")
    guard !values.isEmpty else { throw QualityCallError("expected a value at least", "inp") }
    return try Self.flags(
      SpikeTest(suspectAbove: limits.suspect, failAbove: limits.fail, form: form),
      values
    )
  }

  func rateOfChange() throws(QualityCallError) -> [Int] {
    try expect(["inp", "tinp"], ["threshold", "fail_threshold"], required: ["threshold"])
    _ = try required("threshold")
    let limits = try limits("threshold")
    let (values, times) = (try values("inp"), try times())
    try Self.expectSameLengths(values.count, times.count)
    let clock = Clock(origin: times.compactMap { $0 }.first ?? 0)
    return try Self.flags(
      RateOfChangeTest(suspectAbovePerSecond: limits.suspect, failAbovePerSecond: limits.fail),
      values,
      times: times.map(clock.seconds)
    )
  }
}
