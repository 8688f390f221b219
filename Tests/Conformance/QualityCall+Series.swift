import ObservationModel
import Validation

extension QualityCall {
  func percentileRange() throws(QualityCallError) -> [Int] {
    try expect(["inp"], ["low_percentile", "hi_percentile", "pad"])
    let low = try isThere("low_percentile") ? required("low_percentile") : 5
    let high = try isThere("hi_percentile") ? required("hi_percentile") : 95
    let pad = try isThere("pad") ? required("pad") : 0
    guard (0...100).contains(low), (0...100).contains(high) else {
      throw QualityCallError("expected percentiles from 0 to 100")
    }
    guard low < high, pad >= 0 else {
      throw QualityCallError(
        "expected 'low_percentile' below 'hi_percentile' and no negative 'pad'"
      )
    }
    let values = try values("inp")
    guard values.contains(where: { !$0.isNaN }) else {
      throw QualityCallError("expected a value at least", "inp")
    }
    return try Self.flags(PercentileRangeTest(low: low, high: high, pad: pad), values)
  }

  func pressureIncreasing() throws(QualityCallError) -> [Int] {
    try expect(["inp"])
    let levels = try values("inp")
    return try Self.flags(
      PressureIncreasingTest(form: .neighbours),
      levels,
      .profile,
      vertical: levels,
      verticalKind: .pressure
    )
  }
}
