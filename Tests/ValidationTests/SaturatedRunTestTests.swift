import ObservationModel
import Testing
import Validation

@Suite("The saturated run test")
struct SaturatedRunTestTests {
  @Test("marks long runs of saturated air, as marine_qc 0.4.2 find_saturated_runs does")
  func peer() throws {
    let batch = try TestBatch.make(
      .trajectory,
      [
        (
          "air_temperature",
          [
            18.8, 18, 12.7, 11.6, 16.6, 13, 15, 16.7, 11.7, 10.8, 15.5, 15.1, 14.5, 15.1, 13.3, 12,
            14.7, 13.1, 11.7, 16, 14.9, 15.8, 13, 13.7,
          ]
        ),
        (
          "dew_point_temperature",
          [
            15.9, 14.5, 9.1, 11.6, 16.6, 13, 15, 16.7, 11.7, 9.2, 14.4, 13.2, 14.5, 15.1, 13.3,
            11.4, 12, 9.8, 11.7, 16, 14.9, 15.8, 13, 12.3,
          ]
        ),
      ],
      times: [
        0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110, 120, 130, 140, 150, 160, 170, 180, 192,
        204, 216, 228, 240,
      ].map { $0 * 3600 }
    )
    let expected = codes(ofMarineQC: "000111111000000000111110", failed: 3)
    #expect(SaturatedRunTest().codes(batch) == expected)
    #expect(SaturatedRunTest().codes(batch, column: 1) == expected)
  }

  @Test("needs the number of reports and the time, and ends a run where a value is missing")
  func limits() throws {
    func codes(_ hours: [Double], _ dewPoints: [Double?]) throws -> [Int] {
      let batch = try TestBatch.make(
        .trajectory,
        [
          ("dew_point_temperature", dewPoints),
          ("air_temperature", hours.map { _ in 10 }),
        ],
        times: hours.map { $0 * 3600 }
      )
      return SaturatedRunTest().codes(batch)
    }
    #expect(try codes([0, 1, 2, 48], [10, 10, 10, 10]) == [3, 3, 3, 3])
    #expect(try codes([0, 1, 2, 47.9], [10, 10, 10, 10]) == [1, 1, 1, 1])
    #expect(try codes([0, 1, 48], [10, 10, 10]) == [1, 1, 1])
    #expect(try codes([0, 1, 2, 24, 48], [10, 10, nil, 10, 10]) == [1, 1, 9, 1, 1])
    #expect(try codes([48, 2, 1, 0], [10, 10, 10, 10]) == [3, 3, 3, 3])
  }
}
