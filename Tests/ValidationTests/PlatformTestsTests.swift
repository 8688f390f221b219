import ObservationModel
import Testing
import Validation

@Suite("Tests of timing, series, ships and drifters")
struct PlatformTestsTests {
  static let tests: [any QualityTest] = [
    SyntaxTest(patterns: ["P*"]),
    TimeGapTest(maximumSeconds: 3600),
    DataReceptionTest(maximumSeconds: 3600, receivedAt: 1_000_050_000),
    DuplicateTimeTest(),
    TimeOrderTest(),
    ImpossibleDateTest(earliest: 0, latest: 1e9, missingTimeFails: false),
    TrackTest(),
    IQuamTrackTest(maximumSpeedMetersPerSecond: 10),
    AgroundTest(smoothing: 3, shortestSeconds: 7200),
    SSTTailTest(
      background: Quantity.vocabulary[0],
      backgroundError: 0.2,
      longWindow: 5,
      shortWindow: 3
    ),
    SSTBiasNoiseTest(background: Quantity.vocabulary[0], backgroundError: 0.2, leastCount: 5),
    ValidRangeTest(from: 8, to: 12),
    ValidRangeTest(of: .time, from: nil, to: 1_000_050_000),
    FreezingSSTTest(),
    PercentileRangeTest(),
    RepeatedValuesTest(leastCount: 5, fraction: 0.3),
    RoundedValuesTest(leastCount: 5, fraction: 0.1),
    RateOfChangeDeviationTest(deviations: 1, periodSeconds: 20_000),
    RateOfChangeDeviationTest(deviations: 1, periodSeconds: 20_000, isOfSteps: true),
    RepeatedCountTest(tolerance: 0, suspectCount: 1, failCount: 2),
    HampelTest(halfWindow: 2, suspectFactor: 1, failFactor: 3),
    Tukey53HTest(suspectAbove: 0.5, failAbove: 2),
    Tukey53HTest(suspectAbove: 0.5, failAbove: 2, isRelative: true),
    RunningDeviationTest(halfWindow: 2, suspectFactor: 1, failFactor: 3),
    IQuamSpikeTest(least: 0.5, perKilometer: 0.01, perHour: 0.5),
    WindConsistencyTest(),
    TrueWindTest(),
    DewPointTest(),
    SupersaturationTest(),
    SaturatedRunTest(leastCount: 2, leastSeconds: 0),
    TemperatureSalinityRangeTest(envelope: [
      .init(salinity: 5, temperatures: 5...10), .init(salinity: 40, temperatures: 8...20),
    ]),
    NeighbourTest(platform: "P", withinSeconds: 3600, periodSeconds: 20_000),
    BuddyTest(standardDeviation: 0.5),
  ]

  @Test(
    "look at their own feature only, give the same flags in any ranges and survive any values",
    arguments: tests.indices
  )
  func edges(number: Int) throws {
    let test = Self.tests[number]
    #expect(
      try EdgeCases.faults(
        of: test,
        features: [.trajectory, .timeSeries, .point, .profile, .trajectoryProfile]
      ) == []
    )
  }

  @Test("judge a single report and one that is missing", arguments: tests.indices)
  func single(number: Int) throws {
    let test = Self.tests[number]
    let one = try EdgeCases.voyage(seed: 5, count: 1)
    #expect(test.codes(one).count == 1)
    let missing = try TestBatch.series([nil, nil], of: "sea_surface_temperature")
    if type(of: test).subject == .value { #expect(test.codes(missing) == [9, 9]) }
  }

  @Test("are in the catalogue under names of their own, with a source")
  func catalogue() {
    for test in Self.tests.map({ type(of: $0) as any QualityTest.Type }) {
      #expect(QualityTestCatalogue.test(named: test.name) != nil, "\(test.name)")
      #expect(!test.source.isEmpty && !test.summary.isEmpty)
    }
  }
}
