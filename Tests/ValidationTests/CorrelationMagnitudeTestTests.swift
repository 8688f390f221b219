import ObservationModel
import Testing
import Validation

@Suite("The correlation magnitude test")
struct CorrelationMagnitudeTestTests {
  @Test("asks for two sound beams")
  func beams() throws {
    let batch = try TestBatch.currents(
      depths: [1, 2, 3, 4, 5, 6],
      [
        ("correlation_magnitude_1", [65, 65, 64, nil, nil, 65]),
        ("correlation_magnitude_2", [65, 64, 64, 65, 64, nil]),
        ("correlation_magnitude_3", [10, 10, 64, 64, 64, nil]),
        ("correlation_magnitude_4", [10, 10, 64, 64, 64, 65]),
      ]
    )
    // 64 itself is not above 64; a silent beam could make the second in the fourth cell.
    #expect(CorrelationMagnitudeTest().codes(batch) == [1, 4, 4, 2, 4, 1])
    #expect(CorrelationMagnitudeTest(beamsNeeded: 1).codes(batch) == [1, 1, 4, 1, 2, 1])
    #expect(rangeLengthsThatMatter(CorrelationMagnitudeTest(), batch) == [])
  }

  @Test("does not judge without beams")
  func nothing() throws {
    let batch = try TestBatch.currents(depths: [1, 2], [], current: [0.1, nil])
    #expect(CorrelationMagnitudeTest().codes(batch) == [2, 9])
  }
}
