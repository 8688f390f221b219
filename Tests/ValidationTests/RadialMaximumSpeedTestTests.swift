import ObservationModel
import Testing
import Validation

@Suite("The maximum speed of radar currents")
struct RadialMaximumSpeedTestTests {
  /// The thresholds of `qc_qartod_maximum_velocity` of hfradarpy, 150 and 250 cm s-1, for which
  /// its manual has suspect between and fail above.
  @Test("grades what is faster in either direction")
  func speeds() throws {
    let test = RadialMaximumSpeedTest(suspectAbove: 1.5, failAbove: 2.5)
    let batch = try TestBatch.series(
      [1.5, -1.5, 1.51, -2.5, 2.51, -.infinity, nil],
      of: "radial_current"
    )
    #expect(test.codes(batch) == [1, 1, 3, 3, 4, 4, 9])
    #expect(rangeLengthsThatMatter(test, batch) == [])
    #expect(test.codes(try TestBatch.series([])) == [])
  }
}
