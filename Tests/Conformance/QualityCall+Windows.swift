import Kernels
import ObservationModel
import Validation

extension QualityCall {
  func flatLine() throws(QualityCallError) -> [Int] {
    try expect(
      ["inp", "tinp"],
      ["suspect_threshold", "fail_threshold", "tolerance"],
      required: ["suspect_threshold", "fail_threshold"]
    )
    // Whole seconds.
    let suspect = try required("suspect_threshold").rounded(.towardZero)
    let fail = try required("fail_threshold").rounded(.towardZero)
    let tolerance = try isThere("tolerance") ? required("tolerance") : 0
    guard suspect >= 0, fail >= 0, tolerance >= 0 else {
      throw QualityCallError("expected thresholds and a tolerance of 0 or more")
    }
    let (values, times) = (try values("inp"), try times())
    guard values.count >= 3 else {
      // Too few to tell a flat line, however long it lasts.
      return try Self.flags(
        FlatLineTest(suspectSeconds: .infinity, failSeconds: .infinity, tolerance: tolerance),
        values
      )
    }
    guard let median = Self.medianInterval(times), median > 0 else {
      throw QualityCallError("expected times that move on", "tinp")
    }
    // The peer takes a series as regular at its median interval, in whole seconds; of the times no
    // more is asked than that.
    let interval = Double(median / 1_000_000_000)
    if interval > 0, suspect >= interval, fail >= interval {
      return try Self.flags(
        FlatLineTest(
          suspectSeconds: min(suspect, fail),
          failSeconds: fail,
          tolerance: tolerance,
          window: .samples
        ),
        values,
        times: values.indices.map { Double($0) * interval }
      )
    }
    // Where that interval is nothing, or longer than the window, true times are judged.
    try Self.expectSameLengths(values.count, times.count)
    let clock = Clock(origin: times.compactMap { $0 }.first ?? 0)
    // A window of no length holds nothing to compare with.
    let failSeconds = fail > 0 ? fail : .infinity
    return try Self.flags(
      FlatLineTest(
        suspectSeconds: suspect > 0 ? min(suspect, failSeconds) : failSeconds,
        failSeconds: failSeconds,
        tolerance: tolerance
      ),
      values,
      times: times.map(clock.seconds)
    )
  }

  /// The median time between neighbours in nanoseconds; nil when a time is missing.
  private static func medianInterval(_ times: [Int?]) -> Int? {
    let known = times.compactMap { $0 }
    guard known.count == times.count, known.count > 1 else { return nil }
    let intervals = zip(known.dropFirst(), known).map { $0 &- $1 }.sorted()
    let middle = intervals.count / 2
    if !intervals.count.isMultiple(of: 2) { return intervals[middle] }
    return intervals[middle - 1] + (intervals[middle] - intervals[middle - 1]) / 2
  }

  func attenuatedSignal() throws(QualityCallError) -> [Int] {
    try expect(
      ["inp", "tinp"],
      [
        "suspect_threshold", "fail_threshold", "test_period", "min_obs", "min_period", "check_type",
      ],
      required: ["suspect_threshold", "fail_threshold"]
    )
    let statistic: AttenuationLimits.Statistic
    switch try text("check_type", else: "std") {
    case "std": statistic = .standardDeviation
    case "range": statistic = .range
    case let other: throw QualityCallError("unknown check '\(other)'", "check_type")
    }
    let limits = AttenuationLimits(
      statistic: statistic,
      suspectBelow: try required("suspect_threshold"),
      failBelow: try required("fail_threshold")
    )
    let (values, times) = (try values("inp"), try times())
    let window = try number("test_period")
    guard let window, window != 0 else {
      guard statistic == .standardDeviation || !values.isEmpty else {
        throw QualityCallError("expected a value at least", "inp")
      }
      // The times are not asked for.
      return try Self.flags(AttenuatedSignalTest(limits), values)
    }
    guard window > 0 else { throw QualityCallError("expected 0 or more", "test_period") }
    try Self.expectSameLengths(values.count, times.count)
    let clock = Clock(origin: times.compactMap { $0 }.first ?? 0)
    let minimum: AttenuatedSignalTest.Minimum =
      if let count = try number("min_obs") {
        .count(max(1, Int(count)))
      } else if let period = try number("min_period") {
        .seconds(period)
      } else {
        .count(1)
      }
    return try Self.flags(
      AttenuatedSignalTest(limits, windowSeconds: window, minimum: minimum),
      values,
      times: times.map(clock.seconds)
    )
  }
}
