internal import Conventions
internal import NetCDFFile
internal import ObservationModel
public import Reading
internal import Summary
public import Writing

/// Takes a climatology from the fields of gridded files: what is left are anomalies.
///
/// A field is held against the step of the climatology that its date falls in. February 29 is held
/// against the mean of February 28 and March 1 where a climatology of days has no step of its own for
/// it. Values are subtracted in Double; one that is missing in either is missing.
public struct FieldAnomaly: Sendable {
  /// The file with the climatology, on the same grid: its variables are called as those of the
  /// fields, or so with `_mean` behind.
  public var climatology: String

  /// The names of the variables; empty for all that have fields along time and are no codes.
  public var variables: [String]

  /// The level of compression of the output, 1 to 9; nil for none.
  public var deflateLevel: Int?

  /// The line that is added to the history of the file.
  public var history: String
  public var threads: Int

  public init(
    from climatology: String,
    variables: [String] = [],
    deflateLevel: Int? = nil,
    history: String = "",
    threads: Int = 1
  ) {
    self.climatology = climatology
    self.variables = variables
    self.deflateLevel = deflateLevel
    self.history = history
    self.threads = max(1, threads)
  }

  /// Works on files that continue each other in time.
  ///
  /// - Parameters:
  ///   - paths: One at least, in any order.
  ///   - output: The netCDF file to write; whole under its name or not there.
  public func write(
    _ paths: [String],
    to output: String
  ) throws(FieldSummaryFailure) -> FieldSummaryReport {
    let series: FieldSeries
    let sources: [FieldVariable]
    let steps: [[Int]]
    let means: [(file: GriddedFile, variable: GriddedVariable)]
    let layout: GriddedFileLayout
    do throws(ReadingError) {
      series = try FieldSeries(paths: paths)
      sources = try series.variables(named: variables)
      let file = try GriddedFile(path: climatology)
      steps = try stepsOfClimatology(in: file, for: series)
      var found: [(file: GriddedFile, variable: GriddedVariable)] = []
      for source in sources {
        found.append((file, try mean(of: source, ofFile: series.files[0].path, in: file)))
      }
      means = found
      layout = try self.layout(series, sources)
    } catch {
      throw .reading(error)
    }
    let writer = try FieldSummary.writing { () throws(WritingError) in
      try GriddedFileWriter(path: output, layout: layout)
    }
    for (source, mean) in zip(sources, means) {
      let whole = FieldBand(start: source.shape.map { _ in 0 }, count: source.shape)
      let encoding = FieldEncoding(.floating(isDouble: source.isDouble))
      var (field, other, normal) = ([Double](), [Double](), [Double]())
      field.fit(whole.cellCount, with: 0)
      other.fit(whole.cellCount, with: 0)
      var held: [Int] = []
      for (number, step) in series.steps.enumerated() {
        do throws(ReadingError) {
          if steps[number] != held {
            held = steps[number]
            normal = [Double](repeating: 0, count: whole.cellCount)
            for place in held {
              try mean.file.decode(
                mean.variable,
                region: whole.region(at: place),
                transform: mean.variable.packing.transform,
                threads: threads,
                into: &other
              )
              for i in normal.indices { normal[i] += other[i] / Double(held.count) }
            }
          }
          try series.files[step.file].decode(
            source.variables[step.file],
            region: whole.region(at: step.index),
            transform: source.variables[step.file].packing.transform,
            threads: threads,
            into: &field
          )
        } catch {
          throw .reading(error)
        }
        for i in field.indices { field[i] -= normal[i] }
        guard let stored = encoding.encode(field.span) else { continue }
        try FieldSummary.writing { () throws(WritingError) in
          try writer.write(stored, to: source.name, region: whole.region(at: number))
        }
      }
    }
    do {
      return FieldSummaryReport(
        variables: sources.map(\.name),
        binCount: series.steps.count,
        fieldCount: series.steps.count,
        byteCount: try writer.publish()
      )
    } catch {
      throw .writing(error)
    }
  }

  /// The variable of the climatology.
  private func mean(
    of source: FieldVariable,
    ofFile path: String,
    in file: GriddedFile
  ) throws(ReadingError) -> GriddedVariable {
    let found =
      file.variables.first { $0.variable.name == source.name }
      ?? file.variables.first { $0.variable.name == "\(source.name)_mean" }
    guard let found, found.timeDimension == 0,
      Array(found.variable.shape.dropFirst()) == source.shape
    else {
      throw ReadingError(
        .missingVariable,
        path: climatology,
        detail: "expected a variable \(source.name) or \(source.name)_mean with fields of the shape"
          + " \(source.shape) along time"
      )
    }
    try found.checkAgreement(in: climatology, with: source.variables[0], of: path)
    return found
  }

  /// The steps of the climatology whose mean each field is held against: one, or the two about
  /// February 29.
  private func stepsOfClimatology(
    in file: GriddedFile,
    for series: FieldSeries
  ) throws(ReadingError) -> [[Int]] {
    guard let time = file.variables.lazy.compactMap(\.time).first else {
      throw ReadingError(.missingCoordinates, path: climatology, detail: "has no coordinate time")
    }
    let times = try file.values(time)
    var bounds: [Double]?
    if case .text(let name)? = time.attribute("climatology")?.content,
      let variable = file.file.variable(name)
    {
      bounds = try file.values(variable)
    }
    func text(_ name: String) -> String? {
      if case .text(let text)? = time.attribute(name)?.content { text } else { nil }
    }
    let stepOfDay: [Int?]
    do {
      stepOfDay = try ClimatologicalSteps(
        times: times,
        bounds: bounds,
        units: text("units"),
        calendar: text("calendar")
      ).stepOfDay
    } catch {
      throw ReadingError(.badTime, path: climatology, variable: time.path, detail: "\(error)")
    }
    // Days of a leap year, from 0: 58 is February 28 and 60 is March 1.
    let firstDays = [0, 31, 60, 91, 121, 152, 182, 213, 244, 274, 305, 335, 366]
    let isDaily = Set(stepOfDay.compactMap { $0 }).count >= 360
    var steps: [[Int]] = []
    for step in series.steps {
      let date = series.calendar.date(days: Int((step.middle / 86_400).rounded(.down)))
      let day = min(firstDays[date.month - 1] + date.day, firstDays[date.month]) - 1
      if day == 59, isDaily, stepOfDay[59] == nil || stepOfDay[59] == stepOfDay[58],
        let before = stepOfDay[58], let after = stepOfDay[60]
      {
        steps.append([before, after])
      } else if let only = stepOfDay[day] {
        steps.append([only])
      } else {
        throw ReadingError(
          .badTime,
          path: climatology,
          variable: time.path,
          detail: "no step of the climatology stands for day \(day + 1) of the year"
        )
      }
    }
    return steps
  }

  private func layout(
    _ series: FieldSeries,
    _ sources: [FieldVariable]
  ) throws(ReadingError) -> GriddedFileLayout {
    let fields = sources.map { source in
      let original = source.variables[0].variable
      let dropped = FieldEncoding.packingAttributes.union([
        "ancillary_variables", "actual_range", "units", "standard_name",
      ])
      var attributes = original.attributes.filter {
        !dropped.contains($0.name) && !$0.name.hasPrefix("_")
      }
      if case .text(let units)? = original.attribute("units")?.content {
        attributes.append(.text("units", differenceUnits(units)))
      }
      if case .text(let name)? = original.attribute("standard_name")?.content {
        attributes.append(.text("comment", "anomaly of \(name)"))
      }
      return GriddedFileVariable(
        name: source.name,
        type: source.isDouble ? .double : .float,
        dimensions: original.dimensions.map(\.name),
        attributes: attributes,
        fill: FieldEncoding(.floating(isDouble: source.isDouble)).fill
      )
    }
    return try series.layout(
      of: sources,
      times: series.times(
        series.steps.map(\.middle),
        bounds: series.steps.map { $0.start...$0.end },
        isClimatology: false
      ),
      timeCount: series.steps.count,
      fields: fields,
      history: history,
      deflateLevel: deflateLevel
    )
  }
}
