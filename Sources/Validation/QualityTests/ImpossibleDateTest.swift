internal import KernelTypes
public import ObservationModel

/// Fails observations whose time no observation can have.
///
/// A time before `earliest` or after `latest` fails; the ends themselves pass. A missing time fails
/// as well, unless it is to be told as missing, code 9.
///
/// - SeeAlso: Argo quality control manual, test 2; IOOS QARTOD manuals, timing test.
public struct ImpossibleDateTest: QualityTest, Equatable {
  public static var name: String { "impossible_date" }
  public static var flagStandardName: String { "time_test_quality_flag" }
  public static var summary: String { "times before the first or after the present" }
  public static var source: String { "Argo quality control manual, test 2" }
  public static var argoTestNumber: Int? { 2 }
  public static var subject: TestSubject { .observation }
  public static var parameters: [TestParameter] {
    [
      TestParameter("earliest", .instant, "the first possible time; 1850-01-01 unless given"),
      TestParameter("latest", .instant, "the last possible time; the present unless given"),
      TestParameter(
        "missing_time",
        .word(["fail", "missing"]),
        "the flag of an observation without time; `fail` unless given"
      ),
    ]
  }

  /// Seconds since 1970-01-01 UTC.
  public let earliest: Double
  public let latest: Double

  /// Whether an observation without time fails; else its flag is 9.
  public let missingTimeFails: Bool

  /// - Precondition: `earliest <= latest`.
  public init(earliest: Double, latest: Double, missingTimeFails: Bool = true) {
    precondition(earliest <= latest)
    self.earliest = earliest
    self.latest = latest
    self.missingTimeFails = missingTimeFails
  }

  public init(_ arguments: TestArguments) throws(TestConfigurationError) {
    let earliest =
      arguments.number("earliest")
      ?? Double(CivilTime(year: 1850, month: 1, day: 1).secondsSince1970)
    let latest = min(arguments.number("latest") ?? .infinity, arguments.now)
    if let given = arguments.number("latest"), given < earliest {
      throw TestConfigurationError("expected an instant after 'earliest'", parameter: "latest")
    }
    self.init(
      earliest: earliest,
      latest: max(latest, earliest),
      missingTimeFails: arguments.text("missing_time") != "missing"
    )
  }

  public var reach: Reach { .itself }

  public func evaluate(
    _ batch: borrowing ObservationBatch,
    column: Int,
    range: Range<Int>,
    into flags: inout MutableSpan<UInt8>
  ) {
    let times = batch.times.extracting(range)
    for i in 0..<flags.count {
      flags[i] =
        times[i].isNaN && !missingTimeFails
        ? GradeCode.missing
        : times[i] >= earliest && times[i] <= latest ? GradeCode.pass : GradeCode.fail
    }
  }
}
