internal import KernelTypes
public import ObservationModel

/// Judges levels whose pressure is above the sea surface by more than a sensor's error.
///
/// Below `fail` a level fails; from there up to `suspect`, both included, it is suspect. The verdict
/// is that of the level: it holds for all that was measured there. The pressure is the vertical
/// coordinate of the batch; where that is something else the test judges nothing.
///
/// - SeeAlso: Argo quality control manual, test 6 (pressure): -5 and -2.4 dbar. The real-time chain
///   of Coriolis counts -2.4 dbar itself as suspect; argortqcpy does not.
public struct PressureRangeTest: QualityTest, Equatable {
  public static var name: String { "pressure_range" }
  public static var flagStandardName: String { "gross_range_test_quality_flag" }
  public static var summary: String { "levels whose pressure is above the sea surface" }
  public static var source: String { "Argo quality control manual, test 6" }
  public static var argoTestNumber: Int? { 6 }
  public static var subject: TestSubject { .observation }
  public static var parameters: [TestParameter] {
    let pressures = -1000.0...12_000.0
    return [
      TestParameter(
        "fail",
        .measure(unit: "dbar", range: pressures),
        "below this a level fails; -5 dbar unless given"
      ),
      TestParameter(
        "suspect",
        .measure(unit: "dbar", range: pressures),
        "from there up to this a level is suspect; -2.4 dbar unless given"
      ),
    ]
  }

  public let failBelowDecibar: Double
  public let suspectUpToDecibar: Double

  /// - Precondition: `failBelowDecibar <= suspectUpToDecibar`.
  public init(failBelowDecibar: Double = -5, suspectUpToDecibar: Double = -2.4) {
    precondition(failBelowDecibar <= suspectUpToDecibar)
    self.failBelowDecibar = failBelowDecibar
    self.suspectUpToDecibar = suspectUpToDecibar
  }

  public init(_ arguments: TestArguments) throws(TestConfigurationError) {
    let fail = arguments.number("fail") ?? -5
    let suspect = arguments.number("suspect") ?? -2.4
    guard fail <= suspect else {
      throw TestConfigurationError("expected at least the pressure of 'fail'", parameter: "suspect")
    }
    self.init(failBelowDecibar: fail, suspectUpToDecibar: suspect)
  }

  public var reach: Reach { .itself }

  public func evaluate(
    _ batch: borrowing ObservationBatch,
    column: Int,
    range: Range<Int>,
    into flags: inout MutableSpan<UInt8>
  ) {
    batch.markLevels(range, as: GradeCode.notEvaluated, into: &flags)
    guard batch.verticalKind == .pressure else { return }
    let pressures = batch.vertical
    for i in range where !pressures[i].isNaN {
      let p = pressures[i]
      flags[i - range.lowerBound] =
        p < failBelowDecibar
        ? GradeCode.fail : p <= suspectUpToDecibar ? GradeCode.suspect : GradeCode.pass
    }
  }
}
