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

/// The flags of a variable.
struct FlagBinding {
  let variable: Variable
  let scheme: FlagScheme
}

extension ObservationFile {
  /// The variable that measures `quantity` in this file, by the map or by its standard name; nil
  /// when there is none.
  ///
  /// - Throws: `badUnits` when the file states a unit for it that does not convert.
  func binding(for quantity: Quantity) throws(ReadingError) -> VariableBinding? {
    for rule in map.quantities where rule.quantity == quantity {
      guard let variable = file.allVariables.first(where: { $0.path.matches(rule.variable) }),
        variable.isNumeric
      else { continue }
      if let wanted = rule.standardName, variable.text("standard_name") != wanted { continue }
      return try bind(variable, as: quantity, rule: rule)
    }
    guard !map.quantities.contains(where: { $0.quantity == quantity }) else { return nil }
    // Only one entry of the vocabulary per standard name: the first.
    guard Quantity.vocabulary.first(where: { $0.standardName == quantity.standardName }) == quantity
    else { return nil }
    let variable = file.allVariables.first {
      $0.isNumeric && $0.text("standard_name") == quantity.standardName && !$0.dimensions.isEmpty
    }
    return try variable.map { variable throws(ReadingError) in
      try bind(variable, as: quantity, rule: nil)
    }
  }

  private func bind(
    _ variable: Variable,
    as quantity: Quantity,
    rule: NetworkMap.QuantityRule?
  ) throws(ReadingError) -> VariableBinding {
    let units = variable.text("units") ?? rule?.units ?? quantity.units
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
    let adjusted =
      map.bestValue == .argo ? file.variable(variable.path + "_ADJUSTED") : nil
    return VariableBinding(
      quantity: quantity,
      variable: variable,
      converter: converter,
      bias: rule?.bias.flatMap { file.variable($0) },
      flags: flagBinding(of: variable, rule: rule?.flags ?? map.flags),
      heightMeters: height(of: variable, rule: rule?.height ?? map.height),
      adjusted: adjusted,
      adjustedFlags: adjusted.flatMap { flagBinding(of: $0, rule: rule?.flags ?? map.flags) }
    )
  }

  /// Where the flags of a variable are: by the rule, or by its ancillary variables.
  func flagBinding(of variable: Variable, rule: NetworkMap.FlagRule?) -> FlagBinding? {
    guard let rule, let scheme = FlagScheme.named(rule.scheme) else { return nil }
    guard rule.appliesTo.isEmpty || rule.appliesTo.contains(where: { variable.name.matches($0) })
    else { return nil }
    let prefix = variable.path.dropLast(variable.name.count)
    if let pattern = rule.pattern {
      let name = pattern.split(separator: "*", omittingEmptySubsequences: false)
        .joined(separator: variable.name)
      guard let flags = file.variable(prefix + name) ?? file.variable(name) else { return nil }
      return FlagBinding(variable: flags, scheme: scheme)
    }
    let ancillary = (variable.text("ancillary_variables") ?? "").split(separator: " ")
      .compactMap { name in
        file.allVariables.first { $0.path == prefix + name }
          ?? file.allVariables.first { $0.path.lowercased() == (prefix + name).lowercased() }
      }
    let aggregate = ancillary.first {
      $0.text("standard_name")?.contains("aggregate_quality_flag") ?? false
    }
    let flags =
      aggregate
      ?? ancillary.first {
        let name = $0.text("standard_name") ?? ""
        return name.contains("status_flag") || name.contains("quality_flag")
      }
    return flags.map { FlagBinding(variable: $0, scheme: scheme) }
  }

  private func height(of variable: Variable, rule: NetworkMap.HeightRule?) -> Double? {
    guard let rule else { return nil }
    for name in rule.attributes {
      let value =
        variable.attribute(name)?.value
        ?? file.root.attributes.first { $0.name == name }?.value
      // Numbers, or text such as "3.8" or "3.8 m".
      let number =
        value?.number
        ?? value?.text.flatMap { $0.split(separator: " ").first }.flatMap { Double($0) }
      if let number, number > 0, number < 1000 { return number }
    }
    return rule.meters
  }

  // MARK: Values

  /// Reads one column for some rows.
  func column(
    _ binding: VariableBinding,
    rows: Range<Int>
  ) throws(ReadingError) -> ObservationColumn {
    var values = try laidOut(binding.variable, rows: rows)
    var verdicts =
      try binding.flags.map { flags throws(ReadingError) in
        try laidOutVerdicts(flags, rows: rows)
      } ?? []
    if let adjusted = binding.adjusted {
      try chooseBest(
        binding,
        adjusted: adjusted,
        rows: rows,
        values: &values,
        verdicts: &verdicts
      )
    }
    if let bias = binding.bias {
      let biases = try laidOut(bias, rows: rows)
      // A value without a bias keeps its own: zero bias is what the file says of it.
      for i in values.indices where !biases[i].isNaN { values[i] -= biases[i] }
    }
    if binding.converter != .identity {
      for i in values.indices { values[i] = binding.converter.convert(values[i]) }
    }
    // Unpacked values have the type of the attributes that unpack them (CF-1.11, section 8.1).
    let isDouble =
      binding.variable.type == .double
      || ["scale_factor", "add_offset"].contains {
        binding.variable.attribute($0)?.type == .double
      }
    return ObservationColumn(
      quantity: binding.quantity,
      variableName: binding.variable.path,
      values: isDouble ? .double(values) : .float(values.map { Float($0) }),
      provider: verdicts,
      heightMeters: binding.heightMeters
    )
  }

  /// The decoded values of a variable at the elements of some rows.
  func laidOut(_ variable: Variable, rows: Range<Int>) throws(ReadingError) -> [Double] {
    let (stored, strides, startsAtRows) = try storedRows(variable, rows: rows)
    return sampling.layOut(
      variable.packing.decode(stored),
      strides: strides,
      rows: rows,
      startsAtRows: startsAtRows
    )
  }

  /// The verdicts of a flag variable at the elements of some rows.
  private func laidOutVerdicts(
    _ flags: FlagBinding,
    rows: Range<Int>
  ) throws(ReadingError) -> [Verdict] {
    let (stored, strides, startsAtRows) = try storedRows(flags.variable, rows: rows)
    return sampling.layOut(
      flags.verdicts(of: stored),
      strides: strides,
      rows: rows,
      startsAtRows: startsAtRows
    )
  }

  /// The stored values of a variable that the elements of some rows need.
  private func storedRows(
    _ variable: Variable,
    rows: Range<Int>
  ) throws(ReadingError) -> (StoredValues, strides: [Int], startsAtRows: Bool) {
    let names = sampling.axes.map(\.name)
    let own = variable.dimensions.map { map.dimensionAliases[$0.name] ?? $0.name }
    for (name, length) in zip(own, variable.shape) where length > 1 && !names.contains(name) {
      let isLetter = variable.type == .char
      guard isLetter else {
        throw ReadingError(
          .unsupported,
          path: path,
          variable: variable.path,
          detail: "has a dimension \(name) of \(length) beside those of time and place"
        )
      }
    }
    var region: Region?
    if let first = names.first, let place = own.firstIndex(of: first),
      sampling.ragged?.order == nil,
      rows.count < sampling.axes[0].length
    {
      var start = variable.shape.map { _ in 0 }
      var count = variable.shape
      start[place] = rows.lowerBound
      count[place] = rows.count
      region = Region(start: start, count: count)
    }
    let stored = try file.stored(variable, region: region)
    let shape = region?.count ?? variable.shape
    var strides = discovery.strides(of: variable, shape: shape, axes: names)
    if region != nil, rows.count == 1, strides[0] == 0 { strides[0] = 1 }
    return (stored, strides, region != nil)
  }

  // MARK: The best of raw and adjusted values

  /// Puts adjusted values in place of raw ones in the profiles whose data mode says so.
  ///
  /// In modes D and A the adjusted value counts, and where it is missing nothing does: raw is
  /// not a fallback.
  ///
  /// - SeeAlso: Argo user's manual 3.44, section 2.2.4 and reference table 19.
  private func chooseBest(
    _ binding: VariableBinding,
    adjusted: Variable,
    rows: Range<Int>,
    values: inout [Double],
    verdicts: inout [Verdict]
  ) throws(ReadingError) {
    let modes = try dataModes(of: binding.variable)
    let better = try laidOut(adjusted, rows: rows)
    let betterVerdicts =
      try binding.adjustedFlags.map { flags throws(ReadingError) in
        try laidOutVerdicts(flags, rows: rows)
      } ?? []
    let profiles = sampling.axes.first?.name == "N_PROF"
    let rowLength = profiles ? values.count / max(1, rows.count) : values.count
    for i in values.indices {
      let profile = profiles ? rows.lowerBound + i / max(1, rowLength) : 0
      let mode = profile < modes.count ? modes[profile] : "R"
      guard mode == "D" || mode == "A" else { continue }
      values[i] = better[i]
      if !verdicts.isEmpty, !betterVerdicts.isEmpty { verdicts[i] = betterVerdicts[i] }
    }
  }

  /// The pressures that go with the best values, for networks that choose between two.
  func bestVertical(rows: Range<Int>) throws(ReadingError) -> [Double]? {
    guard map.bestValue == .argo, let rule = map.vertical,
      let variable = file.variable(rule.variable), let pressure = Quantity.named("pressure"),
      let binding = try? bind(variable, as: pressure, rule: nil), binding.adjusted != nil
    else { return nil }
    let column = try column(binding, rows: rows)
    return (0..<column.count).map { column.values[$0] }
  }

  /// The data mode of each profile, for one parameter.
  private func dataModes(of variable: Variable) throws(ReadingError) -> [String] {
    let perProfile = file.variable("DATA_MODE")
    let modes = try perProfile.map { variable throws(ReadingError) in try file.letters(variable) }
    guard let perParameter = file.variable("PARAMETER_DATA_MODE"),
      let names = file.variable("STATION_PARAMETERS"), perParameter.dimensions.count == 2,
      case .char(let letters) = try file.stored(perParameter)
    else { return modes ?? [] }
    let parameters = try file.texts(names)
    let count = perParameter.shape[1]
    return (0..<perParameter.shape[0]).map { profile in
      for parameter in 0..<count {
        let place = profile * count + parameter
        if place < parameters.count, place < letters.count, parameters[place] == variable.name {
          return String(decoding: [letters[place]], as: UTF8.self)
        }
      }
      return modes.flatMap { profile < $0.count ? $0[profile] : nil } ?? "R"
    }
  }
}

extension FlagBinding {
  /// What stored flags mean.
  func verdicts(of stored: StoredValues) -> [Verdict] {
    if case .char(let bytes) = stored {
      return bytes.map { scheme.verdict(ofCharacter: $0) }
    }
    if case .string(let texts) = stored {
      return texts.map { $0.utf8.first.map { scheme.verdict(ofCharacter: $0) } ?? .notEvaluated }
    }
    // Flags keep their codes: no scale, but the missing value says that nobody judged.
    return variable.packing.decode(stored).map { code in
      Int(exactly: code).map { scheme.verdict(ofCode: $0) } ?? .notEvaluated
    }
  }
}
