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
    // Climatologies.
    ClimatologyFieldTest.self,
  ]
}
