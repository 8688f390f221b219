extension QualityTestCatalogue {
  /// The tests of time, of courses, of robust statistics, and of ships, drifters and buoys, in the
  /// order of the reference page.
  static let ofPlatforms: [any QualityTest.Type] = [
    // Time and place.
    SyntaxTest.self,
    TimeGapTest.self,
    DataReceptionTest.self,
    DuplicateTimeTest.self,
    TimeOrderTest.self,
    TrackTest.self,
    IQuamTrackTest.self,
    AgroundTest.self,
    SSTTailTest.self,
    SSTBiasNoiseTest.self,
    // Values by themselves.
    ValidRangeTest.self,
    FreezingSSTTest.self,
    PercentileRangeTest.self,
    RepeatedValuesTest.self,
    RoundedValuesTest.self,
    // Values and their neighbours.
    RateOfChangeDeviationTest.self,
    RepeatedCountTest.self,
    HampelTest.self,
    Tukey53HTest.self,
    RunningDeviationTest.self,
    IQuamSpikeTest.self,
    // Several quantities of an observation.
    MultiVariateTest.self,
    TemperatureSalinityRangeTest.self,
    WindConsistencyTest.self,
    TrueWindTest.self,
    DewPointTest.self,
    SupersaturationTest.self,
    SaturatedRunTest.self,
    // Several platforms.
    NeighbourTest.self,
    BuddyTest.self,
  ]
}
