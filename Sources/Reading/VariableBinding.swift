internal import Conventions
internal import NetCDFFile
internal import ObservationModel

/// A variable of a file bound to the quantity it measures.
struct VariableBinding {
  let quantity: Quantity
  let variable: Variable
  let converter: UnitConverter
  let bias: Variable?
  let flags: FlagBinding?
  let heightMeters: Double?

  /// The adjusted twin of the variable, where the network chooses between two.
  let adjusted: Variable?
  let adjustedFlags: FlagBinding?
}

extension ObservationFile {
  /// The variable that measures `quantity` in this file, by the map or by its standard name; nil
  /// when there is none that has values for the samples.
  ///
  /// - Throws: `badUnits` when the file states a unit for it that does not convert.
  func binding(for quantity: Quantity) throws(ReadingError) -> VariableBinding? {
    for rule in map.quantities where rule.quantity == quantity {
      guard let variable = file.allVariables.first(where: { $0.path.matches(rule.variable) }),
        variable.isNumeric
      else { continue }
      if let wanted = rule.standardName, variable.text("standard_name") != wanted { continue }
      if isOneValue(variable) { continue }
      return try bind(variable, as: quantity, rule: rule)
    }
    guard !map.quantities.contains(where: { $0.quantity == quantity }) else { return nil }
    // Only one entry of the vocabulary per standard name: the first.
    guard Quantity.vocabulary.first(where: { $0.standardName == quantity.standardName }) == quantity
    else { return nil }
    let variable = file.allVariables.first {
      $0.isNumeric && $0.text("standard_name") == quantity.standardName && !$0.dimensions.isEmpty
        && !isOneValue($0)
    }
    return try variable.map { variable throws(ReadingError) in
      try bind(variable, as: quantity, rule: nil)
    }
  }

  /// True for a variable that has no dimension in common with the samples of a file with several:
  /// one value for all of them, which would count once for each.
  func isOneValue(_ variable: Variable) -> Bool {
    guard sampling.count > 1 else { return false }
    return discovery.names.names(of: variable).allSatisfy {
      !sampling.names($0) && !discovery.coordinateDimensions.contains($0)
    }
  }

  func bind(
    _ variable: Variable,
    as quantity: Quantity,
    rule: NetworkMap.QuantityRule?
  ) throws(ReadingError) -> VariableBinding {
    var units = variable.text("units") ?? rule?.units ?? quantity.units
    // Practical salinity has no unit: 1e-3 is how files write parts per thousand.
    if quantity.standardName.hasSuffix("salinity"),
      ["1e-3", "1.e-3", "0.001"].contains(units.lowercased())
    {
      units = quantity.units
    }
    let converter: UnitConverter
    do {
      converter = try UnitConverter(from: units, to: quantity.units)
    } catch {
      if case .missingUnitsDatabase = error {
        throw ReadingError(.missingUnitsDatabase, path: path, detail: "\(error)")
      }
      throw ReadingError(
        .badUnits,
        path: path,
        variable: variable.path,
        detail: "\(error); \(quantity.name) needs a unit that converts to \(quantity.units)"
      )
    }
    let adjusted = adjusted(of: variable)
    return VariableBinding(
      quantity: quantity,
      variable: variable,
      converter: converter,
      bias: rule?.bias.flatMap { file.variable($0) },
      flags: flagBinding(of: variable, rules: rule?.flags ?? []),
      heightMeters: height(of: variable, rule: rule?.height ?? map.height),
      adjusted: adjusted,
      adjustedFlags: adjusted.flatMap { flagBinding(of: $0, rules: rule?.flags ?? []) }
    )
  }

  /// The adjusted twin of a variable, in networks that choose between two.
  func adjusted(of variable: Variable) -> Variable? {
    guard map.bestValue == .argo,
      let twin = file.variable(variable.path + "_ADJUSTED")
        ?? file.variable(variable.path + "_adjusted"), twin.shape == variable.shape
    else { return nil }
    return twin
  }

  private func height(of variable: Variable, rule: NetworkMap.HeightRule?) -> Double? {
    guard let rule else { return nil }
    for name in rule.attributes {
      // Numbers, or text such as "3.8" or "3.8 m".
      let number = (variable.attribute(name)?.value ?? file.globalAttribute(name))?.plainNumber
      if let number, number > 0, number < 1000 { return number }
    }
    return rule.meters
  }
}
