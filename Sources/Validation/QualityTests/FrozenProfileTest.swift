internal import KernelTypes
public import ObservationModel

/// Fails profiles that repeat the profile before.
///
/// Values are averaged over slabs of 50 dbar, the first from 0 to 50 with both ends, each further one
/// without its upper end. With `d` the absolute differences to the slabs of the last earlier profile
/// of the platform in the same direction, a profile fails as a whole when the largest `d` is below
/// `maximum`, the smallest below `minimum` and their mean below `mean`, all in the unit of the column.
/// The first profile, and profiles without a slab in common with the one before, are not evaluated.
/// Profiles are compared within a batch, which holds whole files of up to some 65 000 levels.
///
/// - SeeAlso: Argo quality control manual, test 18: 0.3, 0.001 and 0.02 degrees; 0.3, 0.001 and
///   0.004 in salinity.
public struct FrozenProfileTest: QualityTest, Equatable {
  public static var name: String { "frozen_profile" }
  public static var flagStandardName: String { "quality_flag" }
  public static var summary: String { "profiles that repeat the profile before" }
  public static var source: String { "Argo quality control manual, test 18" }
  public static var argoTestNumber: Int? { 18 }
  public static var parameters: [TestParameter] {
    [
      TestParameter("maximum", .difference, isRequired: true, "the largest difference is below"),
      TestParameter("minimum", .difference, isRequired: true, "the smallest difference is below"),
      TestParameter("mean", .difference, isRequired: true, "the mean difference is below"),
    ]
  }

  public let maximumBelow, minimumBelow, meanBelow: Double

  public init(maximumBelow: Double, minimumBelow: Double, meanBelow: Double) {
    self.maximumBelow = maximumBelow
    self.minimumBelow = minimumBelow
    self.meanBelow = meanBelow
  }

  public init(_ arguments: TestArguments) throws(TestConfigurationError) {
    self.init(
      maximumBelow: try arguments.required("maximum"),
      minimumBelow: try arguments.required("minimum"),
      meanBelow: try arguments.required("mean")
    )
  }

  public var reach: Reach { .batch }
  public var heedsEarlierTests: Bool { true }

  /// Down to 12 000 dbar, which no sea is deeper than.
  private static let slabCount = 240

  public func evaluate(
    _ batch: borrowing ObservationBatch,
    column: Int,
    range: Range<Int>,
    into flags: inout MutableSpan<UInt8>
  ) {
    batch.mark(column: column, range: range, as: GradeCode.notEvaluated, into: &flags)
    guard batch.hasLevels, range == 0..<batch.count else { return }
    let values = batch.usableValues(ofColumn: column, in: range)
    for succession in batch.successions() {
      var last: [Double]?
      for k in succession {
        let profile = batch.features[k].observations
        let means = slabMeans(batch, values, profile)
        guard means.contains(where: { !$0.isNaN }) else { continue }
        if let last, let isFrozen = isFrozen(means, last) {
          flags.grade(profile, as: isFrozen ? GradeCode.fail : GradeCode.pass)
        }
        last = means
      }
    }
  }

  private func isFrozen(_ means: [Double], _ last: [Double]) -> Bool? {
    var (largest, smallest, sum, count) = (0.0, Double.infinity, 0.0, 0.0)
    for (a, b) in zip(means, last) {
      let d = (a - b).magnitude
      guard !d.isNaN else { continue }
      largest = max(largest, d)
      smallest = min(smallest, d)
      sum += d
      count += 1
    }
    guard count > 0 else { return nil }
    return largest < maximumBelow && smallest < minimumBelow && sum / count < meanBelow
  }

  /// The mean of each slab, NaN where it has no value.
  private func slabMeans(
    _ batch: borrowing ObservationBatch,
    _ values: [Double],
    _ profile: Range<Int>
  ) -> [Double] {
    let levels = batch.vertical
    var sums = [Double](repeating: 0, count: Self.slabCount)
    var counts = sums
    for i in profile where !values[i].isNaN && levels[i] >= 0 {
      let slab = max((levels[i] / 50).rounded(.up) - 1, 0)
      guard slab < Double(Self.slabCount) else { continue }
      sums[Int(slab)] += values[i]
      counts[Int(slab)] += 1
    }
    for slab in sums.indices { sums[slab] /= counts[slab] }
    return sums
  }
}
