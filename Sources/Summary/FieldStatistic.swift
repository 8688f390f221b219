/// A number that tells about the values that fields of a file have in one cell over time.
///
/// | statistic                   | definition                                       | CDO       |
/// |:----------------------------|:-------------------------------------------------|:----------|
/// | `count`                     | the number of values                             | `timnum`  |
/// | `sum`                       | `Σv`                                             | `timsum`  |
/// | `mean`                      | `Σv / n`, missing values left out                | `timmean` |
/// | `variance`                  | `(n Σv² - (Σv)²) / n²`                           | `timvar`  |
/// | `standard_deviation`        | of the population, its root                      | `timstd`  |
/// | `sample_variance`           | `(n Σv² - (Σv)²) / (n (n - 1))`                  | `timvar1` |
/// | `sample_standard_deviation` | its root; of one value missing                   | `timstd1` |
/// | `minimum`, `maximum`        | as they are                                      | `timmin`  |
/// | `range`                     | `maximum - minimum`                              | `timrange`|
public enum FieldStatistic: String, Sendable, Hashable, CaseIterable {
  case count
  case sum
  case mean
  case variance
  case standardDeviation = "standard_deviation"
  case sampleVariance = "sample_variance"
  case sampleStandardDeviation = "sample_standard_deviation"
  case minimum
  case maximum
  case range

  /// True for statistics that need the squares of the values.
  public var needsSquares: Bool {
    switch self {
    case .variance, .standardDeviation, .sampleVariance, .sampleStandardDeviation: true
    default: false
    }
  }

  /// True for statistics that need the least and the greatest value.
  public var needsExtremes: Bool { self == .minimum || self == .maximum || self == .range }
}
