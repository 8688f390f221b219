internal import KernelTypes
public import ObservationModel

/// Fails observations that are older than they may be when they arrive.
///
/// An observation fails when `receivedAt - t > maximumSeconds`; of just that age, and in the
/// future, it passes. A missing time is 9. Where the time of reception is not known, nothing is
/// evaluated.
///
/// - SeeAlso: IOOS QARTOD manuals, timing/gap test (data have arrived within the expected time).
public struct DataReceptionTest: QualityTest, Equatable {
  public static var name: String { "data_reception" }
  public static var flagStandardName: String { "gap_test_quality_flag" }
  public static var summary: String { "observations that arrived too late" }
  public static var source: String { "QARTOD manuals, timing/gap test" }
  public static var subject: TestSubject { .observation }
  public static var parameters: [TestParameter] {
    [
      TestParameter(
        "maximum",
        .measure(unit: "s"),
        isRequired: true,
        "the greatest age of an observation: `6 hours`"
      ),
      TestParameter("received", .instant, "when the data arrived; the present unless given"),
    ]
  }

  public let maximumSeconds: Double

  /// Seconds since 1970-01-01 UTC; infinite when it is not known.
  public let receivedAt: Double

  /// - Precondition: `maximumSeconds >= 0`.
  public init(maximumSeconds: Double, receivedAt: Double) {
    precondition(maximumSeconds >= 0)
    self.maximumSeconds = maximumSeconds
    self.receivedAt = receivedAt
  }

  public init(_ arguments: TestArguments) throws(TestConfigurationError) {
    self.init(
      maximumSeconds: try arguments.required("maximum"),
      receivedAt: arguments.number("received") ?? arguments.now
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
    let judged = receivedAt.isFinite ? GradeCode.pass : GradeCode.notEvaluated
    for i in 0..<flags.count {
      let isLate = receivedAt.isFinite && receivedAt - times[i] > maximumSeconds
      flags[i] = times[i].isNaN ? GradeCode.missing : isLate ? GradeCode.fail : judged
    }
  }
}
