internal import NetCDFFile
internal import ObservationModel
internal import Summary

/// The names and attributes of the netCDF variables of one quantity.
struct StatisticNames {
  let variable: ProductVariable

  /// The horizontal axes that values are pooled over, such as `lat: lon:`.
  let horizontalAxes: String

  /// True when values on standard depths are means over layers.
  private let isOfLayers: Bool

  init(_ variable: ProductVariable, horizontalAxes: [String], isOfLayers: Bool) {
    self.variable = variable
    self.horizontalAxes = horizontalAxes.map { "\($0):" }.joined(separator: " ")
    self.isOfLayers = isOfLayers
  }

  /// The name of the netCDF variable of a statistic, such as `temperature_mean`.
  func name(of statistic: Statistic) -> String { "\(variable.stem)_\(statistic.nameInFiles)" }

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
    let isValue = statistic.isValue
    // CF has no name for some quantities of instruments, nor for the length of a mean direction.
    var attributes =
      quantity.standardName.isEmpty || !statistic.hasStandardName
      ? [] : [AttributeLayout("standard_name", quantity.standardName)]
    attributes += [
      AttributeLayout("long_name", "\(words(for: statistic)) of \(quantity.longName)"),
      AttributeLayout("units", units(of: statistic)),
    ]
    if isTemperature, statistic.unitPower == 1 {
      let kind = isValue ? "on_scale" : statistic == .sum ? "unknown" : "difference"
      attributes.append(AttributeLayout("units_metadata", "temperature: \(kind)"))
    }
    if let methods = cellMethods(of: statistic) {
      attributes.append(AttributeLayout("cell_methods", methods))
    }
    var ancillaries = ancillaryVariables(of: statistic).map { name(of: $0) }
    if statistic == .mean, variable.estimates[.uncertainty] != nil {
      ancillaries.insert(name(of: .uncertainty), at: 0)
    }
    if !ancillaries.isEmpty {
      let names = ancillaries.joined(separator: " ")
      attributes.append(AttributeLayout("ancillary_variables", names))
    }
    if statistic.isNotNegative {
      attributes.append(AttributeLayout("valid_min", 0, type: statistic.storedType))
    } else if isValue, let range = variable.validRange {
      attributes.append(AttributeLayout("valid_min", range.lowerBound, type: .float))
      attributes.append(AttributeLayout("valid_max", range.upperBound, type: .float))
    }
    if statistic.usesFreedom, !quantity.isDirection {
      attributes.append(AttributeLayout("ddof", integer: Int64(variable.ddof)))
    }
    attributes.append(AttributeLayout("quantisation_error", variable.lattice.quantisationError))
    attributes.append(AttributeLayout("comment", comment(on: statistic)))
    attributes.append(
      AttributeLayout(
        "coverage_content_type",
        isValue ? "physicalMeasurement" : "auxiliaryInformation"
      )
    )
    if isValue { attributes += variable.facts.map { AttributeLayout($0) } }
    return attributes
  }

  /// The unit of a statistic. A square is one of differences, which the Celsius scale has in kelvin.
  private func units(of statistic: Statistic) -> String {
    let units = variable.quantity.units
    switch statistic.unitPower {
    case 0: return "1"
    case 1: return units
    default: return isTemperature ? "K2" : units == "1" ? "1" : "(\(units))2"
    }
  }

  /// The statistics that tell how far to trust another one. Those by network are left out: an
  /// ancillary variable has no dimension that its parent lacks.
  private func ancillaryVariables(of statistic: Statistic) -> [Statistic] {
    let wanted: [Statistic] =
      switch statistic {
      case .mean: [.standardDeviation, .resultantLength, .count]
      case .count: []
      default: [.count]
      }
    return wanted.filter { variable.fields[$0] != nil }
  }

  /// All observations of a cell are pooled, so one method covers the three axes. Values on
  /// standard depths were interpolated to the depth before, profile by profile. CF has no method
  /// for quantiles other than the median and for resultant lengths.
  ///
  /// - SeeAlso: CF-1.11, appendix E.
  private func cellMethods(of statistic: Statistic) -> String? {
    let isDirection = variable.quantity.isDirection
    let method: String? =
      switch statistic {
      case .count, .sum: "sum"
      case .sumOfSquares: "sum_of_squares"
      case .mean:
        isDirection
          ? "mean (direction of the mean of unit vectors)"
          : "mean (each observation with the same weight)"
      case .standardDeviation:
        isDirection
          ? "standard_deviation (circular)" : "standard_deviation (\(freedom))"
      case .variance: "variance (\(freedom))"
      case .minimum: "minimum"
      case .maximum: "maximum"
      case .range: "range"
      case .median: "median"
      case .first: "point (the earliest)"
      case .last: "point (the latest)"
      case .middle: "point (the nearest to the middle of the time bin)"
      case .bias: "mean"
      case .deviation: "root_mean_square"
      case .qualityLevel: "maximum"
      case .quantile, .resultantLength: nil
      }
    return method.map { "\(levelMethod)time: \(horizontalAxes) \($0)" }
  }

  private var freedom: String {
    variable.ddof == 0 ? "of the population, ddof 0" : "of a sample, ddof \(variable.ddof)"
  }

  var levelMethod: String {
    guard variable.vertical == .standardDepths else { return "" }
    return isOfLayers ? "depth: mean " : "depth: point "
  }

  private func words(for statistic: Statistic) -> String {
    let ofWhom = variable.ddof == 0 ? "population" : "sample"
    let isDirection = variable.quantity.isDirection
    return switch statistic {
    case .count: "number of observations"
    case .sum: "sum"
    case .sumOfSquares: "sum of squares"
    case .mean: isDirection ? "vector mean" : "mean"
    case .standardDeviation:
      isDirection ? "circular standard deviation" : "\(ofWhom) standard deviation"
    case .variance: "\(ofWhom) variance"
    case .minimum: "minimum"
    case .maximum: "maximum"
    case .range: "range"
    case .median: "median"
    case .quantile: statistic.word.split(separator: "_").joined(separator: " ")
    case .first: "earliest value"
    case .last: "latest value"
    case .middle: "value nearest to the middle of the time bin"
    case .resultantLength: "mean resultant length"
    case .qualityLevel: "quality level"
    case .bias: "mean SSES bias"
    case .deviation: "SSES standard deviation"
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
    if statistic.usesFreedom {
      if variable.quantity.isDirection {
        sentences.append("The square root of -2 times the logarithm of the resultant length.")
      } else if variable.ddof == 0 {
        let what = statistic == .variance ? "Variance" : "Standard deviation"
        sentences.append("\(what) of the population (ddof 0); of one value it is 0.")
      } else {
        let what = statistic == .variance ? "Variance" : "Standard deviation"
        sentences.append("\(what) of a sample (ddof 1); of one value it is missing.")
      }
    }
    if statistic == .sumOfSquares { sentences.append("Squares of values in\(unit).") }
    if statistic == .bias {
      sentences.append("The values themselves are free of this bias: do not take it off again.")
    }
    if variable.usesHighestQuality {
      sentences.append(
        "Of values with a quality level, only those of the highest in the cell are used."
      )
    }
    if case .quantile = statistic {
      let width = plainText(
        lattice.step * Double(UInt32(1) << UInt32(Distribution.binExponent(for: lattice)))
      )
      sentences.append(
        """
        Linear between the two nearest values (Hyndman and Fan, type 7): exact of up to \
        \(Distribution.exactCount) values, of more right to a bin of \(width)\(unit).
        """
      )
    }
    if let comment = variable.comment, !comment.isEmpty { sentences.append(comment) }
    return sentences.joined(separator: " ")
  }

  var isTemperature: Bool {
    ["degree_Celsius", "degree_C", "degC", "Celsius", "K", "kelvin"]
      .contains(variable.quantity.units)
  }
}

extension Statistic {
  /// True for what is a value of the quantity itself, within its range.
  fileprivate var isValue: Bool {
    switch self {
    case .mean, .minimum, .maximum, .quantile, .first, .last, .middle: true
    default: false
    }
  }

  /// What a provider says of its values and the length of a mean direction have no standard name.
  fileprivate var hasStandardName: Bool {
    ![.resultantLength, .qualityLevel, .bias, .deviation].contains(self)
  }

  fileprivate var isNotNegative: Bool {
    [
      .standardDeviation, .variance, .range, .resultantLength, .sumOfSquares, .deviation,
      .qualityLevel,
    ].contains(self)
  }

  fileprivate var usesFreedom: Bool { self == .standardDeviation || self == .variance }
}
