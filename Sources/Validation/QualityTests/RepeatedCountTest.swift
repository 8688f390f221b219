internal import KernelTypes
public import ObservationModel

/// Flags values that repeat the values before them: a flat line by count.
///
/// A value fails when it differs by at most `tolerance` from each of the `failCount` values before
/// it, and is suspect when it does so from each of the `suspectCount` before it. A run that a
/// missing value or the start of the feature cuts short of `suspectCount` is not evaluated, a run
/// that a different value ends passes. Swaths and grids are not evaluated.
///
/// `FlatLineTest` judges by elapsed time instead.
///
/// - SeeAlso: IOOS, *Manual for Real-Time Quality Control of Wind Data*, test 8, by its codable
///   instructions (`REP_CNT_SUSPECT` 3, `REP_CNT_FAIL` 5, `EPS` of the operator); the words beside
///   them count the present value in.
public struct RepeatedCountTest: QualityTest, Equatable {
  public static var name: String { "repeated_count" }
  public static var flagStandardName: String { "flat_line_test_quality_flag" }
  public static var summary: String { "values that repeat the values before them" }
  public static var source: String { "QARTOD wind manual, test 8" }
  public static var parameters: [TestParameter] {
    [
      TestParameter(
        "tolerance",
        .difference,
        isRequired: true,
        "what equal values may differ by; 0 for exact repeats"
      ),
      TestParameter(
        "suspect_count",
        .integer(1...1000),
        "a value equal to so many before it is suspect; 3 unless given"
      ),
      TestParameter(
        "fail_count",
        .integer(1...1000),
        "a value equal to so many before it fails; 5 unless given"
      ),
    ]
  }

  /// In the unit of the column.
  public let tolerance: Double
  public let suspectCount, failCount: Int

  /// - Precondition: `tolerance >= 0` and `1 <= suspectCount <= failCount`.
  public init(tolerance: Double, suspectCount: Int = 3, failCount: Int = 5) {
    precondition(tolerance >= 0 && 1 <= suspectCount && suspectCount <= failCount)
    self.tolerance = tolerance
    self.suspectCount = suspectCount
    self.failCount = failCount
  }

  public init(_ arguments: TestArguments) throws(TestConfigurationError) {
    let failCount = arguments.integer("fail_count") ?? 5
    let suspectCount = arguments.integer("suspect_count") ?? min(3, failCount)
    guard suspectCount <= failCount else {
      throw TestConfigurationError("expected at most \(failCount)", parameter: "suspect_count")
    }
    self.init(
      tolerance: try arguments.required("tolerance"),
      suspectCount: suspectCount,
      failCount: failCount
    )
  }

  public var reach: Reach { .observations(before: failCount, after: 0) }

  public func evaluate(
    _ batch: borrowing ObservationBatch,
    column: Int,
    range: Range<Int>,
    into flags: inout MutableSpan<UInt8>
  ) {
    batch.mark(column: column, range: range, as: GradeCode.notEvaluated, into: &flags)
    let values = batch.columns[column].values
    batch.forEachSeries(in: range) { series, part in
      let start = max(series.lowerBound, part.lowerBound - failCount)
      let x = values.doubles(in: start..<part.upperBound)
      for i in part where !x[i - start].isNaN {
        let value = x[i - start]
        var (run, before) = (0, i - start - 1)
        while run < failCount, before >= 0, (value - x[before]).magnitude <= tolerance {
          run += 1
          before -= 1
        }
        let isCutShort = run < failCount && (before < 0 || x[before].isNaN)
        flags[i - range.lowerBound] =
          run >= failCount
          ? GradeCode.fail
          : run >= suspectCount
            ? GradeCode.suspect : isCutShort ? GradeCode.notEvaluated : GradeCode.pass
      }
    }
  }
}
