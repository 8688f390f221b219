internal import KernelTypes
public import ObservationModel

/// Fails temperatures of the sea below its freezing point.
///
/// A temperature fails when it is below `freezingPoint - times uncertainty`. The freezing point is
/// that of all the water: allowing for the uncertainty keeps the coldest true values, without which
/// means near the ice would be too warm.
///
/// - SeeAlso: marine_qc 0.4.2, `do_sst_freeze_check`: -1.8 °C and 2 standard deviations.
public struct FreezingSSTTest: QualityTest, Equatable {
  public static var name: String { "freezing_sst" }
  public static var flagStandardName: String { "quality_flag" }
  public static var summary: String { "temperatures of the sea below its freezing point" }
  public static var source: String { "marine_qc, do_sst_freeze_check" }
  public static var parameters: [TestParameter] {
    [
      TestParameter("freezing_point", .value, isRequired: true, "of sea water; -1.8 °C"),
      TestParameter(
        "uncertainty",
        .difference,
        "the standard deviation of the values; 0 unless given"
      ),
      TestParameter(
        "times",
        .number(0...100),
        "so many standard deviations below it still pass; 2 unless given"
      ),
    ]
  }

  /// In the unit of the column.
  public let freezingPoint, uncertainty: Double
  public let times: Double

  /// - Precondition: `uncertainty >= 0` and `times >= 0`.
  public init(freezingPoint: Double = -1.8, uncertainty: Double = 0, times: Double = 2) {
    precondition(uncertainty >= 0 && times >= 0)
    self.freezingPoint = freezingPoint
    self.uncertainty = uncertainty
    self.times = times
  }

  public init(_ arguments: TestArguments) throws(TestConfigurationError) {
    self.init(
      freezingPoint: try arguments.required("freezing_point"),
      uncertainty: arguments.number("uncertainty") ?? 0,
      times: arguments.number("times") ?? 2
    )
  }

  public var reach: Reach { .itself }

  public func evaluate(
    _ batch: borrowing ObservationBatch,
    column: Int,
    range: Range<Int>,
    into flags: inout MutableSpan<UInt8>
  ) {
    let lowest = freezingPoint - times * uncertainty
    let values = batch.columns[column].values
    for i in range {
      let x = values[i]
      flags[i - range.lowerBound] =
        x.isNaN ? GradeCode.missing : x < lowest ? GradeCode.fail : GradeCode.pass
    }
  }
}
