internal import KernelTypes
public import ObservationModel

/// Fails currents whose beams contradict one another.
///
/// The error velocity is the difference of two estimates of the vertical velocity, from two pairs
/// of opposite beams. A current is suspect or fails when its magnitude is above the thresholds; a
/// solution from three beams has none and is not evaluated.
///
/// - SeeAlso: IMOS Toolbox, `imosErrorVelocitySetQC`: 0.15 m s-1.
public struct ErrorVelocityTest: QualityTest, Equatable {
  public static var name: String { "error_velocity" }
  public static var flagStandardName: String { "quality_flag" }
  public static var summary: String { "currents whose beams contradict one another" }
  public static var source: String { "IMOS Toolbox, imosErrorVelocitySetQC" }
  public static var parameters: [TestParameter] {
    [
      TestParameter("suspect", .measure(unit: "m s-1"), "above this a value is suspect"),
      TestParameter(
        "fail",
        .measure(unit: "m s-1"),
        "above this a value fails; 0.15 m s-1 when neither is given"
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
    let thresholds = try arguments.thresholds(failUnlessGiven: 0.15)
    self.init(
      suspectAboveMetersPerSecond: thresholds.suspect,
      failAboveMetersPerSecond: thresholds.fail
    )
  }

  public var reach: Reach { .itself }
  public var otherQuantities: [Quantity] { Quantity.all(named: ["error_velocity"]) }

  public func evaluate(
    _ batch: borrowing ObservationBatch,
    column: Int,
    range: Range<Int>,
    into flags: inout MutableSpan<UInt8>
  ) {
    batch.mark(column: column, range: range, as: GradeCode.notEvaluated, into: &flags)
    guard let velocities = batch.doubles(of: "error_velocity", in: range) else { return }
    for i in 0..<flags.count where flags[i] != GradeCode.missing {
      flags[i] = gradeAbove(
        velocities[i].magnitude,
        suspectAbove: suspectAboveMetersPerSecond,
        failAbove: failAboveMetersPerSecond
      )
    }
  }
}
