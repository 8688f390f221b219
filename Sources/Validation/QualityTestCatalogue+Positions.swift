extension QualityTestCatalogue {
  /// The tests of positions, and of values by where they are from.
  static let ofPositions: [any QualityTest.Type] = [
    LocationTest.self,
    AreaTest.self,
    OnLandTest.self,
    ImpossibleSpeedTest.self,
    QuestionablePositionTest.self,
    RegionalRangeTest.self,
  ]
}
