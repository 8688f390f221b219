internal import KernelTypes
public import ObservationModel

/// Grades what floats measure deeper than their sensors are proven for.
///
/// Below `deeper_than` salinity is suspect, or probably good once it is adjusted; temperature and
/// pressure are probably good. A value that is probably good passes in schemes that have no such
/// grade. Levels above pass; other quantities are not evaluated. With `instruments` only profiles of
/// these types are judged, and others pass.
///
/// - SeeAlso: Argo quality control manual, test 23 and section 2.6, *flag scheme for float data deeper
///   than 2000 dbar*.
public struct DeepFloatTest: QualityTest, Equatable {
  public static var name: String { "deep_float" }
  public static var flagStandardName: String { "quality_flag" }
  public static var summary: String {
    "what floats measure deeper than their sensors are proven for"
  }
  public static var source: String { "Argo quality control manual, test 23" }
  public static var argoTestNumber: Int? { 23 }
  public static var parameters: [TestParameter] {
    [
      TestParameter(
        "deeper_than",
        .measure(unit: "dbar"),
        "levels at higher pressure are graded; 2000 dbar unless given"
      ),
      TestParameter(
        "instruments",
        .integers(0...1023),
        "codes of instruments (WMO table 1770) to judge, such as 838; all unless given"
      ),
    ]
  }

  public let deeperThanDecibar: Double

  /// Codes of WMO common code table C-3, 1770; nil for all.
  public let instruments: Set<Int>?

  public init(deeperThanDecibar: Double = 2000, instruments: Set<Int>? = nil) {
    self.deeperThanDecibar = deeperThanDecibar
    self.instruments = instruments
  }

  public init(_ arguments: TestArguments) throws(TestConfigurationError) {
    self.init(
      deeperThanDecibar: arguments.number("deeper_than") ?? 2000,
      instruments: arguments.integers("instruments").map { Set($0) }
    )
  }

  public var reach: Reach { .itself }

  public func evaluate(
    _ batch: borrowing ObservationBatch,
    column: Int,
    range: Range<Int>,
    into flags: inout MutableSpan<UInt8>
  ) {
    batch.mark(column: column, range: range, as: GradeCode.notEvaluated, into: &flags)
    let name = batch.columns[column].quantity.name
    guard batch.verticalKind == .pressure, ["salinity", "temperature", "pressure"].contains(name)
    else { return }
    let variableName = batch.columns[column].variableName
    let levels = batch.vertical
    for k in batch.features(in: range) {
      let feature = batch.features[k]
      let isJudged =
        instruments.map { types in
          feature.profile?.instrumentType.map { types.contains($0) } ?? false
        } ?? true
      let mode = feature.profile?.dataMode(of: variableName)
      let isAdjusted = mode == "A" || mode == "D"
      let grade =
        name == "salinity" && !isAdjusted ? GradeCode.suspect : GradeCode.probablyGood
      let limit = isJudged ? deeperThanDecibar : .infinity
      for i in feature.observations.clamped(to: range) where !levels[i].isNaN {
        flags.grade(
          (i - range.lowerBound)..<(i - range.lowerBound + 1),
          as: levels[i] > limit ? grade : GradeCode.pass
        )
      }
    }
  }
}
