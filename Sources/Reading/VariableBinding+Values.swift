internal import Conventions
internal import NetCDFFile
internal import ObservationModel

extension ObservationFile {
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
    // Unpacked values have the type of the attributes that unpack them (CF-1.11, section 8.1);
    // Float does not hold every integer of 32 bits.
    let variable = binding.variable
    let packing = ["scale_factor", "add_offset"].compactMap { variable.attribute($0)?.type }
    let isDouble =
      variable.type == .double || packing.contains(.double)
      || (packing.isEmpty && [.int, .uint, .int64, .uint64].contains(variable.type))
    return ObservationColumn(
      quantity: binding.quantity,
      variableName: binding.variable.path,
      values: isDouble ? .double(values) : .float(values.map { Float($0) }),
      provider: verdicts,
      heightMeters: binding.heightMeters,
      flagMeanings: variable.flagMeanings?.all ?? []
    )
  }

  /// The decoded values of a variable at the elements of some rows.
  func laidOut(_ variable: Variable, rows: Range<Int>) throws(ReadingError) -> [Double] {
    try laidOut(variable, rows: rows, missing: .nan) { variable.packing.decode($0) }
  }

  /// The verdicts of a flag variable at the elements of some rows.
  private func laidOutVerdicts(
    _ flags: FlagBinding,
    rows: Range<Int>
  ) throws(ReadingError) -> [Verdict] {
    let passed = try flags.passed.map { variable throws(ReadingError) in
      try file.stored(variable)
    }
    // Results of tests are read whole, to stay beside each other.
    if let passed {
      let all = flags.verdicts(of: try file.stored(flags.variable), passed: passed)
      return try sampling.layOut(
        all,
        strides: strides(of: flags.variable, shape: flags.variable.shape),
        rows: rows,
        startsAtRows: false
      )
    }
    return try laidOut(flags.variable, rows: rows, missing: .missing) {
      flags.column == 0
        ? flags.verdicts(of: $0) : Array(flags.verdicts(of: $0).dropFirst(flags.column))
    }
  }

  /// What `decode` makes of a variable, at the elements of some rows.
  private func laidOut<Value>(
    _ variable: Variable,
    rows: Range<Int>,
    missing: Value,
    _ decode: (StoredValues) -> [Value]
  ) throws(ReadingError) -> [Value] {
    if let spread = try spread(variable, missing: missing, decode) {
      return try sampling.layOut(spread, strides: [1], rows: rows, startsAtRows: false)
    }
    let (stored, strides, startsAtRows) = try storedRows(variable, rows: rows)
    return try sampling.layOut(
      decode(stored),
      strides: strides,
      rows: rows,
      startsAtRows: startsAtRows
    )
  }

  /// The values of a variable that lies on another dimension than the samples of a ragged array,
  /// brought to the samples; nil where there is nothing to bring.
  private func spread<Value>(
    _ variable: Variable,
    missing: Value,
    _ decode: (StoredValues) -> [Value]
  ) throws(ReadingError) -> [Value]? {
    guard let ragged = sampling.ragged else { return nil }
    let own = discovery.names.names(of: variable)
    guard !own.contains(ragged.sampleDimension), let name = own.first,
      let relation = ragged.relations[name]
    else { return nil }
    guard
      let values = ragged.spread(
        decode(try file.stored(variable)),
        by: relation,
        missing: missing
      )
    else {
      throw ReadingError(
        .inconsistentRagged,
        path: path,
        variable: variable.path,
        detail: "a feature has another number of samples along \(name) than along "
          + "\(ragged.sampleDimension), and nothing pairs them"
      )
    }
    return values
  }

  /// The step along each axis in an array of `variable` with `shape`; 0 along axes it lacks.
  private func strides(of variable: Variable, shape: [Int]) -> [Int] {
    let own = discovery.names.names(of: variable)
    let steps = ArrayLayout.steps(shape)
    return sampling.axes.map { axis in
      own.firstIndex(of: axis.name).map { variable.shape[$0] == 1 ? 0 : steps[$0] } ?? 0
    }
  }

  /// The stored values of a variable that the elements of some rows need.
  private func storedRows(
    _ variable: Variable,
    rows: Range<Int>
  ) throws(ReadingError) -> (StoredValues, strides: [Int], startsAtRows: Bool) {
    let axes = sampling.axes
    let own = discovery.names.names(of: variable)
    for (name, length) in zip(own, variable.shape)
    where length != 1 && !axes.contains(where: { $0.name == name }) {
      // The first letter of a text stands for all of it; a text of no letters has none.
      let hasLetters = variable.type == .char && length > 0
      guard hasLetters else {
        throw ReadingError(
          .unsupported,
          path: path,
          variable: variable.path,
          detail: "has a dimension \(name) of \(length) beside those of time and place"
        )
      }
    }
    var region: Region?
    if let first = axes.first, let place = own.firstIndex(of: first.name),
      variable.shape[place] == first.length, sampling.ragged?.order == nil,
      rows.count < first.length
    {
      var start = variable.shape.map { _ in 0 }
      var count = variable.shape
      start[place] = rows.lowerBound
      count[place] = rows.count
      region = Region(start: start, count: count)
    }
    let stored = try file.stored(variable, region: region)
    return (
      stored, strides(of: variable, shape: region?.count ?? variable.shape), region != nil
    )
  }

  // MARK: The best of raw and adjusted values

  /// Puts adjusted values in place of raw ones where the data mode says so.
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
    let modes = try DataModes(of: file).modes(of: binding.variable)
    let better = try laidOut(adjusted, rows: rows)
    let betterVerdicts =
      try binding.adjustedFlags.map { flags throws(ReadingError) in
        try laidOutVerdicts(flags, rows: rows)
      } ?? []
    // Modes are told along the first dimension: 0 steps where it is no axis.
    let first = binding.variable.dimensions.first
    let name = first.map { discovery.names.name(of: $0) }
    let laidOut = try sampling.layOut(
      modes,
      strides: sampling.axes.map { $0.name == name && modes.count > 1 ? 1 : 0 },
      rows: rows,
      startsAtRows: false
    )
    for i in values.indices where i < laidOut.count && laidOut[i].isAdjusted {
      values[i] = better[i]
      if !verdicts.isEmpty, !betterVerdicts.isEmpty { verdicts[i] = betterVerdicts[i] }
    }
  }
}
