extension Remapping {
  /// Brings a field to the target grid.
  ///
  /// - Parameters:
  ///   - field: Shape `[source]`, as values are stored; NaN where missing.
  ///   - threads: How many threads work on it; the values are the same for any number.
  /// - Precondition: `field` has `sourceCount` values.
  public func apply<Value: RemappableNumber>(_ field: [Value], threads: Int = 1) -> Field {
    precondition(field.count == sourceCount)
    let pieces: [Piece] =
      switch weights {
      case .separable(let weights, let gradients):
        separable(field, weights, gradients, threads)
      case .tensor(let linear, let cubic):
        inRows(threads) { row, piece in
          for column in 0..<targetColumns {
            var mean = (cubic ?? linear).value(row: row, column: column, of: field)
            if cubic != nil, mean.hasGap {
              mean = linear.value(row: row, column: column, of: field)
            }
            piece.append(mean, options)
          }
        }
      case .sparse(let weights, let whereMissing, let gradients):
        sparse(field, weights, whereMissing, gradients, threads)
      }
    var result = Field(values: [], coverage: [])
    result.values.reserveCapacity(targetCount)
    result.coverage.reserveCapacity(targetCount)
    for piece in pieces {
      result.values += piece.values
      result.coverage += piece.coverage
    }
    return result
  }

  /// Consecutive targets.
  private struct Piece: Sendable {
    var values: [Double] = []
    var coverage: [Double] = []

    @inline(__always)
    mutating func append(_ mean: Double, _ covered: Double, _ options: Options) {
      // Weights that should add up to 1 do so but for rounding.
      let whole = covered > 1 - 1e-9 ? 1 : covered
      let isKept = whole > 0 && whole >= options.coverageThreshold
      let factor = options.normalisation == .target ? whole : 1
      values.append(isKept ? mean * factor : .nan)
      coverage.append(max(0, whole))
    }

    mutating func append(_ mean: WeightedMean, _ options: Options) {
      append(mean.mean, mean.weights, options)
    }
  }

  private func inRows(
    _ threads: Int,
    _ body: @Sendable (_ row: Int, inout Piece) -> Void
  ) -> [Piece] {
    inPieces(targetCount / max(1, targetColumns), of: 16, threads: threads) { rows in
      var piece = Piece()
      piece.values.reserveCapacity(rows.count * targetColumns)
      piece.coverage.reserveCapacity(rows.count * targetColumns)
      for row in rows { body(row, &piece) }
      return piece
    }
  }

  // MARK: Rows and columns

  private func separable<Value: RemappableNumber>(
    _ field: [Value],
    _ weights: SeparableWeights,
    _ gradients: SeparableGradients?,
    _ threads: Int
  ) -> [Piece] {
    if method == .largestAreaFraction {
      return inRows(threads) { row, piece in
        for column in 0..<targetColumns {
          var fractions = AreaFractions()
          weights.forEachOverlap(row: row, column: column) { source, weight in
            fractions.add(Double(field[source]), weight)
          }
          piece.append(fractions.largest, fractions.covered, options.choosing)
        }
      }
    }
    return inPieces(targetCount / max(1, targetColumns), of: 16, threads: threads) { rows in
      var piece = Piece()
      piece.values.reserveCapacity(rows.count * targetColumns)
      piece.coverage.reserveCapacity(rows.count * targetColumns)
      var scratch = SeparableWeights.Scratch(columns: weights.sourceColumns)
      var gradientRows = SeparableWeights.GradientRows()
      for row in rows {
        if let gradients {
          weights.forEachMean(ofRow: row, field: field, gradients, &gradientRows, &scratch) {
            piece.append($1, $2, options)
          }
        } else {
          weights.forEachMean(ofRow: row, field: field, &scratch) {
            piece.append($1, $2, options)
          }
        }
      }
      return piece
    }
  }

  // MARK: Any cells

  private func sparse<Value: RemappableNumber>(
    _ field: [Value],
    _ weights: SparseWeights,
    _ whereMissing: SparseWeights?,
    _ gradients: CellGradients?,
    _ threads: Int
  ) -> [Piece] {
    let slopes = gradients?.gradients(of: field, threads: threads) ?? []
    return inPieces(targetCount, of: 16_384, threads: threads) { targets in
      var piece = Piece()
      piece.values.reserveCapacity(targets.count)
      piece.coverage.reserveCapacity(targets.count)
      for target in targets {
        if method == .largestAreaFraction {
          var fractions = AreaFractions()
          for entry in weights.entries(of: target) {
            fractions.add(Double(field[Int(weights.sources[entry])]), weights.weights[entry])
          }
          piece.append(fractions.largest, fractions.covered, options.choosing)
          continue
        }
        var mean = weights.mean(of: target, field)
        if let whereMissing, mean.hasGap { mean = whereMissing.mean(of: target, field) }
        guard !slopes.isEmpty else {
          piece.append(mean, options)
          continue
        }
        var change = 0.0
        for entry in weights.entries(of: target) {
          let source = Int(weights.sources[entry])
          // Missing cells have no gradient.
          change +=
            weights.eastMoments[entry] * slopes[source].x
            + weights.northMoments[entry] * slopes[source].y
        }
        piece.append(mean.mean + change / mean.weights, mean.weights, options)
      }
      return piece
    }
  }
}

extension Remapping.Options {
  /// The same for values that are chosen, not added up.
  fileprivate var choosing: Self {
    var options = self
    options.normalisation = .covered
    return options
  }
}

extension SparseWeights {
  @inline(__always)
  func mean<Value: RemappableNumber>(of target: Int, _ field: [Value]) -> WeightedMean {
    var mean = WeightedMean()
    for entry in entries(of: target) {
      mean.add(Double(field[Int(sources[entry])]), weights[entry])
    }
    return mean
  }
}

extension SeparableWeights {
  /// Calls `use` with each source cell over a target cell and the part it covers.
  func forEachOverlap(row: Int, column: Int, _ use: (_ source: Int, _ weight: Double) -> Void) {
    for i in latitudes.entries(of: row) {
      let start = Int(latitudes.sources[i]) * sourceColumns
      for j in longitudes.entries(of: column) {
        use(start + Int(longitudes.sources[j]), latitudes.weights[i] * longitudes.weights[j])
      }
    }
  }
}

/// The parts of an area that values have.
private struct AreaFractions {
  private var fractions: [(value: Double, weight: Double)] = []
  private(set) var covered = 0.0

  mutating func add(_ value: Double, _ weight: Double) {
    guard value.isFinite else { return }
    covered += weight
    if let i = fractions.firstIndex(where: { $0.value == value }) {
      fractions[i].weight += weight
    } else {
      fractions.append((value, weight))
    }
  }

  /// The value with the largest part; of parts that differ by rounding alone, the least value.
  var largest: Double {
    guard let most = fractions.map(\.weight).max() else { return .nan }
    return fractions.filter { $0.weight >= most * (1 - 1e-12) }.map(\.value).min() ?? .nan
  }
}
