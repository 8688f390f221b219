internal import KernelTypes
internal import Kernels
public import ObservationModel

/// Flags positions that a platform would have had to come to faster than it can.
///
/// The speed is the distance to the position before it by the time elapsed, in true seconds. Along
/// a trajectory each position is held against the one before; of profiles, each is held against
/// the profile of the same platform before it in time, and its levels share the flag. Two
/// positions at the same time are infinitely fast apart unless they are the same. The first
/// position and those without a time are not evaluated; where it or the one before is missing, so
/// is the flag. Swaths and grids are not evaluated.
///
/// - SeeAlso: Argo quality control manual, test 5, with 3 m/s for floats.
public struct ImpossibleSpeedTest: QualityTest, Equatable {
  public static var name: String { "impossible_speed" }
  public static var flagStandardName: String { "location_test_quality_flag" }
  public static var summary: String {
    "positions that the platform cannot have come to in the time"
  }
  public static var source: String { "Argo quality control manual, test 5" }
  public static var argoTestNumber: Int? { 5 }
  public static var subject: TestSubject { .observation }
  public static var parameters: [TestParameter] {
    [
      TestParameter("suspect", .measure(unit: "m s-1"), "above this a position is suspect"),
      TestParameter("fail", .measure(unit: "m s-1"), "above this a position fails"),
      DistanceMeasure.parameter,
    ]
  }

  public let suspectAboveMetersPerSecond: Double
  public let failAboveMetersPerSecond: Double
  public let distance: DistanceMeasure

  /// - Precondition: `0 <= suspectAboveMetersPerSecond <= failAboveMetersPerSecond`.
  public init(
    suspectAboveMetersPerSecond: Double,
    failAboveMetersPerSecond: Double,
    distance: DistanceMeasure = .wgs84
  ) {
    precondition(
      0 <= suspectAboveMetersPerSecond && suspectAboveMetersPerSecond <= failAboveMetersPerSecond
    )
    self.suspectAboveMetersPerSecond = suspectAboveMetersPerSecond
    self.failAboveMetersPerSecond = failAboveMetersPerSecond
    self.distance = distance
  }

  public init(_ arguments: TestArguments) throws(TestConfigurationError) {
    let thresholds = try arguments.thresholds()
    self.init(
      suspectAboveMetersPerSecond: thresholds.suspect,
      failAboveMetersPerSecond: thresholds.fail,
      distance: .named(in: arguments)
    )
  }

  public var reach: Reach { .batch }

  public func evaluate(
    _ batch: borrowing ObservationBatch,
    column: Int,
    range: Range<Int>,
    into flags: inout MutableSpan<UInt8>
  ) {
    for i in 0..<flags.count { flags[i] = GradeCode.notEvaluated }
    if batch.featureType.isProfileLike {
      for (observations, code) in gradeProfiles(of: batch) {
        for i in observations.clamped(to: range) { flags[i - range.lowerBound] = code }
      }
      return
    }
    let displacements = batch.displacements(of: range, by: distance)
    let times = batch.times
    var codes = [UInt8](repeating: GradeCode.notEvaluated, count: range.count)
    batch.forEachSeries(in: range) { series, part in
      for i in part where i > series.lowerBound {
        let k = i - range.lowerBound
        codes[k] = grade(meters: displacements[k], seconds: times[i] - times[i - 1])
      }
    }
    for k in 0..<flags.count { flags[k] = codes[k] }
  }

  private func grade(meters: Double, seconds: Double) -> UInt8 {
    if meters.isNaN { return GradeCode.missing }
    if seconds.isNaN { return GradeCode.notEvaluated }
    // No distance in no time is no speed, and NaN compares false.
    let speed = meters / seconds.magnitude
    return speed > failAboveMetersPerSecond
      ? GradeCode.fail
      : speed > suspectAboveMetersPerSecond ? GradeCode.suspect : GradeCode.pass
  }

  /// The flags of the features of a batch of profiles.
  private func gradeProfiles(
    of batch: borrowing ObservationBatch
  ) -> [(observations: Range<Int>, code: UInt8)] {
    let visits = batch.profilePositions()
    var grades: [(observations: Range<Int>, code: UInt8)] = []
    for (before, visit) in zip([nil] + visits.map { Optional($0) }, visits) {
      let observations = batch.features[visit.feature].observations
      guard let before, before.platform == visit.platform else {
        grades.append((observations, GradeCode.notEvaluated))
        continue
      }
      let meters = distance.meters(
        from: (before.latitude, before.longitude),
        to: (visit.latitude, visit.longitude)
      )
      grades.append((observations, grade(meters: meters, seconds: visit.time - before.time)))
    }
    return grades
  }
}

/// Where and when a profile was taken.
struct ProfilePosition {
  var platform: String
  var feature: Int
  var time, latitude, longitude: Double
}

extension ObservationBatch {
  /// The positions of the profiles that have one and a time, by platform and then by time, in the
  /// order of the batch where times are equal. Profiles of unnamed platforms have none.
  func profilePositions() -> [ProfilePosition] {
    var found: [ProfilePosition] = []
    for (number, feature) in features.enumerated() where !feature.platform.isEmpty {
      // The first level that has both: levels of a profile share its place.
      for i in feature.observations
      where !times[i].isNaN && !latitudes[i].isNaN && !longitudes[i].isNaN {
        found.append(
          ProfilePosition(
            platform: feature.platform,
            feature: number,
            time: times[i],
            latitude: latitudes[i],
            longitude: longitudes[i]
          )
        )
        break
      }
    }
    found.sort { a, b in
      (a.platform, a.time, a.feature) < (b.platform, b.time, b.feature)
    }
    return found
  }
}

extension DistanceMeasure {
  /// The distance between two positions in metres.
  func meters(
    from: (latitude: Double, longitude: Double),
    to: (latitude: Double, longitude: Double)
  ) -> Double {
    switch self {
    case .wgs84:
      return geodesicDistance(
        latitude1: from.latitude,
        longitude1: from.longitude,
        latitude2: to.latitude,
        longitude2: to.longitude
      )
    case .haversine:
      let latitudes = [from.latitude, to.latitude]
      let longitudes = [from.longitude, to.longitude]
      var distances = [0.0, 0]
      var span = distances.mutableSpan
      haversineDistances(
        latitudes: latitudes.span,
        longitudes: longitudes.span,
        radiusMeters: 6_371_000,
        into: &span
      )
      return distances[1]
    }
  }
}
