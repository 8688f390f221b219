internal import KernelTypes
public import ObservationModel
internal import Seawater

/// Flags values that are far from what a gridded climatology has for their place and season.
///
/// With the anomaly `a = |x - mean|` and `sd` the standard deviation, brought into
/// `smallest_deviation` to `largest_deviation`, a value is suspect or fails when
///
/// - `a > suspect` or `a > fail`, in the unit of the column, or
/// - `a / sd > suspect_deviations` or `a / sd > fail_deviations`, and `a > least_anomaly`, or
/// - it is below `lowest` or above `highest`: then it is suspect.
///
/// The worst of what can be judged counts. Where the climatology has no value, or a standard
/// deviation of 0, which a single observation has, nothing is judged. Pressures are turned into
/// depths by TEOS-10; what has no depth is at the surface.
///
/// - SeeAlso: marine_qc, `do_climatology_check`, for the limits of deviations and the least
///   anomaly; IOOS QARTOD manuals, climatology test.
public struct ClimatologyFieldTest: QualityTest, Equatable {
  public static var name: String { "climatology_field" }
  public static var flagStandardName: String { "climatology_test_quality_flag" }
  public static var summary: String { "values far from a gridded climatology" }
  public static var source: String {
    "QARTOD manuals, climatology test; marine_qc, do_climatology_check"
  }
  public static var parameters: [TestParameter] {
    [
      TestParameter(
        "mean",
        .file(.meanField),
        "the netCDF file with the means; several, for parts of the year, where `*` stands in its name"
      ),
      TestParameter("mean_variable", .text, "its variable, where there are several"),
      TestParameter("deviation", .file(.deviationField), "the file with standard deviations"),
      TestParameter("deviation_variable", .text, "its variable, where there are several"),
      TestParameter("lowest", .file(.lowestField), "the file with the lowest usual values"),
      TestParameter("lowest_variable", .text, "its variable, where there are several"),
      TestParameter("highest", .file(.highestField), "the file with the highest usual values"),
      TestParameter("highest_variable", .text, "its variable, where there are several"),
      TestParameter("suspect", .difference, "above this distance from the mean suspect"),
      TestParameter("fail", .difference, "above this distance from the mean failed"),
      TestParameter(
        "suspect_deviations",
        .number(0...Double.greatestFiniteMagnitude),
        "above so many standard deviations suspect"
      ),
      TestParameter(
        "fail_deviations",
        .number(0...Double.greatestFiniteMagnitude),
        "above so many standard deviations failed"
      ),
      TestParameter("smallest_deviation", .difference, "smaller standard deviations become this"),
      TestParameter("largest_deviation", .difference, "larger standard deviations become this"),
      TestParameter(
        "least_anomaly",
        .difference,
        "up to this distance from the mean standard deviations do not matter"
      ),
      TestParameter(
        "lookup",
        .word(ClimatologyField.Lookup.allCases.map(\.rawValue)),
        "`nearest` cell (unless given), or `linear` among the cells around"
      ),
    ]
  }

  public var mean: ClimatologyField?
  public var deviation: ClimatologyField?
  public var lowest: ClimatologyField?
  public var highest: ClimatologyField?

  /// In the unit of the column; infinite where there is none.
  public var suspectAbove = Double.infinity
  public var failAbove = Double.infinity

  /// In standard deviations; infinite where there is none.
  public var suspectAboveDeviations = Double.infinity
  public var failAboveDeviations = Double.infinity

  public var smallestDeviation = 0.0
  public var largestDeviation = Double.infinity
  public var leastAnomaly = 0.0
  public var lookup = ClimatologyField.Lookup.nearest

  /// A test that holds nothing against anything until it is given fields and thresholds.
  public init() {}

  public init(_ arguments: TestArguments) throws(TestConfigurationError) {
    mean = arguments.field("mean")
    deviation = arguments.field("deviation")
    lowest = arguments.field("lowest")
    highest = arguments.field("highest")
    suspectAbove = arguments.number("suspect") ?? .infinity
    failAbove = arguments.number("fail") ?? .infinity
    suspectAboveDeviations = arguments.number("suspect_deviations") ?? .infinity
    failAboveDeviations = arguments.number("fail_deviations") ?? .infinity
    smallestDeviation = arguments.number("smallest_deviation") ?? 0
    largestDeviation = arguments.number("largest_deviation") ?? .infinity
    leastAnomaly = arguments.number("least_anomaly") ?? 0
    lookup = arguments.text("lookup").flatMap { ClimatologyField.Lookup(rawValue: $0) } ?? .nearest
    try check(arguments)
  }

  /// Refuses what could never flag anything, and what is given for nothing.
  private func check(_ arguments: TestArguments) throws(TestConfigurationError) {
    func given(_ names: [String]) -> String? { names.first { arguments[$0] != nil } }
    let distances = given(["suspect", "fail"])
    let deviations = given(["suspect_deviations", "fail_deviations"])
    guard mean != nil || lowest != nil || highest != nil else {
      throw TestConfigurationError("expected 'mean', 'lowest' or 'highest'")
    }
    guard mean == nil || distances != nil || deviations != nil else {
      throw TestConfigurationError(
        "expected a threshold for distances from it: 'suspect', 'fail', 'suspect_deviations' or"
          + " 'fail_deviations'",
        parameter: "mean"
      )
    }
    if let threshold = distances ?? deviations, mean == nil {
      throw TestConfigurationError("expected 'mean' beside it", parameter: threshold)
    }
    if let deviations, deviation == nil {
      throw TestConfigurationError("expected 'deviation' beside it", parameter: deviations)
    }
    let limits = given(["deviation", "smallest_deviation", "largest_deviation", "least_anomaly"])
    if let limits, deviations == nil {
      throw TestConfigurationError(
        "expected 'suspect_deviations' or 'fail_deviations' beside it",
        parameter: limits
      )
    }
    guard suspectAbove <= failAbove || distances == nil || arguments["suspect"] == nil else {
      throw TestConfigurationError("expected at most the threshold of 'fail'", parameter: "suspect")
    }
    guard
      suspectAboveDeviations <= failAboveDeviations || arguments["suspect_deviations"] == nil
    else {
      throw TestConfigurationError(
        "expected at most the threshold of 'fail_deviations'",
        parameter: "suspect_deviations"
      )
    }
    guard smallestDeviation < largestDeviation else {
      throw TestConfigurationError(
        "expected more than 'smallest_deviation'",
        parameter: "largest_deviation"
      )
    }
  }

  public var reach: Reach { .itself }

  public func evaluate(
    _ batch: borrowing ObservationBatch,
    column: Int,
    range: Range<Int>,
    into flags: inout MutableSpan<UInt8>
  ) {
    batch.mark(column: column, range: range, as: GradeCode.notEvaluated, into: &flags)
    let values = batch.doubles(ofColumn: column, in: range)
    let times = batch.times.extracting(range)
    let latitudes = batch.latitudes.extracting(range)
    let longitudes = batch.longitudes.extracting(range)
    var usual = UsualValues(of: self)
    for i in 0..<flags.count where flags[i] != GradeCode.missing {
      var depth = 0.0
      switch batch.verticalKind {
      case .depth: depth = batch.vertical[range.lowerBound + i]
      case .pressure:
        depth = depthMeters(
          pressureDecibar: batch.vertical[range.lowerBound + i],
          latitudeDegrees: latitudes[i]
        )
      case .height, nil: break
      }
      usual.find(
        time: times[i],
        depth: depth,
        latitude: latitudes[i],
        longitude: longitudes[i]
      )
      flags[i] = grade(values[i], usual)
    }
  }

  private func grade(_ value: Double, _ usual: UsualValues) -> UInt8 {
    var code: UInt8 = 0
    let anomaly = (value - usual.mean).magnitude
    if suspectAbove < .infinity || failAbove < .infinity, !anomaly.isNaN {
      code = gradeAbove(anomaly, suspectAbove: suspectAbove, failAbove: failAbove)
    }
    if usual.deviation > 0, !anomaly.isNaN {
      let limited = min(max(usual.deviation, smallestDeviation), largestDeviation)
      let grade = gradeAbove(
        anomaly / limited,
        suspectAbove: suspectAboveDeviations,
        failAbove: failAboveDeviations
      )
      code = max(code, anomaly > leastAnomaly ? grade : GradeCode.pass)
    }
    if !usual.lowest.isNaN || !usual.highest.isNaN {
      let isOutside = value < usual.lowest || value > usual.highest
      code = max(code, isOutside ? GradeCode.suspect : GradeCode.pass)
    }
    return code == 0 ? GradeCode.notEvaluated : code
  }
}

/// What the fields of a test say where and when one observation was made.
private struct UsualValues {
  private(set) var mean = Double.nan
  private(set) var deviation = Double.nan
  private(set) var lowest = Double.nan
  private(set) var highest = Double.nan

  private var means: ClimatologyReader?
  private var deviations: ClimatologyReader?
  private var lowestValues: ClimatologyReader?
  private var highestValues: ClimatologyReader?
  private var day = -1
  private var civilDay = Double.nan

  init(of test: ClimatologyFieldTest) {
    func reader(_ field: ClimatologyField?) -> ClimatologyReader? {
      field.map { ClimatologyReader($0, by: test.lookup) }
    }
    means = reader(test.mean)
    deviations = reader(test.deviation)
    lowestValues = reader(test.lowest)
    highestValues = reader(test.highest)
  }

  mutating func find(time: Double, depth: Double, latitude: Double, longitude: Double) {
    let civilDay = (time / 86_400).rounded(.down)
    if civilDay != self.civilDay {
      self.civilDay = civilDay
      day = Self.dayOfYear(civilDay)
    }
    let day = day
    func value(_ reader: inout ClimatologyReader?) -> Double {
      reader?.value(day: day, depth: depth, latitude: latitude, longitude: longitude) ?? .nan
    }
    mean = value(&means)
    deviation = value(&deviations)
    lowest = value(&lowestValues)
    highest = value(&highestValues)
  }

  /// The day of a leap year, from 0; -1 when the time is missing.
  private static func dayOfYear(_ civilDay: Double) -> Int {
    guard let time = CivilTime(secondsSince1970: civilDay * 86_400) else { return -1 }
    // 2000 is a leap year.
    return CivilTime.days(year: 2000, month: time.month, day: time.day)
      - CivilTime.days(year: 2000, month: 1, day: 1)
  }
}
