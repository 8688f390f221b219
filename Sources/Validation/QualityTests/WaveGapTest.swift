internal import KernelTypes
public import ObservationModel

/// Flags records of displacements with long gaps.
///
/// With `n` the largest number of samples in a row that are missing, all values of the record are
/// suspect when `n > suspectAbove` and fail when `n > failAbove`.
///
/// - SeeAlso: CDIP, *QARTOD Quality Control Tests: Waves*, time series, data gaps; IOOS, *Manual
///   for Real-Time Quality Control of In-Situ Surface Wave Data*, short-term time series gap.
public struct WaveGapTest: QualityTest, Equatable {
  public static var name: String { "wave_gap" }
  public static var flagStandardName: String { "gap_test_quality_flag" }
  public static var summary: String { "records of displacements with long gaps" }
  public static var source: String { "QARTOD wave manual, short-term time series gap" }
  public static var parameters: [TestParameter] {
    [
      TestParameter("suspect", .integer(0...Int.max), "above so many samples in a row suspect"),
      TestParameter("fail", .integer(0...Int.max), "above so many samples in a row failed"),
      .record, .sampleInterval,
    ]
  }

  public let suspectAbove: Int
  public let failAbove: Int

  /// Nil for whole features.
  public let recordSeconds: Double?

  /// Nil when only samples that are there and missing count.
  public let intervalSeconds: Double?

  public init(
    suspectAbove: Int = .max,
    failAbove: Int = .max,
    recordSeconds: Double? = nil,
    intervalSeconds: Double? = nil
  ) {
    self.suspectAbove = suspectAbove
    self.failAbove = failAbove
    self.recordSeconds = recordSeconds
    self.intervalSeconds = intervalSeconds
  }

  public init(_ arguments: TestArguments) throws(TestConfigurationError) {
    self.init(
      suspectAbove: arguments.integer("suspect") ?? .max,
      failAbove: arguments.integer("fail") ?? .max,
      recordSeconds: arguments.number("record"),
      intervalSeconds: arguments.number("interval")
    )
    guard arguments["suspect"] != nil || arguments["fail"] != nil else {
      throw TestConfigurationError("expected 'suspect', 'fail' or both")
    }
    guard suspectAbove <= failAbove || arguments["suspect"] == nil else {
      throw TestConfigurationError("expected at most the number of 'fail'", parameter: "suspect")
    }
  }

  public var reach: Reach { .feature }

  public func evaluate(
    _ batch: borrowing ObservationBatch,
    column: Int,
    range: Range<Int>,
    into flags: inout MutableSpan<UInt8>
  ) {
    batch.mark(column: column, range: range, as: GradeCode.notEvaluated, into: &flags)
    var records: [Range<Int>] = []
    batch.forEachRecord(in: range, seconds: recordSeconds) { records.append($0) }
    for record in records {
      var longest = 0.0
      var run = 0.0
      var previous = Double.nan
      for i in record {
        let time = batch.times[i]
        if let intervalSeconds, intervalSeconds > 0 {
          let absent = ((time - previous) / intervalSeconds).rounded() - 1
          if absent > 0 { run += absent }
        }
        if !time.isNaN { previous = time }
        if flags[i - range.lowerBound] == GradeCode.missing { run += 1 }
        longest = max(longest, run)
        if flags[i - range.lowerBound] != GradeCode.missing { run = 0 }
      }
      let code =
        longest > Double(failAbove)
        ? GradeCode.fail : longest > Double(suspectAbove) ? GradeCode.suspect : GradeCode.pass
      for i in record where flags[i - range.lowerBound] != GradeCode.missing {
        flags[i - range.lowerBound] = code
      }
    }
  }
}
