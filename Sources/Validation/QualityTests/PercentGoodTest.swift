internal import KernelTypes
public import ObservationModel

/// Fails cells of a current profile that too few pings of the ensemble went into.
///
/// In earth coordinates the first percentage of an ensemble is that of solutions from three beams
/// and the fourth that of solutions from four. A cell passes when `p[1] + p[4] > passAbove`.
///
/// - SeeAlso: IMOS Toolbox, `imosPercentGoodVelocitySetQC`: 50 %.
public struct PercentGoodTest: QualityTest, Equatable {
  public static var name: String { "percent_good" }
  public static var flagStandardName: String { "quality_flag" }
  public static var summary: String {
    "cells of a current profile with too few good pings"
  }
  public static var source: String { "IMOS Toolbox, imosPercentGoodVelocitySetQC" }
  public static var parameters: [TestParameter] {
    [
      TestParameter(
        "pass",
        .number(0...100),
        "a cell passes above so many percent of solutions from three or four beams; 50 unless"
          + " given"
      )
    ]
  }

  /// Percent.
  public let passAbove: Double

  public init(passAbove: Double = 50) { self.passAbove = passAbove }

  public init(_ arguments: TestArguments) throws(TestConfigurationError) {
    self.init(passAbove: arguments.number("pass") ?? 50)
  }

  public var reach: Reach { .itself }
  public var otherQuantities: [Quantity] {
    Quantity.all(named: ["percent_good_1", "percent_good_4"])
  }

  public func evaluate(
    _ batch: borrowing ObservationBatch,
    column: Int,
    range: Range<Int>,
    into flags: inout MutableSpan<UInt8>
  ) {
    batch.mark(column: column, range: range, as: GradeCode.notEvaluated, into: &flags)
    guard let threeBeams = batch.doubles(of: "percent_good_1", in: range),
      let fourBeams = batch.doubles(of: "percent_good_4", in: range)
    else { return }
    for i in 0..<flags.count where flags[i] != GradeCode.missing {
      let good = threeBeams[i] + fourBeams[i]
      flags[i] =
        good.isNaN
        ? GradeCode.notEvaluated : good > passAbove ? GradeCode.pass : GradeCode.fail
    }
  }
}
