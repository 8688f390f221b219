internal import KernelTypes
public import ObservationModel

/// Flags values that lie many standard deviations from the median of their neighbourhood.
///
/// With `m` the median of the values from `halfWindow` places before to as many behind and `s` the
/// standard deviation of the same values without the judged one, a value is `suspect` when
/// `|v - m| > suspectFactor s` and `fail` when `|v - m| > failFactor s`. Missing values take up
/// places and have no part. Where the window reaches over an end of the feature, or holds less
/// than three neighbours, nothing is evaluated; nor are swaths and grids. Where the neighbours are
/// all the same, `s` is 0 and any other value fails.
///
/// CoTeDe's form leaves the last value of the window out of the median and judges only values
/// above it; this one is the same forwards and backwards, up and down.
///
/// - SeeAlso: CoTeDe 0.23.9, `bin_spike`; `HampelTest` for a spread that spikes do not widen.
public struct RunningDeviationTest: QualityTest, Equatable {
  public static var name: String { "running_deviation" }
  public static var flagStandardName: String { "spike_test_quality_flag" }
  public static var summary: String {
    "values many standard deviations from the median of their neighbourhood"
  }
  public static var source: String { "CoTeDe, bin_spike, made symmetric" }
  public static var parameters: [TestParameter] {
    [
      TestParameter(
        "half_window",
        .integer(2...10_000),
        isRequired: true,
        "the neighbours on either side"
      ),
      TestParameter(
        "suspect_factor",
        .number(0...1e6),
        "so many standard deviations from the median are suspect"
      ),
      TestParameter("fail_factor", .number(0...1e6), "so many fail"),
    ]
  }

  public let halfWindow: Int
  public let suspectFactor, failFactor: Double

  /// - Precondition: `halfWindow >= 2` and `0 <= suspectFactor <= failFactor`.
  public init(halfWindow: Int, suspectFactor: Double, failFactor: Double) {
    precondition(halfWindow >= 2 && 0 <= suspectFactor && suspectFactor <= failFactor)
    self.halfWindow = halfWindow
    self.suspectFactor = suspectFactor
    self.failFactor = failFactor
  }

  public init(_ arguments: TestArguments) throws(TestConfigurationError) {
    guard let halfWindow = arguments.integer("half_window") else {
      throw TestConfigurationError("the key 'half_window' is missing")
    }
    let factors = try arguments.thresholds(suspect: "suspect_factor", fail: "fail_factor")
    self.init(
      halfWindow: halfWindow,
      suspectFactor: factors.suspect,
      failFactor: factors.fail
    )
  }

  public var reach: Reach { .observations(before: halfWindow, after: halfWindow) }

  public func evaluate(
    _ batch: borrowing ObservationBatch,
    column: Int,
    range: Range<Int>,
    into flags: inout MutableSpan<UInt8>
  ) {
    batch.mark(column: column, range: range, as: GradeCode.notEvaluated, into: &flags)
    let values = batch.columns[column].values
    var window = SortedWindow()
    batch.forEachSeries(in: range) { series, part in
      let inner = part.clamped(
        to: (series.lowerBound + min(halfWindow, series.count))..<max(
          series.upperBound - halfWindow,
          series.lowerBound + min(halfWindow, series.count)
        )
      )
      guard !inner.isEmpty else { return }
      let wide = inner.widened(by: halfWindow, within: series)
      let x = values.doubles(in: wide)
      window.removeAll()
      for k in 0..<(2 * halfWindow) { window.insert(x[k]) }
      for i in inner {
        let centre = i - wide.lowerBound
        window.insert(x[centre + halfWindow])
        let neighbourhood = (centre - halfWindow)...(centre + halfWindow)
        if !x[centre].isNaN, window.count >= 4 {
          let distance = (x[centre] - window.median).magnitude
          let spread = deviation(of: x[neighbourhood], without: centre)
          flags[i - range.lowerBound] =
            distance > failFactor * spread
            ? GradeCode.fail
            : distance > suspectFactor * spread
              ? GradeCode.suspect
              : (distance - spread).isNaN ? GradeCode.notEvaluated : GradeCode.pass
        }
        window.remove(x[centre - halfWindow])
      }
    }
  }

  /// The standard deviation of the population of the values that are there but for one.
  private func deviation(of values: ArraySlice<Double>, without centre: Int) -> Double {
    var (sum, count) = (0.0, 0.0)
    for k in values.indices where k != centre && !values[k].isNaN {
      sum += values[k]
      count += 1
    }
    let mean = sum / count
    var squares = 0.0
    for k in values.indices where k != centre && !values[k].isNaN {
      squares += (values[k] - mean) * (values[k] - mean)
    }
    return (squares / count).squareRoot()
  }
}
