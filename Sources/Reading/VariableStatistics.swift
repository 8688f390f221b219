internal import Conventions
internal import KernelTypes
internal import Kernels
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
    let flags = flagBinding(of: variable, rules: rule?.flags ?? [])
    var values = ValueStatistics()
    var judgement: Judgement?
    if let adjusted = adjusted(of: variable) {
      let best = try bestValues(variable, adjusted: adjusted, flags: flags)
      values.add(best.values.span)
      judgement = best.verdicts.map { Judgement(of: best.values, $0) }
    } else if let flags, let codes = codes(of: flags, beside: variable) {
      var isValid = BitVector(count: variable.count)
      try forEachTile(of: variable, variable.packing) { tile, offset in
        values.add(tile)
        isValid.mark(tile, at: offset)
      }
      judgement = try judge(isValid, by: codes, flags)
    } else {
      try forEachTile(of: variable, variable.packing) { tile, _ in values.add(tile) }
      if let flags, let verdicts = try verdicts(flags, of: variable) {
        let decoded = variable.packing.decode(try file.stored(variable))
        judgement = Judgement(of: decoded, verdicts)
      }
    }
    let isJudged =
      judgement.map { $0.hasFlags || values.validCount == 0 }
      ?? (flags != nil && values.validCount == 0)
    let converter = meaning.converter
    let ends = [values.minimum, values.maximum].map { $0.map { converter.convert($0) } }
    return VariableInspection(
      name: variable.path,
      standardName: variable.text("standard_name"),
      units: meaning.units,
      validCount: values.validCount,
      goodCount: isJudged ? judgement?.goodCount ?? 0 : nil,
      // A conversion may turn the ends round.
      minimum: ends[0].flatMap { low in ends[1].map { min(low, $0) } },
      maximum: ends[0].flatMap { low in ends[1].map { max(low, $0) } },
      mean: values.mean.map { converter.convert($0) }
    )
  }

  /// Decodes a variable piece by piece, in its order.
  private func forEachTile(
    of variable: Variable,
    _ packing: Packing,
    _ use: (Span<Double>, Int) -> Void
  ) throws(ReadingError) {
    do throws(NetCDFError) {
      try file.forEachTile(
        of: variable,
        as: Double.self,
        transform: packing.transform,
        threads: 2
      ) { tile in use(tile.values, tile.offset) }
    } catch {
      throw ReadingError(error, path: path)
    }
  }

  // MARK: Flags

  /// The flag variable when it holds one number for each value of the variable.
  private func codes(of flags: FlagBinding, beside variable: Variable) -> Variable? {
    let flag = flags.variable
    let isPlain =
      flag.isNumeric && flags.passed == nil && flags.width == 1 && flag.shape == variable.shape
    return isPlain ? flag : nil
  }

  /// Counts what flags say of the valid ones among values.
  private func judge(
    _ isValid: BitVector,
    by flag: Variable,
    _ flags: FlagBinding
  ) throws(ReadingError) -> Judgement {
    var judgement = Judgement()
    var known: [Int: Bool] = [:]
    var last = (code: Double.nan, isGood: false)
    try forEachTile(of: flag, flag.codePacking) { tile, offset in
      for i in tile.indices where !tile[i].isNaN {
        judgement.hasFlags = true
        guard isValid[offset + i] else { continue }
        // Flags come in long runs of the same.
        if tile[i] != last.code {
          let isGood =
            Int(exactly: tile[i]).map { code in
              if let known = known[code] { return known }
              let isGood = flags.scheme.verdict(ofCode: code).isGood
              if known.count < 4096 { known[code] = isGood }
              return isGood
            } ?? false
          last = (tile[i], isGood)
        }
        if last.isGood { judgement.goodCount += 1 }
      }
    }
    return judgement
  }

  /// What the flags of a variable say of its values, one verdict a value; nil when the flags have
  /// dimensions that the variable lacks.
  private func verdicts(
    _ flags: FlagBinding,
    of variable: Variable
  ) throws(ReadingError) -> [Verdict?]? {
    let flag = flags.variable
    if flags.width > 1 {
      guard Array(flag.shape.dropLast()) == variable.shape else { return nil }
      let column = Region(
        start: variable.shape.map { _ in 0 } + [flags.column],
        count: variable.shape + [1]
      )
      return flags.verdictsOrMissing(of: try file.stored(flag, region: column))
    }
    let passed = try flags.passed.map { passed throws(ReadingError) in try file.stored(passed) }
    let all = flags.verdictsOrMissing(of: try file.stored(flag), passed: passed)
    if flag.count == variable.count { return all }
    // A flag that several values share: one for a profile, one for a cell of many channels.
    let own = discovery.names.names(of: flag)
    let spanned = discovery.names.names(of: variable)
    guard zip(own, flag.shape).allSatisfy({ $1 == 1 || spanned.contains($0) }) else { return nil }
    let steps = ArrayLayout.steps(flag.shape)
    let strides = spanned.map { name in
      own.firstIndex(of: name).map { flag.shape[$0] == 1 ? 0 : steps[$0] } ?? 0
    }
    guard !all.isEmpty, variable.count > 0 else { return [] }
    guard
      let gathered = ArrayLayout.gather(
        all,
        lengths: variable.shape,
        strides: strides,
        from: 0
      )
    else { throw .smallerThanAxes(path: path) }
    return gathered
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
      return try self.verdicts(flags, of: variable)
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

/// What flags say of values: how many they call good, and whether there are any.
private struct Judgement {
  var goodCount = 0

  /// True when some value has a flag.
  var hasFlags = false

  init() {}

  init(of values: [Double], _ verdicts: [Verdict?]) {
    guard verdicts.count == values.count else { return }
    for i in values.indices {
      guard let verdict = verdicts[i] else { continue }
      hasFlags = true
      if !values[i].isNaN, verdict.isGood { goodCount += 1 }
    }
  }
}

/// One bit for each of many values.
private struct BitVector {
  private var words: [UInt64]

  init(count: Int) { words = [UInt64](repeating: 0, count: (count + 63) / 64) }

  subscript(_ i: Int) -> Bool { words[i >> 6] >> UInt64(i & 63) & 1 != 0 }

  /// Sets the bits of values that are not missing.
  mutating func mark(_ values: Span<Double>, at offset: Int) {
    for i in values.indices where !values[i].isNaN {
      words[(offset + i) >> 6] |= 1 << UInt64((offset + i) & 63)
    }
  }
}

extension Verdict {
  /// True for good and probably good.
  fileprivate var isGood: Bool { self == .good || self == .probablyGood }
}
