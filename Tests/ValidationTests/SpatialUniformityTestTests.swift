import ObservationModel
import Testing
import Validation

@Suite("The spatial uniformity test")
struct SpatialUniformityTestTests {
  private let test = SpatialUniformityTest(suspectAbove: 0.45, failAbove: 0.8)

  /// Five rows of six, of a seeded generator; the flags are those of the difference of
  /// `maximum_filter` and `minimum_filter` of scipy 1.17.1 with a size of 3 and `mode="nearest"`,
  /// which adds no values at the edges; missing values infinite.
  @Test("agrees with the rank filters of scipy")
  func scipy() throws {
    let values: [Double?] = [
      290.33, 290.17, 289.81, 289.78, 290.6, 290.23,
      290.55, 290.64, 289.75, 290.12, 290.14, 290.17,
      290.16, 290.06, 290.05, nil, 289.95, 289.78,
      290.04, 289.86, 290.19, 290.25, 290.09, 290.09,
      290.03, 289.87, 289.95, 289.85, 290.12, 290.0,
    ]
    let expected = [
      3, 4, 4, 4, 4, 3,
      3, 4, 4, 4, 4, 4,
      3, 4, 4, 9, 3, 1,
      1, 1, 1, 1, 3, 1,
      1, 1, 1, 1, 1, 1,
    ]
    let batch = try TestBatch.field([("sea_surface_temperature", values)], width: 6)
    #expect(test.codes(batch) == expected)
  }

  @Test("looks as far as its window")
  func window() throws {
    var values = [Double?](repeating: 10, count: 49)
    values[24] = 11
    let batch = try TestBatch.field([("sea_surface_temperature", values)], width: 7)
    func flagged(_ halfWindow: Int) -> Int {
      SpatialUniformityTest(suspectAbove: 0.5, failAbove: 1, halfWindow: halfWindow)
        .codes(batch).count { $0 == 3 }
    }
    #expect(flagged(1) == 9)
    #expect(flagged(2) == 25)
    #expect(flagged(3) == 49)
  }

  @Test("does not judge a pixel by itself, nor what is no field")
  func nothing() throws {
    let alone: [Double?] = [nil, nil, nil, nil, 10, nil, nil, nil, nil]
    let batch = try TestBatch.field([("sea_surface_temperature", alone)], width: 3)
    #expect(test.codes(batch) == [9, 9, 9, 9, 2, 9, 9, 9, 9])
    #expect(test.codes(try TestBatch.series([1, 5])) == [2, 2])
    let hostile = try TestBatch.field([("sea_surface_temperature", [1e308, -1e308])], width: 2)
    #expect(test.codes(hostile) == [4, 4])
  }

  @Test("needs an odd window and a threshold")
  func configuration() {
    #expect(throws: TestConfigurationError.self) {
      try SpatialUniformityTest(TestArguments(["fail": .number(1), "window": .integer(4)]))
    }
    #expect(throws: TestConfigurationError.self) { try SpatialUniformityTest(TestArguments()) }
  }
}
