internal import KernelTypes
public import ObservationModel

/// Fails values of a profile that are far from the median of the five around them.
///
/// The five are the value itself and two consecutive levels on either side. A value fails when its
/// distance from their median is above `fail`, in the unit of the column, or above `fraction` times its
/// own magnitude. Levels that are missing, without pressure, or failed by an earlier test of the plan
/// cut a profile into parts; the two levels at either end of a part are not evaluated.
///
/// - SeeAlso: Argo quality control manual for biogeochemical data: pH a fraction of 0.04; nitrate
///   5 umol/kg, 1 in the Mediterranean and the Red Sea (Coriolis real-time chain).
public struct MedianSpikeTest: QualityTest, Equatable {
  public static var name: String { "median_spike" }
  public static var flagStandardName: String { "spike_test_quality_flag" }
  public static var summary: String {
    "values of a profile that are far from the median of the five around them"
  }
  public static var source: String {
    "Argo quality control manuals for pH and nitrate, spike test"
  }
  public static var argoTestNumber: Int? { 9 }
  public static var parameters: [TestParameter] {
    [
      TestParameter("fail", .difference, "a value further from the median fails"),
      TestParameter(
        "fraction",
        .number(0...1),
        "a value further from the median than this part of itself fails"
      ),
    ]
  }

  public let failAbove: Double
  public let failAboveFraction: Double

  /// - Parameters:
  ///   - failAbove: In the unit of the column; infinite for none.
  ///   - failAboveFraction: Of the value; infinite for none.
  public init(failAbove: Double = .infinity, failAboveFraction: Double = .infinity) {
    self.failAbove = failAbove
    self.failAboveFraction = failAboveFraction
  }

  public init(_ arguments: TestArguments) throws(TestConfigurationError) {
    let (fail, fraction) = (arguments.number("fail"), arguments.number("fraction"))
    guard (fail == nil) != (fraction == nil) else {
      throw TestConfigurationError("expected either 'fail' or 'fraction'")
    }
    self.init(failAbove: fail ?? .infinity, failAboveFraction: fraction ?? .infinity)
  }

  public var reach: Reach { .observations(before: 2, after: 2) }
  public var heedsEarlierTests: Bool { true }

  public func evaluate(
    _ batch: borrowing ObservationBatch,
    column: Int,
    range: Range<Int>,
    into flags: inout MutableSpan<UInt8>
  ) {
    batch.mark(column: column, range: range, as: GradeCode.notEvaluated, into: &flags)
    guard batch.hasLevels else { return }
    let wide = max(range.lowerBound - 2, 0)..<min(range.upperBound + 2, batch.count)
    let values = batch.usableValues(ofColumn: column, in: wide)
    for k in batch.features(in: range) {
      let feature = batch.features[k].observations
      let first = max(range.lowerBound, feature.lowerBound + 2)
      let end = min(range.upperBound, feature.upperBound - 2)
      guard first < end else { continue }
      for i in first..<end {
        let x = i - wide.lowerBound
        let five = (values[x - 2], values[x - 1], values[x], values[x + 1], values[x + 2])
        let sum = five.0 + five.1 + five.2 + five.3 + five.4
        // Infinite values of either sign add up to NaN, and are none that are missing.
        guard !sum.isNaN || ![five.0, five.1, five.2, five.3, five.4].contains(where: \.isNaN)
        else { continue }
        let d = (five.2 - median(five.0, five.1, five.2, five.3, five.4)).magnitude
        let isSpike =
          d > failAbove || d > failAboveFraction * five.2.magnitude || !five.2.isFinite
        flags[i - range.lowerBound] = isSpike ? GradeCode.fail : GradeCode.pass
      }
    }
  }
}
