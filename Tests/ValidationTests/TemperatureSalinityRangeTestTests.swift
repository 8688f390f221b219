import ObservationModel
import Testing
import Validation

@Suite("The temperature and salinity range test")
struct TemperatureSalinityRangeTestTests {
  @Test("interpolates the envelope and passes its edge")
  func envelope() throws {
    let test = TemperatureSalinityRangeTest(envelope: [
      .init(salinity: 30, temperatures: 0...10), .init(salinity: 34, temperatures: 4...22),
      .init(salinity: 35, temperatures: 4...4.5),
    ])
    // At 32 the span is 2...16.
    let batch = try TestBatch.profile(
      pressures: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
      [
        ("temperature", [2, 16, 1.9, 16.1, 5, 5, nil, 5, 22, 4.5]),
        ("salinity", [32, 32, 32, 32, 29.9, 35.1, 32, nil, 34, 35]),
      ]
    )
    #expect(test.codes(batch) == [1, 1, 3, 3, 3, 3, 2, 2, 1, 1])
    #expect(test.codes(batch, column: 1) == [1, 1, 3, 3, 3, 3, 2, 2, 1, 1])
    #expect(rangeLengthsThatMatter(test, batch) == [])
  }

  @Test("is refused when the salinities do not ascend")
  func refusal() {
    func limit(_ salinity: Double) -> [String: TestArgument] {
      ["salinity": .number(salinity), "temperature": .span(0...1)]
    }
    #expect(
      throws: TestConfigurationError(
        "expected a salinity above the one before",
        parameter: "envelope",
        section: 2
      )
    ) {
      try TemperatureSalinityRangeTest(
        TestArguments(["envelope": .sections([limit(30), limit(31), limit(31)])])
      )
    }
  }
}
