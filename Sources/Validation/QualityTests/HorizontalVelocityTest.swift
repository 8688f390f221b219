internal import KernelTypes
public import ObservationModel

/// Fails currents that are faster than possible.
///
/// With `s = sqrt(u * u + v * v)`, a current is suspect or fails when `s` is above the thresholds;
/// it is not evaluated when one of the components is missing.
///
/// - SeeAlso: IMOS Toolbox, `imosHorizontalVelocitySetQC`: 2 m s-1.
public struct HorizontalVelocityTest: QualityTest, Equatable {
  public static var name: String { "horizontal_velocity" }
  public static var flagStandardName: String { "quality_flag" }
  public static var summary: String { "currents that are faster than possible" }
  public static var source: String { "IMOS Toolbox, imosHorizontalVelocitySetQC" }
  public static var parameters: [TestParameter] {
    [
      TestParameter("suspect", .measure(unit: "m s-1"), "above this a value is suspect"),
      TestParameter(
        "fail",
        .measure(unit: "m s-1"),
        "above this a value fails; 2 m s-1 when neither is given"
      ),
    ]
  }

  public let suspectAboveMetersPerSecond: Double
  public let failAboveMetersPerSecond: Double

  /// - Precondition: `0 <= suspect <= fail`.
  public init(suspectAboveMetersPerSecond suspect: Double, failAboveMetersPerSecond fail: Double) {
    precondition(0 <= suspect && suspect <= fail)
    suspectAboveMetersPerSecond = suspect
    failAboveMetersPerSecond = fail
  }

  public init(_ arguments: TestArguments) throws(TestConfigurationError) {
    let thresholds = try arguments.thresholds(failUnlessGiven: 2)
    self.init(
      suspectAboveMetersPerSecond: thresholds.suspect,
      failAboveMetersPerSecond: thresholds.fail
    )
  }

  public var reach: Reach { .itself }
  public var otherQuantities: [Quantity] {
    Quantity.all(named: ["eastward_current", "northward_current"])
  }

  public func evaluate(
    _ batch: borrowing ObservationBatch,
    column: Int,
    range: Range<Int>,
    into flags: inout MutableSpan<UInt8>
  ) {
    batch.mark(column: column, range: range, as: GradeCode.notEvaluated, into: &flags)
    guard let east = batch.doubles(of: "eastward_current", in: range),
      let north = batch.doubles(of: "northward_current", in: range)
    else { return }
    for i in 0..<flags.count where flags[i] != GradeCode.missing {
      flags[i] = gradeAbove(
        (east[i] * east[i] + north[i] * north[i]).squareRoot(),
        suspectAbove: suspectAboveMetersPerSecond,
        failAbove: failAboveMetersPerSecond
      )
    }
  }
}
