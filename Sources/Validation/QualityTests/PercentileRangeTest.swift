internal import KernelTypes
public import ObservationModel

/// Marks values far from the bulk of their feature.
///
/// A value is suspect when it lies below the `low`th percentile of the values of its feature minus
/// `pad`, or above the `high`th plus `pad`. Percentiles are interpolated linearly between the
/// sorted values: the `p`th is at the place `p/100 (n - 1)`. Missing values take no part. Swaths
/// and grids are not evaluated.
///
/// With no `pad` a tenth of the values is suspect by design, as the percentiles are of the values
/// that are judged.
///
/// - SeeAlso: ioos_qc 3.0.0, `qartod.percentile_range_test`; Hyndman and Fan (1996), *Sample
///   quantiles in statistical packages*, definition 7.
/// - Complexity: A sort of each feature.
public struct PercentileRangeTest: QualityTest, Equatable {
  public static var name: String { "percentile_range" }
  public static var flagStandardName: String { "quality_flag" }
  public static var summary: String { "values far from the bulk of their feature" }
  public static var source: String { "ioos_qc 3.0.0, qartod.percentile_range_test" }
  public static var parameters: [TestParameter] {
    [
      TestParameter("low", .number(0...100), "the lower percentile; 5 unless given"),
      TestParameter("high", .number(0...100), "the upper percentile; 95 unless given"),
      TestParameter("pad", .difference, "how far beyond them values still pass; 0 unless given"),
    ]
  }

  /// Percentiles, from 0 to 100.
  public let low, high: Double

  /// In the unit of the column.
  public let pad: Double

  /// - Precondition: `0 <= low < high <= 100` and `pad >= 0`.
  public init(low: Double = 5, high: Double = 95, pad: Double = 0) {
    precondition(0 <= low && low < high && high <= 100 && pad >= 0)
    self.low = low
    self.high = high
    self.pad = pad
  }

  public init(_ arguments: TestArguments) throws(TestConfigurationError) {
    let (low, high) = (arguments.number("low") ?? 5, arguments.number("high") ?? 95)
    guard low < high else {
      throw TestConfigurationError("expected less than 'high', which is \(high)", parameter: "low")
    }
    self.init(low: low, high: high, pad: arguments.number("pad") ?? 0)
  }

  public var reach: Reach { .feature }

  public func evaluate(
    _ batch: borrowing ObservationBatch,
    column: Int,
    range: Range<Int>,
    into flags: inout MutableSpan<UInt8>
  ) {
    batch.mark(column: column, range: range, as: GradeCode.notEvaluated, into: &flags)
    let values = batch.columns[column].values
    batch.forEachSeries(in: range) { series, _ in
      let all = values.doubles(in: series)
      let sorted = all.filter { !$0.isNaN }.sorted()
      guard !sorted.isEmpty else { return }
      let least = Self.percentile(low, of: sorted) - pad
      let greatest = Self.percentile(high, of: sorted) + pad
      for (k, x) in all.enumerated() where !x.isNaN {
        flags[series.lowerBound + k - range.lowerBound] =
          x < least || x > greatest ? GradeCode.suspect : GradeCode.pass
      }
    }
  }

  /// The interpolation goes from whichever neighbour is nearer, so that `percentile` is monotonic
  /// and meets both ends exactly.
  private static func percentile(_ p: Double, of sorted: [Double]) -> Double {
    let place = p / 100 * Double(sorted.count - 1)
    let below = place.rounded(.down)
    let k = Int(below)
    guard k + 1 < sorted.count else { return sorted[sorted.count - 1] }
    let (a, b, t) = (sorted[k], sorted[k + 1], place - below)
    return t < 0.5 ? a + (b - a) * t : b - (b - a) * (1 - t)
  }
}
