extension SeparableWeights {
  /// Gradients of the rows under consecutive target rows, each worked out once.
  struct GradientRows {
    private var known: [Int: SeparableGradients.Row] = [:]

    /// The gradients of one row; those of rows that are not among `wanted` are forgotten.
    mutating func row<Value: RemappableNumber>(
      _ row: Int,
      among wanted: [Int32],
      _ gradients: SeparableGradients,
      _ field: [Value]
    ) -> SeparableGradients.Row {
      if let found = known[row] { return found }
      known = known.filter { wanted.contains(Int32($0.key)) }
      let found = gradients.row(row, of: field)
      known[row] = found
      return found
    }
  }

  /// The means of the cells of one target row, each source cell with its gradient; see
  /// `forEachMean(ofRow:field:_:_:)`.
  ///
  /// `mean = Σ w (f + g · d)`, `d` from the middle of the source cell to that of the overlap: over
  /// all overlaps of a source cell the second term adds up to 0.
  func forEachMean<Value: RemappableNumber>(
    ofRow row: Int,
    field: [Value],
    _ gradients: SeparableGradients,
    _ rows: inout GradientRows,
    _ scratch: inout Scratch,
    _ use: (_ column: Int, _ mean: Double, _ coverage: Double) -> Void
  ) {
    let entries = latitudes.entries(of: row)
    let wanted = Array(latitudes.sources[entries])
    // By source column: the mean over the rows under the target row, and that of the gradient.
    var east = [Double](repeating: 0, count: sourceColumns)
    for i in 0..<sourceColumns {
      scratch.references[i] = .nan
      scratch.sums[i] = 0
      scratch.weights[i] = 0
    }
    for entry in entries {
      let source = Int(latitudes.sources[entry])
      let gradient = rows.row(source, among: wanted, gradients, field)
      let (weight, moment) = (latitudes.weights[entry], latitudes.moments[entry])
      for i in 0..<sourceColumns {
        let value = Double(field[source * sourceColumns + i])
        guard value.isFinite else { continue }
        if scratch.references[i].isNaN { scratch.references[i] = value }
        scratch.sums[i] += weight * (value - scratch.references[i]) + moment * gradient.north[i]
        scratch.weights[i] += weight
        east[i] += weight * gradient.east[i]
      }
    }
    for i in 0..<sourceColumns {
      scratch.references[i] += scratch.sums[i] / scratch.weights[i]
      east[i] /= scratch.weights[i]
    }
    for column in 0..<targetColumns {
      var reference = Double.nan
      var (sum, weights) = (0.0, 0.0)
      for entry in longitudes.entries(of: column) {
        let source = Int(longitudes.sources[entry])
        guard scratch.weights[source] > 0 else { continue }
        let weight = longitudes.weights[entry] * scratch.weights[source]
        let moment = longitudes.moments[entry] * scratch.weights[source]
        let mean = scratch.references[source]
        if reference.isNaN { reference = mean }
        sum += weight * (mean - reference) + moment * east[source]
        weights += weight
      }
      use(column, weights > 0 ? reference + sum / weights : .nan, weights)
    }
  }
}
