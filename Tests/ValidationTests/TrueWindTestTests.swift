import ObservationModel
import Testing
import Validation

@Suite("The true wind test")
struct TrueWindTestTests {
  static func batch(
    speed: Double?,
    direction: Double,
    relative: (Double, Double),
    heading: Double,
    course: Double,
    platform: Double
  ) throws -> ObservationBatch {
    try TestBatch.make(
      .trajectory,
      [
        ("wind_speed", [speed]), ("wind_from_direction", [direction]),
        ("relative_wind_speed", [relative.0]), ("relative_wind_from_direction", [relative.1]),
        ("platform_heading", [heading]), ("platform_course", [course]),
        ("platform_speed", [platform]),
      ],
      times: [0]
    )
  }

  @Test("adds the wind on board and the way of the ship")
  func sums() throws {
    let test = TrueWindTest()
    // A ship that steams north with 5 m/s in a calm has 5 m/s from ahead.
    #expect(
      try test.codes(
        Self.batch(
          speed: 0,
          direction: 0,
          relative: (5, 0),
          heading: 0,
          course: 0,
          platform: 5
        )
      ) == [1]
    )
    // East with 5 m/s in 5 m/s from the north: √50 m/s from 45° to port, that is 315° of the bow.
    let relative = (50.0.squareRoot(), 315.0)
    func codes(_ speed: Double, _ direction: Double, column: Int = 0) throws -> [Int] {
      try test.codes(
        Self.batch(
          speed: speed,
          direction: direction,
          relative: relative,
          heading: 90,
          course: 90,
          platform: 5
        ),
        column: column
      )
    }
    #expect(try codes(5, 0) == [1])
    #expect(try codes(5, 360) == [1])
    #expect(try codes(7.4, 19.9) == [1])
    #expect(try codes(7.6, 0) == [4])
    #expect(try codes(5, 20.1) == [4])
    #expect(try codes(5, 339.8) == [4])
    #expect(try codes(5, 180, column: 1) == [4])
    #expect(try codes(5, 180, column: 2) == [2])
  }

  @Test("needs all seven quantities")
  func missing() throws {
    let batch = try Self.batch(
      speed: nil,
      direction: 0,
      relative: (5, 0),
      heading: 0,
      course: 0,
      platform: 5
    )
    #expect(TrueWindTest().codes(batch) == [9])
    #expect(TrueWindTest().codes(batch, column: 1) == [2])
    #expect(TrueWindTest().codes(try TestBatch.series([3], of: "wind_speed")) == [2])
    #expect(TrueWindTest().otherQuantities.count == 7)
  }
}
