/// Weights between two grids of rows and columns, for the mean over the area of a cell.
///
/// Edges are meridians and parallels, so the part of a target cell that a source cell covers is
/// that of its latitudes, `Δ sin φ`, times that of its longitudes: two short lists stand for the
/// weights of all pairs.
struct SeparableWeights: Sendable {
  let latitudes: AxisOverlap
  let longitudes: AxisOverlap
  let sourceColumns: Int
  let targetColumns: Int

  /// Nil unless both grids are of rows and columns.
  init?(from source: RemappingGrid, to target: RemappingGrid) {
    guard case .rectilinear(let latitude, let longitude) = source.cells,
      case .rectilinear(let targetLatitude, let targetLongitude) = target.cells
    else { return nil }
    latitudes = AxisOverlap(latitudes: latitude, over: targetLatitude)
    longitudes = AxisOverlap(longitudes: longitude, over: targetLongitude)
    sourceColumns = longitude.count
    targetColumns = targetLongitude.count
  }

  /// Sums of one column over the rows under a target row, at work.
  struct Scratch {
    var references: [Double]
    var sums: [Double]
    var weights: [Double]

    init(columns: Int) {
      references = [Double](repeating: 0, count: columns)
      sums = references
      weights = references
    }
  }

  /// The means of the cells of one target row.
  ///
  /// - Parameters:
  ///   - field: Shape `[source row, source column]`; NaN where missing.
  ///   - use: Receives the column, the mean and the part of the cell that values cover.
  func forEachMean<Value: RemappableNumber>(
    ofRow row: Int,
    field: [Value],
    _ scratch: inout Scratch,
    _ use: (_ column: Int, _ mean: Double, _ coverage: Double) -> Void
  ) {
    let entries = latitudes.entries(of: row)
    guard !entries.isEmpty else {
      for column in 0..<targetColumns { use(column, .nan, 0) }
      return
    }
    var covered = 0.0
    for entry in entries { covered += latitudes.weights[entry] }
    if addAll(entries, field, covered, &scratch.references, &scratch.sums) {
      forEachWholeMean(scratch.references, covered, use)
      return
    }
    addValid(entries, field, &scratch.references, &scratch.sums, &scratch.weights)
    forEachPartialMean(scratch, use)
  }

  /// Where the row of an entry lies in a field.
  private func sourceRow(_ entry: Int) -> Range<Int> {
    let start = Int(latitudes.sources[entry]) * sourceColumns
    return start..<(start + sourceColumns)
  }

  private func forEachWholeMean(
    _ means: [Double],
    _ covered: Double,
    _ use: (Int, Double, Double) -> Void
  ) {
    for column in 0..<targetColumns {
      let entries = longitudes.entries(of: column)
      guard let first = entries.first else {
        use(column, .nan, 0)
        continue
      }
      let reference = means[Int(longitudes.sources[first])]
      var (sum, weights) = (0.0, 0.0)
      for entry in entries {
        let weight = longitudes.weights[entry]
        sum += weight * (means[Int(longitudes.sources[entry])] - reference)
        weights += weight
      }
      use(column, reference + sum / weights, weights * covered)
    }
  }

  /// The means of columns over the rows of entries.
  ///
  /// - Returns: False when a value is missing or infinite, which makes its mean NaN.
  private func addAll<Value: RemappableNumber>(
    _ entries: Range<Int>,
    _ field: [Value],
    _ covered: Double,
    _ means: inout [Double],
    _ sums: inout [Double]
  ) -> Bool {
    var references = means.mutableSpan
    var sums = sums.mutableSpan
    for entry in entries {
      let row = field.span.extracting(sourceRow(entry))
      if entry == entries.lowerBound {
        Value.startColumns(row, references: &references, sums: &sums)
      } else {
        Value.addToColumns(
          row,
          weight: latitudes.weights[entry],
          references: references.span,
          sums: &sums
        )
      }
    }
    // What is not finite times 0 is NaN.
    var check = 0.0
    for i in 0..<sourceColumns {
      let mean = references[i] + sums[i] / covered
      references[i] = mean
      check += mean * 0
    }
    return check == 0
  }

  /// The means of columns over what is not missing in the rows of entries, and the weights of it.
  private func addValid<Value: RemappableNumber>(
    _ entries: Range<Int>,
    _ field: [Value],
    _ means: inout [Double],
    _ sums: inout [Double],
    _ weights: inout [Double]
  ) {
    var references = means.mutableSpan
    var sums = sums.mutableSpan
    var weights = weights.mutableSpan
    for i in 0..<sourceColumns {
      references[i] = .nan
      sums[i] = 0
      weights[i] = 0
    }
    for entry in entries {
      Value.addValidToColumns(
        field.span.extracting(sourceRow(entry)),
        weight: latitudes.weights[entry],
        references: &references,
        sums: &sums,
        weights: &weights
      )
    }
    for i in 0..<sourceColumns { references[i] = references[i] + sums[i] / weights[i] }
  }

  private func forEachPartialMean(
    _ scratch: Scratch,
    _ use: (Int, Double, Double) -> Void
  ) {
    for column in 0..<targetColumns {
      var reference = Double.nan
      var (sum, weights) = (0.0, 0.0)
      for entry in longitudes.entries(of: column) {
        let source = Int(longitudes.sources[entry])
        let weight = longitudes.weights[entry] * scratch.weights[source]
        guard weight > 0 else { continue }
        let mean = scratch.references[source]
        if reference.isNaN { reference = mean }
        sum += weight * (mean - reference)
        weights += weight
      }
      use(column, weights > 0 ? reference + sum / weights : .nan, weights)
    }
  }
}
