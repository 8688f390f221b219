import ObservationModel
import Testing
import Validation

@Suite("The jump of a radar vector from map to map")
struct TemporalGradientTestTests {
  private let test = TemporalGradientTest(suspectFrom: 36, failFrom: 54, withinSeconds: 3600)

  private static func batch(
    _ values: [Double?],
    hours: [Double],
    places: [Double],
    platforms: [String] = [],
    seams: [Int] = []
  ) throws -> ObservationBatch {
    try TestBatch.make(
      .trajectory,
      [("radial_current", values)],
      times: hours.map { $0 * 3600 },
      latitudes: values.map { _ in 40 },
      longitudes: places,
      platforms: platforms,
      seams: seams
    )
  }

  /// The rule that the manual gives and hfradarpy quotes: suspect from 36, fail from 54 cm s-1.
  @Test("is that from the vector an hour before at the same place")
  func places() throws {
    let batch = try Self.batch(
      [0, 0, 0, 0, 35.9, 36, -53.9, 54, 9],
      hours: [0, 0, 0, 0, 1, 1, 1, 1, 1],
      places: [1, 2, 3, 4, 1, 2, 3, 4, 5]
    )
    #expect(test.codes(batch) == [2, 2, 2, 2, 1, 3, 3, 4, 2])
  }

  @Test("is not told over a longer time, from a missing vector, or of another radar")
  func gaps() throws {
    let late = try Self.batch([0, 99], hours: [0, 1.1], places: [1, 1])
    #expect(test.codes(late) == [2, 2])
    let missing = try Self.batch([0, nil, 99], hours: [0, 0.5, 1], places: [1, 1, 1])
    #expect(test.codes(missing) == [2, 9, 4])
    let same = try Self.batch([0, 99], hours: [0, 0], places: [1, 1])
    #expect(test.codes(same) == [2, 2])
    let others = try Self.batch(
      [0, 99, 99],
      hours: [0, 1, 1],
      places: [1, 1, 1],
      platforms: ["A", "B", "A"],
      seams: [1, 2]
    )
    #expect(test.codes(others) == [2, 2, 4])
    #expect(test.codes(try TestBatch.series([])) == [])
    let nowhere = try Self.batch([0, 99], hours: [0, 1], places: [.nan, .nan])
    #expect(test.codes(nowhere) == [2, 2])
  }
}
