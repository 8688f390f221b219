public import ObservationModel

/// Fails observations at no place on earth, and, where an extent is given, outside it.
///
/// Latitudes beyond ±90 and longitudes that no convention uses are missing in a batch; an
/// observation with a missing coordinate fails.
///
/// - SeeAlso: Argo quality control manual, test 3; IOOS QARTOD manuals, location test.
public struct ImpossibleLocationTest: QualityTest, Equatable {
  public static var name: String { "impossible_location" }
  public static var flagStandardName: String { "location_test_quality_flag" }

  public init() {}

  public func evaluate(
    _ batch: borrowing ObservationBatch,
    column: Int,
    into flags: inout [QualityFlag]
  ) {
    batch.markMissing(column: column, into: &flags)
    let (latitudes, longitudes) = (batch.latitudes, batch.longitudes)
    for i in flags.indices where flags[i] != .missing {
      // Null Island is where receivers without a fix say they are.
      let isPlace =
        latitudes[i].magnitude <= 90 && longitudes[i].magnitude <= 180
        && !(latitudes[i] == 0 && longitudes[i] == 0)
      flags[i] = isPlace ? .pass : .fail
    }
  }
}
