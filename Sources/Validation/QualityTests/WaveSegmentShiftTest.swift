internal import KernelTypes
public import ObservationModel

/// Fails records of displacements whose mean shifts.
///
/// A record is cut into `segments` of as many samples each. When the means of two neighbouring
/// segments differ by more than `failAbove`, all values of the record fail, and are suspect above
/// `suspectAbove`. Segments without values are passed over.
///
/// - SeeAlso: CDIP, *QARTOD Quality Control Tests: Waves*, time series, mean shift; IOOS, *Manual
///   for Real-Time Quality Control of In-Situ Surface Wave Data*, short-term segment shift.
public struct WaveSegmentShiftTest: QualityTest, Equatable {
  public static var name: String { "wave_segment_shift" }
  public static var flagStandardName: String { "quality_flag" }
  public static var summary: String { "records of displacements whose mean shifts" }
  public static var source: String { "QARTOD wave manual, short-term segment shift" }
  public static var parameters: [TestParameter] {
    [
      .suspectDifference, .failDifference,
      TestParameter("segments", .integer(2...10_000), isRequired: true, "how many a record has"),
      .record,
    ]
  }

  public let suspectAbove: Double
  public let failAbove: Double
  public let segments: Int

  /// Nil for whole features.
  public let recordSeconds: Double?

  /// - Precondition: `0 <= suspectAbove <= failAbove`, `segments >= 2`.
  public init(
    suspectAbove: Double,
    failAbove: Double,
    segments: Int,
    recordSeconds: Double? = nil
  ) {
    precondition(0 <= suspectAbove && suspectAbove <= failAbove && segments >= 2)
    self.suspectAbove = suspectAbove
    self.failAbove = failAbove
    self.segments = segments
    self.recordSeconds = recordSeconds
  }

  public init(_ arguments: TestArguments) throws(TestConfigurationError) {
    let thresholds = try arguments.thresholds()
    guard let segments = arguments.integer("segments") else {
      throw TestConfigurationError("the key 'segments' is missing")
    }
    self.init(
      suspectAbove: thresholds.suspect,
      failAbove: thresholds.fail,
      segments: segments,
      recordSeconds: arguments.number("record")
    )
  }

  public var reach: Reach { .feature }

  public func evaluate(
    _ batch: borrowing ObservationBatch,
    column: Int,
    range: Range<Int>,
    into flags: inout MutableSpan<UInt8>
  ) {
    batch.mark(column: column, range: range, as: GradeCode.notEvaluated, into: &flags)
    let values = batch.doubles(ofColumn: column, in: range)
    var records: [Range<Int>] = []
    batch.forEachRecord(in: range, seconds: recordSeconds) { records.append($0) }
    for record in records {
      let first = record.lowerBound - range.lowerBound
      var (previous, largest) = (Double.nan, Double.nan)
      for segment in 0..<segments {
        // Rounded down, segments differ by one sample at most.
        let start = first + segment * record.count / segments
        let end = first + (segment + 1) * record.count / segments
        var (sum, count) = (0.0, 0.0)
        for i in start..<end where !values[i].isNaN {
          sum += values[i]
          count += 1
        }
        guard count > 0 else { continue }
        let mean = sum / count
        let shift = (mean - previous).magnitude
        if !shift.isNaN, !(largest >= shift) { largest = shift }
        previous = mean
      }
      let code = gradeAbove(largest, suspectAbove: suspectAbove, failAbove: failAbove)
      for i in first..<(first + record.count) where flags[i] != GradeCode.missing {
        flags[i] = code
      }
    }
  }
}
