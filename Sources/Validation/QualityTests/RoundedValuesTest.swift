internal import KernelTypes
public import ObservationModel

/// Marks whole numbers where most values of a voyage are whole numbers.
///
/// Where a feature has more than `leastCount` values and more than the `fraction` of them are whole
/// numbers in the unit of the column, these are suspect: they may be rounded, and biased by it. Swaths
/// and grids are not evaluated.
///
/// - SeeAlso: Willett and others (2020), *Development of the HadISDH.marine humidity climate
///   monitoring dataset*, Earth System Science Data 12, 2853-2880; marine_qc 0.4.2,
///   `find_multiple_rounded_values`: 50 % of more than 20.
public struct RoundedValuesTest: QualityTest, Equatable {
  public static var name: String { "rounded_values" }
  public static var flagStandardName: String { "quality_flag" }
  public static var summary: String {
    "whole numbers where most values of a voyage are whole numbers"
  }
  public static var source: String {
    "Willett and others (2020); marine_qc, find_multiple_rounded_values"
  }
  public static var parameters: [TestParameter] { FractionOfVoyage.parameters(0.5) }

  let share: FractionOfVoyage

  /// - Precondition: `leastCount >= 0` and `0 <= fraction <= 1`.
  public init(leastCount: Int = 20, fraction: Double = 0.5) {
    share = FractionOfVoyage(leastCount: leastCount, fraction: fraction)
  }

  public init(_ arguments: TestArguments) throws(TestConfigurationError) {
    share = FractionOfVoyage(arguments, unlessGiven: 0.5)
  }

  public var reach: Reach { .feature }

  public func evaluate(
    _ batch: borrowing ObservationBatch,
    column: Int,
    range: Range<Int>,
    into flags: inout MutableSpan<UInt8>
  ) {
    batch.mark(column: column, range: range, as: GradeCode.notEvaluated, into: &flags)
    let values = batch.columns[column].values
    batch.forEachSeries(in: range) { series, _ in
      let all = values.doubles(in: series)
      let count = all.count { !$0.isNaN }
      let isWhole = all.map { $0.isFinite && $0 == $0.rounded() }
      let areRounded = share.isExceeded(by: isWhole.count { $0 }, of: count)
      for (k, x) in all.enumerated() where !x.isNaN {
        flags[series.lowerBound + k - range.lowerBound] =
          areRounded && isWhole[k] ? GradeCode.suspect : GradeCode.pass
      }
    }
  }
}
