internal import KernelTypes
public import ObservationModel

/// Grades pH by its data mode.
///
/// Raw pH, of data mode R, is suspect: all sensors need an adjustment. Adjusted pH passes, and that of
/// unknown mode is not evaluated.
///
/// - SeeAlso: Argo quality control manual for pH; test 56 of the real-time chain of Coriolis.
public struct RawPHTest: QualityTest, Equatable {
  public static var name: String { "raw_ph" }
  public static var flagStandardName: String { "quality_flag" }
  public static var summary: String { "pH that is not adjusted" }
  public static var source: String {
    "Argo quality control manual for pH; Coriolis real-time test 56"
  }
  public static var argoTestNumber: Int? { 56 }
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
    batch.gradeRaw(column: column, range: range, into: &flags)
  }
}
