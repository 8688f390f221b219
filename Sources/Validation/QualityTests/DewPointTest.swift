internal import KernelTypes
public import ObservationModel

/// Fails air, wet bulb and dew point temperatures that are in an order that air cannot have.
///
/// In free air `T >= Tw >= Td`. A temperature fails when it contradicts another one of the three by
/// this; equal ones pass. A temperature beside which neither of the other two is known is not
/// evaluated, nor is any other column.
///
/// - SeeAlso: Smith, Harvey and Legler (1996), *Handbook of Quality Control Procedures and Methods
///   for Surface Meteorology Data*, WOCE report 141/96, section 3.7 (flag D); the same flag of
///   SAMOS.
public struct DewPointTest: QualityTest, Equatable {
  public static var name: String { "dew_point" }
  public static var flagStandardName: String { "multi_variate_test_quality_flag" }
  public static var summary: String {
    "air, wet bulb and dew point temperatures in an order that air cannot have"
  }
  public static var source: String {
    "WOCE surface meteorology handbook, section 3.7; SAMOS flag D"
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
    guard columns.include(column) else { return }
    let descending = [columns.air, columns.wetBulb, columns.dewPoint]
    guard let own = descending.firstIndex(of: column) else { return }
    let values = batch.columns[column].values.doubles(in: range)
    for (place, other) in descending.enumerated() where place != own {
      guard let other else { continue }
      let others = batch.columns[other].values.doubles(in: range)
      for k in values.indices where !values[k].isNaN && !others[k].isNaN {
        let isOrdered = place < own ? others[k] >= values[k] : values[k] >= others[k]
        if !isOrdered {
          flags[k] = GradeCode.fail
        } else if flags[k] != GradeCode.fail {
          flags[k] = GradeCode.pass
        }
      }
    }
  }
}
