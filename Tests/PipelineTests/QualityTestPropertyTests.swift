import ObservationModel
import Pipeline
import Testing
import Validation

/// What holds of every quality test, on random observations whose seed is told.
@Suite("Every quality test")
struct QualityTestPropertyTests {
  static let samples = QualityTestSamples.all
  static let geometries: [FeatureType] = [.timeSeries, .trajectory, .profile, .point, .swath]

  @Test("has a sample here")
  func complete() {
    let names = Set(QualityTestCatalogue.all.map { $0.name })
    #expect(names.subtracting(Self.samples.map(\.name)) == [])
  }

  static func codes(_ sample: QualityTestSamples.Sample, _ batch: borrowing ObservationBatch)
    -> [UInt8]
  {
    codes(sample, batch, 0..<batch.count)
  }

  static func codes(
    _ sample: QualityTestSamples.Sample,
    _ batch: borrowing ObservationBatch,
    _ range: Range<Int>
  ) -> [UInt8] {
    var flags = [UInt8](repeating: 77, count: range.count)
    var view = flags.mutableSpan
    sample.test.evaluate(batch, column: 0, range: range, into: &view)
    return flags
  }

  @Test("writes a flag for each value, and calls missing what is missing", arguments: samples)
  func flags(sample: QualityTestSamples.Sample) throws {
    for type in Self.geometries {
      for seed in UInt64(1)...4 {
        for lengths in [[0], [1], [6], [30], [18, 6, 24]] {
          let lengths = type.isField ? [lengths.reduce(0, +) / 6 * 6] : lengths
          let batch = try QualityTestSamples.batch(sample, type, lengths: lengths, seed: seed)
          let found = Self.codes(sample, batch)
          for (i, flag) in found.enumerated() {
            #expect([1, 2, 3, 4, 5, 9].contains(flag), "\(type), seed \(seed), at \(i)")
            if batch.columns[0].values.isMissing(at: i), Self.isOfValue(sample) {
              #expect(flag == 9, "\(type), seed \(seed), lengths \(lengths), at \(i)")
            }
          }
        }
      }
    }
  }

  @Test("judges nothing where all is missing", arguments: samples)
  func allMissing(sample: QualityTestSamples.Sample) throws {
    for type in Self.geometries {
      var batch = try QualityTestSamples.batch(sample, type, lengths: [12], seed: 5)
      batch.columns[0].values = .double([Double](repeating: .nan, count: 12))
      let found = Self.codes(sample, batch)
      if Self.isOfValue(sample) { #expect(found.allSatisfy { $0 == 9 }, "\(type): \(found)") }
      batch.columns[0].values = .float([Float](repeating: .nan, count: 12))
      #expect(Self.codes(sample, batch) == found, "\(type)")
    }
  }

  static func isOfValue(_ sample: QualityTestSamples.Sample) -> Bool {
    type(of: sample.test).subject == .value
  }

  @Test("does not look across the seam between two features", arguments: samples)
  func seams(sample: QualityTestSamples.Sample) throws {
    guard sample.test.reach != .batch else { return }
    for type in Self.geometries where !type.isField {
      for seed in UInt64(1)...6 {
        let together = try QualityTestSamples.batch(
          sample,
          type,
          lengths: [17, 1, 9],
          seed: seed
        )
        let alone = try QualityTestSamples.batch(sample, type, lengths: [17], seed: seed)
        let found = Self.codes(sample, together)
        #expect(Array(found[..<17]) == Self.codes(sample, alone), "\(type), seed \(seed)")
      }
    }
  }

  @Test("gives the same flags for any ranges that it may be asked for", arguments: samples)
  func ranges(sample: QualityTestSamples.Sample) throws {
    guard case .observations = sample.test.reach else { return }
    for type in Self.geometries {
      for seed in UInt64(1)...4 {
        let lengths = type.isField ? [30] : [20, 1, 13]
        let batch = try QualityTestSamples.batch(sample, type, lengths: lengths, seed: seed)
        let whole = Self.codes(sample, batch)
        for length in 1...batch.count {
          var pieces: [UInt8] = []
          for start in stride(from: 0, to: batch.count, by: length) {
            let range = start..<min(start + length, batch.count)
            pieces += Self.codes(sample, batch, range)
          }
          #expect(pieces == whole, "\(type), seed \(seed), ranges of \(length)")
        }
      }
    }
  }

  @Test("gives the same flags for pieces of any length", arguments: samples)
  func pieces(sample: QualityTestSamples.Sample) throws {
    guard sample.test.reach != .batch else { return }
    let plan = QualityPlan([.init(sample.test, quantities: [sample.quantity])])
    for type in Self.geometries where !type.isField {
      for seed in UInt64(1)...2 {
        var whole = try QualityTestSamples.batch(sample, type, lengths: [26], seed: seed)
        plan.run(on: &whole)
        let expected = Self.records(whole.columns[0])
        for length in 1...26 {
          var stream = QualityStream(plan)
          var found: [[UInt32]] = []
          for start in stride(from: 0, to: 26, by: length) {
            let range = start..<min(start + length, 26)
            let piece = try Self.piece(of: whole, range)
            let decided = try stream.add(piece, isLast: range.upperBound == 26)
            if let column = decided.first { found += Self.records(column) }
          }
          #expect(found == expected, "\(type), seed \(seed), pieces of \(length)")
        }
      }
    }
  }

  static func records(_ column: ObservationColumn) -> [[UInt32]] {
    (0..<column.count).map {
      [column.quality.performed[$0], column.quality.suspect[$0], column.quality.fail[$0]]
    }
  }

  /// Some of the observations of a batch of one feature.
  static func piece(
    of batch: borrowing ObservationBatch,
    _ range: Range<Int>
  ) throws -> ObservationBatch {
    var feature = batch.features[0]
    feature.observations = 0..<range.count
    let (times, latitudes) = (batch.times, batch.latitudes)
    let (longitudes, vertical) = (batch.longitudes, batch.vertical)
    return try ObservationBatch(
      network: batch.network,
      featureType: batch.featureType,
      features: [feature],
      times: range.map { times[$0] },
      latitudes: range.map { latitudes[$0] },
      longitudes: range.map { longitudes[$0] },
      vertical: range.map { vertical[$0] },
      verticalKind: batch.verticalKind,
      columns: batch.columns.map { column in
        ObservationColumn(
          quantity: column.quantity,
          variableName: column.variableName,
          values: .double(range.map { column.values[$0] })
        )
      }
    )
  }
}
