import ObservationModel
import Testing
import Validation

@Suite("The test for questionable positions")
struct QuestionablePositionTestTests {
  private func fixes(
    _ entries: [(time: Double, longitude: Double, accuracy: PositionFix.Accuracy)]
  ) -> [PositionFix] {
    entries.map {
      PositionFix(time: $0.time, latitude: 0, longitude: $0.longitude, accuracy: $0.accuracy)
    }
  }

  // A thousandth of a degree of the equator is 111.3 m.

  @Test("discards the fix that is out of line among fixes of one class")
  func outlier() {
    for (outlier, expected) in [(0, [0]), (1, [1]), (2, [2]), (3, [3])] {
      var track = fixes((0..<4).map { (Double($0) * 3600, Double($0) * 0.01, .class3) })
      track[outlier] = PositionFix(
        time: track[outlier].time,
        latitude: 1,
        longitude: track[outlier].longitude,
        accuracy: .class3
      )
      #expect(questionablePositions(track, speedAboveMetersPerSecond: 3) == expected)
    }
  }

  @Test("discards the worse of two classes, though it be in line")
  func classes() {
    let track = fixes([(0, 0, .class3), (3600, 0.5, .class3), (7200, 0.02, .classB)])
    // Between the first two of one class, the second goes without which the rest is slower.
    #expect(questionablePositions(track, speedAboveMetersPerSecond: 3) == [1])
    let mixed = fixes([(0, 0, .class1), (3600, 0.5, .class3)])
    #expect(questionablePositions(mixed, speedAboveMetersPerSecond: 3) == [0])
    let turned = fixes([(0, 0, .class3), (3600, 0.5, .class1)])
    #expect(questionablePositions(turned, speedAboveMetersPerSecond: 3) == [1])
  }

  @Test("keeps what lies within the errors of the fixes, however fast")
  func shortSegments() {
    // 1113 m in ten seconds: within sqrt(2) * 1000 m, and not within sqrt(2) * 350 m.
    let coarse = fixes([(0, 0, .class1), (10, 0.01, .class1)])
    #expect(questionablePositions(coarse, speedAboveMetersPerSecond: 3) == [])
    let fine = fixes([(0, 0, .class2), (10, 0.01, .class2)])
    #expect(questionablePositions(fine, speedAboveMetersPerSecond: 3) == [1])
    #expect(questionablePositions([], speedAboveMetersPerSecond: 3) == [])
  }

  @Test("flags fixes of trajectories and whole profiles, and judges nothing that is alone")
  func batches() throws {
    let test = QuestionablePositionTest(accuracy: .satelliteNavigation)
    let hours = [0.0, 1, 2, 3, 4].map { $0 * 3600 }
    let track = try TestBatch.make(
      .trajectory,
      [("temperature", [10, 10, 10, 10, 10])],
      times: hours,
      latitudes: [0, 0, 1, 0, .nan],
      longitudes: [0, 0.01, 0.02, 0.03, 0.04]
    )
    #expect(test.codes(track) == [1, 1, 3, 1, 9])
    let failing = QuestionablePositionTest(accuracy: .satelliteNavigation, isFailure: true)
    #expect(failing.codes(track) == [1, 1, 4, 1, 9])
    let profiles = try TestBatch.make(
      .profile,
      [("temperature", [10, 9, 10, 9, 10])],
      times: [0, 0, 3600, 3600, 7200],
      latitudes: [0, 0, 1, 1, 0],
      longitudes: [0, 0, 0, 0, 0],
      vertical: [0, 10, 0, 10, 0],
      verticalKind: .pressure,
      platforms: ["A", "A", "A"],
      seams: [2, 4]
    )
    #expect(test.codes(profiles) == [1, 1, 3, 3, 1])
    let alone = try TestBatch.make(
      .trajectory,
      [("temperature", [10])],
      times: [0]
    )
    #expect(test.codes(alone) == [2])
  }
}
