import ObservationModel
import Testing
import Validation

@Suite("The test for impossible speeds")
struct ImpossibleSpeedTestTests {
  /// A degree of the equator, 111319.49079 m, at speeds around 1 and 3 m/s.
  let test = ImpossibleSpeedTest(suspectAboveMetersPerSecond: 1, failAboveMetersPerSecond: 3)

  private func track(
    _ longitudes: [Double],
    _ times: [Double],
    seams: [Int] = []
  ) throws -> ObservationBatch {
    try TestBatch.make(
      .trajectory,
      [("temperature", times.map { _ in 10 })],
      times: times,
      latitudes: times.map { _ in 0 },
      longitudes: longitudes,
      seams: seams
    )
  }

  @Test("grades by distance and true elapsed time")
  func speeds() throws {
    let times: [Double] = [0, 111_319.491, 222_638.981, 259_745.479, 296_851.975]
    let batch = try track([0, 1, 2, 3, 4], times)
    // 1 m/s a little short, a little above; 3 m/s a little short, a little above.
    #expect(test.codes(batch) == [2, 1, 3, 3, 4])
    // Half a second counts.
    #expect(test.codes(try track([0, 0.00001], [0, 0.5])) == [2, 3])
  }

  @Test("two places at one time fail, one place at one time passes")
  func sameTime() throws {
    #expect(test.codes(try track([0, 0, 1], [5, 5, 5])) == [2, 1, 4])
  }

  @Test("judges nothing across seams, without times, or beside missing positions")
  func gaps() throws {
    #expect(test.codes(try track([0, 50, 51], [0, 1, 2], seams: [1])) == [2, 2, 4])
    #expect(test.codes(try track([0, .nan, 50, 51], [0, 1, 2, .nan])) == [2, 9, 9, 2])
    #expect(test.codes(try track([], [])) == [])
    #expect(test.codes(try track([0], [0])) == [2])
  }

  @Test("holds each profile against the one before it of the same platform, in time")
  func profiles() throws {
    // Platform A goes 1 degree in 10 days, then 5 degrees in one; B is on its own.
    let batch = try TestBatch.make(
      .profile,
      [("temperature", [10, 9, 10, 9, 10, 10, 9])],
      times: [11, 11, 0, 0, 5, 10, 10].map { $0 * 86_400 },
      latitudes: [0, 0, 0, 0, 0, 0, 0],
      longitudes: [6, 6, 0, 0, 90, 1, 1],
      vertical: [0, 10, 0, 10, 0, 0, 10],
      verticalKind: .pressure,
      platforms: ["A", "A", "B", "A"],
      seams: [2, 4, 5]
    )
    #expect(test.codes(batch) == [4, 4, 2, 2, 2, 1, 1])
  }

  @Test("needs a threshold, in order")
  func arguments() throws {
    #expect(
      try ImpossibleSpeedTest(TestArguments(["fail": .number(3)]))
        == ImpossibleSpeedTest(suspectAboveMetersPerSecond: 3, failAboveMetersPerSecond: 3)
    )
    #expect(throws: TestConfigurationError.self) { _ = try ImpossibleSpeedTest(TestArguments()) }
  }
}
