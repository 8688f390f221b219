/// Finds marine heatwaves, or cold spells, in a daily series.
///
/// A spell is a run of days beyond the threshold of at least `minimumDays`. Spells with at most
/// `maximumGapDays` between them are one. A missing value is not beyond the threshold; a spell that
/// the series begins or ends in has the days that are there.
///
/// - SeeAlso: Hobday et al. (2016), Progress in Oceanography 141, 227-238: 5 days, gaps of 2 days.
public struct MarineHeatwaveDetection: Sendable, Hashable {
  public enum Kind: Sendable, Hashable {
    /// Above the threshold.
    case heatwave

    /// Below it: the threshold is a low percentile, such as the 10th.
    case coldSpell
  }

  public let kind: Kind
  public let minimumDays: Int
  public let maximumGapDays: Int

  /// - Precondition: `minimumDays >= 1`, `maximumGapDays >= 0`.
  public init(_ kind: Kind = .heatwave, minimumDays: Int = 5, maximumGapDays: Int = 2) {
    precondition(minimumDays >= 1 && maximumGapDays >= 0)
    self.kind = kind
    self.minimumDays = minimumDays
    self.maximumGapDays = maximumGapDays
  }

  /// The spells of a series, in the order of time.
  public func events(
    in series: DailySeries,
    climatology: DailyClimatology
  ) -> [MarineHeatwave] {
    let dayOfYear = DailySeries.daysOfYear(series.days)
    // Cold spells are heatwaves of the values turned about.
    let sign: Double = kind == .heatwave ? 1 : -1
    let intensity = zip(series.values, dayOfYear).map { sign * ($0 - climatology.mean[$1]) }
    let isBeyond = zip(series.values, dayOfYear).map {
      sign * $0 > sign * climatology.threshold[$1]
    }
    return joined(runs(isBeyond)).map { days in
      event(days, series, intensity: intensity, sign: sign) { i in
        let distance = sign * (climatology.threshold[dayOfYear[i]] - climatology.mean[dayOfYear[i]])
        return distance > 0 ? intensity[i] / distance : .nan
      }
    }
  }

  /// The runs of days that are long enough.
  private func runs(_ isBeyond: [Bool]) -> [ClosedRange<Int>] {
    var runs: [ClosedRange<Int>] = []
    var start: Int?
    for i in 0...isBeyond.count {
      if i < isBeyond.count, isBeyond[i] {
        start = start ?? i
      } else if let first = start {
        if i - first >= minimumDays { runs.append(first...i - 1) }
        start = nil
      }
    }
    return runs
  }

  /// Runs with a short gap between them made one.
  private func joined(_ runs: [ClosedRange<Int>]) -> [ClosedRange<Int>] {
    var joined: [ClosedRange<Int>] = []
    for run in runs {
      if let last = joined.last, run.lowerBound - last.upperBound - 1 <= maximumGapDays {
        joined[joined.count - 1] = last.lowerBound...run.upperBound
      } else {
        joined.append(run)
      }
    }
    return joined
  }

  private func event(
    _ days: ClosedRange<Int>,
    _ series: DailySeries,
    intensity: [Double],
    sign: Double,
    multiple: (Int) -> Double
  ) -> MarineHeatwave {
    var peak = days.lowerBound
    var (sum, count) = (0.0, 0)
    var greatest = -Double.infinity
    for i in days where !intensity[i].isNaN {
      if intensity[i] > intensity[peak] { peak = i }
      (sum, count) = (sum + intensity[i], count + 1)
      let multiple = multiple(i)
      if multiple > greatest { greatest = multiple }
    }
    let mean = sum / Double(count)
    var squares = 0.0
    for i in days where !intensity[i].isNaN {
      squares += (intensity[i] - mean) * (intensity[i] - mean)
    }
    /// The intensity at an end, half-way to the day beyond it where that is known.
    func end(_ i: Int, beyond: Int) -> (value: Double, isHalfWay: Bool) {
      guard series.values.indices.contains(beyond), !intensity[beyond].isNaN else {
        return (intensity[i], false)
      }
      return ((intensity[i] + intensity[beyond]) / 2, true)
    }
    let start = end(days.lowerBound, beyond: days.lowerBound - 1)
    let stop = end(days.upperBound, beyond: days.upperBound + 1)
    /// A peak on an end without a day beyond it is taken to be a day away from it.
    func rate(_ end: (value: Double, isHalfWay: Bool), _ days: Int) -> Double {
      let elapsed = Double(days) + (end.isHalfWay ? 0.5 : days == 0 ? 1 : 0)
      return sign * (intensity[peak] - end.value) / elapsed
    }
    return MarineHeatwave(
      days: series.firstDay + days.lowerBound...series.firstDay + days.upperBound,
      peakDay: series.firstDay + peak,
      meanIntensity: sign * mean,
      peakIntensity: sign * intensity[peak],
      cumulativeIntensity: sign * sum,
      intensityDeviation: (squares / Double(count)).squareRoot(),
      onsetRate: rate(start, peak - days.lowerBound),
      declineRate: rate(stop, days.upperBound - peak),
      category: MarineHeatwaveCategory(multiple: greatest)
    )
  }
}
