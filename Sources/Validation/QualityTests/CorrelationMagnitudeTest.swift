internal import KernelTypes
public import ObservationModel

/// Fails cells of a current profile in which too few beams return what was sent.
///
/// A beam is sound when its correlation magnitude is above `soundAbove` counts; a cell passes when
/// at least `beamsNeeded` of four beams are. A cell is not evaluated when beams without a value
/// could decide it.
///
/// - SeeAlso: IMOS Toolbox, `imosCorrMagVelocitySetQC`: 64 counts, two beams.
public struct CorrelationMagnitudeTest: QualityTest, Equatable {
  public static var name: String { "correlation_magnitude" }
  public static var flagStandardName: String { "quality_flag" }
  public static var summary: String {
    "cells of a current profile in which too few beams correlate with what was sent"
  }
  public static var source: String { "IMOS Toolbox, imosCorrMagVelocitySetQC" }
  public static var parameters: [TestParameter] {
    [
      TestParameter(
        "sound",
        .number(0...Double.greatestFiniteMagnitude),
        "a beam is sound above so many counts; 64 unless given"
      ),
      TestParameter("beams", .integer(1...4), "so many beams must be sound; 2 unless given"),
    ]
  }

  /// Counts.
  public let soundAbove: Double
  public let beamsNeeded: Int

  public init(soundAbove: Double = 64, beamsNeeded: Int = 2) {
    self.soundAbove = soundAbove
    self.beamsNeeded = beamsNeeded
  }

  public init(_ arguments: TestArguments) throws(TestConfigurationError) {
    self.init(
      soundAbove: arguments.number("sound") ?? 64,
      beamsNeeded: arguments.integer("beams") ?? 2
    )
  }

  public var reach: Reach { .itself }
  public var otherQuantities: [Quantity] { Quantity.beams(of: "correlation_magnitude") }

  public func evaluate(
    _ batch: borrowing ObservationBatch,
    column: Int,
    range: Range<Int>,
    into flags: inout MutableSpan<UInt8>
  ) {
    batch.mark(column: column, range: range, as: GradeCode.notEvaluated, into: &flags)
    guard let beams = batch.beams(of: "correlation_magnitude", in: range) else { return }
    for i in 0..<flags.count where flags[i] != GradeCode.missing {
      var sound = 0
      var unknown = 0
      for beam in beams {
        sound += beam[i] > soundAbove ? 1 : 0
        unknown += beam[i].isNaN ? 1 : 0
      }
      flags[i] =
        sound >= beamsNeeded
        ? GradeCode.pass
        : sound + unknown >= beamsNeeded ? GradeCode.notEvaluated : GradeCode.fail
    }
  }
}
