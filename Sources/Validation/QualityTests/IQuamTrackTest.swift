internal import KernelTypes
public import ObservationModel

/// Fails positions that a platform could only have reached too fast.
///
/// Each report is held against those up to `neighbours` places before and behind it in time. With
/// `d` their distance on a sphere and `t` the time between them, two reports contradict each other
/// when `(d - distanceTolerance) / (|t| + timeTolerance)` is above the greatest speed. The report
/// in the most contradictions fails and is left out, the first of several, and so on until no two
/// reports contradict each other. The tolerances are what positions to 0.01° and times to 0.01 h
/// may be off. Observations without position or time are not evaluated, nor are profiles, swaths
/// and grids.
///
/// - SeeAlso: Xu and Ignatov (2014), *In situ SST quality monitor (iQuam)*, Journal of Atmospheric
///   and Oceanic Technology 31, 164-180; marine_qc 0.4.2, `do_iquam_track_check`: 60 km/h for
///   ships, 15 km/h for drifters.
public struct IQuamTrackTest: QualityTest, Equatable {
  public static var name: String { "iquam_track" }
  public static var flagStandardName: String { "location_test_quality_flag" }
  public static var summary: String {
    "positions that a platform could only have reached too fast"
  }
  public static var source: String { "Xu and Ignatov (2014), iQuam track check" }
  public static var subject: TestSubject { .observation }
  public static var parameters: [TestParameter] {
    [
      TestParameter(
        "maximum_speed",
        .measure(unit: "m s-1"),
        isRequired: true,
        "`60 km/h` for ships, `15 km/h` for drifters"
      ),
      TestParameter(
        "distance_tolerance",
        .measure(unit: "km"),
        "what distances may be off; 1.11 km unless given"
      ),
      TestParameter(
        "time_tolerance",
        .measure(unit: "s"),
        "what times may be off; 36 s unless given"
      ),
      TestParameter(
        "neighbours",
        .integer(1...PairRemoval.mostNeighbours),
        "the reports before and behind to compare with; 5 unless given"
      ),
    ]
  }

  public let maximumSpeedMetersPerSecond: Double
  public let distanceToleranceKilometers: Double
  public let timeToleranceSeconds: Double
  public let neighbours: Int

  /// - Precondition: No number is negative; `neighbours` is 1 to 32.
  public init(
    maximumSpeedMetersPerSecond: Double,
    distanceToleranceKilometers: Double = 1.11,
    timeToleranceSeconds: Double = 36,
    neighbours: Int = 5
  ) {
    precondition(maximumSpeedMetersPerSecond >= 0 && distanceToleranceKilometers >= 0)
    precondition(timeToleranceSeconds >= 0)
    precondition((1...PairRemoval.mostNeighbours).contains(neighbours))
    self.maximumSpeedMetersPerSecond = maximumSpeedMetersPerSecond
    self.distanceToleranceKilometers = distanceToleranceKilometers
    self.timeToleranceSeconds = timeToleranceSeconds
    self.neighbours = neighbours
  }

  public init(_ arguments: TestArguments) throws(TestConfigurationError) {
    self.init(
      maximumSpeedMetersPerSecond: try arguments.required("maximum_speed"),
      distanceToleranceKilometers: arguments.number("distance_tolerance") ?? 1.11,
      timeToleranceSeconds: arguments.number("time_tolerance") ?? 36,
      neighbours: arguments.integer("neighbours") ?? 5
    )
  }

  public var reach: Reach { .feature }

  public func evaluate(
    _ batch: borrowing ObservationBatch,
    column: Int,
    range: Range<Int>,
    into flags: inout MutableSpan<UInt8>
  ) {
    for i in 0..<range.count { flags[i] = GradeCode.notEvaluated }
    guard !batch.featureType.isProfileLike else { return }
    let (times, latitudes, longitudes) = (batch.times, batch.latitudes, batch.longitudes)
    batch.forEachSeries(in: range) { series, _ in
      let places = batch.inTimeOrder(series).filter {
        !latitudes[$0].isNaN && !longitudes[$0].isNaN
      }
      let positions = SpherePositions(
        latitudes: latitudes,
        longitudes: longitudes,
        places: places
      )
      let seconds = places.map { times[$0] }
      let speed = maximumSpeedMetersPerSecond / 1000
      let removal = PairRemoval(count: places.count, neighbours: neighbours) { i, j in
        positions.isFarther(
          i,
          j,
          thanKilometers: distanceToleranceKilometers
            + speed * (seconds[j] - seconds[i] + timeToleranceSeconds)
        )
      }
      for i in places { flags[i - range.lowerBound] = GradeCode.pass }
      for k in removal.removed() { flags[places[k] - range.lowerBound] = GradeCode.fail }
    }
  }
}
