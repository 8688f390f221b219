internal import KernelTypes
public import ObservationModel

/// Fails values, or times, outside a range whose ends belong to it or not.
///
/// Either end may be open. A missing value is 9, as is a value without a time when times are
/// judged.
///
/// - SeeAlso: The valid range test of Axiom Data Science, as ioos_qc 3.0.0 has it
///   (`axds.valid_range_test`): the start belongs to the range and the end does not, unless told
///   otherwise.
public struct ValidRangeTest: QualityTest, Equatable {
  public static var name: String { "valid_range" }
  public static var flagStandardName: String { "quality_flag" }
  public static var summary: String {
    "values or times outside a range whose ends belong to it or not"
  }
  public static var source: String { "ioos_qc 3.0.0, axds.valid_range_test" }
  public static var parameters: [TestParameter] {
    [
      TestParameter("range", .openSpan, "values outside fail"),
      TestParameter("earliest", .instant, "times before fail"),
      TestParameter("latest", .instant, "times after fail"),
      TestParameter("start_inclusive", .flag, "whether the start itself passes; true"),
      TestParameter("end_inclusive", .flag, "whether the end itself passes; false"),
    ]
  }

  /// What the range is of.
  public enum Axis: Sendable {
    case value

    /// Seconds since 1970-01-01 UTC.
    case time
  }

  public let axis: Axis

  /// The ends, in the unit of the column or in seconds; nil where open.
  public let start, end: Double?
  public let startIsInclusive, endIsInclusive: Bool

  public init(
    of axis: Axis = .value,
    from start: Double?,
    to end: Double?,
    startIsInclusive: Bool = true,
    endIsInclusive: Bool = false
  ) {
    self.axis = axis
    self.start = start
    self.end = end
    self.startIsInclusive = startIsInclusive
    self.endIsInclusive = endIsInclusive
  }

  public init(_ arguments: TestArguments) throws(TestConfigurationError) {
    let range = arguments.openSpan("range")
    let (earliest, latest) = (arguments.number("earliest"), arguments.number("latest"))
    let isOfTime = earliest != nil || latest != nil
    guard (range == nil) == isOfTime else {
      throw TestConfigurationError(
        "expected either 'range', or 'earliest', 'latest' or both of these",
        parameter: range == nil ? nil : "range"
      )
    }
    if let earliest, let latest, earliest > latest {
      throw TestConfigurationError("expected an instant after 'earliest'", parameter: "latest")
    }
    self.init(
      of: isOfTime ? .time : .value,
      from: range?.low ?? earliest,
      to: range?.high ?? latest,
      startIsInclusive: arguments.flag("start_inclusive") ?? true,
      endIsInclusive: arguments.flag("end_inclusive") ?? false
    )
  }

  public var reach: Reach { .itself }

  public func evaluate(
    _ batch: borrowing ObservationBatch,
    column: Int,
    range: Range<Int>,
    into flags: inout MutableSpan<UInt8>
  ) {
    batch.mark(column: column, range: range, as: GradeCode.pass, into: &flags)
    let values = batch.columns[column].values
    let times = batch.times
    for i in range where flags[i - range.lowerBound] != GradeCode.missing {
      let x = axis == .time ? times[i] : values[i]
      let isBefore = start.map { startIsInclusive ? x < $0 : x <= $0 } ?? false
      let isAfter = end.map { endIsInclusive ? x > $0 : x >= $0 } ?? false
      flags[i - range.lowerBound] =
        x.isNaN ? GradeCode.missing : isBefore || isAfter ? GradeCode.fail : GradeCode.pass
    }
  }
}
