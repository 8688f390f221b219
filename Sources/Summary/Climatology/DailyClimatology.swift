public import ObservationModel

/// The mean and a percentile of every day of the year, of the values about that day in the years of
/// a baseline, smoothed over the year.
///
/// For each of the 366 days of a leap year the values of that day and of those within
/// `windowDays / 2` of it are pooled over the baseline; a window is cut at its ends. February 29 is
/// the mean of February 28 and March 1, so that it is told where leap years are few. Both curves are
/// then smoothed by a running mean over `smoothingDays` that goes round the year.
///
/// - SeeAlso: Hobday et al. (2016), Progress in Oceanography 141, 227-238, table 2: a window of 11
///   days, the 90th percentile, 31 days of smoothing, 30 years at least.
public struct DailyClimatology: Sendable, Equatable {
  public static let daysOfYear = 366

  /// Shape `[366]`; NaN where the baseline has no value.
  public let mean: [Double]

  /// The percentile, shape `[366]`; NaN where the baseline has no value.
  public let threshold: [Double]

  /// How a climatology is made.
  public struct Settings: Sendable, Hashable {
    /// The days that are pooled, an odd number.
    public let windowDays: Int

    /// The days of the running mean, an odd number.
    public let smoothingDays: Int

    /// From 0 to 100.
    public let percentile: Double

    /// - Precondition: The days are odd, up to 365, and the percentile is from 0 to 100.
    public init(windowDays: Int = 11, smoothingDays: Int = 31, percentile: Double = 90) {
      precondition((1...365).contains(windowDays) && windowDays % 2 == 1)
      precondition((1...365).contains(smoothingDays) && smoothingDays % 2 == 1)
      precondition((0...100).contains(percentile))
      self.windowDays = windowDays
      self.smoothingDays = smoothingDays
      self.percentile = percentile
    }
  }

  public init(mean: [Double], threshold: [Double]) {
    precondition(mean.count == Self.daysOfYear && threshold.count == Self.daysOfYear)
    self.mean = mean
    self.threshold = threshold
  }

  /// - Parameters:
  ///   - series: What the climatology is of.
  ///   - years: The baseline. Days outside it are left out.
  public init(of series: DailySeries, years: ClosedRange<Int>, settings: Settings = Settings()) {
    let first = CivilTime.days(year: years.lowerBound, month: 1, day: 1)
    let end = CivilTime.days(year: years.upperBound + 1, month: 1, day: 1)
    let days = series.days.clamped(to: first..<end)
    let values = Array(
      series.values[days.lowerBound - series.firstDay..<days.upperBound - series.firstDay]
    )
    let half = settings.windowDays / 2
    var pools = [[Double]](repeating: [], count: Self.daysOfYear)
    for (place, day) in DailySeries.daysOfYear(days).enumerated() {
      for i in max(0, place - half)..<min(values.count, place + half + 1)
      where values[i].isFinite {
        pools[day].append(values[i])
      }
    }
    var (mean, threshold) = ([Double](), [Double]())
    for pool in pools {
      let sorted = pool.sorted()
      // In rising order: the sum does not depend on the order of the days.
      mean.append(sorted.isEmpty ? .nan : sorted.reduce(0, +) / Double(sorted.count))
      threshold.append(
        sorted.isEmpty ? .nan : quantile(ofSorted: sorted, settings.percentile / 100)
      )
    }
    self.init(
      mean: Self.smoothed(mean, over: settings.smoothingDays),
      threshold: Self.smoothed(threshold, over: settings.smoothingDays)
    )
  }

  /// February 29 between its neighbours, then a running mean round the year. A missing day leaves
  /// the means about it to the days that are there; a year without any stays missing.
  private static func smoothed(_ curve: [Double], over days: Int) -> [Double] {
    var curve = curve
    curve[59] = (curve[58] + curve[60]) / 2
    guard days > 1 else { return curve }
    let half = days / 2
    return curve.indices.map { day in
      var (sum, count) = (0.0, 0)
      for offset in -half...half {
        let value = curve[(day + offset + daysOfYear) % daysOfYear]
        if !value.isNaN { (sum, count) = (sum + value, count + 1) }
      }
      return count == 0 ? .nan : sum / Double(count)
    }
  }

  /// The differences from the mean of their days, one for each day of a series.
  public func anomalies(of series: DailySeries) -> [Double] {
    zip(series.values, DailySeries.daysOfYear(series.days)).map { $0 - mean[$1] }
  }
}
