internal import KernelTypes
public import ObservationModel

/// Fails observations at no place on earth.
///
/// Latitudes beyond ±90 and longitudes that no convention uses are missing in a batch; an
/// observation with a missing coordinate fails.
///
/// - SeeAlso: Argo quality control manual, test 3; IOOS QARTOD manuals, location test.
public struct ImpossibleLocationTest: QualityTest, Equatable {
  public static var name: String { "impossible_location" }
  public static var flagStandardName: String { "location_test_quality_flag" }
  public static var summary: String { "positions that are at no place on earth" }
  public static var source: String { "Argo quality control manual, test 3" }
  public static var argoTestNumber: Int? { 3 }
  public static var subject: TestSubject { .observation }
  public static var parameters: [TestParameter] { [] }

  public init() {}

  public init(_ arguments: TestArguments) throws(TestConfigurationError) { self.init() }

  public var reach: Reach { .itself }

  public func evaluate(
    _ batch: borrowing ObservationBatch,
    column: Int,
    range: Range<Int>,
    into flags: inout MutableSpan<UInt8>
  ) {
    let latitudes = batch.latitudes.extracting(range)
    let longitudes = batch.longitudes.extracting(range)
    for i in 0..<flags.count {
      // Null Island is where receivers without a fix say they are.
      let isPlace =
        latitudes[i].magnitude <= 90 && longitudes[i].magnitude <= 180
        && !(latitudes[i] == 0 && longitudes[i] == 0)
      flags[i] = isPlace ? GradeCode.pass : GradeCode.fail
    }
  }
}
