import ObservationModel
import Testing
import Validation

@Suite("The test against a reference")
struct ReferenceDifferenceTestTests {
  private static func batch(
    _ values: [Double?],
    _ other: String,
    _ others: [Double?]
  ) throws -> ObservationBatch {
    try TestBatch.make(
      .trajectory,
      [("sea_surface_temperature", values), (other, others)],
      times: values.map { _ in 0 }
    )
  }

  @Test("is off below, above or on both sides")
  func sides() throws {
    let batch = try Self.batch(
      [17, 16.9, 14.9, 23, 23.1, 25.1, 20, nil],
      "reference_sea_surface_temperature",
      [20, 20, 20, 20, 20, 20, nil, 20]
    )
    func codes(_ side: ReferenceDifferenceTest.Side) -> [Int] {
      ReferenceDifferenceTest(
        suspectAbove: 3,
        failAbove: 5,
        reference: "reference_sea_surface_temperature",
        side: side
      ).codes(batch)
    }
    #expect(codes(.both) == [1, 3, 4, 1, 3, 4, 2, 9])
    #expect(codes(.below) == [1, 3, 4, 1, 1, 1, 2, 9])
    #expect(codes(.above) == [1, 1, 1, 1, 3, 4, 2, 9])
  }

  @Test("takes a deviation that the file has itself")
  func deviation() throws {
    let batch = try Self.batch(
      [20, 20, 20, 20],
      "sea_surface_temperature_deviation",
      [-3, -3.1, 5.1, nil]
    )
    let test = ReferenceDifferenceTest(
      suspectAbove: 3,
      failAbove: 5,
      reference: "sea_surface_temperature_deviation",
      isDeviation: true
    )
    #expect(test.codes(batch) == [1, 3, 4, 2])
    #expect(rangeLengthsThatMatter(test, batch) == [])
    #expect(test.codes(try TestBatch.series([1])) == [2])
  }

  @Test("needs either a reference or a deviation")
  func configuration() throws {
    let quantity = try #require(Quantity.named("reference_sea_surface_temperature"))
    let reference = TestArgument.quantity(quantity)
    for values in [
      ["fail": .number(1)], ["reference": reference],
      ["fail": .number(1), "reference": reference, "deviation": reference],
    ] as [[String: TestArgument]] {
      #expect(throws: TestConfigurationError.self) {
        try ReferenceDifferenceTest(TestArguments(values))
      }
    }
  }
}
