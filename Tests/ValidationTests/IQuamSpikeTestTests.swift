import ObservationModel
import Testing
import Validation

@Suite("The iQuam spike test")
struct IQuamSpikeTestTests {
  @Test("leaves out what marine_qc 0.4.2 do_spike_check leaves out")
  func peer() throws {
    let values: [Double?] = [
      25.8, 17.9, 17.4, 19.5, 17.2, 17.7, 18, 18, 11.3, 18.1, 18.5, nil, 18.7, 18.2, 18.4, 17.7,
      16.9, 18.3, 16.4, 16.5, 17.4, 17, 16.8, 16.9, 17.1, 17, 16.9, 17.2, 17.4, 17,
    ]
    let batch = try TestBatch.make(
      .trajectory,
      [("sea_surface_temperature", values)],
      times: (0..<30).map { Double($0) * 1800 },
      latitudes: (0..<30).map { 30 + 0.02 * Double($0) },
      longitudes: (0..<30).map { -40 + 0.02 * Double($0) }
    )
    // max_gradient_space=0.5, max_gradient_time=1, delta_t=2 and 1, n_neighbours=5.
    let ship = IQuamSpikeTest(least: 2, perKilometer: 0.5, perHour: 1)
    #expect(
      ship.codes(batch)
        == codes(ofMarineQC: "100100001000000000000000000000", failed: 4, missing: [11])
    )
    let drifter = IQuamSpikeTest(least: 1, perKilometer: 0.5, perHour: 1)
    #expect(
      drifter.codes(batch)
        == codes(ofMarineQC: "100100001000000001000000000000", failed: 4, missing: [11])
    )
  }

  @Test("takes the first of two values that are as bad, and none at the limit itself")
  func ties() throws {
    let test = IQuamSpikeTest(least: 2, perKilometer: 0, perHour: 1)
    let hour = [0.0, 3600]
    #expect(test.codes(try TestBatch.series([1, 3.1], times: hour)) == [4, 1])
    #expect(test.codes(try TestBatch.series([1, 3], times: hour)) == [1, 1])
    #expect(test.codes(try TestBatch.series([1, 4], times: [0, 3 * 3600])) == [1, 1])
    #expect(test.codes(try TestBatch.series([1, 4.1], times: [0, 3 * 3600])) == [4, 1])
    #expect(test.codes(try TestBatch.series([1, 9], times: hour, seams: [1])) == [1, 1])
  }
}
