internal import ObservationModel
internal import Reading
internal import Resampling

/// One time of the output and the fields that are pooled for it.
struct FieldBin: Sendable {
  /// The bounds, in seconds since the calendar's own 1970-01-01.
  let bin: TimeBin

  /// The time: the middle of the bin, or of the first interval that a climatology pools.
  let time: Double

  /// The numbers of the steps of the series, in the order of time. Where means are pooled, those
  /// of one mean are together.
  let groups: [[Int]]

  /// The number of values that a cell needs.
  let least: Int

  var stepCount: Int { groups.reduce(0) { $0 + $1.count } }

  /// The most fields that are added up at once.
  var longestSum: Int { max(groups.count, groups.map(\.count).max() ?? 0) }
}

extension FieldSummary {
  /// The bins of a series that have fields, in the order of time or of the year.
  func bins(of series: FieldSeries) throws(ReadingError) -> [FieldBin] {
    let calendar = series.calendar
    let binning: TimeBinning
    switch bins {
    case .steps(let step):
      binning = TimeBinning(.steps(step), calendar: calendar)
    case .climatology(let step, let years):
      let years = if let years { years } else { try self.years(of: series) }
      binning = TimeBinning(.climatology(step, years: years), calendar: calendar)
    }
    var members: [TimeBin: [TimeBin: [Int]]] = [:]
    for (number, step) in series.steps.enumerated() {
      let bin = bin(at: step.middle, of: binning, series)
      let mean = means == nil ? bin : means?.bin(at: step.middle, in: calendar)
      guard let bin, let mean else {
        // Years that were not asked for are left out; a time without a bin is no time.
        if case .climatology = bins { continue }
        throw ReadingError(
          .badTime,
          path: series.files[step.file].path,
          detail: "expected years within 9999 of year 0, found \(step.middle) s from 1970"
        )
      }
      members[bin, default: [:]][mean, default: []].append(number)
    }
    guard !members.isEmpty else {
      throw ReadingError(
        .noObservations,
        path: series.files[0].path,
        detail: "no field lies within the years that were asked for"
      )
    }
    var result: [FieldBin] = []
    for bin in binning.bins.isEmpty ? members.keys.sorted() : binning.bins {
      guard let groups = members[bin] else { continue }
      result.append(
        FieldBin(
          bin: bin,
          time: time(of: bin, calendar),
          groups: groups.sorted { $0.key < $1.key }.map(\.value),
          least: try least(of: bin, binning, series)
        )
      )
    }
    return result
  }

  /// The bin of an instant; the whole record has the bounds of the series.
  private func bin(at seconds: Double, of binning: TimeBinning, _ series: FieldSeries) -> TimeBin? {
    guard case .steps(.all) = binning.kind else { return binning.bin(at: seconds) }
    let start = series.steps.map(\.start).min() ?? 0
    let end = series.steps.map(\.end).max() ?? 0
    return TimeBin(start: Int(start.rounded(.down)), end: Int(end.rounded(.up)))
  }

  private func years(of series: FieldSeries) throws(ReadingError) -> ClosedRange<Int> {
    let years = [series.steps.first, series.steps.last].compactMap { step in
      step.map { series.calendar.date(days: Int(($0.middle / 86_400).rounded(.down))).year }
    }
    guard years.count == 2, years[0] >= -9999, years[1] <= 9999 else {
      throw ReadingError(
        .badTime,
        path: series.files[0].path,
        detail: "expected years within 9999 of year 0, found \(years)"
      )
    }
    // A winter that ends the record belongs to the year after.
    guard case .climatology(.season, _) = bins else { return years[0]...years[1] }
    return years[0]...min(9999, years[1] + 1)
  }

  private func time(of bin: TimeBin, _ calendar: Calendar) -> Double {
    var end = bin.end
    if case .climatology(let step, _) = bins,
      let first = step.timeStep.bin(at: Double(bin.start), in: calendar)
    {
      end = first.end
    }
    return Double(bin.start) + Double(end - bin.start) / 2
  }

  /// The number of values that a cell needs for the coverage that is asked for.
  private func least(
    of bin: TimeBin,
    _ binning: TimeBinning,
    _ series: FieldSeries
  ) throws(ReadingError) -> Int {
    guard minimumCoverage > 0 else { return 1 }
    let seconds = binning.pooledSeconds(of: bin)
    let expected: Int
    if let means {
      expected = means.count(in: seconds, calendar: series.calendar)
    } else if let count = series.expectedCount(in: seconds) {
      expected = count
    } else {
      throw ReadingError(
        .badTime,
        path: series.files[0].path,
        detail: "one time does not tell how many fields a bin would have"
      )
    }
    // 0.75 of 4 is 3, in spite of rounding.
    return max(1, Int((minimumCoverage * Double(expected) - 1e-9).rounded(.up)))
  }
}

extension TimeStep {
  /// The number of these steps that a number of seconds has room for.
  fileprivate func count(in seconds: Int, calendar: Calendar) -> Int {
    let year = Double(calendar.length(ofYear: 2001)) * 86_400
    let length: Double =
      switch self {
      case .minutes(let minutes): Double(minutes * 60)
      case .hours(let hours): Double(hours * 3600)
      case .day: 86_400
      case .days(let days): Double(days * 86_400)
      case .week: 7 * 86_400
      case .pentad: 5 * 86_400
      case .dekad: year / 36
      case .month: year / 12
      case .season, .quarter: year / 4
      case .year: year
      case .decade: 10 * year
      case .all: .infinity
      }
    return max(1, Int((Double(seconds) / length).rounded()))
  }
}
