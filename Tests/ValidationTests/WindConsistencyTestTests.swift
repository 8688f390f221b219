import ObservationModel
import Testing
import Validation

@Suite("The wind consistency test")
struct WindConsistencyTestTests {
  @Test("fails a calm with a direction and a wind without, as marine_qc 0.4.2 does")
  func peer() throws {
    // do_wind_consistency_check
    let batch = try TestBatch.make(
      .trajectory,
      [
        ("wind_speed", [0, 0, 3.2, 5, 0, nil, 2, 0]),
        ("wind_from_direction", [0, 40, 0, 270, 360, 10, nil, 0]),
        ("air_temperature", [1, 1, 1, 1, 1, 1, 1, 1]),
      ],
      times: [0, 1, 2, 3, 4, 5, 6, 7]
    )
    let test = WindConsistencyTest()
    #expect(test.codes(batch) == codes(ofMarineQC: "01101220", failed: 4, missing: [5]))
    #expect(test.codes(batch, column: 1) == [1, 4, 4, 1, 4, 2, 9, 1])
    #expect(test.codes(batch, column: 2) == [2, 2, 2, 2, 2, 2, 2, 2])
  }
}
