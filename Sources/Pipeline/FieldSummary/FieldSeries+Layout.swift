internal import Conventions
internal import NetCDFFile
internal import ObservationModel
internal import Reading
internal import Writing

extension FieldSeries {
  /// The dimension of pairs of bounds in the output.
  static let boundsDimension = "bnds"

  /// What a file of fields that were made of this series holds: time, whatever tells the grid and
  /// does not change with time, and the fields.
  ///
  /// - Parameters:
  ///   - times: The variables of time.
  ///   - others: Further dimensions of the fields.
  func layout(
    of variables: [FieldVariable],
    times: [GriddedFileVariable],
    timeCount: Int,
    others: [Dimension] = [],
    fields: [GriddedFileVariable],
    history: String,
    deflateLevel: Int?
  ) throws(ReadingError) -> GriddedFileLayout {
    let first = files[0]
    let besides =
      variables.flatMap { $0.variables[0].grid.variables } + first.variablesBesideGrids()
    var names = Set((times + fields).map(\.name)).union([time.name])
    for name in ["bounds", "climatology"] {
      if case .text(let text)? = time.attribute(name)?.content { names.insert(text) }
    }
    var coordinates: [GriddedFileVariable] = []
    for variable in besides
    where !variable.dimensions.contains(time.dimensions[0]) && names.insert(variable.name).inserted
    {
      coordinates.append(
        GriddedFileVariable(copying: variable, values: try first.stored(variable))
      )
    }
    let used = (fields + coordinates).flatMap(\.dimensions)
    var dimensions =
      [
        Dimension(name: timeDimension, length: timeCount, isUnlimited: false),
        Dimension(name: Self.boundsDimension, length: 2, isUnlimited: false),
      ] + others
    for variable in variables.map(\.variables[0].variable) + besides {
      for dimension in variable.dimensions
      where used.contains(dimension.name)
        && !dimensions.contains(where: { $0.name == dimension.name })
      {
        dimensions.append(
          Dimension(name: dimension.name, length: dimension.length, isUnlimited: false)
        )
      }
    }
    return GriddedFileLayout(
      dimensions: dimensions,
      attributes: attributes(history: history),
      variables: times + coordinates + fields,
      deflateLevel: deflateLevel
    )
  }

  /// Time and its bounds, in the unit of the first file.
  func times(
    _ instants: [Double],
    bounds: [ClosedRange<Double>],
    isClimatology: Bool
  ) -> [GriddedFileVariable] {
    let boundsName = time.name + (isClimatology ? "_climatology" : "_bnds")
    let dropped: Set = [
      "bounds", "climatology", "_FillValue", "missing_value", "scale_factor", "add_offset",
      "valid_min", "valid_max", "valid_range", "actual_range",
    ]
    var attributes = time.attributes.filter { !dropped.contains($0.name) }
    attributes.append(.text(isClimatology ? "climatology" : "bounds", boundsName))
    func value(_ seconds: Double) -> Double { units.value(atCalendarSeconds: seconds) }
    return [
      GriddedFileVariable(
        name: time.name,
        type: .double,
        dimensions: [timeDimension],
        attributes: attributes,
        values: .double(instants.map { value($0) })
      ),
      GriddedFileVariable(
        name: boundsName,
        type: .double,
        dimensions: [timeDimension, Self.boundsDimension],
        attributes: [],
        values: .double(bounds.flatMap { [value($0.lowerBound), value($0.upperBound)] })
      ),
    ]
  }

  /// What the output says of itself: as the first file, with a line of history. The extent in time
  /// of the first file is not that of the output.
  private func attributes(history line: String) -> [Attribute] {
    let all = files[0].file.root.attributes
    var attributes = all.filter {
      !$0.name.hasPrefix("time_coverage") && !$0.name.hasPrefix("_")
        && !["history", "uuid", "Conventions"].contains($0.name)
    }
    var lines = line.isEmpty ? [] : [line]
    if case .text(let text)? = all.first(where: { $0.name == "history" })?.content, !text.isEmpty {
      lines.append(text)
    }
    attributes.append(.text("Conventions", "CF-1.11"))
    if !lines.isEmpty { attributes.append(.text("history", lines.joined(separator: "\n"))) }
    return attributes
  }
}

/// The unit of a difference: that of two temperatures is one of kelvins.
func differenceUnits(_ units: String) -> String {
  let celsius = [
    "celsius", "degc", "deg_c", "degree_c", "degrees_c", "degree_celsius", "degrees_celsius",
  ]
  return celsius.contains(units.lowercased()) ? "K" : units
}
