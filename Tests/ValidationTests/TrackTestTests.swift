import ObservationModel
import Testing
import Validation

@Suite("The track test")
struct TrackTestTests {
  static let latitudes = [
    19.98, 19.96, 19.99, 20.01, 20.03, 23, 19.98, 19.98, 20.02, 20.05, 20.01, 19.96, 19.97, 20.05,
    19.09, 15.62, 17.25, 16.3, 15.4, 24.49, 13.57, 12.69, 11.76, 10.83,
  ]
  static let longitudes = [
    -29.99, -28.6, -27.29, -25.87, -24.52, -23.11, -21.77, -20.35, -18.98, -21.61, -16.25, -14.85,
    -13.5, -12.13, -11.11, -10.19, -9.16, -8.22, -7.35, -6.34, -5.43, -4.46, -3.53, -2.66,
  ]
  static let speeds: [Double] = [
    24, 23, 26, 22, 25, 22, 23, 22, 27, 25, 29, 25, 26, 26, 23, 24, 27, 23, 24, 24, 25, 23, 24, 24,
  ]
  static let courses: [Double] = [
    90, 90, 90, 90, 90, 90, 90, 90, 90, 90, 90, 90, 90, 90, 135, 135, 135, 135, 135, 135, 135, 135,
    135, 135,
  ]

  /// Six hours from report to report; speeds in km/h.
  static func batch(
    speeds: [Double?] = speeds,
    courses: [Double?] = courses,
    longitudes: [Double] = longitudes,
    seams: [Int] = []
  ) throws -> ObservationBatch {
    try TestBatch.make(
      .trajectory,
      [
        ("sea_surface_temperature", latitudes.map { _ in nil }),
        ("platform_speed", speeds.map { $0.map { $0 / 3.6 } }), ("platform_course", courses),
      ],
      times: latitudes.indices.map { Double($0) * 21600 },
      latitudes: latitudes,
      longitudes: longitudes,
      seams: seams
    )
  }

  @Test("fails the positions that marine_qc 0.4.2 do_track_check fails")
  func peer() throws {
    // vsi in km/h, dsi, limits 60, 10, 40, 150.
    let expected = codes(ofMarineQC: "000001000100000100010000", failed: 4)
    #expect(try TrackTest().codes(Self.batch()) == expected)
    let turned = Self.longitudes.map { $0 - 155 < -180 ? $0 + 205 : $0 - 155 }
    #expect(try TrackTest().codes(Self.batch(longitudes: turned)) == expected)
  }

  @Test("knows by the greatest speed alone what is wrong where a ship reports none")
  func silent() throws {
    let none = [Double?](repeating: nil, count: 24)
    let found = try TrackTest().codes(Self.batch(speeds: none, courses: none))
    #expect(found.indices.filter { found[$0] == 4 } == [5, 9, 15, 19])
    let patient = TrackTest(maximumSpeedKilometersPerHour: 1000)
    #expect(
      try patient.codes(Self.batch(speeds: none, courses: none)).allSatisfy { $0 == 1 }
    )
  }

  @Test("judges three positions at least, and those of one feature only")
  func short() throws {
    let found = try TrackTest().codes(Self.batch(seams: [4, 6]))
    #expect(found.prefix(6) == [1, 1, 1, 1, 2, 2])
  }

  @Test("compares courses around the circle")
  func circle() throws {
    // A ship that goes north with a report of 350° is not off its course; one of 280° is.
    func codes(_ course: Double) throws -> [Int] {
      let batch = try TestBatch.make(
        .trajectory,
        [
          ("sea_surface_temperature", [nil, nil, nil, nil, nil]),
          ("platform_course", [course, course, course, course, course]),
        ],
        times: (0..<5).map { Double($0) * 21600 },
        latitudes: [0, 1, 4, 3, 4],
        longitudes: [0, 0, 0, 0, 0]
      )
      return TrackTest(
        maximumSpeedKilometersPerHour: 1000,
        maximumMidpointKilometers: 100
      ).codes(batch)
    }
    #expect(try codes(350) == [1, 1, 1, 1, 1])
    #expect(try codes(280) == [1, 1, 4, 1, 1])
  }
}
