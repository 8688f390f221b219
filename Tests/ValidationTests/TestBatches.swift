import ObservationModel
import Testing
import Validation

/// Batches as small as a claim allows. A nil value is missing.
enum TestBatch {
  /// Names, in order, with the values of each.
  typealias Columns = [(name: String, values: [Double?])]

  /// One series or several, one minute apart unless times are given.
  static func series(
    _ values: [Double?],
    of name: String = "temperature",
    times: [Double]? = nil,
    seams: [Int] = [],
    isFloat: Bool = false
  ) throws -> ObservationBatch {
    try make(
      .timeSeries,
      [(name, values)],
      times: times ?? values.indices.map { Double($0) * 60 },
      seams: seams,
      isFloat: isFloat
    )
  }

  /// One profile or several, on pressures in dbar.
  static func profile(
    pressures: [Double?],
    _ columns: Columns,
    seams: [Int] = [],
    isFloat: Bool = false
  ) throws -> ObservationBatch {
    try make(
      .profile,
      columns,
      times: [Double](repeating: 0, count: pressures.count),
      vertical: pressures.map { $0 ?? .nan },
      verticalKind: .pressure,
      seams: seams,
      isFloat: isFloat
    )
  }

  /// A batch of any geometry; features end where `seams` says, the last at the end.
  static func make(
    _ featureType: FeatureType,
    _ columns: Columns,
    times: [Double],
    latitudes: [Double]? = nil,
    longitudes: [Double]? = nil,
    vertical: [Double] = [],
    verticalKind: VerticalKind? = nil,
    fieldShape: FieldShape? = nil,
    platforms: [String] = [],
    seams: [Int] = [],
    network: String = "test",
    isFloat: Bool = false
  ) throws -> ObservationBatch {
    let count = times.count
    let ends = seams + [count]
    let features = ends.indices.map { k in
      Feature(
        platform: k < platforms.count ? platforms[k] : "P",
        identifier: "\(k)",
        observations: (k == 0 ? 0 : ends[k - 1])..<ends[k]
      )
    }
    return try ObservationBatch(
      network: network,
      featureType: featureType,
      fieldShape: fieldShape,
      features: count == 0 && seams.isEmpty ? [] : features,
      times: times,
      latitudes: latitudes ?? [Double](repeating: 30, count: count),
      longitudes: longitudes ?? [Double](repeating: -40, count: count),
      vertical: vertical,
      verticalKind: verticalKind,
      columns: try columns.map { name, values in
        let quantity = try #require(Quantity.named(name), "no quantity \(name)")
        return ObservationColumn(
          quantity: quantity,
          variableName: name,
          values: isFloat
            ? .float(values.map { $0.map { Float($0) } ?? .nan })
            : .double(values.map { $0 ?? .nan })
        )
      }
    )
  }
}

extension QualityTest {
  /// The codes of a whole column, as people write them down.
  func codes(_ batch: borrowing ObservationBatch, column: Int = 0) -> [Int] {
    flags(for: batch, column: column).map { Int($0.rawValue) }
  }

  /// The codes of a column judged in ranges of `length`, as the plan does with what looks at a
  /// bounded number of observations.
  func codes(_ batch: borrowing ObservationBatch, column: Int = 0, rangesOf length: Int) -> [Int] {
    var codes: [Int] = []
    var start = 0
    while start < batch.count {
      let range = start..<min(start + length, batch.count)
      var flags = [UInt8](repeating: 77, count: range.count)
      var view = flags.mutableSpan
      evaluate(batch, column: column, range: range, into: &view)
      codes += flags.map { Int($0) }
      start = range.upperBound
    }
    return codes
  }
}

/// Whether a test that looks at a bounded number of observations gives the same flags for any
/// ranges; the lengths that give others.
func rangeLengthsThatMatter(
  _ test: some QualityTest,
  _ batch: borrowing ObservationBatch,
  column: Int = 0
) -> [Int] {
  let whole = test.codes(batch, column: column)
  guard batch.count > 0 else { return [] }
  var found: [Int] = []
  for length in 1...batch.count
  where test.codes(batch, column: column, rangesOf: length) != whole {
    found.append(length)
  }
  return found
}
