internal import KernelTypes
public import ObservationModel

/// Marks values far from the median of their neighbourhood: Hampel's identifier.
///
/// With `m` the median of the values from `halfWindow` places before to as many behind, and `s`
/// 1.4826 times the median of their distances from `m`, which estimates the standard deviation of
/// normal noise, a value is `suspect` when `|v - m| > suspectFactor s` and `fail` when
/// `|v - m| > failFactor s`. Windows whose `s` is not above `leastSpread` judge nothing bad, as
/// the values of a flat record do not scatter. The window ends at the ends of the feature; missing
/// values take up places and have no part in the medians. A window of less than three values is
/// not evaluated, nor are swaths and grids.
///
/// - SeeAlso: Davies and Gather (1993), *The identification of multiple outliers*, Journal of the
///   American Statistical Association 88, 782-792; the IMOS toolbox, `imosTimeSeriesSpikeQC`,
///   whose half windows and factors differ from version to version (1 and 5; 194 and 7.149).
/// - Complexity: O(log n + n) moves of one word each for a window of `n` values.
public struct HampelTest: QualityTest, Equatable {
  public static var name: String { "hampel" }
  public static var flagStandardName: String { "spike_test_quality_flag" }
  public static var summary: String { "values far from the median of their neighbourhood" }
  public static var source: String {
    "Davies and Gather (1993); IMOS toolbox, time series spike test"
  }
  public static var parameters: [TestParameter] {
    [
      TestParameter(
        "half_window",
        .integer(1...100_000),
        isRequired: true,
        "the neighbours on either side"
      ),
      TestParameter(
        "suspect_factor",
        .number(0...1e6),
        "so many standard deviations from the median are suspect"
      ),
      TestParameter("fail_factor", .number(0...1e6), "so many fail"),
      TestParameter(
        "least_spread",
        .difference,
        "windows of no greater standard deviation judge nothing bad; 0 unless given"
      ),
    ]
  }

  public let halfWindow: Int
  public let suspectFactor, failFactor: Double

  /// In the unit of the column.
  public let leastSpread: Double

  /// The standard deviation of normal noise for a median distance of 1: `1 / Φ⁻¹(3/4)`.
  private static let deviationPerDistance = 1.482602218505602

  /// - Precondition: `halfWindow >= 1`, `0 <= suspectFactor <= failFactor`, `leastSpread >= 0`.
  public init(
    halfWindow: Int,
    suspectFactor: Double,
    failFactor: Double,
    leastSpread: Double = 0
  ) {
    precondition(halfWindow >= 1 && 0 <= suspectFactor && suspectFactor <= failFactor)
    precondition(leastSpread >= 0)
    self.halfWindow = halfWindow
    self.suspectFactor = suspectFactor
    self.failFactor = failFactor
    self.leastSpread = leastSpread
  }

  public init(_ arguments: TestArguments) throws(TestConfigurationError) {
    guard let halfWindow = arguments.integer("half_window") else {
      throw TestConfigurationError("the key 'half_window' is missing")
    }
    let factors = try arguments.thresholds(suspect: "suspect_factor", fail: "fail_factor")
    self.init(
      halfWindow: halfWindow,
      suspectFactor: factors.suspect,
      failFactor: factors.fail,
      leastSpread: arguments.number("least_spread") ?? 0
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
      let wide = part.widened(by: halfWindow, within: series)
      let x = values.doubles(in: wide)
      window.removeAll()
      var end = wide.lowerBound
      var start = end
      for i in part {
        let needed = i.widened(by: halfWindow, within: series)
        while end < needed.upperBound {
          window.insert(x[end - wide.lowerBound])
          end += 1
        }
        while start < needed.lowerBound {
          window.remove(x[start - wide.lowerBound])
          start += 1
        }
        let value = x[i - wide.lowerBound]
        guard window.count >= 3, !value.isNaN else { continue }
        let median = window.median
        let spread = window.medianDistance(from: median) * Self.deviationPerDistance
        let distance = (value - median).magnitude
        flags[i - range.lowerBound] =
          !(spread > leastSpread)
          ? GradeCode.pass
          : distance > failFactor * spread
            ? GradeCode.fail
            : distance > suspectFactor * spread ? GradeCode.suspect : GradeCode.pass
      }
    }
  }
}
