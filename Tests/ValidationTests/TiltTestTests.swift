import ObservationModel
import Testing
import Validation

@Suite("The tilt test")
struct TiltTestTests {
  @Test("adds pitch and roll and fails from the threshold on")
  func tilts() throws {
    // Tilts by acos(sqrt(1 - sin²roll - sin²pitch)): 14, 15, 21.09, 22, 90 and beyond.
    let batch = try TestBatch.currents(
      depths: [1, 2, 3, 4, 5, 6, 7],
      [
        ("platform_pitch", [14, 0, 15, -22, 45, 80, nil]),
        ("platform_roll", [0, -15, 14.7, 0, 45, 80, 0]),
      ]
    )
    let test = TiltTest(suspectFromDegrees: 15, failFromDegrees: 22)
    #expect(test.codes(batch) == [1, 3, 3, 4, 4, 4, 2])
    #expect(rangeLengthsThatMatter(test, batch) == [])
    let only = try TiltTest(TestArguments(["suspect": .number(15)]))
    #expect(only.codes(batch) == [1, 3, 3, 3, 3, 3, 2])
  }

  @Test("needs a threshold and both angles")
  func nothing() throws {
    #expect(throws: TestConfigurationError.self) { try TiltTest(TestArguments()) }
    let test = TiltTest(suspectFromDegrees: 15, failFromDegrees: 22)
    let batch = try TestBatch.currents(depths: [1], [("platform_pitch", [80])])
    #expect(test.codes(batch) == [2])
  }
}
