public import ObservationModel

/// Judges one feature that arrives piece by piece, as a mooring's record does.
///
/// The flags are those that the plan gives to the whole feature, wherever it is cut: an observation
/// is judged as soon as all that its tests look at has come, and what later observations may
/// still look at is kept. Memory is that of the widest reach and of one piece; a test that looks
/// at all of its feature keeps all of it.
public struct QualityStream: ~Copyable {
  private let plan: QualityPlan
  private var kept: ObservationBatch?

  /// The observations of `kept` that have been judged and are there to be looked at.
  private var judged = 0
  private let before: Context
  private let after: Int?

  /// What is kept of the past.
  private struct Context {
    var observations = 0
    var seconds = 0.0
    var isWhole = false
  }

  public init(_ plan: QualityPlan) {
    self.plan = plan
    // Tests that heed earlier ones look as far as both together, so that the sum is enough.
    var before = Context()
    var after: Int? = 0
    for entry in plan.entries {
      switch entry.test.reach {
      case .observations(let past, let future):
        before.observations += past
        after = after.map { $0 + future }
      case .seconds(let seconds):
        before.seconds += seconds
        before.observations += 1
      case .feature, .batch:
        before.isWhole = true
        after = nil
      }
    }
    self.before = before
    self.after = after
  }

  /// Takes the next piece and hands out what is decided, in order, with its flags entered.
  ///
  /// - Parameters:
  ///   - piece: The next observations of the feature, as a batch of one feature with the same
  ///     columns as the pieces before.
  ///   - isLast: True when nothing follows: all that is left is decided.
  /// - Returns: The columns of the observations that are decided now; their records hold the
  ///   flags.
  /// - Throws: `ObservationBatchError` when the piece does not go with those before.
  public mutating func add(
    _ piece: consuming ObservationBatch,
    isLast: Bool = false
  ) throws(ObservationBatchError) -> [ObservationColumn] {
    var batch: ObservationBatch
    if let earlier = kept.take() {
      batch = try earlier.followed(by: piece)
    } else {
      batch = piece
    }
    let end = isLast ? batch.count : max(judged, after.map { batch.count - $0 } ?? judged)
    guard end > judged else {
      kept = consume batch
      return []
    }
    for column in batch.columns.indices {
      batch.columns[column].quality = QualityRecord(count: batch.count)
    }
    plan.run(on: &batch)
    let decided = batch.columns.map { $0.extracting(judged..<end) }
    let start = isLast ? batch.count : firstNeeded(of: batch, from: end)
    judged = end - start
    kept = isLast ? nil : try batch.suffix(from: start)
    return decided
  }

  /// The first observation that the judgement of those from `end` on looks at.
  private func firstNeeded(of batch: borrowing ObservationBatch, from end: Int) -> Int {
    if before.isWhole { return 0 }
    var start = end
    if before.seconds > 0, end < batch.count || end > 0 {
      // Observations to come may be as early as the last that came.
      let times = batch.times
      var latest = Double.nan
      for i in 0..<end where !times[i].isNaN { latest = times[i] }
      if !latest.isNaN {
        start = 0
        while start < end, times[start].isNaN || times[start] < latest - before.seconds {
          start += 1
        }
      }
    }
    return max(0, start - before.observations)
  }
}

extension ObservationBatch {
  /// This feature with the observations of `next` after its own.
  fileprivate func followed(
    by second: borrowing ObservationBatch
  ) throws(ObservationBatchError) -> ObservationBatch {
    guard columns.count == second.columns.count, features.count <= 1,
      second.features.count <= 1
    else { throw .featureOutOfPlace(1) }
    let columns = zip(columns, second.columns).map { $0.followed(by: $1) }
    return try ObservationBatch(
      network: network,
      featureType: featureType,
      features: Self.oneFeature(
        features.first ?? second.features.first,
        count: count + second.count
      ),
      times: times.array + second.times.array,
      latitudes: latitudes.array + second.latitudes.array,
      longitudes: longitudes.array + second.longitudes.array,
      vertical: vertical.array + second.vertical.array,
      verticalKind: verticalKind,
      columns: columns
    )
  }

  /// The observations from `start` on.
  fileprivate func suffix(from start: Int) throws(ObservationBatchError)
    -> ObservationBatch
  {
    let range = start..<count
    return try ObservationBatch(
      network: network,
      featureType: featureType,
      features: Self.oneFeature(features.first, count: range.count),
      times: times.extracting(range).array,
      latitudes: latitudes.extracting(range).array,
      longitudes: longitudes.extracting(range).array,
      vertical: verticalKind == nil ? [] : vertical.extracting(range).array,
      verticalKind: verticalKind,
      columns: columns.map { $0.extracting(range) }
    )
  }

  private static func oneFeature(_ feature: Feature?, count: Int) -> [Feature] {
    guard var feature else { return [] }
    feature.observations = 0..<count
    return [feature]
  }
}

extension ObservationColumn {
  /// The observations of `range` with what is known of them.
  fileprivate func extracting(_ range: Range<Int>) -> ObservationColumn {
    var column = ObservationColumn(
      quantity: quantity,
      variableName: variableName,
      values: values.extracting(range),
      provider: provider.isEmpty ? [] : Array(provider[range]),
      heightMeters: heightMeters,
      flagMeanings: flagMeanings
    )
    column.quality = quality.extracting(range)
    return column
  }

  fileprivate func followed(by next: ObservationColumn) -> ObservationColumn {
    let verdicts: [Verdict] =
      provider.isEmpty && next.provider.isEmpty
      ? []
      : (provider.isEmpty ? Array(repeating: .notEvaluated, count: count) : provider)
        + (next.provider.isEmpty
          ? Array(repeating: .notEvaluated, count: next.count) : next.provider)
    return ObservationColumn(
      quantity: quantity,
      variableName: variableName,
      values: values.followed(by: next.values),
      provider: verdicts,
      heightMeters: heightMeters,
      flagMeanings: flagMeanings
    )
  }
}

extension ColumnValues {
  fileprivate func extracting(_ range: Range<Int>) -> ColumnValues {
    switch self {
    case .float(let values): .float(Array(values[range]))
    case .double(let values): .double(Array(values[range]))
    }
  }

  fileprivate func followed(by next: ColumnValues) -> ColumnValues {
    switch (self, next) {
    case (.float(let a), .float(let b)): .float(a + b)
    case (.double(let a), .double(let b)): .double(a + b)
    case (.float(let a), .double(let b)): .double(a.map { Double($0) } + b)
    case (.double(let a), .float(let b)): .double(a + b.map { Double($0) })
    }
  }
}

extension Span<Double> {
  fileprivate var array: [Double] {
    indices.map { self[$0] }
  }
}
