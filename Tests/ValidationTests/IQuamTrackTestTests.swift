import ObservationModel
import Testing
import Validation

@Suite("The iQuam track test")
struct IQuamTrackTestTests {
  static let latitudes = [
    30, 30.06, 30.01, 29.83, 29.74, 29.54, 29.55, 29.82, 29.72, 29.6, 29.69, 29.76, 29.79, 27.89,
    29.59, 29.73, 29.46, 35.46, 28.99, 28.73, 28.37, 28.32, 28.07, 28.12, 28.15, 28.11, 26.4, 28.91,
    27.49, 27.52,
  ]
  static let longitudes = [
    -39.95, -39.8, -39.7, -39.58, -39.27, -39.15, -38.96, -38.67, -38.53, -38.34, -38.13, -37.92,
    -37.84, -37.64, -37.3, -37.25, -36.97, -36.76, -36.62, -36.22, -35.94, -35.86, -35.66, -35.4,
    -35.22, -34.95, -34.76, -34.49, -34.15, -34.01,
  ]
  static let hours: [Double] = [
    2, 5, 8, 11, 15, 16, 19, 21, 23, 24, 25, 27, 31, 32, 34, 38, 42, 43, 44, 47, 48, 50, 52, 56, 57,
    60, 63, 64, 68, 72,
  ]

  @Test("leaves out what marine_qc 0.4.2 do_iquam_track_check leaves out")
  func peer() throws {
    let batch = try TestBatch.make(
      .trajectory,
      [("sea_surface_temperature", Self.hours.map { _ in 1 })],
      times: Self.hours.map { $0 * 3600 },
      latitudes: Self.latitudes,
      longitudes: Self.longitudes
    )
    // speed_limit=60 and 15, delta_d=1.11, delta_t=0.01, n_neighbours=5.
    #expect(
      IQuamTrackTest(maximumSpeedMetersPerSecond: 60 / 3.6).codes(batch)
        == codes(ofMarineQC: "000000000000010001000000001000", failed: 4)
    )
    #expect(
      IQuamTrackTest(maximumSpeedMetersPerSecond: 15 / 3.6).codes(batch)
        == codes(ofMarineQC: "000010101100110111110101001100", failed: 4)
    )
  }

  @Test("crosses 180° and the pole without a jump, and judges nothing without a position")
  func wraps() throws {
    let test = IQuamTrackTest(maximumSpeedMetersPerSecond: 60 / 3.6)
    func codes(_ latitudes: [Double], _ longitudes: [Double]) throws -> [Int] {
      let batch = try TestBatch.make(
        .trajectory,
        [("temperature", latitudes.map { _ in nil })],
        times: latitudes.indices.map { Double($0) * 3600 },
        latitudes: latitudes,
        longitudes: longitudes
      )
      return test.codes(batch)
    }
    #expect(try codes([0, 0, 0], [179.8, -179.9, -179.5]) == [1, 1, 1])
    #expect(try codes([89.9, 89.9, 89.8], [0, 180 - 360, 90]) == [1, 1, 1])
    #expect(try codes([0, .nan, 9], [0, 0, .nan]) == [1, 2, 2])
    #expect(try codes([0, 3, 0.1], [0, 0, 0]) == [1, 4, 1])
  }
}
