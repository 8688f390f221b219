internal import KernelTypes
public import ObservationModel

/// Fails the beginning and the end of a drifter's record where its temperature is wrong.
///
/// A drifter may be on board before it is deployed, and is often ashore or broken at the end. From
/// either end windows move inwards over the observations that can be compared with a background,
/// one at a time, and stop at the first that is in order or whose background is not relied on.
/// First windows of `longWindow`, which are wrong when the mean of the differences, without the
/// hundredth part at either end of them, is more than `longFactor` standard deviations of bias and
/// background from 0, or their standard deviation is above that of noise and background; all to
/// the middle of the last wrong one fail. Then over what is left windows of `shortWindow`,
/// which are wrong when `shortCount` of them or more are more than `shortFactor` standard deviations
/// off; the first of each fails, and all of the last one there is. When nothing is in order, the
/// record has no tails and passes; see `SSTBiasNoiseTest`.
///
/// Observations by day are not compared and fail with those around them. A record without one
/// that can be compared is not evaluated, nor are features other than trajectories. Ice is where the
/// background has no value.
///
/// - SeeAlso: Atkinson and others (2013), *Assessing the quality of sea surface temperature
///   observations from drifting buoys and ships on a platform-by-platform basis*, Journal of
///   Geophysical Research Oceans 118, 3507-3529; marine_qc 0.4.2, `do_sst_start_tail_check` and
///   `do_sst_end_tail_check`, whose numbers hold unless others are given.
public struct SSTTailTest: QualityTest, Equatable {
  public static var name: String { "sst_tail" }
  public static var flagStandardName: String { "quality_flag" }
  public static var summary: String {
    "the beginning and the end of a drifter's record where its temperature is wrong"
  }
  public static var source: String {
    "Atkinson and others (2013); marine_qc, do_sst_start_tail_check"
  }
  public static var parameters: [TestParameter] {
    DrifterBackground.parameters + [
      TestParameter(
        "long_window",
        .integer(3...100_001),
        "the observations of a long window, an odd number; 121 unless given"
      ),
      TestParameter("long_factor", .number(0...1000), "3 unless given"),
      TestParameter(
        "short_window",
        .integer(1...100_000),
        "the observations of a short window; 30 unless given"
      ),
      TestParameter("short_factor", .number(0...1000), "3 unless given"),
      TestParameter(
        "short_count",
        .integer(1...100_000),
        "so many values off make a short window wrong; 2 unless given"
      ),
    ]
  }

  let background: DrifterBackground
  public let longWindow: Int
  public let longFactor: Double
  public let shortWindow: Int
  public let shortFactor: Double
  public let shortCount: Int

  /// - Parameters:
  ///   - background: The quantity to compare with.
  ///   - backgroundError: The standard deviation of its error, in the unit of the column.
  /// - Precondition: `longWindow` is odd, and no number is negative.
  public init(
    background: Quantity,
    backgroundError: Double,
    longWindow: Int = 121,
    longFactor: Double = 3,
    shortWindow: Int = 30,
    shortFactor: Double = 3,
    shortCount: Int = 2
  ) {
    precondition(longWindow > 0 && longWindow % 2 == 1 && longFactor >= 0)
    precondition(shortWindow > 0 && shortFactor >= 0 && shortCount > 0)
    self.background = DrifterBackground(quantity: background, error: backgroundError)
    self.longWindow = longWindow
    self.longFactor = longFactor
    self.shortWindow = shortWindow
    self.shortFactor = shortFactor
    self.shortCount = shortCount
  }

  public init(_ arguments: TestArguments) throws(TestConfigurationError) {
    background = try DrifterBackground(arguments)
    longWindow = arguments.integer("long_window") ?? 121
    longFactor = arguments.number("long_factor") ?? 3
    shortWindow = arguments.integer("short_window") ?? 30
    shortFactor = arguments.number("short_factor") ?? 3
    shortCount = arguments.integer("short_count") ?? 2
    if longWindow % 2 == 0 {
      throw TestConfigurationError("expected an odd number", parameter: "long_window")
    }
  }

  public var reach: Reach { .feature }
  public var otherQuantities: [Quantity] { background.quantities }

  public func evaluate(
    _ batch: borrowing ObservationBatch,
    column: Int,
    range: Range<Int>,
    into flags: inout MutableSpan<UInt8>
  ) {
    batch.mark(column: column, range: range, as: GradeCode.notEvaluated, into: &flags)
    guard batch.featureType == .trajectory || batch.featureType == .point else { return }
    batch.forEachSeries(in: range) { series, _ in
      let order = batch.inTimeOrder(series)
      let matches = background.matches(batch, column: column, order: order)
      guard !matches.ranks.isEmpty else { return }
      let (start, end) = tails(matches)
      let first = start > 0 ? matches.ranks[start - 1] + 1 : 0
      let last = end > 0 ? matches.ranks[matches.ranks.count - end] : order.count
      for (rank, place) in order.enumerated()
      where flags[place - range.lowerBound] != GradeCode.missing {
        flags[place - range.lowerBound] =
          rank < first || rank >= last ? GradeCode.fail : GradeCode.pass
      }
    }
  }

  /// How many of the observations that can be compared are in the tails.
  private func tails(_ matches: DrifterBackground.Matches) -> (start: Int, end: Int) {
    let (anomalies, errors) = (matches.anomalies, matches.errors)
    let (backAnomalies, backErrors) = (
      Array(anomalies.reversed()), Array(errors.reversed())
    )
    let count = anomalies.count
    var start = longTail(anomalies, errors)
    var end = longTail(backAnomalies, backErrors)
    let rest = count - start - end
    if rest > 0 {
      let (longStart, longEnd) = (start, end)
      start += shortTail(
        anomalies[longStart..<(longStart + rest)],
        errors[longStart..<(longStart + rest)]
      )
      end += shortTail(
        backAnomalies[longEnd..<(longEnd + rest)],
        backErrors[longEnd..<(longEnd + rest)]
      )
    }
    return start + end > count ? (0, 0) : (start, end)
  }

  /// The length of the tail that long windows find at the beginning.
  private func longTail(_ anomalies: [Double], _ errors: [Double]) -> Int {
    var tail = 0
    for start in 0..<max(anomalies.count - longWindow + 1, 0) {
      let window = start..<(start + longWindow)
      guard !errors[window].contains(where: { $0 > background.greatestError }) else { break }
      let cut = longWindow / 100
      let sorted = anomalies[window].sorted()
      let moments = momentsOfPopulation(sorted[cut..<(longWindow - cut)])
      let error = errors[window].reduce(0, +) / Double(longWindow)
      let bias = background.biasDeviation
      let isWrong =
        moments.mean.magnitude > longFactor * (bias * bias + error * error).squareRoot()
        || moments.deviation > background.noiseLimit(errors[window])
      guard isWrong else { break }
      tail = start + longWindow / 2 + 1
    }
    return tail
  }

  /// The length of the tail that short windows find at the beginning.
  private func shortTail(_ anomalies: ArraySlice<Double>, _ errors: ArraySlice<Double>) -> Int {
    var tail = 0
    for start in 0..<max(anomalies.count - shortWindow + 1, 0) {
      let window = (anomalies.startIndex + start)..<(anomalies.startIndex + start + shortWindow)
      guard !errors[window].contains(where: { $0 > background.greatestError }) else { break }
      let wrong = window.count {
        anomalies[$0].magnitude > shortFactor * background.valueLimit(errors[$0])
      }
      guard wrong >= shortCount else { break }
      tail += start == anomalies.count - shortWindow ? shortWindow : 1
    }
    return tail
  }
}
