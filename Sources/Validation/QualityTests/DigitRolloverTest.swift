internal import KernelTypes
public import ObservationModel

/// Judges profiles in which a value jumps as when a counter in the instrument overflows.
///
/// When two consecutive levels differ by more than `fail`, in the unit of the column, both fail and
/// all others of the same part of the profile are suspect. Levels that are missing, without
/// pressure, or failed by an earlier test of the plan cut a profile into parts. A part of one level
/// is not evaluated.
///
/// - SeeAlso: Argo quality control manual, test 12: 10 degrees, 5 in salinity.
public struct DigitRolloverTest: QualityTest, Equatable {
  public static var name: String { "digit_rollover" }
  public static var flagStandardName: String { "quality_flag" }
  public static var summary: String {
    "values that jump as when a counter in the instrument overflows"
  }
  public static var source: String { "Argo quality control manual, test 12" }
  public static var argoTestNumber: Int? { 12 }
  public static var parameters: [TestParameter] {
    [
      TestParameter(
        "fail",
        .difference,
        isRequired: true,
        "two consecutive levels fail when they differ by more"
      )
    ]
  }

  public let failAbove: Double

  /// - Precondition: `failAbove >= 0`.
  public init(failAbove: Double) {
    precondition(failAbove >= 0)
    self.failAbove = failAbove
  }

  public init(_ arguments: TestArguments) throws(TestConfigurationError) {
    self.init(failAbove: try arguments.required("fail"))
  }

  public var reach: Reach { .feature }
  public var heedsEarlierTests: Bool { true }

  public func evaluate(
    _ batch: borrowing ObservationBatch,
    column: Int,
    range: Range<Int>,
    into flags: inout MutableSpan<UInt8>
  ) {
    batch.mark(column: column, range: range, as: GradeCode.notEvaluated, into: &flags)
    guard batch.hasLevels else { return }
    let values = batch.usableValues(ofColumn: column, in: range)
    for k in batch.features(in: range) {
      let profile = batch.features[k].observations.relative(to: range.lowerBound)
      var start = profile.lowerBound
      while start < profile.upperBound {
        guard !values[start].isNaN else {
          start += 1
          continue
        }
        var end = start + 1
        var largest = 0.0
        while end < profile.upperBound, !values[end].isNaN {
          largest = max(largest, (values[end] - values[end - 1]).magnitude)
          end += 1
        }
        if end - start > 1 { judge(values, start..<end, largest, into: &flags) }
        start = end
      }
    }
  }

  private func judge(
    _ values: [Double],
    _ part: Range<Int>,
    _ largest: Double,
    into flags: inout MutableSpan<UInt8>
  ) {
    let rollsOver = largest > failAbove
    for i in part { flags[i] = rollsOver ? GradeCode.suspect : GradeCode.pass }
    guard rollsOver else { return }
    for i in part.dropFirst() where (values[i] - values[i - 1]).magnitude > failAbove {
      flags[i - 1] = GradeCode.fail
      flags[i] = GradeCode.fail
    }
  }
}
