/// Every quality test there is.
public enum QualityTestCatalogue {
  /// In the order of the reference page.
  public static let all: [any QualityTest.Type] =
    [
      // Time and place.
      ImpossibleDateTest.self,
      ImpossibleLocationTest.self,
      // Values by themselves.
      GrossRangeTest.self,
      ClimatologyTest.self,
      // Values and their neighbours.
      SpikeTest.self,
      RateOfChangeTest.self,
      FlatLineTest.self,
      AttenuatedSignalTest.self,
      DensityInversionTest.self,
    ] + ofPositions + ofPlatforms + ofInstruments

  /// The test that pipeline files call `name`.
  public static func test(named name: String) -> (any QualityTest.Type)? { byName[name] }

  private static let byName: [String: any QualityTest.Type] = Dictionary(
    uniqueKeysWithValues: all.map { ($0.name, $0) }
  )
}
