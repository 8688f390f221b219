internal import KernelTypes
internal import Kernels
public import ObservationModel

/// Fails true winds that do not follow from the wind on board and the motion of the ship.
///
/// The wind over ground blows from the direction that is the sum of the vector of the wind on
/// board, turned by heading and `zeroLine`, and of that of the ship over ground. Speed and direction
/// fail when the reported speed is off by more than `maximumSpeedDifference`, or the
/// reported direction by more than `maximumDirectionDifference`; a calm has no direction. Where one
/// of the seven quantities is missing nothing is evaluated, nor is any column but `wind_speed` and
/// `wind_from_direction`. Averages of true winds follow from averages on board only when heading
/// and speed are steady.
///
/// - SeeAlso: Smith, Bourassa and Sharp (1999), *Establishing more truth in true winds*, Journal of
///   Atmospheric and Oceanic Technology 16, 939-952; SAMOS quality flag E (20° and 2.5 m/s); Smith,
///   Harvey and Legler (1996), *Handbook of Quality Control Procedures and Methods for Surface
///   Meteorology Data*, WOCE report 141/96, section 3.6 (10° and 5 m/s).
public struct TrueWindTest: QualityTest, Equatable {
  public static var name: String { "true_wind" }
  public static var flagStandardName: String { "multi_variate_test_quality_flag" }
  public static var summary: String {
    "true winds that do not follow from the wind on board and the motion of the ship"
  }
  public static var source: String {
    "SAMOS quality flag E; Smith, Bourassa and Sharp (1999)"
  }
  public static var parameters: [TestParameter] {
    [
      TestParameter(
        "maximum_speed_difference",
        .measure(unit: "m s-1"),
        "2.5 m/s unless given; WOCE had 5 m/s"
      ),
      TestParameter(
        "maximum_direction_difference",
        .measure(unit: "degree", range: 0...180),
        "20 degrees unless given; WOCE had 10 degrees"
      ),
      TestParameter(
        "zero_line",
        .measure(unit: "degree", range: -360...360),
        "the direction of the zero of the wind vane from the bow, clockwise; 0 unless given"
      ),
    ]
  }

  public let maximumSpeedDifferenceMetersPerSecond: Double
  public let maximumDirectionDifferenceDegrees: Double
  public let zeroLineDegrees: Double

  /// - Precondition: The differences are not negative, that of direction is at most 180.
  public init(
    maximumSpeedDifferenceMetersPerSecond: Double = 2.5,
    maximumDirectionDifferenceDegrees: Double = 20,
    zeroLineDegrees: Double = 0
  ) {
    precondition(maximumSpeedDifferenceMetersPerSecond >= 0)
    precondition((0...180).contains(maximumDirectionDifferenceDegrees))
    self.maximumSpeedDifferenceMetersPerSecond = maximumSpeedDifferenceMetersPerSecond
    self.maximumDirectionDifferenceDegrees = maximumDirectionDifferenceDegrees
    self.zeroLineDegrees = zeroLineDegrees
  }

  public init(_ arguments: TestArguments) throws(TestConfigurationError) {
    self.init(
      maximumSpeedDifferenceMetersPerSecond: arguments.number("maximum_speed_difference") ?? 2.5,
      maximumDirectionDifferenceDegrees: arguments.number("maximum_direction_difference") ?? 20,
      zeroLineDegrees: arguments.number("zero_line") ?? 0
    )
  }

  private static let quantities = [
    "wind_speed", "wind_from_direction", "relative_wind_speed", "relative_wind_from_direction",
    "platform_heading", "platform_course", "platform_speed",
  ].compactMap { Quantity.named($0) }

  public var reach: Reach { .itself }
  public var otherQuantities: [Quantity] { Self.quantities }

  public func evaluate(
    _ batch: borrowing ObservationBatch,
    column: Int,
    range: Range<Int>,
    into flags: inout MutableSpan<UInt8>
  ) {
    batch.mark(column: column, range: range, as: GradeCode.notEvaluated, into: &flags)
    var columns: [Int] = []
    for quantity in Self.quantities {
      guard let found = batch.column(of: quantity) else { return }
      columns.append(found)
    }
    guard column == columns[0] || column == columns[1] else { return }
    let values = columns.map { batch.columns[$0].values }
    let leastCosine = sineCosine(degrees: maximumDirectionDifferenceDegrees).cosine
    for i in range {
      let (speed, direction) = (values[0][i], values[1][i])
      let (aboard, aboardDirection) = (values[2][i], values[3][i])
      let (heading, course, platformSpeed) = (values[4][i], values[5][i], values[6][i])
      let (sine, cosine) = sineCosine(degrees: heading + zeroLineDegrees + aboardDirection)
      let (courseSine, courseCosine) = sineCosine(degrees: course)
      // Components of where the wind over ground comes from.
      let east = aboard * sine - platformSpeed * courseSine
      let north = aboard * cosine - platformSpeed * courseCosine
      let found = (east * east + north * north).squareRoot()
      let (directionSine, directionCosine) = sineCosine(degrees: direction)
      let along = east * directionSine + north * directionCosine
      guard !(speed + along).isNaN else { continue }
      let isOff =
        (speed - found).magnitude > maximumSpeedDifferenceMetersPerSecond
        || (found > 0 && speed > 0 && along < leastCosine * found)
      flags[i - range.lowerBound] = isOff ? GradeCode.fail : GradeCode.pass
    }
  }
}
