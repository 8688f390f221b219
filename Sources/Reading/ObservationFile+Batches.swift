internal import Conventions
internal import NetCDFFile
public import ObservationModel

extension ObservationFile {
  /// About how many observations a batch has.
  static let batchSize = 65_536

  /// The most observations of one batch: what cannot be parted and is larger is refused.
  static let largestBatch = 1 << 28

  /// The quantities of `wanted` that the file has.
  ///
  /// - Throws: `badUnits` when the file states a unit for one of them that does not convert.
  public func quantities(among wanted: [Quantity]) throws(ReadingError) -> [Quantity] {
    var found: [Quantity] = []
    for quantity in wanted where try binding(for: quantity) != nil { found.append(quantity) }
    return found
  }

  /// The path of the variable that measures `quantity`; nil when the file has none.
  ///
  /// - Throws: `badUnits` when the file states a unit for it that does not convert.
  public func variableName(of quantity: Quantity) throws(ReadingError) -> String? {
    try binding(for: quantity)?.variable.path
  }

  /// Reads the observations of some quantities, batch by batch, whole features at a time.
  ///
  /// - Parameters:
  ///   - quantities: What to read. A quantity that the file does not have is left out.
  ///   - use: Receives each batch, in the order of the file.
  /// - Throws: `ReadingError` when reading fails, a unit is unknown or a flag scheme is; what
  ///   `use` throws passes through.
  public func forEachBatch<Failure: Error>(
    of quantities: [Quantity],
    _ use: (consuming ObservationBatch) throws(Failure) -> Void
  ) throws(BatchFailure<Failure>) {
    var bindings: [VariableBinding] = []
    do {
      for quantity in quantities {
        if let binding = try binding(for: quantity) { bindings.append(binding) }
      }
    } catch {
      throw .reading(error)
    }
    try forEachBatch(ofBindings: bindings, use)
  }

  /// Reads the observations of some variables, batch by batch, whole features at a time.
  func forEachBatch<Failure: Error>(
    ofBindings bindings: [VariableBinding],
    _ use: (consuming ObservationBatch) throws(Failure) -> Void
  ) throws(BatchFailure<Failure>) {
    let features: FeatureNames
    do {
      features = try FeatureNames(of: self)
    } catch {
      throw .reading(error)
    }
    for rows in batchRows() {
      let batch: ObservationBatch
      do {
        batch = try self.batch(rows: rows, bindings: bindings, names: features)
      } catch {
        throw .reading(error)
      }
      do {
        try use(batch)
      } catch {
        throw .use(error)
      }
    }
  }

  /// The rows of the first axis that make up each batch.
  func batchRows() -> [Range<Int>] {
    guard let first = sampling.axes.first else { return [0..<1] }
    guard first.length > 0, sampling.count > 0 else { return [] }
    if let ragged = sampling.ragged {
      guard ragged.order == nil else { return [0..<first.length] }
      var batches: [Range<Int>] = []
      var start = 0
      for range in ragged.ranges where range.upperBound - start >= Self.batchSize {
        batches.append(start..<range.upperBound)
        start = range.upperBound
      }
      if start < first.length { batches.append(start..<first.length) }
      return batches
    }
    // One series cannot be cut; rows of fields and profiles can.
    let isCut = sampling.featureType.isField ? sampling.axes.count > 1 : sampling.featureAxes > 0
    guard isCut else { return [0..<first.length] }
    let rowLength = max(1, sampling.count / first.length)
    let step = max(1, Self.batchSize / rowLength)
    return stride(from: 0, to: first.length, by: step).map { $0..<min($0 + step, first.length) }
  }

  private func batch(
    rows: Range<Int>,
    bindings: [VariableBinding],
    names: FeatureNames
  ) throws(ReadingError) -> ObservationBatch {
    let elements = [rows.count, sampling.axes.dropFirst().map(\.length).product].product
    guard elements <= Self.largestBatch else {
      throw ReadingError(
        .tooLarge,
        path: path,
        detail: "\(elements) observations that cannot be parted are more than the limit of "
          + "\(Self.largestBatch)"
      )
    }
    var times = try sampling.times(rows: rows)
    var latitudes = try sampling.values(of: sampling.latitude, rows: rows)
    var longitudes = try sampling.values(of: sampling.longitude, rows: rows)
    var vertical: [Double] = []
    var exists: [Bool]?
    if let levels = sampling.levels {
      exists = try sampling.values(of: levels, rows: rows).map { !$0.isNaN }
    }
    if let coordinate = sampling.vertical {
      vertical = try sampling.values(of: coordinate, rows: rows)
    }
    var columns: [ObservationColumn] = []
    for binding in bindings {
      columns.append(try column(binding, rows: rows))
    }
    let lengths = featureLengths(rows: rows, exists: exists)
    if let exists {
      func kept<Value>(_ values: [Value]) -> [Value] {
        zip(values, exists).filter(\.1).map(\.0)
      }
      times = kept(times)
      latitudes = kept(latitudes)
      longitudes = kept(longitudes)
      vertical = kept(vertical)
      columns = columns.map { column in
        let values: ColumnValues =
          switch column.values {
          case .float(let values): .float(kept(values))
          case .double(let values): .double(kept(values))
          }
        return ObservationColumn(
          quantity: column.quantity,
          variableName: column.variableName,
          values: values,
          provider: column.provider.isEmpty ? [] : kept(column.provider),
          heightMeters: column.heightMeters,
          flagMeanings: column.flagMeanings
        )
      }
    }
    var features: [Feature] = []
    var end = 0
    for (feature, length) in lengths {
      features.append(names.feature(feature, observations: end..<(end + length)))
      end += length
    }
    let isRectangle = sampling.featureType.isField && sampling.axes.count == 2
    do {
      return try ObservationBatch(
        network: map.name,
        featureType: sampling.featureType,
        fieldShape: isRectangle
          ? FieldShape(rows: rows.count, columns: sampling.axes[1].length) : nil,
        features: features,
        times: times,
        latitudes: latitudes,
        longitudes: longitudes,
        vertical: vertical,
        verticalKind: vertical.isEmpty && sampling.vertical == nil ? nil : sampling.verticalKind,
        columns: columns
      )
    } catch {
      throw ReadingError(.inconsistentRagged, path: path, detail: "\(error)")
    }
  }

  /// The number and length of each feature that has a part in `rows`.
  private func featureLengths(rows: Range<Int>, exists: [Bool]?) -> [(feature: Int, length: Int)] {
    func existing(_ range: Range<Int>) -> Int {
      guard let exists else { return range.count }
      return exists[range].count { $0 }
    }
    if let ragged = sampling.ragged {
      return ragged.ranges.enumerated().compactMap { feature, range in
        guard range.lowerBound >= rows.lowerBound, range.upperBound <= rows.upperBound else {
          return nil
        }
        let local = (range.lowerBound - rows.lowerBound)..<(range.upperBound - rows.lowerBound)
        return (feature, existing(local))
      }
    }
    let rowLength = sampling.axes.dropFirst().reduce(1) { $0 * $1.length }
    let elements = rows.count * rowLength
    guard sampling.featureAxes > 0 else { return [(0, existing(0..<elements))] }
    let featureLength = sampling.axes.dropFirst(sampling.featureAxes).reduce(1) { $0 * $1.length }
    guard featureLength > 0 else { return [] }
    let first = rows.lowerBound * (rowLength / featureLength)
    return (0..<(elements / featureLength)).map { i in
      (first + i, existing((i * featureLength)..<((i + 1) * featureLength)))
    }
  }
}

/// A failure of reading, or of what a batch was read for.
public enum BatchFailure<Use: Error>: Error {
  case reading(ReadingError)
  case use(Use)
}

extension NetCDFFile {
  /// The texts of a variable; a variable of characters with one dimension gives one letter each.
  func letters(_ variable: Variable) throws(ReadingError) -> [String] {
    if variable.type == .char, variable.dimensions.count == 1 {
      guard case .char(let bytes) = try stored(variable) else { return [] }
      return bytes.map { String(decoding: [$0], as: UTF8.self).trimmed }
    }
    return try texts(variable)
  }
}
