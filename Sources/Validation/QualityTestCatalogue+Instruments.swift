extension QualityTestCatalogue {
  /// The tests of what particular instruments say of themselves, and those against fields.
  static let ofInstruments: [any QualityTest.Type] = [
    // Acoustic current profilers.
    EchoIntensityTest.self,
    EchoRangeTest.self,
    CorrelationMagnitudeTest.self,
    PercentGoodTest.self,
    ErrorVelocityTest.self,
    VerticalVelocityTest.self,
    HorizontalVelocityTest.self,
    TiltTest.self,
    SideLobeTest.self,
    // Wave buoys.
    WaveGapTest.self,
    WaveSpikeTest.self,
    WaveSegmentShiftTest.self,
    WaveAccelerationTest.self,
    WavePercentGoodTest.self,
    WaveBulkRangeTest.self,
    // High frequency radars.
    RadialMaximumSpeedTest.self,
    RadialCountTest.self,
    SpatialMedianTest.self,
    TemporalGradientTest.self,
    MeanBearingTest.self,
    DilutionOfPrecisionTest.self,
    // Satellite retrievals.
    FlagBitsTest.self,
    QualityLevelTest.self,
    SensorErrorStatisticsTest.self,
    SpatialUniformityTest.self,
    ReferenceDifferenceTest.self,
    // Climatologies.
    ClimatologyFieldTest.self,
  ]
}
