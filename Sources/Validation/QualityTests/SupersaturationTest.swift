internal import KernelTypes
public import ObservationModel

/// Fails dew points above the temperature of the air.
///
/// Equal temperatures pass. Where either is missing nothing is evaluated, nor is any column but
/// that of the dew point.
///
/// - SeeAlso: Willett and others (2020), *Development of the HadISDH.marine humidity climate
///   monitoring dataset*, Earth System Science Data 12, 2853-2880; marine_qc 0.4.2,
///   `do_supersaturation_check`. `DewPointTest` judges the air and the wet bulb with it.
public struct SupersaturationTest: QualityTest, Equatable {
  public static var name: String { "supersaturation" }
  public static var flagStandardName: String { "multi_variate_test_quality_flag" }
  public static var summary: String { "dew points above the temperature of the air" }
  public static var source: String {
    "Willett and others (2020); marine_qc, do_supersaturation_check"
  }
  public static var parameters: [TestParameter] { [] }

  public init() {}

  public init(_ arguments: TestArguments) throws(TestConfigurationError) { self.init() }

  public var reach: Reach { .itself }
  public var otherQuantities: [Quantity] { HumidityColumns.quantities }

  public func evaluate(
    _ batch: borrowing ObservationBatch,
    column: Int,
    range: Range<Int>,
    into flags: inout MutableSpan<UInt8>
  ) {
    batch.mark(column: column, range: range, as: GradeCode.notEvaluated, into: &flags)
    let columns = HumidityColumns(batch)
    guard column == columns.dewPoint, let air = columns.air else { return }
    let dewPoints = batch.columns[column].values.doubles(in: range)
    let temperatures = batch.columns[air].values.doubles(in: range)
    for k in dewPoints.indices where !dewPoints[k].isNaN && !temperatures[k].isNaN {
      flags[k] = dewPoints[k] > temperatures[k] ? GradeCode.fail : GradeCode.pass
    }
  }
}
