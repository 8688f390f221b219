internal import Kernels

/// A mean, a trend and the harmonics of the year, fitted to a series.
public struct HarmonicClimatology: Sendable, Equatable {
  /// The mean, the trend where there is one, and cosine and sine of each harmonic.
  let coefficients: [Double]

  public let harmonics: Int
  public let hasTrend: Bool

  /// Seconds since 1970-01-01 UTC where the trend is 0.
  public let origin: Double

  /// The number of values that were fitted.
  public let count: Int

  /// The value of the model without harmonics at the origin.
  public var mean: Double { coefficients[0] }

  /// The change in a year of 365.2425 days; 0 without a trend.
  public var trendPerYear: Double { hasTrend ? coefficients[1] : 0 }

  /// The factors of cosine and sine of a harmonic.
  ///
  /// - Parameter harmonic: From 1.
  public func factors(ofHarmonic harmonic: Int) -> (cosine: Double, sine: Double) {
    let first = (hasTrend ? 2 : 1) + 2 * (harmonic - 1)
    return (coefficients[first], coefficients[first + 1])
  }

  /// The amplitude of a harmonic, from 1.
  public func amplitude(ofHarmonic harmonic: Int) -> Double {
    let (cosine, sine) = factors(ofHarmonic: harmonic)
    return (cosine * cosine + sine * sine).squareRoot()
  }

  /// The value of the model.
  ///
  /// - Parameter seconds: Seconds since 1970-01-01 UTC.
  public func value(at seconds: Double) -> Double {
    let terms = HarmonicSums.terms(
      at: seconds,
      origin: origin,
      harmonics: harmonics,
      hasTrend: hasTrend
    )
    return zip(terms, coefficients).reduce(0) { $0 + $1.0 * $1.1 }
  }
}
