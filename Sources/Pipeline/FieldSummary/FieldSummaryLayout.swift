internal import Conventions
internal import NetCDFFile
internal import ObservationModel
internal import Reading
internal import Resampling
internal import Summary
internal import Writing

/// What the output of a summary of fields holds.
struct FieldSummaryLayout {
  let file: GriddedFileLayout
  let outputs: [Output]

  /// One variable of the output.
  struct Output: Sendable, Hashable {
    enum Kind: Sendable, Hashable {
      case statistic(FieldStatistic)

      /// The number of the percentile in the list.
      case percentile(Int)
    }

    let source: String
    let name: String
    let kind: Kind
    let isDouble: Bool

    /// The values as they are stored.
    func encode(_ values: [Double]) -> StoredValues? {
      if kind == .statistic(.count) { return .int(values.map { Int32($0) }) }
      return FieldEncoding(.floating(isDouble: isDouble)).encode(values.span)
    }
  }

  init(
    _ summary: FieldSummary,
    series: FieldSeries,
    sources: [FieldSource],
    bins: [FieldBin]
  ) throws(ReadingError) {
    let first = series.files[0]
    var outputs: [Output] = []
    var fields: [GriddedFileVariable] = []
    for source in sources {
      let kinds =
        summary.statistics.map { Output.Kind.statistic($0) }
        + summary.percentiles.indices.map { Output.Kind.percentile($0) }
      for kind in kinds {
        let output = Output(
          source: source.name,
          name: kinds.count == 1 ? source.name : "\(source.name)_\(summary.suffix(of: kind))",
          kind: kind,
          isDouble: source.field.isDouble
        )
        outputs.append(output)
        fields.append(summary.variable(output, of: source, in: series))
      }
    }
    let times = summary.times(of: bins, in: series)
    file = try series.layout(
      of: sources.map(\.field),
      times: times,
      timeCount: bins.count,
      fields: fields,
      history: summary.history,
      deflateLevel: summary.deflateLevel
    )
    self.outputs = outputs
  }
}

extension FieldSummary {
  /// The end of the name of a variable.
  fileprivate func suffix(of kind: FieldSummaryLayout.Output.Kind) -> String {
    switch kind {
    case .statistic(let statistic): statistic.rawValue
    case .percentile(let number): "p\(plain(percentiles[number]).replacing(".", with: "_"))"
    }
  }

  private func plain(_ number: Double) -> String {
    number == number.rounded() ? "\(Int(number))" : "\(number)"
  }

  /// Time and its bounds.
  fileprivate func times(of bins: [FieldBin], in series: FieldSeries) -> [GriddedFileVariable] {
    var isClimatology = false
    if case .climatology = self.bins { isClimatology = true }
    return series.times(
      bins.map(\.time),
      bounds: bins.map { Double($0.bin.start)...Double($0.bin.end) },
      isClimatology: isClimatology
    )
  }

  /// One variable of the output.
  fileprivate func variable(
    _ output: FieldSummaryLayout.Output,
    of source: FieldSource,
    in series: FieldSeries
  ) -> GriddedFileVariable {
    let original = source.variables[0].variable
    let dropped = FieldEncoding.packingAttributes.union([
      "cell_methods", "ancillary_variables", "flag_values", "actual_range", "units",
      "standard_name", "coordinates",
    ])
    var attributes = original.attributes.filter {
      !dropped.contains($0.name) && !$0.name.hasPrefix("_")
    }
    let isCount = output.kind == .statistic(.count)
    if isCount {
      attributes.removeAll { $0.name == "long_name" }
      attributes.append(.text("standard_name", "number_of_observations"))
      attributes.append(.text("long_name", "number of values of \(source.name)"))
      attributes.append(.text("units", "1"))
    } else {
      if let name = original.attribute("standard_name") { attributes.append(name) }
      if let units = units(output, original) { attributes.append(units) }
    }
    if let coordinates = coordinates(of: original, in: series) { attributes.append(coordinates) }
    attributes.append(.text("cell_methods", cellMethods(output.kind, original)))
    if case .percentile(let number) = output.kind {
      attributes.append(
        Attribute(name: "percentile", type: .double, content: .reals([percentiles[number]]))
      )
    }
    if case .statistic(let statistic) = output.kind {
      if statistic.needsSquares {
        let isSample = statistic == .sampleVariance || statistic == .sampleStandardDeviation
        attributes.append(
          Attribute(name: "ddof", type: .int, content: .integers([isSample ? 1 : 0]))
        )
      }
      if !source.isStored, !isCount {
        attributes.append(
          Attribute(
            name: "quantisation_error",
            type: .double,
            content: .reals([source.lattice.quantisationError])
          )
        )
      }
    }
    return GriddedFileVariable(
      name: output.name,
      type: isCount ? .int : output.isDouble ? .double : .float,
      dimensions: original.dimensions.map(\.name),
      attributes: attributes,
      fill: isCount ? nil : FieldEncoding(.floating(isDouble: output.isDouble)).fill
    )
  }

  /// That of a difference for what tells of the spread, squared for variances; a difference of
  /// temperatures is one of kelvins.
  private func units(
    _ output: FieldSummaryLayout.Output,
    _ original: Variable
  ) -> Attribute? {
    guard let attribute = original.attribute("units"), case .text(let units) = attribute.content
    else { return nil }
    guard case .statistic(let statistic) = output.kind else { return attribute }
    let difference = differenceUnits(units)
    switch statistic {
    case .variance, .sampleVariance:
      return .text("units", difference == "K" ? "K2" : "(\(difference))2")
    case .standardDeviation, .sampleStandardDeviation, .range: return .text("units", difference)
    case .count, .sum, .mean, .minimum, .maximum: return attribute
    }
  }

  /// The auxiliary coordinates that do not change with time.
  private func coordinates(of original: Variable, in series: FieldSeries) -> Attribute? {
    guard case .text(let text)? = original.attribute("coordinates")?.content else { return nil }
    let names = text.split(separator: " ").filter { name in
      series.files[0].file.variable(String(name)).map {
        $0 == series.time || !$0.dimensions.contains(series.time.dimensions[0])
      } ?? false
    }
    return names.isEmpty ? nil : .text("coordinates", names.joined(separator: " "))
  }

  /// The methods that the values have gone through, in order (CF-1.11, sections 7.3 and 7.4).
  private func cellMethods(
    _ kind: FieldSummaryLayout.Output.Kind,
    _ original: Variable
  ) -> String {
    let method: String
    switch kind {
    case .statistic(.count), .statistic(.sum): method = "sum"
    case .statistic(.mean): method = "mean"
    case .statistic(.variance), .statistic(.sampleVariance): method = "variance"
    case .statistic(.standardDeviation), .statistic(.sampleStandardDeviation):
      method = "standard_deviation"
    case .statistic(.minimum): method = "minimum"
    case .statistic(.maximum): method = "maximum"
    case .statistic(.range): method = "range"
    case .percentile(let number):
      method =
        percentiles[number] == 50
        ? "median" : "percentile (\(plain(percentiles[number])) per cent)"
    }
    var earlier = ""
    if case .text(let text)? = original.attribute("cell_methods")?.content {
      // A point in time is what one field of an interval was, not what is left of it.
      earlier = text.replacing("time: point", with: "")
        .split(separator: " ").joined(separator: " ")
    }
    var own: String
    switch bins {
    case .steps: own = "time: \(method)"
    case .climatology(.hour, _): own = "time: \(method) within days time: \(method) over days"
    case .climatology: own = "time: \(method) within years time: \(method) over years"
    }
    if let means {
      let inner = "time: mean (of each \(means.name))"
      if case .climatology(let step, _) = bins {
        let unit = step == .hour ? "days" : "years"
        own =
          "time: mean within \(unit) time: \(method) over \(unit) (of the means of each \(means.name))"
      } else {
        own = "\(inner) time: \(method)"
      }
    }
    // The mean of means over shorter intervals is a mean.
    if earlier.hasSuffix("time: mean"), own.hasPrefix("time: mean") {
      earlier = String(earlier.dropLast("time: mean".count))
    }
    return (earlier + " " + own).split(separator: " ").joined(separator: " ")
  }
}
