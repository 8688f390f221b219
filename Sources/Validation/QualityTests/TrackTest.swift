internal import KernelTypes
public import ObservationModel

/// Fails positions that do not lie on the course of a ship: the track check of the Marine Data
/// System.
///
/// A position fails when three things come together:
/// - It is more than `maximumMidpointKilometers` from where the ship would have been at that time
///   between the positions before and behind.
/// - The ship was too fast on two of the ways past it: to it and from it, from it and past the next
///   one, or to it and past the one before. Too fast is more than 15 knots, or 1.25 times the
///   speed that is the most frequent one, in classes of 3 knots, when that is above 8.5 knots.
/// - What the ship reports contradicts it: the position reckoned from either neighbour by the
///   reported speeds and courses is off by more than the way they make; or the course to it is off
///   one of the two reported ones by more than `maximumCourseChange`; or the speed to it is off
///   both of the reported ones by more than `maximumSpeedChange`; or it is above `maximumSpeed`,
///   for which no report is needed.
///
/// Reports are the columns `platform_speed` and `platform_course`; without them the greatest speed
/// is all that contradicts. Features of less than three positions, observations without position
/// or time, profiles, swaths and grids are not evaluated.
///
/// Speed, course and place are reckoned on a sphere. Courses are compared around the circle, and
/// the first half of a reckoning takes the course reported where it starts. marine_qc 0.4.2 differs
/// in both: it compares courses of -180° to 180° with reports of 0° to 360° as numbers, and takes
/// the later course for the first half. It also lets no position fail whose report is missing or
/// is not one of eight courses.
///
/// - SeeAlso: Rayner and others (2006), *Improved analyses of changes and uncertainties in sea
///   surface temperature measured in situ since the mid-nineteenth century*, Journal of Climate 19,
///   446-469; marine_qc 0.4.2, `do_track_check`, whose limits hold unless others are given.
public struct TrackTest: QualityTest, Equatable {
  public static var name: String { "track" }
  public static var flagStandardName: String { "location_test_quality_flag" }
  public static var summary: String { "positions that do not lie on the course of a ship" }
  public static var source: String {
    "Rayner and others (2006), MDS track check; marine_qc, do_track_check"
  }
  public static var subject: TestSubject { .observation }
  public static var parameters: [TestParameter] {
    [
      TestParameter(
        "maximum_course_change",
        .measure(unit: "degree", range: 0...180),
        "60 degrees unless given"
      ),
      TestParameter(
        "maximum_speed_change",
        .measure(unit: "m s-1"),
        "10 km/h unless given"
      ),
      TestParameter("maximum_speed", .measure(unit: "m s-1"), "40 km/h unless given"),
      TestParameter("maximum_midpoint", .measure(unit: "km"), "150 km unless given"),
    ]
  }

  public let maximumCourseChangeDegrees: Double
  public let maximumSpeedChangeKilometersPerHour: Double
  public let maximumSpeedKilometersPerHour: Double
  public let maximumMidpointKilometers: Double

  /// - Precondition: No number is negative.
  public init(
    maximumCourseChangeDegrees: Double = 60,
    maximumSpeedChangeKilometersPerHour: Double = 10,
    maximumSpeedKilometersPerHour: Double = 40,
    maximumMidpointKilometers: Double = 150
  ) {
    precondition(maximumCourseChangeDegrees >= 0 && maximumSpeedChangeKilometersPerHour >= 0)
    precondition(maximumSpeedKilometersPerHour >= 0 && maximumMidpointKilometers >= 0)
    self.maximumCourseChangeDegrees = maximumCourseChangeDegrees
    self.maximumSpeedChangeKilometersPerHour = maximumSpeedChangeKilometersPerHour
    self.maximumSpeedKilometersPerHour = maximumSpeedKilometersPerHour
    self.maximumMidpointKilometers = maximumMidpointKilometers
  }

  public init(_ arguments: TestArguments) throws(TestConfigurationError) {
    self.init(
      maximumCourseChangeDegrees: arguments.number("maximum_course_change") ?? 60,
      maximumSpeedChangeKilometersPerHour: arguments.number("maximum_speed_change").map {
        $0 * 3.6
      } ?? 10,
      maximumSpeedKilometersPerHour: arguments.number("maximum_speed").map { $0 * 3.6 } ?? 40,
      maximumMidpointKilometers: arguments.number("maximum_midpoint") ?? 150
    )
  }

  private static let reported = ["platform_speed", "platform_course"].compactMap {
    Quantity.named($0)
  }

  public var reach: Reach { .feature }
  public var otherQuantities: [Quantity] { Self.reported }

  public func evaluate(
    _ batch: borrowing ObservationBatch,
    column: Int,
    range: Range<Int>,
    into flags: inout MutableSpan<UInt8>
  ) {
    for i in 0..<range.count { flags[i] = GradeCode.notEvaluated }
    guard !batch.featureType.isProfileLike else { return }
    let (times, latitudes, longitudes) = (batch.times, batch.latitudes, batch.longitudes)
    let speeds = batch.column(of: Self.reported[0]).map { batch.columns[$0].values }
    let courses = batch.column(of: Self.reported[1]).map { batch.columns[$0].values }
    batch.forEachSeries(in: range) { series, _ in
      let places = batch.inTimeOrder(series).filter {
        !latitudes[$0].isNaN && !longitudes[$0].isNaN
      }
      guard places.count >= 3 else { return }
      let track = ShipTrack(
        seconds: places.map { times[$0] },
        latitudes: places.map { latitudes[$0] },
        longitudes: places.map { longitudes[$0] }
      )
      let failing = failing(
        of: track,
        speeds: places.map { (speeds?[$0] ?? .nan) * 3.6 },
        courses: places.map { courses?[$0] ?? .nan }
      )
      for (k, place) in places.enumerated() {
        flags[place - range.lowerBound] = failing[k] ? GradeCode.fail : GradeCode.pass
      }
    }
  }

  /// The positions that fail, by speeds in km/h and courses in degrees as reported.
  private func failing(of track: ShipTrack, speeds: [Double], courses: [Double]) -> [Bool] {
    let n = track.count
    // The speed to each position, and past it from the one before to the one behind.
    let speed = (0..<n).map { $0 > 0 ? track.speed(from: $0 - 1, to: $0) : .nan }
    let past = (0..<n).map {
      $0 > 0 && $0 + 1 < n ? track.speed(from: $0 - 1, to: $0 + 1) : .nan
    }
    let limit = Self.speedLimit(of: speed)
    return (0..<n).map { i in
      guard i > 0, i + 1 < n else { return false }
      let isFastTo = speed[i] > limit
      let isFastFrom = speed[i + 1] > limit
      guard
        isFastTo && isFastFrom || isFastFrom && past[i + 1] > limit
          || isFastTo && past[i - 1] > limit,
        track.discrepancyFromMidpoint(i) > maximumMidpointKilometers
      else { return false }
      return speed[i] > maximumSpeedKilometersPerHour
        || isOffReckoning(i, track, speeds, courses)
        || isOffCourse(track.course(from: i - 1, to: i), courses[i - 1], courses[i])
        || isOffSpeed(speed[i], speeds[i - 1], speeds[i])
    }
  }

  private func isOffReckoning(
    _ i: Int,
    _ track: ShipTrack,
    _ speeds: [Double],
    _ courses: [Double]
  ) -> Bool {
    guard speeds[i - 1] > 0, speeds[i] > 0, track.hours[i] > track.hours[i - 1] else {
      return false
    }
    let way = (track.hours[i] - track.hours[i - 1]) * ((speeds[i - 1] + speeds[i]) / 2)
    return track.discrepancyForward(i, speeds: speeds, courses: courses) > way
      && track.discrepancyBackward(i, speeds: speeds, courses: courses) > way
  }

  private func isOffCourse(_ course: Double, _ reports: Double...) -> Bool {
    reports.contains {
      let difference = ($0 - course).remainder(dividingBy: 360)
      return difference.magnitude > maximumCourseChangeDegrees
    }
  }

  private func isOffSpeed(_ speed: Double, _ reports: Double...) -> Bool {
    reports.allSatisfy { ($0 - speed).magnitude > maximumSpeedChangeKilometersPerHour }
  }

  /// The speed in km/h above which this ship is too fast.
  private static func speedLimit(of speeds: [Double]) -> Double {
    let kilometersPerHourPerKnot = 1.852
    var classes = [Int](repeating: 0, count: 12)
    for speed in speeds where speed.isFinite {
      classes[min(Int(speed / kilometersPerHourPerKnot / 3), 11)] += 1
    }
    let most = classes.max() ?? 0
    let mode = 1.5 + 3 * Double(classes.firstIndex(of: most) ?? 0)
    return (mode > 8.51 ? 1.25 * mode : 15) * kilometersPerHourPerKnot
  }
}
