public import Resampling

/// A number that tells about the values of one quantity in one cell.
///
/// Of a direction, which turns from 360 degrees to 0, `mean` is the direction of the mean of the
/// unit vectors and `standardDeviation` the circular one; other statistics than these, `count` and
/// the single values do not apply to it, and `resultantLength` applies to nothing else.
public enum Statistic: Sendable, Hashable {
  /// The number of values.
  case count

  /// Σv.
  case sum

  /// Σv².
  case sumOfSquares

  /// Σv / n; of directions, `atan2(Σ sin v, Σ cos v)` from 0 to 360 degrees, missing where the
  /// resultant length is below 10⁻⁶.
  ///
  /// - SeeAlso: Mardia and Jupp (2000), *Directional Statistics*, section 2.2.
  case mean

  /// `√(Σ(v - mean)² / (n - ddof))`; of directions, `√(-2 ln R)` in degrees, with `R` the resultant
  /// length and no bound.
  ///
  /// - SeeAlso: Mardia and Jupp (2000), *Directional Statistics*, section 2.3.
  case standardDeviation

  /// `Σ(v - mean)² / (n - ddof)`.
  case variance

  case minimum
  case maximum

  /// The maximum less the minimum.
  case range

  /// The value that a share of the values lies below, by linear interpolation between the two
  /// nearest; type 7 of Hyndman and Fan, the default of numpy.
  ///
  /// - SeeAlso: Hyndman and Fan (1996), The American Statistician 50(4), 361-365.
  case quantile(Decimal)

  /// The earliest value of the time bin.
  case first

  /// The latest value of the time bin.
  case last

  /// The value nearest to the middle of the time bin.
  case middle

  /// `√((Σ sin v)² + (Σ cos v)²) / n` of directions: 1 when all are the same, 0 when none prevails.
  ///
  /// - SeeAlso: Mardia and Jupp (2000), *Directional Statistics*, section 2.2.
  case resultantLength

  /// The highest quality level of the cell, of which the values are; of sea surface temperatures.
  case qualityLevel

  /// The mean of the biases that the provider states of each value (SSES); of sea surface
  /// temperatures.
  ///
  /// - SeeAlso: GHRSST Data Specification 2.0, rules for L3 files: averaged as the temperature is.
  case bias

  /// The root of the mean of the squares of the standard deviations that the provider states of
  /// each value (SSES); of sea surface temperatures.
  ///
  /// - SeeAlso: GHRSST Data Specification 2.0, rules for L3 files.
  case deviation

  /// The quantile of one half.
  public static let median = quantile(Decimal(units: 5, scale: 10))

  /// What a product tells unless its pipeline says otherwise.
  public static let standard: [Statistic] = [
    .count, .mean, .standardDeviation, .minimum, .maximum,
  ]

  /// The statistics with a word of their own, in the order of the variables of a product.
  public static let named: [Statistic] = [
    .mean, .standardDeviation, .variance, .minimum, .maximum, .range, .median, .first, .last,
    .middle, .resultantLength, .sum, .sumOfSquares, .bias, .deviation, .qualityLevel, .count,
  ]
}

extension Statistic {
  /// The word for it in pipeline files. Of quantiles, `median` or `percentile_90`.
  public var word: String {
    switch self {
    case .count: "count"
    case .sum: "sum"
    case .sumOfSquares: "sum_of_squares"
    case .mean: "mean"
    case .standardDeviation: "standard_deviation"
    case .variance: "variance"
    case .minimum: "minimum"
    case .maximum: "maximum"
    case .range: "range"
    case .quantile(let share):
      self == .median ? "median" : "percentile_\(share.timesHundred)"
    case .first: "first"
    case .last: "last"
    case .middle: "nearest_to_middle"
    case .resultantLength: "resultant_length"
    case .qualityLevel: "quality_level"
    case .bias: "sses_bias"
    case .deviation: "sses_standard_deviation"
    }
  }

  /// Takes words, and `percentile_P` and `quantile_Q` with `0 <= P <= 100` and `0 <= Q <= 1`.
  public init?(_ word: String) {
    if let named = Self.named.first(where: { $0.word == word }) {
      self = named
      return
    }
    let share: Decimal?
    if word.hasPrefix("percentile_") {
      share = Decimal(word.dropFirst("percentile_".count)).flatMap { percent in
        percent.scale > 10_000_000
          ? nil : Decimal(units: percent.units, scale: percent.scale * 100)
      }
    } else if word.hasPrefix("quantile_") {
      share = Decimal(word.dropFirst("quantile_".count))
    } else {
      share = nil
    }
    guard let share, share.units >= 0, share.units <= share.scale else { return nil }
    self = .quantile(share.reduced)
  }

  /// The end of the names of variables, of letters, digits and underscores.
  public var nameInFiles: String {
    String(word.map { $0 == "." ? "_" : $0 })
  }
}

extension Statistic: Comparable {
  /// The order of the variables of a product: values first, what a reader opens a product for.
  public static func < (a: Statistic, b: Statistic) -> Bool {
    (a.rank, a.share) < (b.rank, b.share)
  }

  private var rank: Int {
    if case .quantile = self { return Self.named.firstIndex(of: .median) ?? 0 }
    return Self.named.firstIndex(of: self) ?? 0
  }

  private var share: Double {
    if case .quantile(let share) = self { return share.value }
    return 0
  }
}

extension Decimal {
  /// The same number with the fewest decimal places.
  fileprivate var reduced: Decimal {
    var (units, scale) = (units, scale)
    while scale > 1, units % 10 == 0 { (units, scale) = (units / 10, scale / 10) }
    return Decimal(units: units, scale: scale)
  }

  /// A share from 0 to 1 as a plain decimal number of percent.
  fileprivate var timesHundred: String {
    let whole = units * 100 / scale
    var rest = units * 100 % scale
    guard rest > 0 else { return "\(whole)" }
    var digits = ""
    while rest > 0 {
      digits += "\(rest * 10 / scale)"
      rest = rest * 10 % scale
    }
    return "\(whole).\(digits)"
  }
}
