internal import KernelTypes
public import ObservationModel

/// Marks long runs of reports whose air is saturated.
///
/// Where dew point and air temperature are equal in `leastCount` successive reports or more, and
/// the last of them comes `leastSeconds` after the first or later, all of the run are suspect: the
/// wick of the wet bulb may be soaked or frozen. Reports follow one another in time; one that lacks
/// either temperature ends a run and is not evaluated. Only columns of the two temperatures and of
/// the wet bulb are judged.
///
/// - SeeAlso: Willett and others (2020), *Development of the HadISDH.marine humidity climate
///   monitoring dataset*, Earth System Science Data 12, 2853-2880; marine_qc 0.4.2,
///   `find_saturated_runs`: 4 reports and 48 hours.
public struct SaturatedRunTest: QualityTest, Equatable {
  public static var name: String { "saturated_run" }
  public static var flagStandardName: String { "quality_flag" }
  public static var summary: String { "long runs of reports whose air is saturated" }
  public static var source: String { "Willett and others (2020); marine_qc, find_saturated_runs" }
  public static var parameters: [TestParameter] {
    [
      TestParameter(
        "least_count",
        .integer(1...1_000_000),
        "the reports of the shortest run; 4 unless given"
      ),
      TestParameter(
        "least_time",
        .measure(unit: "s"),
        "the time from first to last of the shortest run; 48 hours unless given"
      ),
    ]
  }

  public let leastCount: Int
  public let leastSeconds: Double

  /// - Precondition: `leastCount >= 1` and `leastSeconds >= 0`.
  public init(leastCount: Int = 4, leastSeconds: Double = 48 * 3600) {
    precondition(leastCount >= 1 && leastSeconds >= 0)
    self.leastCount = leastCount
    self.leastSeconds = leastSeconds
  }

  public init(_ arguments: TestArguments) throws(TestConfigurationError) {
    self.init(
      leastCount: arguments.integer("least_count") ?? 4,
      leastSeconds: arguments.number("least_time") ?? 48 * 3600
    )
  }

  public var reach: Reach { .feature }
  public var otherQuantities: [Quantity] { HumidityColumns.quantities }

  public func evaluate(
    _ batch: borrowing ObservationBatch,
    column: Int,
    range: Range<Int>,
    into flags: inout MutableSpan<UInt8>
  ) {
    batch.mark(column: column, range: range, as: GradeCode.notEvaluated, into: &flags)
    let columns = HumidityColumns(batch)
    guard columns.include(column), !batch.featureType.isProfileLike,
      let air = columns.air, let dewPoint = columns.dewPoint
    else { return }
    let airValues = batch.columns[air].values
    let dewPointValues = batch.columns[dewPoint].values
    let times = batch.times
    batch.forEachSeries(in: range) { series, _ in
      let places = batch.inTimeOrder(series)
      var start = 0
      for k in places.indices {
        let i = places[k]
        let difference = airValues[i] - dewPointValues[i]
        if !difference.isNaN, flags[i - range.lowerBound] != GradeCode.missing {
          flags[i - range.lowerBound] = GradeCode.pass
        }
        guard difference == 0 else {
          start = k + 1
          continue
        }
        // The run grows report by report; it is marked when it ends.
        let next = k + 1 < places.count ? places[k + 1] : nil
        let goesOn = next.map { airValues[$0] - dewPointValues[$0] == 0 } ?? false
        guard !goesOn, k + 1 - start >= leastCount,
          times[i] - times[places[start]] >= leastSeconds
        else { continue }
        for place in places[start...k]
        where flags[place - range.lowerBound] != GradeCode.missing {
          flags[place - range.lowerBound] = GradeCode.suspect
        }
      }
    }
  }
}
