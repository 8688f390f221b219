import Foundation
import ObservationModel
import Pipeline
import Testing
import Validation

/// Every quality test as a pipeline could ask for it, one each, with what it judges.
enum QualityTestSamples {
  /// A test that is ready to run and the column it judges.
  struct Sample: Sendable, CustomTestStringConvertible {
    let test: any QualityTest
    let name: String
    let quantity: Quantity

    /// What else a batch for it holds.
    let others: [Quantity]

    var testDescription: String { name }
  }

  /// Items of `validate`.
  static let items = [
    "impossible_date:",
    "impossible_location:",
    "gross_range: {variable: temperature, suspect: [5, 15], fail: [2, 18], units: degree_Celsius}",
    "spike: {variable: temperature, suspect: 1, fail: 3, units: degree_Celsius}",
    "rate_of_change: {variable: temperature, suspect: 60, fail: 200, units: degree_Celsius h-1}",
    """
    flat_line: {variable: temperature, suspect: 2 minutes, fail: 4 minutes, tolerance: 0.1,
      units: degree_Celsius}
    """,
    // Positions.
    "location: {maximum_displacement: 20 km}",
    "area: {fail: outside, polygon: [[-60, -30], [60, -30], [60, 30], [-60, 30]]}",
    "impossible_speed: {suspect: 5 m s-1, fail: 20 m s-1}",
    "regional_range: {variable: temperature}",
    "questionable_position: {accuracy: G}",
    // Currents.
    "echo_intensity: {variable: eastward_current}",
    "echo_range: {variable: eastward_current}",
    "correlation_magnitude: {variable: eastward_current}",
    "percent_good: {variable: eastward_current}",
    "error_velocity: {variable: eastward_current}",
    "vertical_velocity: {variable: upward_current}",
    "horizontal_velocity: {variable: eastward_current}",
    "tilt: {variable: eastward_current, suspect: 3 degree, fail: 9 degree}",
    """
    side_lobe: {variable: eastward_current, beam_angle: 20 degree, bin_size: 4 m,
      instrument_depth: 100 m}
    """,
    // Waves.
    "wave_gap: {variable: platform_heave, suspect: 1, fail: 2, record: 5 minutes, interval: 30 s}",
    "wave_spike: {variable: platform_heave, deviations: 2, iterations: 3, record: 10 minutes}",
    """
    wave_segment_shift: {variable: platform_heave, suspect: 0.5, fail: 2, segments: 3,
      record: 10 minutes, units: m}
    """,
    "wave_acceleration: {variable: platform_heave, gravities: 0.001}",
    "wave_percent_good: {variable: platform_heave, percent: 90, record: 10 minutes}",
    """
    wave_bulk_range: {variable: significant_wave_height, height: [0 m, 20 m],
      usual_height: [5 m, 15 m], peak_period: [2 s, 30 s]}
    """,
    // Radars.
    "radial_maximum_speed: {variable: radial_current, suspect: 10, fail: 15, units: m s-1}",
    "radial_count: {variable: radial_current, suspect: 15, fail: 5}",
    """
    spatial_median: {variable: radial_current, suspect: 1, fail: 3, range: 2 m, angle: 10 degree,
      units: m s-1}
    """,
    """
    temporal_gradient: {variable: radial_current, suspect: 1, fail: 3, within: 1 hour,
      units: m s-1}
    """,
    "mean_bearing: {variable: radial_current, reference: 10 degree, suspect: 1 degree}",
    "dilution_of_precision: {variable: eastward_surface_current, suspect: 9, fail: 12}",
    // Retrievals.
    "flag_bits: {variable: sea_surface_temperature, fail: [land, ice], suspect: cloud}",
    "quality_level: {variable: sea_surface_temperature, pass: 11, suspect: 9}",
    "sses: {variable: sea_surface_temperature, fail_bias: 9, suspect_deviation: 11, units: kelvin}",
    """
    spatial_uniformity: {variable: sea_surface_temperature, suspect: 1, fail: 3, window: 5,
      units: kelvin}
    """,
    """
    reference_difference: {variable: sea_surface_temperature, suspect: 1, fail: 3, side: below,
      reference: reference_sea_surface_temperature, units: kelvin}
    """,
    // Profiles.
    "argo_spike: {variable: temperature, shallow: 2, deep: 1, units: degree_Celsius}",
    "gradient: {variable: temperature, shallow: 2, deep: 1, units: degree_Celsius}",
    "median_spike: {variable: temperature, fail: 2, units: degree_Celsius}",
    "medd: {variable: temperature}",
    "digit_rollover: {variable: temperature, fail: 10, units: degree_Celsius}",
    "stuck_profile: {variable: temperature}",
    "density_inversion: {variable: temperature, suspect: 0.01 kg m-3, fail: 0.03 kg m-3}",
    "pressure_range:",
    "pressure_increasing: {form: argo_2024}",
    "deepest_pressure: {profile_pressure: 100 dbar}",
    "deep_float: {variable: temperature, deeper_than: 50 dbar}",
    """
    frozen_profile: {variable: temperature, maximum: 0.3, minimum: 0.001, mean: 0.02,
      units: degree_Celsius}
    """,
    "sensor_drift: {variable: temperature, suspect: 1, units: degree_Celsius}",
    "near_surface_salinity: {variable: salinity}",
    "near_surface_temperature: {variable: temperature}",
    "rbr_salinity: {variable: salinity, platforms: [P1]}",
    "conductivity_cell_temperature: {variable: salinity}",
    "raw_oxygen: {variable: oxygen}",
    "raw_ph: {variable: ph}",
    "en_spike: {variable: temperature}",
    "en_constant: {variable: temperature}",
    "wod_gradient: {variable: temperature, increase: 0.3, decrease: 0.7, units: degree_Celsius}",
    // Series.
    """
    climatology: {variable: temperature, units: degree_Celsius, members: [
      {months: [12, 2], suspect: [5, 15], fail: [2, 18]},
      {months: [3, 11], depth: [0 m, 50 m], suspect: [8, 12]}]}
    """,
    """
    attenuated_signal: {variable: temperature, suspect: 0.5, fail: 0.1, window: 5 minutes,
      units: degree_Celsius}
    """,
    "rate_of_change_deviation: {variable: temperature, deviations: 3, period: 10 minutes}",
    "repeated_count: {variable: temperature, tolerance: 0, units: degree_Celsius}",
    "percentile_range: {variable: temperature}",
    "valid_range: {variable: temperature, range: [null, 12], units: degree_Celsius}",
    """
    hampel: {variable: temperature, half_window: 2, fail_factor: 5, least_spread: 0.1,
      units: degree_Celsius}
    """,
    "tukey_53h: {variable: temperature, fail: 2, units: degree_Celsius}",
    "running_deviation: {variable: temperature, half_window: 4, fail_factor: 3}",
    // Time and platform.
    "time_gap: {maximum: 1 minute}",
    "data_reception: {maximum: 1 hour}",
    "duplicate_time:",
    "time_order:",
    "syntax: {platform: P1}",
    // Ships, buoys and drifters.
    "iquam_track: {maximum_speed: 60 km h-1}",
    """
    iquam_spike: {variable: temperature, least: 2, per_kilometer: 0.5, per_hour: 1,
      units: degree_Celsius}
    """,
    "dew_point: {variable: air_temperature}",
    "supersaturation: {variable: dew_point_temperature}",
    "freezing_sst: {variable: sea_surface_temperature, freezing_point: -1.8, units: degree_Celsius}",
    "wind_consistency: {variable: wind_speed}",
    "repeated_values: {variable: temperature}",
    "rounded_values: {variable: temperature}",
    "saturated_run: {variable: dew_point_temperature}",
    "track:",
    "aground: {smoothing: 3, shortest: 1 minute}",
    "sst_tail: {variable: sea_surface_temperature, background_error: 0.2, units: degree_Celsius}",
    """
    sst_bias_noise: {variable: sea_surface_temperature, background_error: 0.2,
      units: degree_Celsius}
    """,
    "true_wind: {variable: wind_speed}",
    "buddy: {variable: temperature, standard_deviation: 1, units: degree_Celsius}",
    "neighbour: {variable: temperature, platform: P1, within: 1 minute, period: 10 minutes}",
    // Several quantities.
    "multi_variate: {variable: temperature, other: salinity, period: 10 minutes}",
    """
    temperature_salinity_range: {envelope: [
      {salinity: 30, temperature: [0 degree_Celsius, 10 degree_Celsius]},
      {salinity: 40, temperature: [5 degree_Celsius, 20 degree_Celsius]}]}
    """,
  ].filter { item in
    QualityTestCatalogue.test(named: String(item.prefix { $0 != ":" })) != nil
  }

  static let all: [Sample] =
    items.compactMap { sample($0) } + [climatologyField, onLand, greyList].compactMap { $0 }

  /// A list of one of the two platforms.
  private static var greyList: Sample? {
    guard let quantity = Quantity.named("temperature") else { return nil }
    let entry = GreyList.Entry(
      platform: "P1",
      parameter: "temperature",
      start: 1_600_000_000,
      end: .infinity,
      code: 3
    )
    let test = GreyListTest(GreyList([entry]))
    return Sample(test: test, name: "grey_list", quantity: quantity, others: [])
  }

  /// A mask whose northern half is land.
  private static var onLand: Sample? {
    guard let quantity = Quantity.named("temperature") else { return nil }
    let mask = LandMask(
      grid: .init(
        south: -90,
        west: -180,
        rowsPerDegree: 0.1,
        columnsPerDegree: 0.1,
        rows: 18,
        columns: 36
      ),
      side: 2
    ) { row, _ in .uniform(row >= 5 ? .land : row == 4 ? .unknown : .sea) }
    return Sample(test: OnLandTest(mask), name: "on_land", quantity: quantity, others: [])
  }

  /// A climatology of 10 degrees everywhere with a standard deviation of 1, warmer below 50 m.
  private static var climatologyField: Sample? {
    func field(_ values: [Float]) -> ClimatologyField? {
      try? ClimatologyField(
        stepOfDay: [Int?](repeating: 0, count: 366),
        depths: [0, 100],
        latitudes: [-90, 90],
        longitudes: [-180, 0],
        values: values.flatMap { [$0, $0, $0, $0] }
      )
    }
    guard let quantity = Quantity.named("temperature") else { return nil }
    var test = ClimatologyFieldTest()
    test.mean = field([10, 12])
    test.deviation = field([1, 1])
    test.suspectAboveDeviations = 1
    test.failAbove = 3
    test.lookup = .linear
    let others = ["salinity"].compactMap { Quantity.named($0) }
    return Sample(test: test, name: "climatology_field", quantity: quantity, others: others)
  }

  private static func sample(_ item: String) -> Sample? {
    let yaml = """
      suite: sample
      title: one test
      source: none
      tests:
        - \(item.replacingOccurrences(of: "\n", with: "\n    "))

      """
    let suite: QualitySuite
    do {
      suite = try QualitySuite(yaml: yaml, path: "sample")
    } catch {
      Issue.record("\(item): \(error)")
      return nil
    }
    guard let entry = suite.tests.first,
      let test = try? entry.test.test(now: 1_700_000_000),
      let quantity = entry.variables?.first ?? Quantity.named("temperature")
    else {
      Issue.record("\(item) makes no test")
      return nil
    }
    var others = test.otherQuantities.filter { $0 != quantity }
    // Tests of what is not told by the test itself look at these.
    for name in ["temperature", "salinity"] {
      if let other = Quantity.named(name), other != quantity, !others.contains(other) {
        others.append(other)
      }
    }
    return Sample(test: test, name: entry.test.name, quantity: quantity, others: others)
  }

  /// Random observations of a geometry: steps, repeats, gaps, values no sensor gives, times that
  /// stand still.
  static func batch(
    _ sample: Sample,
    _ type: FeatureType,
    lengths: [Int],
    seed: UInt64
  ) throws -> ObservationBatch {
    var features: [Feature] = []
    var columns = ([sample.quantity] + sample.others).map { ($0, [Double]()) }
    var (times, latitudes, longitudes, vertical) = ([Double](), [Double](), [Double](), [Double]())
    for (k, length) in lengths.enumerated() {
      // A feature is the same whatever features it is with.
      var random = Generator(seed: seed &* 1000 &+ UInt64(k))
      let start = times.count
      var time = 1_600_000_000.0 + Double(k) * 86_400
      var depth = 0.0
      var levels = columns.map { Double($0.0.name == "salinity" ? 35 : 10) }
      let (latitude, longitude) = (
        Double(random.next() % 120) - 60, Double(random.next() % 358) - 179
      )
      for i in 0..<length {
        if !type.isProfileLike { time += Double(random.next() % 4) * 30 }
        depth += Double(random.next() % 20) / (random.next() % 11 == 0 ? -1 : 1)
        times.append(random.next() % 31 == 0 ? .nan : time)
        let isMoving = type == .trajectory || type == .point
        latitudes.append(latitude + (isMoving ? Double(i) * 0.01 : 0))
        longitudes.append(longitude + (isMoving && random.next() % 9 == 0 ? 0.5 : 0))
        vertical.append(random.next() % 29 == 0 ? .nan : depth)
        for c in columns.indices {
          switch random.next() % 8 {
          case 0: levels[c] += Double(random.next() % 41) / 10 - 2
          case 1: levels[c] += 0.5
          default: break
          }
          var value = levels[c]
          switch random.next() % 40 {
          case 0, 1, 2: value = .nan
          case 3: value += 12
          case 4: value = .infinity
          case 5: value = -1e308
          default: break
          }
          columns[c].1.append(value)
        }
      }
      features.append(
        Feature(platform: "P\(k % 2)", identifier: "\(k)", observations: start..<times.count)
      )
    }
    return try ObservationBatch(
      network: "test",
      featureType: type,
      fieldShape: type.isField ? FieldShape(rows: times.count / 6, columns: 6) : nil,
      features: features,
      times: times,
      latitudes: latitudes,
      longitudes: longitudes,
      vertical: type.isField ? [] : vertical,
      verticalKind: type.isField ? nil : .pressure,
      columns: columns.map { quantity, values in
        ObservationColumn(quantity: quantity, variableName: quantity.name, values: .double(values))
      }
    )
  }
}

/// The generator of Steele, Lea and Flood (2014), the same on every machine.
private struct Generator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
