internal import KernelTypes
public import ObservationModel

/// Marks a value that most reports of a voyage have.
///
/// Where a feature has more than `leastCount` values, all those of one value that has more than
/// the `fraction` of them are suspect. Swaths and grids are not evaluated.
///
/// - SeeAlso: Willett and others (2020), *Development of the HadISDH.marine humidity climate
///   monitoring dataset*, Earth System Science Data 12, 2853-2880; marine_qc 0.4.2,
///   `find_repeated_values`: 70 % of more than 20.
/// - Complexity: A sort of each feature.
public struct RepeatedValuesTest: QualityTest, Equatable {
  public static var name: String { "repeated_values" }
  public static var flagStandardName: String { "quality_flag" }
  public static var summary: String { "a value that most reports of a voyage have" }
  public static var source: String { "Willett and others (2020); marine_qc, find_repeated_values" }
  public static var parameters: [TestParameter] { FractionOfVoyage.parameters(0.7) }

  let share: FractionOfVoyage

  /// - Precondition: `leastCount >= 0` and `0 <= fraction <= 1`.
  public init(leastCount: Int = 20, fraction: Double = 0.7) {
    share = FractionOfVoyage(leastCount: leastCount, fraction: fraction)
  }

  public init(_ arguments: TestArguments) throws(TestConfigurationError) {
    share = FractionOfVoyage(arguments, unlessGiven: 0.7)
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
      let sorted = all.filter { !$0.isNaN }.sorted()
      var common: Set<Double> = []
      var start = 0
      while start < sorted.count {
        let value = sorted[start]
        var end = start + 1
        while end < sorted.count, sorted[end] == value { end += 1 }
        if share.isExceeded(by: end - start, of: sorted.count) { common.insert(value) }
        start = end
      }
      for (k, x) in all.enumerated() where !x.isNaN {
        flags[series.lowerBound + k - range.lowerBound] =
          common.contains(x) ? GradeCode.suspect : GradeCode.pass
      }
    }
  }
}
