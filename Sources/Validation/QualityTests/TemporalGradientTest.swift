internal import KernelTypes
public import ObservationModel

/// Flags vectors of a high frequency radar that jump from one map to the next.
///
/// A vector is held against the latest earlier one at the same place, no more than `within` ago,
/// of the same platform. With `d = |v - v'|` it is suspect when `d >= suspectFrom` and fails when
/// `d >= failFrom`. One that has no predecessor in what is judged at once is not evaluated: maps
/// of one instant a file have none.
///
/// - SeeAlso: IOOS, *Manual for Real-Time Quality Control of High Frequency Radar Surface Current
///   Data*, test 11 (206), temporal gradient. The thresholds belong to the site.
public struct TemporalGradientTest: QualityTest, Equatable {
  public static var name: String { "temporal_gradient" }
  public static var flagStandardName: String { "rate_of_change_test_quality_flag" }
  public static var summary: String { "radar vectors that jump from one map to the next" }
  public static var source: String { "QARTOD high frequency radar manual, temporal gradient" }
  public static var parameters: [TestParameter] {
    [
      TestParameter("suspect", .difference, "from this difference on suspect"),
      TestParameter("fail", .difference, "from this difference on failed"),
      TestParameter(
        "within",
        .measure(unit: "s"),
        isRequired: true,
        "the longest time between two maps, such as 1 hour"
      ),
    ]
  }

  public let suspectFrom: Double
  public let failFrom: Double
  public let withinSeconds: Double

  /// - Precondition: `0 <= suspectFrom <= failFrom`.
  public init(suspectFrom: Double, failFrom: Double, withinSeconds: Double) {
    precondition(0 <= suspectFrom && suspectFrom <= failFrom)
    self.suspectFrom = suspectFrom
    self.failFrom = failFrom
    self.withinSeconds = withinSeconds
  }

  public init(_ arguments: TestArguments) throws(TestConfigurationError) {
    let thresholds = try arguments.thresholds()
    self.init(
      suspectFrom: thresholds.suspect,
      failFrom: thresholds.fail,
      withinSeconds: try arguments.required("within")
    )
  }

  public var reach: Reach { .batch }

  public func evaluate(
    _ batch: borrowing ObservationBatch,
    column: Int,
    range: Range<Int>,
    into flags: inout MutableSpan<UInt8>
  ) {
    batch.mark(column: column, range: range, as: GradeCode.notEvaluated, into: &flags)
    let values = batch.doubles(ofColumn: column, in: range)
    var vectors: [Vector] = []
    var platforms: [String: Int] = [:]
    for feature in batch.features(in: range) {
      let platform = batch.features[feature].platform
      let number = platforms[platform] ?? platforms.count
      platforms[platform] = number
      for i in batch.features[feature].observations {
        let vector = Vector(
          platform: number,
          longitude: batch.longitudes[i],
          latitude: batch.latitudes[i],
          time: batch.times[i],
          index: i - range.lowerBound
        )
        let isPlaced = !(vector.longitude + vector.latitude + vector.time).isNaN
        if isPlaced, !values[vector.index].isNaN { vectors.append(vector) }
      }
    }
    vectors.sort()
    for (earlier, later) in zip(vectors, vectors.dropFirst()) where later.isAtPlace(of: earlier) {
      let seconds = later.time - earlier.time
      guard seconds > 0, seconds <= withinSeconds else { continue }
      let difference = (values[later.index] - values[earlier.index]).magnitude
      flags[later.index] =
        difference.isNaN
        ? GradeCode.notEvaluated
        : difference >= failFrom
          ? GradeCode.fail : difference >= suspectFrom ? GradeCode.suspect : GradeCode.pass
    }
  }

  /// A vector with what it is put in order by: place, then time.
  private struct Vector: Comparable {
    let platform: Int
    let longitude, latitude, time: Double
    let index: Int

    func isAtPlace(of other: Vector) -> Bool {
      platform == other.platform && longitude == other.longitude && latitude == other.latitude
    }

    static func < (a: Vector, b: Vector) -> Bool {
      (a.platform, a.longitude, a.latitude, a.time, a.index)
        < (b.platform, b.longitude, b.latitude, b.time, b.index)
    }
  }
}
