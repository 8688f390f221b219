internal import KernelTypes
public import ObservationModel

/// Fails cells of a current profile that one beam hears much louder than the others, as it does a
/// fish.
///
/// With the echo intensities of the four beams in ascending order, a cell fails when
/// `e[4] - e[2] > failAbove`: the weakest beam is left out of the comparison. Cells without an
/// echo of every beam are not evaluated.
///
/// - SeeAlso: IMOS Toolbox, `imosEchoRangeSetQC`, whose threshold is 40 counts.
public struct EchoRangeTest: QualityTest, Equatable {
  public static var name: String { "echo_range" }
  public static var flagStandardName: String { "quality_flag" }
  public static var summary: String {
    "cells of a current profile whose beams hear echoes of unlike strength"
  }
  public static var source: String { "IMOS Toolbox, imosEchoRangeSetQC" }
  public static var parameters: [TestParameter] {
    [
      TestParameter(
        "fail",
        .number(0...Double.greatestFiniteMagnitude),
        "the largest difference of the loudest beam from the second weakest, in counts; 40 unless"
          + " given"
      )
    ]
  }

  /// Counts.
  public let failAbove: Double

  public init(failAbove: Double = 40) { self.failAbove = failAbove }

  public init(_ arguments: TestArguments) throws(TestConfigurationError) {
    self.init(failAbove: arguments.number("fail") ?? 40)
  }

  public var reach: Reach { .itself }
  public var otherQuantities: [Quantity] { Quantity.beams(of: "echo_intensity") }

  public func evaluate(
    _ batch: borrowing ObservationBatch,
    column: Int,
    range: Range<Int>,
    into flags: inout MutableSpan<UInt8>
  ) {
    batch.mark(column: column, range: range, as: GradeCode.notEvaluated, into: &flags)
    guard let echoes = batch.beams(of: "echo_intensity", in: range) else { return }
    let (a, b, c, d) = (echoes[0], echoes[1], echoes[2], echoes[3])
    for i in 0..<flags.count where flags[i] != GradeCode.missing {
      // Of two pairs in order, the second of four is the lesser of the greater of the lower ends
      // and the lesser of the upper ends.
      let (lowAB, highAB) = (min(a[i], b[i]), max(a[i], b[i]))
      let (lowCD, highCD) = (min(c[i], d[i]), max(c[i], d[i]))
      let loudest = max(highAB, highCD)
      let secondWeakest = min(max(lowAB, lowCD), min(highAB, highCD))
      let isKnown = !(a[i] + b[i] + c[i] + d[i]).isNaN
      flags[i] =
        isKnown
        ? (loudest - secondWeakest > failAbove ? GradeCode.fail : GradeCode.pass)
        : GradeCode.notEvaluated
    }
  }
}
