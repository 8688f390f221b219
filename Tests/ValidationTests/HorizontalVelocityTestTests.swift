import ObservationModel
import Testing
import Validation

@Suite("The horizontal velocity test")
struct HorizontalVelocityTestTests {
  @Test("judges the speed of both components")
  func speed() throws {
    // Speeds 2 (1.2, 1.6), 2.5 (1.5, 2), 1.3 (0.5, 1.2) and beyond the largest Double.
    let batch = try TestBatch.currents(
      depths: [1, 2, 3, 4, 5, 6],
      [("northward_current", [1.6, 2, -1.2, 1e308, nil, 0])],
      current: [1.2, 1.5, 0.5, 1e308, 0.1, nil]
    )
    let test = try HorizontalVelocityTest(TestArguments())
    #expect(test.codes(batch) == [1, 4, 1, 4, 2, 9])
    #expect(test.codes(batch, column: 1) == [1, 4, 1, 4, 9, 2])
    let strict = try HorizontalVelocityTest(TestArguments(["suspect": .number(1)]))
    #expect(strict.codes(batch) == [3, 3, 3, 3, 2, 9])
    #expect(rangeLengthsThatMatter(test, batch) == [])
  }

  @Test("does not judge without both components")
  func nothing() throws {
    let test = try HorizontalVelocityTest(TestArguments())
    #expect(test.codes(try TestBatch.currents(depths: [1], [])) == [2])
  }
}
