import ObservationModel
import Testing
import Validation

@Suite("The deepest pressure test")
struct DeepestPressureTestTests {
  @Test(
    "allows what the table of the Coriolis real-time document allows",
    arguments: [
      // Set pressure in dbar, highest that passes: RTQC document 1.5, test 19.
      (500.0, 903.54), (1000.0, 1100.0), (2000.0, 2200.0), (10.0, 25.0),
    ]
  )
  func table(profilePressure: Double, limit: Double) {
    let test = DeepestPressureTest(profilePressureDecibar: profilePressure)
    #expect((test.failAboveDecibar - limit).magnitude <= 0.005)
  }

  @Test("fails levels below the limit, whatever is missing there")
  func levels() throws {
    let batch = try TestBatch.profiles([
      TestProfile([1, nil, 1, 1], pressures: [2200, 2200.5, nil, .infinity])
    ])
    let test = DeepestPressureTest(profilePressureDecibar: 2000)
    #expect(test.codes(batch) == [1, 4, 9, 4])
    #expect(rangeLengthsThatMatter(test, batch) == [])
    #expect(test.codes(try TestBatch.profiles([])) == [])
    #expect(test.codes(try TestBatch.series([1])) == [2])
  }

  @Test("needs the pressure that the float is set to")
  func configuration() {
    #expect(throws: TestConfigurationError.self) { try DeepestPressureTest(TestArguments()) }
  }
}
