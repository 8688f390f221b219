internal import NetCDFFile
internal import ObservationModel
internal import Summary

/// The names and attributes of the netCDF variables of one quantity.
struct StatisticNames {
  let variable: ProductVariable

  /// The horizontal axes that values are pooled over, such as `lat: lon:`.
  private let horizontalAxes: String

  /// True when values on standard depths are means over layers.
  private let isOfLayers: Bool

  init(_ variable: ProductVariable, horizontalAxes: [String], isOfLayers: Bool) {
    self.variable = variable
    self.horizontalAxes = horizontalAxes.map { "\($0):" }.joined(separator: " ")
    self.isOfLayers = isOfLayers
  }

  /// The name of the netCDF variable of a statistic, such as `temperature_mean`.
  func name(of statistic: Statistic) -> String { "\(variable.stem)_\(statistic.rawValue)" }

  var nameOfCountByNetwork: String { "\(variable.stem)_count_by_network" }

  /// The attributes of a statistic but for its coordinates and grid mapping.
  func description(of statistic: Statistic) -> [AttributeLayout] {
    statistic == .count ? descriptionOfCount : descriptionOfValues(statistic)
  }

  /// The attributes of the counts by network but for their coordinates and grid mapping.
  var descriptionOfCountByNetwork: [AttributeLayout] {
    count(longName: "number of observations of \(variable.quantity.longName) from each network")
  }

  private var descriptionOfCount: [AttributeLayout] {
    count(longName: "number of observations of \(variable.quantity.longName)")
  }

  private func count(longName: String) -> [AttributeLayout] {
    [
      AttributeLayout("standard_name", "number_of_observations"),
      AttributeLayout("long_name", longName),
      AttributeLayout("units", "1"),
      AttributeLayout("cell_methods", "\(levelMethod)time: \(horizontalAxes) sum"),
      AttributeLayout("coverage_content_type", "auxiliaryInformation"),
    ]
  }

  private func descriptionOfValues(_ statistic: Statistic) -> [AttributeLayout] {
    let quantity = variable.quantity
    let isSpread = statistic == .standardDeviation
    // CF has no name for some quantities of instruments.
    var attributes =
      quantity.standardName.isEmpty
      ? [] : [AttributeLayout("standard_name", quantity.standardName)]
    attributes += [
      AttributeLayout("long_name", "\(words(for: statistic)) of \(quantity.longName)"),
      AttributeLayout("units", quantity.units),
    ]
    if isTemperature {
      let kind = isSpread ? "difference" : "on_scale"
      attributes.append(AttributeLayout("units_metadata", "temperature: \(kind)"))
    }
    attributes.append(AttributeLayout("cell_methods", cellMethods(of: statistic)))
    let ancillaries = ancillaryVariables(of: statistic)
    if !ancillaries.isEmpty {
      let names = ancillaries.map { name(of: $0) }.joined(separator: " ")
      attributes.append(AttributeLayout("ancillary_variables", names))
    }
    if isSpread {
      attributes.append(AttributeLayout("valid_min", 0, type: .float))
      attributes.append(AttributeLayout("ddof", integer: 0))
    } else if let range = variable.validRange {
      attributes.append(AttributeLayout("valid_min", range.lowerBound, type: .float))
      attributes.append(AttributeLayout("valid_max", range.upperBound, type: .float))
    }
    attributes.append(AttributeLayout("quantisation_error", variable.lattice.quantisationError))
    attributes.append(AttributeLayout("comment", comment(on: statistic)))
    attributes.append(
      AttributeLayout(
        "coverage_content_type",
        isSpread ? "auxiliaryInformation" : "physicalMeasurement"
      )
    )
    if !isSpread { attributes += variable.facts.map { AttributeLayout($0) } }
    return attributes
  }

  /// The statistics that tell how far to trust another one. Those by network are left out: an
  /// ancillary variable has no dimension that its parent lacks.
  private func ancillaryVariables(of statistic: Statistic) -> [Statistic] {
    let wanted: [Statistic] =
      switch statistic {
      case .mean: [.standardDeviation, .count]
      case .standardDeviation, .minimum, .maximum: [.count]
      case .count: []
      }
    return wanted.filter { variable.fields[$0] != nil }
  }

  /// All observations of a cell are pooled, so one method covers the three axes. Values on
  /// standard depths were interpolated to the depth before, profile by profile.
  private func cellMethods(of statistic: Statistic) -> String {
    let method =
      switch statistic {
      case .count: "sum"
      case .mean: "mean (each observation with the same weight)"
      case .standardDeviation: "standard_deviation (of the population, ddof 0)"
      case .minimum: "minimum"
      case .maximum: "maximum"
      }
    return "\(levelMethod)time: \(horizontalAxes) \(method)"
  }

  private var levelMethod: String {
    guard variable.vertical == .standardDepths else { return "" }
    return isOfLayers ? "depth: mean " : "depth: point "
  }

  private func words(for statistic: Statistic) -> String {
    switch statistic {
    case .count: "number of observations"
    case .mean: "mean"
    case .standardDeviation: "population standard deviation"
    case .minimum: "minimum"
    case .maximum: "maximum"
    }
  }

  private func comment(on statistic: Statistic) -> String {
    let lattice = variable.lattice
    let unit = variable.quantity.units == "1" ? "" : " \(variable.quantity.units)"
    let origin = lattice.offset == 0 ? "" : " from \(plainText(lattice.offset))\(unit)"
    let step = "multiples of 2^\(lattice.stepExponent)\(unit)\(origin)"
    var sentences = [
      """
      Values were rounded once to \(step) and added as integers; quantisation_error is half a step.
      """
    ]
    if statistic == .standardDeviation {
      sentences.append("Standard deviation of the population (ddof 0); of one value it is 0.")
    }
    if let comment = variable.comment, !comment.isEmpty { sentences.append(comment) }
    return sentences.joined(separator: " ")
  }

  private var isTemperature: Bool {
    ["degree_Celsius", "degree_C", "degC", "Celsius", "K", "kelvin"]
      .contains(variable.quantity.units)
  }
}
