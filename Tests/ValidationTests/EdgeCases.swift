import ObservationModel
import Testing
import Validation

/// What must hold for every test on every batch, with observations of a ship under way: several
/// quantities, gaps, values at the limits of Double, clocks that stop and run backwards.
enum EdgeCases {
  /// The quantities of the batches, in the order of their columns.
  static let quantities = [
    "sea_surface_temperature", "sea_surface_salinity", "air_temperature", "wet_bulb_temperature",
    "dew_point_temperature", "wind_speed", "wind_from_direction", "platform_speed",
    "platform_course", "platform_heading", "relative_wind_speed", "relative_wind_from_direction",
    "temperature", "salinity", "sea_surface_skin_temperature",
  ]

  /// A voyage of `count` reports in features that end at `seams`.
  static func voyage(
    seed: UInt64,
    count: Int,
    seams: [Int] = [],
    featureType: FeatureType = .trajectory,
    range: Range<Int>? = nil
  ) throws -> ObservationBatch {
    var random = SplitMix(seed: seed)
    let extremes = [Double.infinity, -.infinity, 1e308, -1e308, .leastNonzeroMagnitude, -0.0]
    var columns: [[Double?]] = []
    for column in quantities.indices {
      var value = 10.0
      columns.append(
        (0..<count).map { _ in
          switch random.next() % 12 {
          case 0: return nil
          case 1: return extremes[Int(random.next() % UInt64(extremes.count))]
          case 2...4: return value
          default:
            value += Double(random.next() % 400) / 100 - 2 + Double(column % 2)
            return value
          }
        }
      )
    }
    var (time, latitude, longitude) = (1_000_000_000.0, 40.0, 179.5)
    var (times, latitudes, longitudes): ([Double], [Double], [Double]) = ([], [], [])
    for _ in 0..<count {
      time += random.next() % 15 == 0 ? -7200 : Double(random.next() % 4) * 3600
      latitude = max(-90, min(90, latitude + Double(random.next() % 100) / 50 - 1))
      longitude += Double(random.next() % 100) / 100
      if longitude >= 180 { longitude -= 360 }
      times.append(random.next() % 17 == 0 ? .nan : time)
      latitudes.append(random.next() % 17 == 0 ? .nan : latitude)
      longitudes.append(longitude)
    }
    let part = range ?? 0..<count
    return try TestBatch.make(
      featureType,
      quantities.enumerated().map { (name: $1, values: Array(columns[$0][part])) },
      times: Array(times[part]),
      latitudes: Array(latitudes[part]),
      longitudes: Array(longitudes[part]),
      seams: seams.map { $0 - part.lowerBound }.filter { 0 < $0 && $0 < part.count }
    )
  }

  private static func hasTime(_ batch: borrowing ObservationBatch) -> [Bool] {
    let times = batch.times
    return times.indices.map { !times[$0].isNaN }
  }

  /// What a test does that it must not do, in words; empty when it is in order.
  ///
  /// - Parameter test: One whose reach is not beyond a feature.
  static func faults(of test: some QualityTest, features: [FeatureType]) throws -> [String] {
    var faults: [String] = []
    let allowed: Set = [1, 2, 3, 4, 9]
    for (seed, featureType) in features.enumerated() {
      let seams = [1, 2, 20, 47]
      let ends = [0] + seams + [60]
      let whole = try voyage(
        seed: UInt64(seed + 1),
        count: 60,
        seams: seams,
        featureType: featureType
      )
      let hasTime = hasTime(whole)
      for column in quantities.indices {
        let codes = test.codes(whole, column: column)
        if !allowed.isSuperset(of: codes) { faults.append("\(quantities[column]): \(codes)") }
        for (start, end) in zip(ends, ends.dropFirst()) where test.reach != .batch {
          let feature = try voyage(
            seed: UInt64(seed + 1),
            count: 60,
            featureType: featureType,
            range: start..<end
          )
          if test.codes(feature, column: column) != Array(codes[start..<end]) {
            faults.append("\(quantities[column]) of \(featureType) \(start)..<\(end) alone differs")
          }
        }
        if case .observations = test.reach {
          for length in rangeLengthsThatMatter(test, whole, column: column) {
            faults.append("\(quantities[column]) of \(featureType) in ranges of \(length) differs")
          }
        }
        if type(of: test).subject == .value {
          let values = whole.columns[column].values
          for i in 0..<whole.count {
            if values.isMissing(at: i) == (codes[i] == 9) || !hasTime[i] { continue }
            faults.append("\(quantities[column]) of \(featureType) at \(i): \(codes[i])")
          }
        }
      }
      let nothing = try voyage(seed: 1, count: 0, featureType: featureType)
      if test.codes(nothing) != [] { faults.append("flags of nothing") }
    }
    return faults
  }
}
