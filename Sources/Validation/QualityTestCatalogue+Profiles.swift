extension QualityTestCatalogue {
  /// Tests of profiles, and of the floats that take them.
  static let ofProfiles: [any QualityTest.Type] = [
    // Profiles.
    PressureRangeTest.self,
    PressureIncreasingTest.self,
    DeepestPressureTest.self,
    ArgoSpikeTest.self,
    GradientTest.self,
    MedianSpikeTest.self,
    MEDDTest.self,
    DigitRolloverTest.self,
    StuckProfileTest.self,
    ENSpikeTest.self,
    ENConstantTest.self,
    WODGradientTest.self,
    // Floats: sensors, sampling and successive profiles.
    GreyListTest.self,
    SensorDriftTest.self,
    FrozenProfileTest.self,
    NearSurfaceSalinityTest.self,
    NearSurfaceTemperatureTest.self,
    DeepFloatTest.self,
    RBRSalinityTest.self,
    ConductivityCellTemperatureTest.self,
    RawOxygenTest.self,
    RawPHTest.self,
  ]
}
