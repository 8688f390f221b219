import ObservationModel
import Testing
import Validation

@Suite("The percent good test")
struct PercentGoodTestTests {
  @Test("adds solutions of three and of four beams")
  func solutions() throws {
    let batch = try TestBatch.currents(
      depths: [1, 2, 3, 4],
      [
        ("percent_good_1", [25, 26, 0, nil]), ("percent_good_2", [99, 0, 0, 0]),
        ("percent_good_3", [99, 0, 0, 0]), ("percent_good_4", [25, 25, 100, 100]),
      ]
    )
    // 50 itself is not above 50.
    #expect(PercentGoodTest().codes(batch) == [4, 1, 1, 2])
    #expect(rangeLengthsThatMatter(PercentGoodTest(), batch) == [])
    #expect(PercentGoodTest().codes(try TestBatch.currents(depths: [1], [])) == [2])
  }
}
