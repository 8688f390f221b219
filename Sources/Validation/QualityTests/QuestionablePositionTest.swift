internal import KernelTypes
public import ObservationModel

/// Flags fixes that a drifting platform cannot have been at, by its speed and the accuracy of its
/// fixes.
///
/// Of two fixes that are too far apart for the time between them only the worse one is flagged, as
/// `questionablePositions` tells. Along a trajectory the fixes of each feature are judged; of
/// profiles, those of each platform in the order of time, and the levels of a profile share the
/// flag. All fixes of a file have the same accuracy here. Fixes without a time are not evaluated,
/// nor are lone ones, fixed stations, swaths and grids; those without a position are missing.
///
/// - SeeAlso: Argo quality control manual, test 20, with 3 m/s for floats.
public struct QuestionablePositionTest: QualityTest, Equatable {
  public static var name: String { "questionable_position" }
  public static var flagStandardName: String { "location_test_quality_flag" }
  public static var summary: String {
    "fixes of a drifting platform that do not fit with its speed and their accuracy"
  }
  public static var source: String { "Argo quality control manual, test 20" }
  public static var argoTestNumber: Int? { 20 }
  public static var subject: TestSubject { .observation }
  public static var parameters: [TestParameter] {
    [
      TestParameter(
        "maximum_speed",
        .measure(unit: "m s-1"),
        "what a segment between fixes may have (3 m s-1)"
      ),
      TestParameter(
        "accuracy",
        .word(PositionFix.Accuracy.allCases.map(\.rawValue)),
        isRequired: true,
        "the class of the fixes: G for satellite navigation, or that of Argos"
      ),
      TestParameter(
        "flag",
        .word(["suspect", "fail"]),
        "what a questionable fix gets (suspect)"
      ),
    ]
  }

  public let maximumSpeedMetersPerSecond: Double
  public let accuracy: PositionFix.Accuracy
  public let isFailure: Bool

  public init(
    maximumSpeedMetersPerSecond: Double = 3,
    accuracy: PositionFix.Accuracy,
    isFailure: Bool = false
  ) {
    self.maximumSpeedMetersPerSecond = maximumSpeedMetersPerSecond
    self.accuracy = accuracy
    self.isFailure = isFailure
  }

  public init(_ arguments: TestArguments) throws(TestConfigurationError) {
    guard let word = arguments.text("accuracy"),
      let accuracy = PositionFix.Accuracy(rawValue: word)
    else { throw TestConfigurationError("the key 'accuracy' is missing") }
    self.init(
      maximumSpeedMetersPerSecond: arguments.number("maximum_speed") ?? 3,
      accuracy: accuracy,
      isFailure: arguments.text("flag") == "fail"
    )
  }

  public var reach: Reach { .batch }

  public func evaluate(
    _ batch: borrowing ObservationBatch,
    column: Int,
    range: Range<Int>,
    into flags: inout MutableSpan<UInt8>
  ) {
    let (times, latitudes, longitudes) = (batch.times, batch.latitudes, batch.longitudes)
    for i in range {
      flags[i - range.lowerBound] =
        latitudes[i].isNaN || longitudes[i].isNaN ? GradeCode.missing : GradeCode.notEvaluated
    }
    var found: [(observations: Range<Int>, code: UInt8)] = []
    switch batch.featureType {
    case .profile, .trajectoryProfile:
      let positions = batch.profilePositions()
      var start = 0
      while start < positions.count {
        var end = start
        while end < positions.count, positions[end].platform == positions[start].platform {
          end += 1
        }
        let codes = self.codes(
          of: positions[start..<end].map { fix($0.time, $0.latitude, $0.longitude) }
        )
        for (position, code) in zip(positions[start..<end], codes) {
          found.append((batch.features[position.feature].observations, code))
        }
        start = end
      }
    case .trajectory:
      for feature in batch.features {
        let observations = feature.observations.filter {
          !times[$0].isNaN && !latitudes[$0].isNaN && !longitudes[$0].isNaN
        }.sorted { (times[$0], $0) < (times[$1], $1) }
        let codes = self.codes(
          of: observations.map { fix(times[$0], latitudes[$0], longitudes[$0]) }
        )
        found += zip(observations, codes).map { ($0..<($0 + 1), $1) }
      }
    case .point, .timeSeries, .timeSeriesProfile, .swath, .grid:
      break
    }
    for (observations, code) in found {
      for i in observations.clamped(to: range) where flags[i - range.lowerBound] != 9 {
        flags[i - range.lowerBound] = code
      }
    }
  }

  private func fix(_ time: Double, _ latitude: Double, _ longitude: Double) -> PositionFix {
    PositionFix(time: time, latitude: latitude, longitude: longitude, accuracy: accuracy)
  }

  private func codes(of fixes: [PositionFix]) -> [UInt8] {
    guard fixes.count > 1 else { return fixes.map { _ in GradeCode.notEvaluated } }
    var codes = fixes.map { _ in GradeCode.pass }
    let discarded = questionablePositions(
      fixes,
      speedAboveMetersPerSecond: maximumSpeedMetersPerSecond
    )
    for k in discarded { codes[k] = isFailure ? GradeCode.fail : GradeCode.suspect }
    return codes
  }
}
