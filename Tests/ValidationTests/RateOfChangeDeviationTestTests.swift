import ObservationModel
import Testing
import Validation

@Suite("The rate of change test by deviations")
struct RateOfChangeDeviationTestTests {
  static let halfHours: [Double] = [
    3, 5, 8, 9, 10, 11, 14, 17, 18, 20, 21, 22, 25, 28, 29, 30, 32, 35, 38, 39, 41, 42, 43, 44, 46,
    48, 51, 53, 55, 58, 60, 63, 66, 68, 71, 72, 73, 74, 75, 78,
  ]
  static let values: [Double?] = [
    12.42, 12.66, 12.85, 12.97, 13.26, 12.86, 13.04, 13.22, 12.69, 12.8, 12.72, 12.96, 12.82,
    12.82, 12.92, 12.66, 12.84, 12.81, 12.95, 12.8, 13.12, 13.31, 17.25, 13.44, 13.82, 14.36,
    13.89, 14.15, 14.29, 14.26, nil, 14.34, 13.96, 14.13, 14.52, 14.04, 13.95, 13.56, 13.63, 14.08,
  ]

  @Test("finds what numpy finds with standard deviations of the period before")
  func peer() throws {
    // numpy 2.4.6 std (ddof 0) of the values, or of their differences, at t[i]-T <= t < t[i].
    let batch = try TestBatch.series(Self.values, times: Self.halfHours.map { $0 * 1800 })
    #expect(
      RateOfChangeDeviationTest(deviations: 2, periodSeconds: 5 * 3600).codes(batch) == [
        2, 2, 2, 1, 1, 1, 1, 1, 3, 1, 1, 1, 1, 1, 1, 3, 1, 1, 1, 1, 3, 1, 3, 3, 1, 1, 1, 1, 1, 1, 9,
        2, 2, 1, 3, 3, 1, 1, 1, 1,
      ]
    )
    #expect(
      RateOfChangeDeviationTest(periodSeconds: 8 * 3600, isOfSteps: true).codes(batch) == [
        2, 2, 2, 2, 3, 3, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 3, 3, 1, 1, 1, 1, 1, 1, 9,
        2, 1, 1, 1, 1, 1, 1, 1, 1,
      ]
    )
    #expect(
      RateOfChangeDeviationTest(deviations: 2, periodSeconds: 5 * 3600, offset: 0.5).codes(batch)
        == [
          2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 3, 3, 1, 1, 1, 1, 1, 1,
          9, 2, 2, 1, 1, 1, 1, 1, 1, 1,
        ]
    )
  }

  @Test("passes the limit itself, and begins anew where a clock runs backwards")
  func limits() throws {
    let test = RateOfChangeDeviationTest(deviations: 2, periodSeconds: 1e6)
    // The deviation of -1, 1, -1, 1 is 1, that of the first three of them √8/3.
    #expect(test.codes(try TestBatch.series([-1, 1, -1, 1, 3])) == [2, 2, 2, 3, 1])
    #expect(test.codes(try TestBatch.series([-1, 1, -1, 1, 3.25])) == [2, 2, 2, 3, 3])
    let backwards = try TestBatch.series([-1, 1, -1, 1, 5, 6], times: [1, 2, 3, 4, 0, 1])
    #expect(test.codes(backwards) == [2, 2, 2, 3, 2, 2])
  }

  @Test("loses no precision over a long record far from zero")
  func precision() throws {
    // Values 1e9 ± 0.5 have the deviation 0.5, and steps of 1 are two of these.
    let values = (0..<5000).map { 1e9 + ($0 % 2 == 0 ? 0.5 : -0.5) }
    let batch = try TestBatch.series(values)
    let test = RateOfChangeDeviationTest(deviations: 2.001, periodSeconds: 100 * 60)
    #expect(test.codes(batch).dropFirst(200).allSatisfy { $0 == 1 })
    let strict = RateOfChangeDeviationTest(deviations: 1.999, periodSeconds: 100 * 60)
    #expect(strict.codes(batch).dropFirst(200).allSatisfy { $0 == 3 })
  }
}
