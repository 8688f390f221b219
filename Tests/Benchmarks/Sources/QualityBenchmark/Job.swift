import KernelTypes
import Kernels
import ObservationModel
import Validation

/// What is timed: the tests of the peer's benchmark with the same thresholds.
enum Job: String, CaseIterable {
  case grossRange = "gross_range"
  case spikeAverage = "spike_average"
  case spikeDifferential = "spike_differential"
  case spikeArgo = "spike_argo"
  case rateOfChange = "rate_of_change"
  case flatLine = "flat_line"

  /// A drifting signal whose neighbours are nearly all the same, in long windows: what costs most.
  case flatLineWorst = "flat_line_worst"
  case attenuatedWhole = "attenuated_std_all"
  case attenuatedDeviation = "attenuated_std_window"
  case attenuatedRange = "attenuated_range_window"
  case attenuatedLong = "attenuated_std_30days"
  case densityInversion = "density_inversion"
  case climatologyMonths = "climatology_month12"
  case climatologyMonthsDepths = "climatology_month12_z3"

  /// Inversions of density by TEOS-10 in profiles of 100 levels.
  case densityOfWater = "density_inversion_teos10"

  /// Range, spike, rollover, stuck values and inversions of temperature and salinity in profiles of
  /// 100 levels, as Argo tests them in real time.
  case argoProfiles = "profile_argo_100lev"

  /// Spikes of temperature and salinity about the median of profiles of 100 levels.
  case medianDistance = "medd"

  /// Pairs of reports, the worst of which are taken out one by one.
  case iquamSpike = "iquam_spike"
  case iquamTrack = "iquam_track"

  /// Along the track, which steps by some metres and jumps two degrees now and then.
  case speed
  case displacementOnSphere = "location_haversine"
  case displacement = "location_wgs84"
  case suite = "suite4"

  /// Flat line piece by piece, for the memory it takes.
  case flatLineStream = "flat_line_stream"

  enum Work {
    case test(any QualityTest)
    case plan(QualityPlan)
    case densities(InversionLimits)
    case stream(QualityPlan)
  }

  var work: Work {
    let range = GrossRangeTest(fail: -2...40, suspect: 5...28)
    let spike = SpikeTest(suspectAbove: 1, failAbove: 5)
    let rate = RateOfChangeTest(suspectAbovePerSecond: 0.02, failAbovePerSecond: 0.1)
    let flat = FlatLineTest(suspectSeconds: 600, failSeconds: 1800, tolerance: 0.001)
    func attenuated(_ statistic: AttenuationLimits.Statistic, _ seconds: Double?) -> Work {
      let limits = AttenuationLimits(statistic: statistic, suspectBelow: 0.1, failBelow: 0.05)
      return .test(AttenuatedSignalTest(limits, windowSeconds: seconds, minimum: .count(10)))
    }
    switch self {
    case .grossRange: return .test(range)
    case .spikeAverage: return .test(spike)
    case .spikeDifferential:
      return .test(SpikeTest(suspectAbove: 1, failAbove: 5, form: .differential))
    case .spikeArgo: return .test(SpikeTest(suspectAbove: 6, failAbove: 6, form: .argo))
    case .rateOfChange: return .test(rate)
    case .flatLine: return .test(flat)
    case .flatLineWorst:
      let day = 86_400.0
      return .test(FlatLineTest(suspectSeconds: 10 * day, failSeconds: 30 * day, tolerance: 60))
    case .attenuatedWhole: return attenuated(.standardDeviation, nil)
    case .attenuatedDeviation: return attenuated(.standardDeviation, 3600)
    case .attenuatedRange: return attenuated(.range, 3600)
    case .attenuatedLong: return attenuated(.standardDeviation, 30 * 86_400)
    case .densityInversion:
      return .densities(InversionLimits(suspectBelow: -0.01, failBelow: -0.03))
    case .speed:
      return .test(
        ImpossibleSpeedTest(suspectAboveMetersPerSecond: 15, failAboveMetersPerSecond: 30)
      )
    case .displacementOnSphere:
      return .test(LocationTest(maximumDisplacementMeters: 20_000, distance: .haversine))
    case .displacement:
      return .test(LocationTest(maximumDisplacementMeters: 20_000, distance: .wgs84))
    case .densityOfWater: return .plan(QualityPlan([.init(DensityInversionTest())]))
    case .argoProfiles: return .plan(Self.argoPlan)
    case .medianDistance: return .plan(QualityPlan([.init(MEDDTest())]))
    case .iquamSpike: return .test(IQuamSpikeTest(least: 2, perKilometer: 0.5, perHour: 1))
    case .iquamTrack:
      return .test(IQuamTrackTest(maximumSpeedMetersPerSecond: 60 / 3.6))
    case .climatologyMonths: return .test(ClimatologyTest(Self.members(depths: [nil])))
    case .climatologyMonthsDepths:
      return .test(ClimatologyTest(Self.members(depths: [0...500, 500...1000, 1000...3000])))
    case .flatLineStream: return .stream(QualityPlan([.init(flat)]))
    case .suite:
      return .plan(QualityPlan([.init(range), .init(spike), .init(rate), .init(flat)]))
    }
  }

  private static var argoPlan: QualityPlan {
    func entry(_ test: any QualityTest, of name: String) -> QualityPlan.Entry {
      QualityPlan.Entry(test, quantities: Set([Quantity.named(name)].compactMap { $0 }))
    }
    return QualityPlan([
      entry(GrossRangeTest(fail: -2.5...45), of: "temperature"),
      entry(GrossRangeTest(fail: 2...41), of: "salinity"),
      entry(ArgoSpikeTest(shallow: 6, deep: 2), of: "temperature"),
      entry(ArgoSpikeTest(shallow: 0.9, deep: 0.3), of: "salinity"),
      entry(DigitRolloverTest(failAbove: 10), of: "temperature"),
      entry(DigitRolloverTest(failAbove: 5), of: "salinity"),
      .init(StuckProfileTest()), .init(DensityInversionTest()),
    ])
  }

  private static func members(depths: [ClosedRange<Double>?]) -> [ClimatologyTest.Member] {
    (1...12).flatMap { month in
      depths.map { depth in
        ClimatologyTest.Member(
          .field(.month, from: month, through: month),
          depthMeters: depth,
          suspect: Double(9 + month % 3)...21,
          fail: 5...26
        )
      }
    }
  }

  private var isOfWater: Bool {
    switch self {
    case .densityOfWater, .argoProfiles, .medianDistance: true
    default: false
    }
  }

  private var isOfTrack: Bool {
    switch self {
    case .speed, .displacementOnSphere, .displacement, .iquamSpike, .iquamTrack: true
    default: false
    }
  }

  /// The series the peer's tests run over, or a part of it, as one feature.
  func batch(_ folder: String, from start: Int = 0, upTo length: Int = .max) throws
    -> ObservationBatch
  {
    func read(_ name: String) throws -> [Double] {
      try QualityBenchmark.read("\(folder)/\(name).bin", from: start, upTo: length)
    }
    guard let temperature = Quantity.named("temperature"),
      let salinity = Quantity.named("salinity")
    else { throw BenchmarkError.noQuantity }
    if isOfWater {
      let pressures = try read("p")
      return try ObservationBatch(
        network: "benchmark",
        featureType: .profile,
        features: stride(from: 0, to: pressures.count, by: 100).map { start in
          let range = start..<min(start + 100, pressures.count)
          return Feature(platform: "", identifier: "", observations: range)
        },
        times: [Double](repeating: 0, count: pressures.count),
        latitudes: [Double](repeating: 30, count: pressures.count),
        longitudes: [Double](repeating: -40, count: pressures.count),
        vertical: pressures,
        verticalKind: .pressure,
        columns: [
          ObservationColumn(
            quantity: temperature,
            variableName: "TEMP",
            values: .double(try read("temp"))
          ),
          ObservationColumn(
            quantity: salinity,
            variableName: "PSAL",
            values: .double(try read("sal"))
          ),
        ]
      )
    }
    let values = try read(self == .densityInversion ? "rho" : "x")
    // The peer's series begins with 2015.
    let origin = Double(CivilTime(year: 2015, month: 1, day: 1).secondsSince1970)
    let needsDepths = self == .densityInversion || self == .climatologyMonthsDepths
    return try ObservationBatch(
      network: "benchmark",
      featureType: isOfTrack ? .trajectory : .timeSeries,
      features: [Feature(platform: "", identifier: "", observations: 0..<values.count)],
      times: try read("tsec").map { $0 + origin },
      latitudes: try read("lat"),
      longitudes: try read("lon"),
      vertical: needsDepths ? try read("p") : [],
      verticalKind: needsDepths ? .depth : nil,
      columns: [
        ObservationColumn(quantity: temperature, variableName: "x", values: .double(values))
      ]
    )
  }
}
