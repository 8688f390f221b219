import ObservationModel
import Testing
import Validation

@Suite("The supersaturation test")
struct SupersaturationTestTests {
  @Test("fails dew points above the air, as marine_qc 0.4.2 do_supersaturation_check does")
  func peer() throws {
    let batch = try TestBatch.make(
      .trajectory,
      [
        ("dew_point_temperature", [10, 10, 10, nil, 3]),
        ("air_temperature", [10, 9.9, 10.1, 4, nil]),
      ],
      times: [0, 1, 2, 3, 4]
    )
    let test = SupersaturationTest()
    #expect(test.codes(batch) == codes(ofMarineQC: "01022", failed: 4, missing: [3]))
    #expect(test.codes(batch, column: 1) == [2, 2, 2, 2, 9])
  }
}
