public import ObservationModel

/// Fails observations whose time no observation can have.
///
/// A time before `earliest` or after `latest` fails, as does a missing one.
///
/// - SeeAlso: Argo quality control manual, test 2.
public struct ImpossibleDateTest: QualityTest, Equatable {
  public static var name: String { "impossible_date" }
  public static var flagStandardName: String { "time_test_quality_flag" }

  /// Seconds since 1970-01-01 UTC.
  public let earliest: Double
  public let latest: Double

  /// - Precondition: `earliest <= latest`.
  public init(earliest: Double, latest: Double) {
    precondition(earliest <= latest)
    self.earliest = earliest
    self.latest = latest
  }

  public func evaluate(
    _ batch: borrowing ObservationBatch,
    column: Int,
    into flags: inout [QualityFlag]
  ) {
    batch.markMissing(column: column, into: &flags)
    let times = batch.times
    for i in flags.indices where flags[i] != .missing {
      flags[i] = times[i] >= earliest && times[i] <= latest ? .pass : .fail
    }
  }
}
