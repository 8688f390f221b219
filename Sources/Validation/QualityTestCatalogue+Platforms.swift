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
    // Values by themselves.
    ValidRangeTest.self,
    FreezingSSTTest.self,
    PercentileRangeTest.self,
    RepeatedValuesTest.self,
    RoundedValuesTest.self,
  ]
}
