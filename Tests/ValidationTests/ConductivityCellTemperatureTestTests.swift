import ObservationModel
import Testing
import Validation

@Suite("The conductivity cell temperature test")
struct ConductivityCellTemperatureTestTests {
  let test = ConductivityCellTemperatureTest()

  /// Water of 10 degrees, with a cell that is warmer by `differences`.
  private func batch(_ differences: [Double?], pressures: [Double?]) throws -> ObservationBatch {
    try TestBatch.profiles(
      [TestProfile(differences.map { _ in 35 }, pressures: pressures)],
      of: "salinity",
      beside: [
        ("temperature", differences.map { _ in 10 }),
        ("conductivity_cell_temperature", differences.map { $0.map { 10 + $0 } }),
      ]
    )
  }

  @Test("finds profiles with more than two levels at which the two part")
  func levels() throws {
    // 10 degrees pass to 500 dbar, 1.5 below.
    let sound = try batch([11, 11, 10, 1.5], pressures: [100, 200, 500, 501])
    #expect(test.codes(sound) == [1, 1, 1, 1])
    #expect(test.codes(sound, column: 2) == [1, 1, 1, 1])
    let faulty = try batch([11, 11, nil, -2], pressures: [100, 200, 300, 501])
    #expect(test.codes(faulty) == [3, 3, 3, 3])
    #expect(test.codes(faulty, column: 2) == [4, 4, 9, 4])
    #expect(test.codes(faulty, column: 1) == [2, 2, 2, 2])
  }

  @Test("evaluates nothing that cannot be compared")
  func gaps() throws {
    #expect(test.codes(try batch([nil, nil], pressures: [1, 2])) == [2, 2])
    #expect(test.codes(try batch([50, 50, 50], pressures: [nil, nil, nil])) == [2, 2, 2])
    #expect(test.codes(try batch([], pressures: [])) == [])
    #expect(test.codes(try TestBatch.profiles([TestProfile([35])], of: "salinity")) == [2])
    let infinite = try batch([.infinity, .infinity, -.infinity], pressures: [1, 2, 3])
    #expect(test.codes(infinite) == [3, 3, 3])
  }
}
