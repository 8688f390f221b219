internal import KernelTypes
internal import Kernels
public import ObservationModel

/// Flags what an instrument measured while it leant over.
///
/// With pitch `p` and roll `r`, the tilt `t` follows from `sin²t = sin²p + sin²r`. Tilts below
/// `suspect` pass, those below `fail` are suspect and all others fail: thresholds are the tilts
/// from which an instrument does not keep its specification.
///
/// The thresholds belong to the instrument. The toolbox lists for Nortek profilers 20° and 30°; its
/// versions differ for those of Teledyne RDI, whose older sensors end at about 22° (Sentinel,
/// Monitor) or 50° (Long Ranger, Quartermaster) and whose compass is specified to 15°.
///
/// - SeeAlso: IMOS Toolbox, `imosTiltVelocitySetQC`; Nortek, *Principles of Operation*, section
///   1.1.6.3.
public struct TiltTest: QualityTest, Equatable {
  public static var name: String { "tilt" }
  public static var flagStandardName: String { "quality_flag" }
  public static var summary: String { "measurements of an instrument that leant over" }
  public static var source: String { "IMOS Toolbox, imosTiltVelocitySetQC" }
  public static var parameters: [TestParameter] {
    [
      TestParameter(
        "suspect",
        .measure(unit: "degree", range: 0...90),
        "from this tilt on suspect"
      ),
      TestParameter("fail", .measure(unit: "degree", range: 0...90), "from this tilt on failed"),
    ]
  }

  public let suspectFromDegrees: Double
  public let failFromDegrees: Double

  /// - Parameter fail: Infinite when no tilt fails.
  /// - Precondition: `0 <= suspect <= fail`.
  public init(suspectFromDegrees suspect: Double, failFromDegrees fail: Double) {
    precondition(0 <= suspect && suspect <= fail)
    suspectFromDegrees = suspect
    failFromDegrees = fail
  }

  public init(_ arguments: TestArguments) throws(TestConfigurationError) {
    let thresholds = try arguments.thresholds()
    self.init(suspectFromDegrees: thresholds.suspect, failFromDegrees: thresholds.fail)
  }

  public var reach: Reach { .itself }
  public var otherQuantities: [Quantity] {
    Quantity.all(named: ["platform_pitch", "platform_roll"])
  }

  public func evaluate(
    _ batch: borrowing ObservationBatch,
    column: Int,
    range: Range<Int>,
    into flags: inout MutableSpan<UInt8>
  ) {
    batch.mark(column: column, range: range, as: GradeCode.notEvaluated, into: &flags)
    guard let pitch = batch.doubles(of: "platform_pitch", in: range),
      let roll = batch.doubles(of: "platform_roll", in: range)
    else { return }
    // Squares of sines rise with the angle up to 90°, so angles need not be taken back from them.
    let suspect = Self.squaredSine(suspectFromDegrees)
    let fail = Self.squaredSine(failFromDegrees)
    for i in 0..<flags.count where flags[i] != GradeCode.missing {
      let tilt = Self.squaredSine(pitch[i]) + Self.squaredSine(roll[i])
      flags[i] =
        tilt.isNaN
        ? GradeCode.notEvaluated
        : tilt >= fail ? GradeCode.fail : tilt >= suspect ? GradeCode.suspect : GradeCode.pass
    }
  }

  /// Infinite for an infinite angle: a threshold that nothing reaches.
  private static func squaredSine(_ degrees: Double) -> Double {
    if degrees == .infinity { return .infinity }
    let sine = sineCosine(degrees: degrees).sine
    return sine * sine
  }
}
