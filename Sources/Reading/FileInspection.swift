internal import Conventions
internal import NetCDFFile
public import ObservationModel

/// What a file is: its network, geometry, coverage and variables.
///
/// An observation is one sampling location with a valid time, latitude and longitude, whatever
/// was measured there. Ranges are over the observations; statistics of variables are over all
/// their values.
public struct FileInspection: Sendable {
  public var network: String
  public var title: String
  public var featureType: FeatureType
  public var featureCount: Int
  public var observationCount: Int

  /// Seconds since 1970-01-01 UTC; nil without observations.
  public var times: ClosedRange<Double>?
  public var latitudes: ClosedRange<Double>?
  public var longitudes: ClosedRange<Double>?
  public var vertical: ClosedRange<Double>?
  public var verticalKind: VerticalKind?
  public var variables: [VariableInspection]
}

/// What a variable holds.
public struct VariableInspection: Sendable {
  public var name: String
  public var standardName: String?

  /// The unit the statistics are in: the canonical one of the kind of variable, or the file's.
  public var units: String?
  public var validCount: Int

  /// Valid values that their own flag calls good or probably good; nil without flags.
  public var goodCount: Int?

  /// Nil without valid values. Infinities are valid and left out.
  public var minimum: Double?
  public var maximum: Double?
  public var mean: Double?
}

extension ObservationFile {
  /// Reads the coordinates and every variable of measurements, and tells what is there.
  public func inspect() throws(ReadingError) -> FileInspection {
    var inspection = FileInspection(
      network: map.name,
      title: map.title,
      featureType: sampling.featureType,
      featureCount: sampling.featureCount,
      observationCount: 0,
      variables: []
    )
    inspectCoverage(&inspection)
    if sampling.featureType == .point { inspection.featureCount = inspection.observationCount }
    for variable in measuredVariables() {
      inspection.variables.append(try inspect(variable))
    }
    return inspection
  }

  private func inspectCoverage(_ inspection: inout FileInspection) {
    var time = Extent()
    var latitude = Extent()
    var longitude = Extent()
    var level = Extent()
    let length = sampling.axes.first?.length ?? 1
    guard sampling.count > 0 else { return }
    let rowLength = max(1, sampling.count / max(1, length))
    let step =
      sampling.ragged?.order != nil ? length : max(1, Self.batchSize / rowLength)
    for start in stride(from: 0, to: length, by: step) {
      let rows = start..<min(start + step, length)
      let times = sampling.times(rows: rows)
      let latitudes = sampling.values(of: sampling.latitude, rows: rows)
      let longitudes = sampling.values(of: sampling.longitude, rows: rows)
      let vertical = sampling.vertical.map { sampling.values(of: $0, rows: rows) }
      for i in times.indices {
        if let vertical, sampling.featureType.isProfileLike, vertical[i].isNaN { continue }
        guard !times[i].isNaN, !latitudes[i].isNaN, !longitudes[i].isNaN else { continue }
        inspection.observationCount += 1
        time.add(times[i])
        latitude.add(latitudes[i])
        longitude.add(longitudes[i])
        if let vertical { level.add(vertical[i]) }
      }
    }
    inspection.times = time.range
    inspection.latitudes = latitude.range
    inspection.longitudes = longitude.range
    inspection.vertical = level.range
    inspection.verticalKind = sampling.verticalKind
  }

  /// The variables that hold measurements: numbers along a dimension of time or place that are
  /// neither coordinates nor flags nor bounds.
  func measuredVariables() -> [Variable] {
    let roles = discovery.roles
    let coordinates = Set(
      [roles.time, roles.timeOffset, roles.latitude, roles.longitude].compactMap { $0?.path }
    )
    let bounds = Set(
      file.allVariables.flatMap { [$0.text("bounds"), $0.text("climatology")].compactMap { $0 } }
    )
    let axes = Set(sampling.axes.map(\.name))
    return file.allVariables.filter { variable in
      guard variable.isNumeric, !coordinates.contains(variable.path),
        !bounds.contains(variable.name), variable.attribute("flag_values") == nil,
        variable.attribute("flag_masks") == nil, variable.attribute("sample_dimension") == nil,
        variable.attribute("instance_dimension") == nil
      else { return false }
      let name = variable.name.lowercased()
      if name.hasSuffix("_qc") || name.hasSuffix("_quality_control") || name.hasPrefix("qc_") {
        return false
      }
      if map.bestValue == .argo, name.contains("_adjusted") { return false }
      let own = variable.dimensions.map { map.dimensionAliases[$0.name] ?? $0.name }
      return own.contains { axes.contains($0) }
        || (axes.isEmpty && variable.count <= 1 && !variable.dimensions.isEmpty)
    }
  }

  private func inspect(_ variable: Variable) throws(ReadingError) -> VariableInspection {
    let meaning = VariableMeaning(of: variable, domain: map.domain)
    let rule = map.quantities.first { $0.variable == variable.name }
    let flags = flagBinding(of: variable, rule: rule?.flags ?? variableFlags(variable))
    var statistics = RunningStatistics()
    var good: Int? = flags == nil ? nil : 0
    var anyFlag = false
    for region in blocks(of: variable) {
      var (values, verdicts) = try decoded(variable, flags: flags, region: region)
      if meaning.converter != .identity {
        for i in values.indices { values[i] = meaning.converter.convert(values[i]) }
      }
      for value in values { statistics.add(value) }
      if let verdicts, verdicts.count == values.count {
        for i in values.indices {
          anyFlag = anyFlag || verdicts[i] != nil
          if !values[i].isNaN, verdicts[i] == .good || verdicts[i] == .probablyGood {
            good = (good ?? 0) + 1
          }
        }
      }
    }
    if !anyFlag, statistics.count > 0 { good = nil }
    return VariableInspection(
      name: variable.path,
      standardName: variable.text("standard_name"),
      units: meaning.units,
      validCount: statistics.count,
      goodCount: good,
      minimum: statistics.minimum,
      maximum: statistics.maximum,
      mean: statistics.mean
    )
  }

  /// The rule for the flags of a variable without a rule of its own: that of the map, for
  /// satellite products only when the variable is one of its quantities.
  private func variableFlags(_ variable: Variable) -> NetworkMap.FlagRule? {
    guard let rule = map.flags else { return nil }
    if !rule.appliesTo.isEmpty {
      return rule.appliesTo.contains { variable.name.matches($0) } ? rule : nil
    }
    let isShared = rule.pattern.map { !$0.contains("*") } ?? false
    return isShared && !map.quantities.contains { $0.variable == variable.name } ? nil : rule
  }

  /// Boxes of at most some million values that make up the variable.
  private func blocks(of variable: Variable) -> [Region?] {
    let shape = variable.shape
    guard variable.count > 4 << 20, let first = shape.first, first > 1,
      map.bestValue == nil
    else { return [nil] }
    let rowLength = max(1, variable.count / first)
    let step = max(1, (1 << 20) / rowLength)
    return stride(from: 0, to: first, by: step).map { start in
      Region(
        start: [start] + shape.dropFirst().map { _ in 0 },
        count: [min(step, first - start)] + shape.dropFirst()
      )
    }
  }

  /// The values of a box, and the verdicts where flags of the same shape are: nil for a flag
  /// that is missing.
  private func decoded(
    _ variable: Variable,
    flags: FlagBinding?,
    region: Region?
  ) throws(ReadingError) -> (values: [Double], verdicts: [Verdict?]?) {
    if map.bestValue == .argo, let name = sampling.axes.first?.name, name == "N_PROF",
      variable.dimensions.first?.name == name, file.variable(variable.path + "_ADJUSTED") != nil,
      let binding = rawBinding(variable)
    {
      let column = try column(binding, rows: 0..<sampling.axes[0].length)
      let values = (0..<column.count).map { column.values[$0] }
      return (values, column.provider.isEmpty ? nil : column.provider.map { $0 })
    }
    let values = variable.packing.decode(try file.stored(variable, region: region))
    guard let flags, flags.variable.count == variable.count else { return (values, nil) }
    let sameShape = flags.variable.shape == variable.shape
    let stored = try file.stored(flags.variable, region: sameShape ? region : nil)
    return (values, flags.verdictsOrMissing(of: stored))
  }

  /// A binding of a variable to itself, in the unit of the file.
  private func rawBinding(_ variable: Variable) -> VariableBinding? {
    guard let quantity = Quantity.named("temperature") else { return nil }
    let adjusted = file.variable(variable.path + "_ADJUSTED")
    return VariableBinding(
      quantity: quantity,
      variable: variable,
      converter: .identity,
      bias: nil,
      flags: flagBinding(of: variable, rule: map.flags),
      heightMeters: nil,
      adjusted: adjusted,
      adjustedFlags: adjusted.flatMap { flagBinding(of: $0, rule: map.flags) }
    )
  }
}

extension FlagBinding {
  /// What stored flags mean, nil where the flag itself is missing.
  func verdictsOrMissing(of stored: StoredValues) -> [Verdict?] {
    if case .char(let bytes) = stored {
      return bytes.map { $0 == 0 ? nil : scheme.verdict(ofCharacter: $0) }
    }
    if case .string = stored { return verdicts(of: stored) }
    return variable.packing.decode(stored).map { code in
      code.isNaN ? nil : Int(exactly: code).map { scheme.verdict(ofCode: $0) } ?? .notEvaluated
    }
  }
}
