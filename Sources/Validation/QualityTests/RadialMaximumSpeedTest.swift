internal import KernelTypes
public import ObservationModel

/// Flags currents of a high frequency radar that are faster than the region has them.
///
/// A current is suspect when its magnitude is above `suspectAbove` and fails above `failAbove`.
///
/// - SeeAlso: IOOS, *Manual for Real-Time Quality Control of High Frequency Radar Surface Current
///   Data*, test 7 (202), max threshold. The thresholds belong to the region.
public struct RadialMaximumSpeedTest: QualityTest, Equatable {
  public static var name: String { "radial_maximum_speed" }
  public static var flagStandardName: String { "gross_range_test_quality_flag" }
  public static var summary: String { "radar currents faster than the region has them" }
  public static var source: String { "QARTOD high frequency radar manual, max threshold" }
  public static var parameters: [TestParameter] { [.suspectDifference, .failDifference] }

  public let suspectAbove: Double
  public let failAbove: Double

  /// - Precondition: `0 <= suspectAbove <= failAbove`.
  public init(suspectAbove: Double, failAbove: Double) {
    precondition(0 <= suspectAbove && suspectAbove <= failAbove)
    self.suspectAbove = suspectAbove
    self.failAbove = failAbove
  }

  public init(_ arguments: TestArguments) throws(TestConfigurationError) {
    let thresholds = try arguments.thresholds()
    self.init(suspectAbove: thresholds.suspect, failAbove: thresholds.fail)
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
    for i in 0..<flags.count where flags[i] != GradeCode.missing {
      flags[i] = gradeAbove(
        values[i].magnitude,
        suspectAbove: suspectAbove,
        failAbove: failAbove
      )
    }
  }
}
