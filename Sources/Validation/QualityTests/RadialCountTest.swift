internal import KernelTypes
public import ObservationModel

/// Flags maps of a high frequency radar that have too few vectors.
///
/// Counted are the values of a feature that neither the provider nor an earlier test failed. With
/// fewer than `fail` all of them fail; with no more than `suspect` they are suspect.
///
/// - SeeAlso: IOOS, *Manual for Real-Time Quality Control of High Frequency Radar Surface Current
///   Data*, test 9 (204), radial count. The thresholds belong to the site.
public struct RadialCountTest: QualityTest, Equatable {
  public static var name: String { "radial_count" }
  public static var flagStandardName: String { "quality_flag" }
  public static var summary: String { "radar maps with too few vectors" }
  public static var source: String { "QARTOD high frequency radar manual, radial count" }
  public static var parameters: [TestParameter] {
    [
      TestParameter("suspect", .integer(0...Int.max), "up to so many vectors suspect"),
      TestParameter("fail", .integer(0...Int.max), "with fewer vectors failed"),
    ]
  }

  /// -1 when no number is suspect, 0 when none fails.
  public let suspectUpTo: Int
  public let failBelow: Int

  public init(suspectUpTo: Int = -1, failBelow: Int = 0) {
    self.suspectUpTo = suspectUpTo
    self.failBelow = failBelow
  }

  public init(_ arguments: TestArguments) throws(TestConfigurationError) {
    self.init(
      suspectUpTo: arguments.integer("suspect") ?? -1,
      failBelow: arguments.integer("fail") ?? 0
    )
    guard !arguments.values.isEmpty else {
      throw TestConfigurationError("expected 'suspect', 'fail' or both")
    }
    if let low = arguments.integer("suspect"), low < failBelow {
      throw TestConfigurationError("expected at least the number of 'fail'", parameter: "suspect")
    }
  }

  public var reach: Reach { .feature }
  public var heedsEarlierTests: Bool { true }

  public func evaluate(
    _ batch: borrowing ObservationBatch,
    column: Int,
    range: Range<Int>,
    into flags: inout MutableSpan<UInt8>
  ) {
    batch.mark(column: column, range: range, as: GradeCode.pass, into: &flags)
    for feature in batch.features(in: range) {
      let vectors = batch.features[feature].observations
      var count = 0
      for i in vectors {
        switch batch.columns[column].verdict(at: i) {
        case .bad, .missing: break
        case .notEvaluated, .good, .probablyGood, .suspect: count += 1
        }
      }
      let code =
        count < failBelow
        ? GradeCode.fail : count <= suspectUpTo ? GradeCode.suspect : GradeCode.pass
      for i in vectors where flags[i - range.lowerBound] != GradeCode.missing {
        flags[i - range.lowerBound] = code
      }
    }
  }
}
