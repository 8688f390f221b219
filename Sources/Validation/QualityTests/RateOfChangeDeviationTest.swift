internal import KernelTypes
public import ObservationModel

/// Marks values that differ from the one before by many standard deviations of what went before.
///
/// An observation is suspect when `|v[n] - v[n-1]| > offset + deviations s`, with `s` the standard
/// deviation (of the population) over the period before it: QARTOD's own rate of change test. The
/// manual for temperature and salinity takes 3 standard deviations of the values over 25 hours,
/// which accommodates day and tide; that for wind takes those of the steps between the values, over
/// 8 hours; the manual for pH knows an offset. There is no fail. The first value of a feature,
/// values beside a missing one, values whose time does not move on, and values before the period
/// holds three are not evaluated; nor are profiles, swaths and grids.
///
/// - SeeAlso: IOOS, *Manual for Real-Time Quality Control of In-situ Temperature and Salinity
///   Data*, test 7; *Manual for Real-Time Quality Control of Wind Data*, test 7. `RateOfChangeTest`
///   has a threshold per time instead.
/// - Complexity: One pass, memory of one period.
public struct RateOfChangeDeviationTest: QualityTest, Equatable {
  public static var name: String { "rate_of_change_deviation" }
  public static var flagStandardName: String { "rate_of_change_test_quality_flag" }
  public static var summary: String {
    "values that differ from the one before by many standard deviations"
  }
  public static var source: String {
    "QARTOD temperature and salinity manual, test 7; wind manual, test 7"
  }
  public static var parameters: [TestParameter] {
    [
      ChangeLimit.parameters(unlessGiven: 3),
      ChangeLimit.periodParameter,
      ChangeLimit.basisParameter,
      TestParameter("offset", .difference, "what is added to the limit; 0 unless given"),
    ]
  }

  let limit: ChangeLimit

  /// - Parameters:
  ///   - offset: In the unit of the column.
  ///   - isOfSteps: Whether the standard deviation is of the steps between the values.
  /// - Precondition: None of the numbers is negative.
  public init(
    deviations: Double = 3,
    periodSeconds: Double,
    offset: Double = 0,
    isOfSteps: Bool = false
  ) {
    precondition(deviations >= 0 && periodSeconds >= 0 && offset >= 0)
    limit = ChangeLimit(
      deviations: deviations,
      periodSeconds: periodSeconds,
      offset: offset,
      basis: isOfSteps ? .steps : .values
    )
  }

  public init(_ arguments: TestArguments) throws(TestConfigurationError) {
    limit = try ChangeLimit(arguments, unlessGiven: 3)
  }

  public var reach: Reach { .feature }

  public func evaluate(
    _ batch: borrowing ObservationBatch,
    column: Int,
    range: Range<Int>,
    into flags: inout MutableSpan<UInt8>
  ) {
    batch.mark(column: column, range: range, as: GradeCode.notEvaluated, into: &flags)
    guard !batch.featureType.isProfileLike else { return }
    let values = batch.columns[column].values
    let times = batch.times
    batch.forEachSeries(in: range) { series, _ in
      let findings = limit.findings(
        values: values.doubles(in: series),
        times: series.map { times[$0] }
      )
      for (k, finding) in findings.enumerated() where finding != .unknown {
        flags[series.lowerBound + k - range.lowerBound] =
          finding == .above ? GradeCode.suspect : GradeCode.pass
      }
    }
  }
}
