internal import KernelTypes
public import ObservationModel

/// Fails records of displacements of which too little is good.
///
/// Good are samples that are there and that neither the provider nor an earlier test found suspect
/// or failed. When they are less than `percent` of the record, all its values fail.
///
/// - SeeAlso: CDIP, *QARTOD Quality Control Tests: Waves*, time series, percent points good: 90 %
///   or more is recommended.
public struct WavePercentGoodTest: QualityTest, Equatable {
  public static var name: String { "wave_percent_good" }
  public static var flagStandardName: String { "quality_flag" }
  public static var summary: String { "records of displacements of which too little is good" }
  public static var source: String {
    "CDIP, QARTOD Quality Control Tests: Waves, percent points good"
  }
  public static var parameters: [TestParameter] {
    [
      TestParameter("percent", .number(0...100), "so much must be good; 90 unless given"),
      .record, .sampleInterval,
    ]
  }

  public let percent: Double

  /// Nil for whole features.
  public let recordSeconds: Double?

  /// Nil when a record is what the series has of it.
  public let intervalSeconds: Double?

  public init(
    percent: Double = 90,
    recordSeconds: Double? = nil,
    intervalSeconds: Double? = nil
  ) {
    self.percent = percent
    self.recordSeconds = recordSeconds
    self.intervalSeconds = intervalSeconds
  }

  public init(_ arguments: TestArguments) throws(TestConfigurationError) {
    self.init(
      percent: arguments.number("percent") ?? 90,
      recordSeconds: arguments.number("record"),
      intervalSeconds: arguments.number("interval")
    )
  }

  public var reach: Reach { .feature }
  public var heedsEarlierTests: Bool { true }

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
      var good = 0.0
      for i in record {
        switch batch.columns[column].verdict(at: i) {
        case .good, .probablyGood, .notEvaluated: good += 1
        case .suspect, .bad, .missing: break
        }
      }
      let code =
        good * 100 < percent * samples(of: record, in: batch) ? GradeCode.fail : GradeCode.pass
      for i in record where flags[i - range.lowerBound] != GradeCode.missing {
        flags[i - range.lowerBound] = code
      }
    }
  }

  /// How many samples a record should have.
  private func samples(of record: Range<Int>, in batch: borrowing ObservationBatch) -> Double {
    guard let intervalSeconds, intervalSeconds > 0 else { return Double(record.count) }
    let duration = batch.times[record.upperBound - 1] - batch.times[record.lowerBound]
    let expected = (duration / intervalSeconds).rounded() + 1
    return expected > Double(record.count) ? expected : Double(record.count)
  }
}
