internal import KernelTypes
public import ObservationModel

/// Grades dissolved oxygen by its data mode and by what it is computed with.
///
/// Raw oxygen, of data mode R, is suspect: sensors drift in storage, and all need an adjustment. At a
/// level whose pressure or temperature an earlier test of the plan failed oxygen of any mode fails; where
/// salinity failed it is suspect. Else adjusted oxygen passes, and that of unknown mode is not evaluated.
///
/// - SeeAlso: Argo quality control manual for dissolved oxygen; test 57 of the real-time chain of
///   Coriolis.
public struct RawOxygenTest: QualityTest, Equatable {
  public static var name: String { "raw_oxygen" }
  public static var flagStandardName: String { "quality_flag" }
  public static var summary: String {
    "dissolved oxygen that is not adjusted, or computed with values that failed"
  }
  public static var source: String {
    "Argo quality control manual for dissolved oxygen; Coriolis real-time test 57"
  }
  public static var argoTestNumber: Int? { 57 }
  public static var parameters: [TestParameter] { [] }

  public init() {}

  public init(_ arguments: TestArguments) throws(TestConfigurationError) { self.init() }

  public var reach: Reach { .itself }
  public var heedsEarlierTests: Bool { true }

  public var otherQuantities: [Quantity] {
    Quantity.all(named: ["temperature", "salinity", "pressure"])
  }

  public func evaluate(
    _ batch: borrowing ObservationBatch,
    column: Int,
    range: Range<Int>,
    into flags: inout MutableSpan<UInt8>
  ) {
    batch.gradeRaw(column: column, range: range, into: &flags)
    for other in batch.columns.indices {
      let code: UInt8
      switch batch.columns[other].quantity.name {
      case "temperature", "pressure": code = GradeCode.fail
      case "salinity": code = GradeCode.suspect
      default: continue
      }
      let failed = batch.columns[other].quality.fail
      for i in range where failed[i] != 0 {
        let old = flags[i - range.lowerBound]
        if old != GradeCode.missing, old != GradeCode.fail { flags[i - range.lowerBound] = code }
      }
    }
  }
}
