internal import NetCDFFile
internal import ObservationModel
internal import Reading
internal import Summary
internal import Writing

/// What the output of an analysis of series holds, and how a series becomes its values.
struct FieldAnalysisLayout: Sendable {
  /// One variable of the output for each variable of the input.
  struct Output: Sendable {
    let suffix: String
    let longName: String

    /// The unit for that of the values.
    let units: @Sendable (String) -> String

    /// True for numbers of days and events.
    var isCount = false

    /// The length of the first dimension, years or days of the year; nil without one.
    var length: Int?
    var dimension: String?
    var cellMethods: String?

    func name(_ source: FieldVariable) -> String { "\(source.name)_\(suffix)" }

    func encode(_ values: [Double]) -> StoredValues? {
      if isCount { return .int(values.map { $0.isNaN ? Self.missingCount : Int32($0) }) }
      return FieldEncoding(.floating(isDouble: false)).encode(values.span)
    }

    static let missingCount: Int32 = -1
  }

  let file: GriddedFileLayout
  let outputs: [Output]

  /// The years of the output.
  let years: [Int]

  /// The number of values that are worked out for a cell.
  var valuesOfCell: Int { outputs.reduce(0) { $0 + ($1.length ?? 1) } }

  private let kind: FieldAnalysis.Kind
  private let baseline: ClosedRange<Int>

  /// The day of each step, counted from the first, for heatwaves.
  private let days: [Int]
  private let firstDay: Int

  /// Seconds since 1970-01-01 of each step, NaN outside the baseline, for harmonics.
  private let instants: [Double]
  private let origin: Double

  init(
    _ analysis: FieldAnalysis,
    series: FieldSeries,
    sources: [FieldVariable]
  ) throws(ReadingError) {
    let calendar = series.calendar
    func fault(_ detail: String) -> ReadingError {
      ReadingError(.badTime, path: series.files[0].path, variable: series.time.path, detail: detail)
    }
    guard calendar == .standard || calendar == .prolepticGregorian else {
      throw fault("the days of the calendar \(calendar.rawValue) are not those of the world")
    }
    kind = analysis.kind
    let days = series.steps.map { Int(($0.middle / 86_400).rounded(.down)) }
    let yearOfStep = days.map { CivilTime.date(daysSince1970: $0).year }
    firstDay = days[0]
    self.days = days.map { $0 - days[0] }
    baseline = analysis.years ?? yearOfStep[0]...yearOfStep[yearOfStep.count - 1]
    let lastDay = days[days.count - 1]
    guard lastDay - firstDay < 1_000_000 else { throw fault("the times span more than 2700 years") }
    let baseline = baseline
    guard yearOfStep.contains(where: { baseline.contains($0) }) else {
      throw fault("no field lies within the years \(baseline.lowerBound) to \(baseline.upperBound)")
    }
    instants = zip(series.steps, yearOfStep).map { baseline.contains($1) ? $0.middle : .nan }
    let known = instants.filter { !$0.isNaN }
    origin = (((known.min() ?? 0) + (known.max() ?? 0)) / 2).rounded()
    var times: [GriddedFileVariable]
    var others: [Dimension] = []
    switch analysis.kind {
    case .heatwaves(let detection, _):
      if let i = zip(days, days.dropFirst()).enumerated().first(where: {
        $0.element.0 == $0.element.1
      }) {
        throw fault(
          "the times \(i.offset) and \(i.offset + 1) are of the same day; heatwaves are found in daily"
            + " means: --time day makes them"
        )
      }
      years = Array(yearOfStep[0]...yearOfStep[yearOfStep.count - 1])
      outputs = Self.heatwaves(detection, years: years.count, time: series.timeDimension)
      others = [
        Dimension(name: "day_of_year", length: DailyClimatology.daysOfYear, isUnlimited: false)
      ]
    case .harmonics(let count):
      years = [baseline.lowerBound]
      outputs = Self.harmonics(count)
    }
    func start(ofYear year: Int) -> Double {
      Double(CivilTime.days(year: year, month: 1, day: 1)) * 86_400
    }
    switch analysis.kind {
    case .heatwaves:
      let bounds = years.map { start(ofYear: $0)...start(ofYear: $0 + 1) }
      times = series.times(
        bounds.map { ($0.lowerBound + $0.upperBound) / 2 },
        bounds: bounds,
        isClimatology: false
      )
      times.append(
        GriddedFileVariable(
          name: "day_of_year",
          type: .int,
          dimensions: ["day_of_year"],
          attributes: [
            .text("long_name", "day of the year, as in a leap year: 60 is February 29"),
            .text("units", "1"),
          ],
          values: .int((1...366).map { Int32($0) })
        )
      )
    case .harmonics:
      let bounds = start(ofYear: baseline.lowerBound)...start(ofYear: baseline.upperBound + 1)
      times = series.times([origin], bounds: [bounds], isClimatology: false)
    }
    let outputs = outputs
    let fields = sources.flatMap { source in outputs.map { $0.variable(of: source) } }
    file = try series.layout(
      of: sources,
      times: times,
      timeCount: years.count,
      others: others,
      fields: fields,
      history: analysis.history,
      deflateLevel: analysis.deflateLevel
    )
  }

  // MARK: What is told

  private static func heatwaves(
    _ detection: MarineHeatwaveDetection,
    years: Int,
    time: String
  ) -> [Output] {
    let stem = detection.kind == .heatwave ? "heatwave" : "cold_spell"
    let words = detection.kind == .heatwave ? "marine heatwaves" : "marine cold spells"
    let same: @Sendable (String) -> String = { differenceUnits($0) }
    let one: @Sendable (String) -> String = { _ in "1" }
    func yearly(
      _ name: String,
      _ text: String,
      _ units: @escaping @Sendable (String) -> String,
      isCount: Bool = false
    ) -> Output {
      Output(
        suffix: "\(stem)_\(name)",
        longName: text,
        units: units,
        isCount: isCount,
        length: years,
        dimension: time
      )
    }
    func daily(_ name: String, _ text: String) -> Output {
      Output(
        suffix: name,
        longName: text,
        units: { $0 },
        length: DailyClimatology.daysOfYear,
        dimension: "day_of_year"
      )
    }
    return [
      yearly("count", "number of \(words) that begin in the year", one, isCount: true),
      yearly("days", "days of the year in \(words)", { _ in "day" }, isCount: true),
      yearly("mean_intensity", "mean intensity of the days in \(words)", same),
      yearly("peak_intensity", "greatest intensity of \(words)", same),
      yearly(
        "cumulative_intensity",
        "sum of the intensities of the days in \(words)",
        { "\(differenceUnits($0)) day" }
      ),
      yearly(
        "category",
        "highest category of the \(words) that begin in the year: 1 moderate, 2 strong, 3 severe,"
          + " 4 extreme, 0 undefined or none",
        one,
        isCount: true
      ),
      daily("climatology", "climatological mean of the day of the year"),
      daily("threshold", "threshold of \(words) on the day of the year"),
    ]
  }

  private static func harmonics(_ count: Int) -> [Output] {
    var outputs = [
      Output(suffix: "mean", longName: "mean at the time, without harmonics", units: { $0 }),
      Output(suffix: "trend", longName: "trend", units: { "\(differenceUnits($0)) year-1" }),
    ]
    for k in 0..<count {
      for part in ["cosine", "sine"] {
        outputs.append(
          Output(
            suffix: "\(part)_\(k + 1)",
            longName:
              "factor of the \(part) of \(k + 1) times the angle of the year, from the time",
            units: { differenceUnits($0) }
          )
        )
      }
    }
    outputs.append(
      Output(suffix: "count", longName: "number of values", units: { _ in "1" }, isCount: true)
    )
    return outputs
  }

  // MARK: What a series becomes

  /// The values of all outputs, one after the other.
  ///
  /// - Parameter values: One for each step; NaN where missing.
  func results(of values: [Double]) -> [Double] {
    switch kind {
    case .heatwaves(let detection, let settings): heatwaves(values, detection, settings)
    case .harmonics(let count): harmonics(values, count)
    }
  }

  private func harmonics(_ values: [Double], _ count: Int) -> [Double] {
    var sums = HarmonicSums(harmonics: count, hasTrend: true, origin: origin)
    for (value, instant) in zip(values, instants) where !instant.isNaN {
      sums.add(value, at: instant)
    }
    let missing = [Double](repeating: .nan, count: 2 + 2 * count)
    let fit = sums.solution()
    let coefficients =
      fit.map { fit in
        [fit.mean, fit.trendPerYear]
          + (0..<count).flatMap { k in
            let factors = fit.factors(ofHarmonic: k + 1)
            return [factors.cosine, factors.sine]
          }
      } ?? missing
    return coefficients + [Double(sums.count)]
  }

  private func heatwaves(
    _ values: [Double],
    _ detection: MarineHeatwaveDetection,
    _ settings: DailyClimatology.Settings
  ) -> [Double] {
    let missing = [Double](repeating: .nan, count: valuesOfCell)
    guard values.contains(where: \.isFinite) else { return missing }
    var series = DailySeries(
      firstDay: firstDay,
      values: [Double](repeating: .nan, count: (days.last ?? 0) + 1)
    )
    for (day, value) in zip(days, values) where value.isFinite { series.values[day] = value }
    let climatology = DailyClimatology(of: series, years: baseline, settings: settings)
    let anomalies = climatology.anomalies(of: series)
    var (counts, lengths, categories) = (
      [Double](repeating: 0, count: years.count), [Double](repeating: 0, count: years.count),
      [Double](repeating: 0, count: years.count)
    )
    var (sums, known, peaks) = (
      [Double](repeating: 0, count: years.count), [Double](repeating: 0, count: years.count),
      [Double](repeating: .nan, count: years.count)
    )
    let sign: Double = detection.kind == .heatwave ? 1 : -1
    func year(_ day: Int) -> Int { CivilTime.date(daysSince1970: day).year - years[0] }
    for event in detection.events(in: series, climatology: climatology) {
      let first = year(event.days.lowerBound)
      counts[first] += 1
      categories[first] = max(categories[first], Double(event.category?.rawValue ?? 0))
      for day in event.days {
        let (year, anomaly) = (year(day), anomalies[day - firstDay])
        lengths[year] += 1
        guard !anomaly.isNaN else { continue }
        sums[year] += anomaly
        known[year] += 1
        // NaN gives way to any.
        if !(sign * anomaly <= sign * peaks[year]) { peaks[year] = anomaly }
      }
    }
    let means = zip(sums, known).map { $1 == 0 ? .nan : $0 / $1 }
    return counts + lengths + means + peaks + sums + categories + climatology.mean
      + climatology.threshold
  }
}

extension FieldAnalysisLayout.Output {
  fileprivate func variable(of source: FieldVariable) -> GriddedFileVariable {
    let original = source.variables[0].variable
    var unit = "1"
    if case .text(let text)? = original.attribute("units")?.content { unit = text }
    var attributes: [Attribute] = [
      .text("long_name", "\(longName) (\(source.name))"), .text("units", units(unit)),
    ]
    for name in ["grid_mapping", "coordinates"] {
      if let attribute = original.attribute(name) { attributes.append(attribute) }
    }
    return GriddedFileVariable(
      name: name(source),
      type: isCount ? .int : .float,
      dimensions: (dimension.map { [$0] } ?? [])
        + original.dimensions.dropFirst().map(\.name),
      attributes: attributes,
      fill: isCount
        ? .integers([Int64(Self.missingCount)]) : FieldEncoding(.floating(isDouble: false)).fill
    )
  }
}
