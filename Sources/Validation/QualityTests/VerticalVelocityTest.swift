internal import KernelTypes
public import ObservationModel

/// Fails currents that run up or down faster than water does.
///
/// The vertical velocity beside a current shows that its beams met something else than water, such
/// as a fish or the surface. The current is suspect or fails when the magnitude of the velocity is
/// above the thresholds, and is not evaluated without one.
///
/// - SeeAlso: IMOS Toolbox, `imosVerticalVelocityQC`: 0.2 m s-1.
public struct VerticalVelocityTest: QualityTest, Equatable {
  public static var name: String { "vertical_velocity" }
  public static var flagStandardName: String { "quality_flag" }
  public static var summary: String { "currents that run up or down faster than water does" }
  public static var source: String { "IMOS Toolbox, imosVerticalVelocityQC" }
  public static var parameters: [TestParameter] {
    [
      TestParameter("suspect", .measure(unit: "m s-1"), "above this a value is suspect"),
      TestParameter(
        "fail",
        .measure(unit: "m s-1"),
        "above this a value fails; 0.2 m s-1 when neither is given"
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
    let thresholds = try arguments.thresholds(failUnlessGiven: 0.2)
    self.init(
      suspectAboveMetersPerSecond: thresholds.suspect,
      failAboveMetersPerSecond: thresholds.fail
    )
  }

  public var reach: Reach { .itself }
  public var otherQuantities: [Quantity] { Quantity.all(named: ["upward_current"]) }

  public func evaluate(
    _ batch: borrowing ObservationBatch,
    column: Int,
    range: Range<Int>,
    into flags: inout MutableSpan<UInt8>
  ) {
    batch.mark(column: column, range: range, as: GradeCode.notEvaluated, into: &flags)
    guard let velocities = batch.doubles(of: "upward_current", in: range) else { return }
    for i in 0..<flags.count where flags[i] != GradeCode.missing {
      flags[i] = gradeAbove(
        velocities[i].magnitude,
        suspectAbove: suspectAboveMetersPerSecond,
        failAbove: failAboveMetersPerSecond
      )
    }
  }
}
