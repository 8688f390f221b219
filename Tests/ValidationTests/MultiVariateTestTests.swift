import ObservationModel
import Testing
import Validation

/// Cases worked by hand from the rule of the QARTOD temperature and salinity manual, test 10.
@Suite("The multi-variate test")
struct MultiVariateTestTests {
  static func batch(_ speed: [Double?], _ pressure: [Double?]) throws -> ObservationBatch {
    try TestBatch.make(
      .timeSeries,
      [("wind_speed", speed), ("air_pressure", pressure)],
      times: speed.indices.map { Double($0) * 60 }
    )
  }

  @Test("marks a step that the other quantity does not share")
  func lonely() throws {
    let pressure = try #require(Quantity.named("air_pressure"))
    let test = MultiVariateTest(other: pressure, periodSeconds: 3600)
    // The deviations are 1; steps of 5 are above two of them, steps of 2 are not.
    let steps: [Double?] = [-1, 1, -1, 1, 6]
    let steady: [Double?] = [-1, 1, -1, 1, -1]
    #expect(test.codes(try Self.batch(steps, steady)) == [2, 2, 2, 1, 3])
    #expect(test.codes(try Self.batch(steps, steps)) == [2, 2, 2, 1, 1])
    #expect(test.codes(try Self.batch(steady, steps)) == [2, 2, 2, 1, 1])
    #expect(test.codes(try Self.batch(steps, [-1, 1, -1, 1, nil])) == [2, 2, 2, 1, 2])
    #expect(test.codes(try Self.batch(steady, [-1, 1, -1, 1, nil])) == [2, 2, 2, 1, 1])
  }

  @Test("judges nothing without the other quantity")
  func absent() throws {
    let other = try #require(Quantity.named("salinity"))
    let test = MultiVariateTest(other: other, periodSeconds: 3600)
    #expect(test.codes(try Self.batch([1, nil], [1, 1])) == [2, 9])
    #expect(test.otherQuantities == [other])
  }
}
