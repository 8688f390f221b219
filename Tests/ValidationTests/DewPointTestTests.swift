import ObservationModel
import Testing
import Validation

@Suite("The dew point test")
struct DewPointTestTests {
  static func batch() throws -> ObservationBatch {
    try TestBatch.make(
      .trajectory,
      [
        ("air_temperature", [10, 10, 10, 10, 10, nil]),
        ("wet_bulb_temperature", [10, 11, 8, nil, nil, 5]),
        ("dew_point_temperature", [10, 9, 9, 10.1, nil, 6]),
      ],
      times: [0, 1, 2, 3, 4, 5]
    )
  }

  @Test("fails both of two temperatures in the wrong order")
  func order() throws {
    let test = DewPointTest()
    #expect(try test.codes(Self.batch()) == [1, 4, 1, 4, 2, 9])
    #expect(try test.codes(Self.batch(), column: 1) == [1, 4, 4, 9, 9, 4])
    #expect(try test.codes(Self.batch(), column: 2) == [1, 1, 4, 4, 9, 4])
    #expect(test.codes(try TestBatch.series([4], of: "air_temperature")) == [2])
  }
}
