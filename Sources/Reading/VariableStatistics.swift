internal import Conventions
internal import NetCDFFile
internal import ObservationModel

extension ObservationFile {
  /// Reads a variable, all of it, and tells what it holds.
  func inspect(_ variable: Variable) throws(ReadingError) -> VariableInspection {
    let rule = map.quantities.first {
      variable.path.matches($0.variable)
        && ($0.standardName == nil || $0.standardName == variable.text("standard_name"))
    }
    let isVertical = discovery.roles.vertical?.variable.path == variable.path
    let meaning = VariableMeaning(
      of: variable,
      assumedUnits: rule?.units ?? map.unitsAttribute.flatMap { file.globalAttribute($0)?.text },
      verticalKind: isVertical ? discovery.roles.vertical?.kind : nil,
      domain: map.domain
    )
    var statistics = FlaggedStatistics()
    let flags = flagBinding(of: variable, rules: rule?.flags ?? [])
    if let adjusted = adjusted(of: variable) {
      let best = try bestValues(variable, adjusted: adjusted, flags: flags)
      statistics.add(best.values, meaning.converter, verdicts: best.verdicts)
    } else {
      let packing = variable.packing
      for region in blocks(of: variable) {
        let values = packing.decode(try file.stored(variable, region: region))
        var judged: [Verdict?]?
        if let flags { judged = try verdicts(flags, of: variable, region: region) }
        statistics.add(values, meaning.converter, verdicts: judged)
      }
    }
    let hasJudgement = flags != nil && (statistics.hasFlags || statistics.values.count == 0)
    return VariableInspection(
      name: variable.path,
      standardName: variable.text("standard_name"),
      units: meaning.units,
      validCount: statistics.values.count,
      goodCount: hasJudgement ? statistics.goodCount : nil,
      minimum: statistics.values.minimum,
      maximum: statistics.values.maximum,
      mean: statistics.values.mean
    )
  }

  /// Boxes of at most some million values that make up the variable.
  private func blocks(of variable: Variable) -> [Region?] {
    let shape = variable.shape
    guard variable.count > 4 << 20, let place = shape.firstIndex(where: { $0 > 1 }) else {
      return [nil]
    }
    let rowLength = max(1, variable.count / shape[place])
    let step = max(1, (4 << 20) / rowLength)
    return stride(from: 0, to: shape[place], by: step).map { start in
      var from = shape.map { _ in 0 }
      var count = shape
      from[place] = start
      count[place] = min(step, shape[place] - start)
      return Region(start: from, count: count)
    }
  }

  /// What the flags of a variable say of the values in a box, one verdict a value; nil when the
  /// flags have dimensions that the variable lacks.
  private func verdicts(
    _ flags: FlagBinding,
    of variable: Variable,
    region: Region?
  ) throws(ReadingError) -> [Verdict?]? {
    let flag = flags.variable
    if flags.width > 1 {
      guard Array(flag.shape.dropLast()) == variable.shape else { return nil }
      let start = (region?.start ?? variable.shape.map { _ in 0 }) + [flags.column]
      let count = (region?.count ?? variable.shape) + [1]
      return flags.verdictsOrMissing(
        of: try file.stored(flag, region: Region(start: start, count: count))
      )
    }
    let isAlike = flag.count == variable.count
    if isAlike, region == nil || flag.shape == variable.shape {
      let passed = try flags.passed.map { passed throws(ReadingError) in
        try file.stored(passed, region: region)
      }
      return flags.verdictsOrMissing(of: try file.stored(flag, region: region), passed: passed)
    }
    // A flag that several values share: one for a profile, one for a cell of many channels.
    let own = discovery.names.names(of: flag)
    let spanned = discovery.names.names(of: variable)
    guard zip(own, flag.shape).allSatisfy({ $1 == 1 || spanned.contains($0) }) else { return nil }
    let passed = try flags.passed.map { passed throws(ReadingError) in try file.stored(passed) }
    let all = flags.verdictsOrMissing(of: try file.stored(flag), passed: passed)
    let steps = ArrayLayout.steps(flag.shape)
    let strides = spanned.map { name in
      own.firstIndex(of: name).map { flag.shape[$0] == 1 ? 0 : steps[$0] } ?? 0
    }
    let lengths = region?.count ?? variable.shape
    let start = zip(region?.start ?? lengths.map { _ in 0 }, strides).reduce(0) { $0 + $1.0 * $1.1 }
    guard !all.isEmpty, lengths.allSatisfy({ $0 > 0 }) else { return [] }
    return ArrayLayout.gather(all, lengths: lengths, strides: strides, from: start)
  }

  /// The best of raw and adjusted values of a whole variable, as it is stored.
  private func bestValues(
    _ variable: Variable,
    adjusted: Variable,
    flags: FlagBinding?
  ) throws(ReadingError) -> (values: [Double], verdicts: [Verdict?]?) {
    var values = variable.packing.decode(try file.stored(variable))
    let better = adjusted.packing.decode(try file.stored(adjusted))
    let modes = try DataModes(of: file).modes(of: variable)
    func verdicts(_ variable: Variable, _ flags: FlagBinding?) throws(ReadingError) -> [Verdict?]? {
      guard let flags else { return nil }
      return try self.verdicts(flags, of: variable, region: nil)
    }
    var judged = try verdicts(variable, flags)
    let betterJudged = try verdicts(adjusted, flagBinding(of: adjusted, rules: []))
    let rowLength = max(1, values.count / max(1, modes.count))
    for i in values.indices where i / rowLength < modes.count && modes[i / rowLength].isAdjusted {
      values[i] = better[i]
      if let betterJudged, judged != nil { judged?[i] = betterJudged[i] }
    }
    return (values, judged)
  }
}

/// Statistics of values as they come, with the number of those that their flags call good.
private struct FlaggedStatistics {
  private(set) var values = RunningStatistics()
  private(set) var goodCount = 0

  /// True when some value has a flag.
  private(set) var hasFlags = false

  mutating func add(_ added: [Double], _ converter: UnitConverter, verdicts: [Verdict?]?) {
    for value in added { values.add(converter.convert(value)) }
    guard let verdicts, verdicts.count == added.count else { return }
    for i in added.indices {
      guard let verdict = verdicts[i] else { continue }
      hasFlags = true
      if !added[i].isNaN, verdict == .good || verdict == .probablyGood { goodCount += 1 }
    }
  }
}
