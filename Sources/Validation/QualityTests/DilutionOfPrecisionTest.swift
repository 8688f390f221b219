internal import KernelTypes
public import ObservationModel

/// Flags currents of high frequency radars whose beams cross too flatly.
///
/// The geometric dilution of precision tells how the errors of the radial velocities add up where
/// the beams of two radars cross. A current is suspect or fails when it is above the thresholds.
///
/// - SeeAlso: IOOS, *Manual for Real-Time Quality Control of High Frequency Radar Surface Current
///   Data*, GDOP threshold. The thresholds belong to the network.
public struct DilutionOfPrecisionTest: QualityTest, Equatable {
  public static var name: String { "dilution_of_precision" }
  public static var flagStandardName: String { "quality_flag" }
  public static var summary: String { "radar currents whose beams cross too flatly" }
  public static var source: String { "QARTOD high frequency radar manual, GDOP threshold" }
  public static var parameters: [TestParameter] {
    [
      TestParameter(
        "suspect",
        .number(0...Double.greatestFiniteMagnitude),
        "above this dilution suspect"
      ),
      TestParameter(
        "fail",
        .number(0...Double.greatestFiniteMagnitude),
        "above this dilution failed"
      ),
    ]
  }

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
  public var otherQuantities: [Quantity] {
    Quantity.all(named: ["geometric_dilution_of_precision"])
  }

  public func evaluate(
    _ batch: borrowing ObservationBatch,
    column: Int,
    range: Range<Int>,
    into flags: inout MutableSpan<UInt8>
  ) {
    batch.mark(column: column, range: range, as: GradeCode.notEvaluated, into: &flags)
    guard let dilutions = batch.doubles(of: "geometric_dilution_of_precision", in: range) else {
      return
    }
    for i in 0..<flags.count where flags[i] != GradeCode.missing {
      flags[i] = gradeAbove(dilutions[i], suspectAbove: suspectAbove, failAbove: failAbove)
    }
  }
}
