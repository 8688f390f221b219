internal import KernelTypes
public import ObservationModel

/// Fails winds whose speed and direction contradict each other by their coding.
///
/// In reports of ships calm air is coded by speed 0 and direction 0, and a wind from the north by
/// 360: an observation fails when its speed is 0 and its direction is not, or the other way round.
/// This is not for networks whose directions run from 0 to below 360. Where either is missing
/// nothing is evaluated, nor is any column but those of wind speed and direction.
///
/// - SeeAlso: WMO-No. 306, *Manual on Codes*, code table 0877 (00 is calm, 36 north); marine_qc
///   0.4.2, `do_wind_consistency_check`.
public struct WindConsistencyTest: QualityTest, Equatable {
  public static var name: String { "wind_consistency" }
  public static var flagStandardName: String { "multi_variate_test_quality_flag" }
  public static var summary: String {
    "winds whose speed and direction contradict each other by their coding"
  }
  public static var source: String {
    "WMO-No. 306, code table 0877; marine_qc, do_wind_consistency_check"
  }
  public static var parameters: [TestParameter] { [] }

  public init() {}

  public init(_ arguments: TestArguments) throws(TestConfigurationError) { self.init() }

  private static let quantities = ["wind_speed", "wind_from_direction"].compactMap {
    Quantity.named($0)
  }

  public var reach: Reach { .itself }
  public var otherQuantities: [Quantity] { Self.quantities }

  public func evaluate(
    _ batch: borrowing ObservationBatch,
    column: Int,
    range: Range<Int>,
    into flags: inout MutableSpan<UInt8>
  ) {
    batch.mark(column: column, range: range, as: GradeCode.notEvaluated, into: &flags)
    guard let speed = batch.column(of: Self.quantities[0]),
      let direction = batch.column(of: Self.quantities[1]),
      column == speed || column == direction
    else { return }
    let speeds = batch.columns[speed].values.doubles(in: range)
    let directions = batch.columns[direction].values.doubles(in: range)
    for k in speeds.indices where !speeds[k].isNaN && !directions[k].isNaN {
      flags[k] = (speeds[k] == 0) == (directions[k] == 0) ? GradeCode.pass : GradeCode.fail
    }
  }
}
