import ObservationModel
import Testing
import Validation

@Suite("The buddy test")
struct BuddyTestTests {
  static let latitudes = [
    -60, 40.83, 43.51, 42.82, 41.7, 40.81, 43.55, 41.02, 41.03, 41.02, 40.83, 44.13, 41.58, 41.73,
    43.83, 42.98, 41.25, 42.24, 44.04, 42, 43.34, 40.89, 43.41, 43.61, 43.8, 43.2, 41.98, 40.76,
    42.58, 43.53, 41.26, 41.56, 42.64, 43.49, 44.09, 41, 41.24, 43.7, 43.08, 43.38, 44.49, 44.26,
    43.87, 43.61, 42.08, 43.06, 41.24, 43.54, 43.53, 43.39, 42.28, 42.01, 42.18, 40.63, 43.88,
    42.67, 42.05, 42.69, 43.39, 42.03,
  ]
  static let longitudes = [
    100, -18.82, -20.95, -21.95, -19.46, -18.53, -21.91, -19.65, -19.2, -18.82, -22.01, -22.13,
    -18.55, -22.03, -21.79, -20.2, -20.71, -19.5, -21.74, -18.84, -21.63, -19.42, -22.23, -20.61,
    -22.37, -21.24, -21.25, -19.62, -20.68, -22.27, -18.52, -18.95, -18.83, -21.51, -20.92, -21.59,
    -22, -22.37, -20.49, -22.01, -21.79, -19.06, -20.56, -21.77, -19.82, -21.44, -20.39, -21.37,
    -20.44, -19.99, -20.36, -20.92, -19.34, -19.01, -21.78, -21.95, -22.05, -18.58, -18.73, -21.58,
  ]
  static let hours: [Double] = [
    7, 19, 31, 32, 41, 44, 74, 80, 80, 100, 100, 114, 135, 145, 151, 158, 161, 196, 199, 208, 223,
    225, 239, 243, 247, 251, 265, 268, 270, 276, 286, 288, 309, 321, 327, 332, 337, 340, 346, 349,
    351, 353, 363, 365, 365, 369, 385, 386, 398, 401, 408, 423, 439, 441, 447, 450, 456, 460, 463,
    466,
  ]
  static let values: [Double] = [
    13.7, 14.1, 13.5, 13.5, 16.3, 14.2, 13, 13.6, 14.3, 14.7, 13.6, 11.6, 13.8, 13.6, 13.9, 13.4,
    15, 13.5, 13.6, 13.9, 13.2, 14.6, 13.5, 13.8, 13.4, 20.1, 14, 14.4, 14.3, 13.1, 14.2, 13.3,
    14.1, 13, 12.5, 14.3, 14.8, 12.7, 13.1, 13.2, 12.7, 13.5, 13, 13.2, 7.3, 13.3, 14.4, 13.1, 12.9,
    12.7, 14.8, 13.8, 14.1, 14.4, 13.5, 13.8, 14.9, 13.3, -1.3, 13.5,
  ]

  /// 2003-02-14.
  static let start = 1_045_180_800.0

  static func batch() throws -> ObservationBatch {
    try TestBatch.make(
      .point,
      [
        ("sea_surface_temperature", values),
        ("sea_surface_foundation_temperature", values.map { _ in 10 }),
      ],
      times: hours.map { start + $0 * 3600 },
      latitudes: latitudes,
      longitudes: longitudes
    )
  }

  @Test("fails what marine_qc 0.4.2 do_mds_buddy_check fails")
  func peer() throws {
    // climatology 10, standard_deviation 0.8 everywhere, limits, numbers and multipliers of MDS.
    let expected = codes(
      ofMarineQC: "200000000000000000000000010000000000000000001000000000000010",
      failed: 4
    )
    #expect(try BuddyTest(standardDeviation: 0.8).codes(Self.batch()) == expected)
    let reference = try #require(Quantity.named("sea_surface_foundation_temperature"))
    #expect(
      try BuddyTest(standardDeviation: 0.8, reference: reference).codes(Self.batch()) == expected
    )
  }

  @Test("looks over 180° and the turn of the year, but not into another year")
  func wraps() throws {
    let test = BuddyTest(standardDeviation: 1)
    func codes(_ longitudes: [Double], _ days: [Double]) throws -> [Int] {
      let batch = try TestBatch.make(
        .point,
        [("sea_surface_temperature", [10, 14])],
        times: days.map { $0 * 86400 },
        longitudes: longitudes
      )
      return test.codes(batch)
    }
    // Days count from 1970-01-01. Four standard deviations fail, less does not.
    #expect(try codes([10.5, 11.5], [0, 0]) == [4, 4])
    #expect(try codes([179.5, -179.5], [0, 0]) == [4, 4])
    #expect(try codes([10.5, 11.5], [364, 365]) == [4, 4])
    #expect(try codes([10.5, 11.5], [0, 365]) == [2, 2])
    #expect(try codes([10.5, 10.6], [0, 0]) == [2, 2])
    #expect(try codes([10.5, 11.5], [0, 30]) == [2, 2])
  }

  @Test("leaves out what earlier tests failed")
  func earlier() throws {
    var batch = try TestBatch.make(
      .point,
      [("sea_surface_temperature", [10, 99, 10.5])],
      times: [0, 0, 0],
      longitudes: [10.5, 11.5, 12.5]
    )
    QualityPlan([
      .init(GrossRangeTest(fail: -2...40)), .init(BuddyTest(standardDeviation: 1)),
    ]).run(on: &batch)
    let flags = (0..<3).map { batch.columns[0].quality.flag(at: $0) }
    #expect(flags == [.pass, .fail, .pass])
  }

  @Test("is refused with searches that contradict themselves")
  func refusal() {
    func search(_ above: [Int], _ multipliers: [Double]) -> TestArguments {
      TestArguments([
        "standard_deviation": .number(1),
        "searches": .sections([
          [
            "degrees": .integer(1), "pentads": .integer(2), "above": .integers(above),
            "multipliers": .numbers(multipliers),
          ]
        ]),
      ])
    }
    #expect(throws: Never.self) { try BuddyTest(search([0, 5], [4, 3])) }
    #expect(throws: TestConfigurationError.self) { try BuddyTest(search([0, 5], [4])) }
    #expect(throws: TestConfigurationError.self) { try BuddyTest(search([1, 5], [4, 3])) }
    #expect(throws: TestConfigurationError.self) { try BuddyTest(search([0, 5, 5], [4, 3, 2])) }
  }
}
