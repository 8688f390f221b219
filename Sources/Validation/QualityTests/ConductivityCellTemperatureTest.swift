internal import KernelTypes
public import ObservationModel

/// Judges profiles whose temperature within the conductivity cell parts from that of the water.
///
/// A profile is at fault when at more than two levels the two differ by more than 10 degrees, down to
/// 500 dbar, or by more than 1.5 degrees below. Then the temperatures within the cell fail and salinity,
/// which is computed with them, is suspect. Other quantities, and profiles in which the two cannot be
/// compared, are not evaluated.
///
/// - SeeAlso: Argo quality control manual, test 26 (TEMP_CNDC of RBRargo3).
public struct ConductivityCellTemperatureTest: QualityTest, Equatable {
  public static var name: String { "conductivity_cell_temperature" }
  public static var flagStandardName: String { "multi_variate_test_quality_flag" }
  public static var summary: String {
    "profiles whose temperature within the conductivity cell parts from that of the water"
  }
  public static var source: String { "Argo quality control manual, test 26" }
  public static var argoTestNumber: Int? { 26 }
  public static var parameters: [TestParameter] { [] }

  public init() {}

  public init(_ arguments: TestArguments) throws(TestConfigurationError) { self.init() }

  public var reach: Reach { .feature }

  public var otherQuantities: [Quantity] {
    Quantity.all(named: ["temperature", "conductivity_cell_temperature"])
  }

  public func evaluate(
    _ batch: borrowing ObservationBatch,
    column: Int,
    range: Range<Int>,
    into flags: inout MutableSpan<UInt8>
  ) {
    batch.mark(column: column, range: range, as: GradeCode.notEvaluated, into: &flags)
    let name = batch.columns[column].quantity.name
    guard batch.verticalKind == .pressure,
      ["salinity", "conductivity_cell_temperature"].contains(name),
      let waters = batch.doubles(of: "temperature", in: range),
      let cells = batch.doubles(of: "conductivity_cell_temperature", in: range)
    else { return }
    let pressures = batch.vertical
    for k in batch.features(in: range) {
      let profile = batch.features[k].observations
      var (compared, apart) = (0, 0)
      for i in profile where !pressures[i].isNaN {
        let d = (cells[i - range.lowerBound] - waters[i - range.lowerBound]).magnitude
        guard !d.isNaN else { continue }
        compared += 1
        if d > (pressures[i] <= 500 ? 10 : 1.5) { apart += 1 }
      }
      guard compared > 0 else { continue }
      let fault = name == "salinity" ? GradeCode.suspect : GradeCode.fail
      flags.grade(
        profile.relative(to: range.lowerBound),
        as: apart > 2 ? fault : GradeCode.pass
      )
    }
  }
}
