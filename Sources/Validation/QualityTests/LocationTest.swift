internal import KernelTypes
public import ObservationModel

/// Flags positions that are at no place on earth or far from the one before.
///
/// A latitude beyond ±90, a longitude beyond ±180 and a position of which one coordinate is missing
/// fail; one without either is missing. With a maximum displacement, a position further than that
/// from the one before it in its feature is suspect; profiles, swaths and grids are not held
/// against what comes before them.
///
/// - SeeAlso: IOOS QARTOD manuals, location test (test 3).
public struct LocationTest: QualityTest, Equatable {
  public static var name: String { "location" }
  public static var flagStandardName: String { "location_test_quality_flag" }
  public static var summary: String {
    "positions that are at no place on earth or far from the one before"
  }
  public static var source: String { "QARTOD manuals, location test" }
  public static var subject: TestSubject { .observation }
  public static var parameters: [TestParameter] {
    [
      TestParameter(
        "maximum_displacement",
        .measure(unit: "m"),
        "further from the position before a position is suspect"
      ),
      DistanceMeasure.parameter,
      TestParameter(
        "unknown_displacement",
        .word(["pass", "suspect"]),
        "what a position gets that is incomplete or follows an incomplete one: nothing more, or"
          + " suspect in place of any other flag, as ioos_qc 3.0.0 does with haversine (pass)"
      ),
    ]
  }

  /// nil when displacements are not judged.
  public let maximumDisplacementMeters: Double?
  public let distance: DistanceMeasure
  public let suspectsUnknownDisplacement: Bool

  public init(
    maximumDisplacementMeters: Double? = nil,
    distance: DistanceMeasure = .wgs84,
    suspectsUnknownDisplacement: Bool = false
  ) {
    self.maximumDisplacementMeters = maximumDisplacementMeters
    self.distance = distance
    self.suspectsUnknownDisplacement = suspectsUnknownDisplacement
  }

  public init(_ arguments: TestArguments) throws(TestConfigurationError) {
    self.init(
      maximumDisplacementMeters: arguments.number("maximum_displacement"),
      distance: .named(in: arguments),
      suspectsUnknownDisplacement: arguments.text("unknown_displacement") == "suspect"
    )
  }

  public var reach: Reach { .observations(before: 1, after: 0) }

  public func evaluate(
    _ batch: borrowing ObservationBatch,
    column: Int,
    range: Range<Int>,
    into flags: inout MutableSpan<UInt8>
  ) {
    let latitudes = batch.latitudes.extracting(range)
    let longitudes = batch.longitudes.extracting(range)
    for i in 0..<flags.count {
      let (latitude, longitude) = (latitudes[i], longitudes[i])
      // NaN compares false.
      let isPlace = latitude.magnitude <= 90 && longitude.magnitude <= 180
      let isMissing = latitude.isNaN && longitude.isNaN
      flags[i] = isPlace ? GradeCode.pass : isMissing ? GradeCode.missing : GradeCode.fail
    }
    guard let maximum = maximumDisplacementMeters, !batch.featureType.isProfileLike else { return }
    let displacements = batch.displacements(of: range, by: distance)
    var graded = [UInt8](repeating: GradeCode.pass, count: range.count)
    batch.forEachSeries(in: range) { series, part in
      for i in part where i > series.lowerBound {
        let k = i - range.lowerBound
        if displacements[k] > maximum { graded[k] = GradeCode.suspect }
        if suspectsUnknownDisplacement, displacements[k].isNaN { graded[k] = GradeCode.missing }
      }
    }
    for k in 0..<flags.count {
      let isSuspect = graded[k] == GradeCode.suspect && flags[k] == GradeCode.pass
      // A coordinate that no place on earth has fails whatever the other one is.
      let isImpossible = latitudes[k].magnitude > 90 || longitudes[k].magnitude > 180
      if isSuspect || graded[k] == GradeCode.missing && !isImpossible {
        flags[k] = GradeCode.suspect
      }
    }
  }
}
