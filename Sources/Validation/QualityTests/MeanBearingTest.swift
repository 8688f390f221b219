internal import KernelTypes
public import ObservationModel

/// Flags maps of a high frequency radar whose vectors lie in another direction than they use to.
///
/// With `b` the mean of the bearings of the vectors of a feature, each taken within half a turn of
/// `reference`, all of them are suspect when `|b - reference| >= suspectFrom` and fail when
/// `|b - reference| >= failFrom`. Vectors that the provider or an earlier test failed, such as
/// those over land, do not count. hfradarpy counts them, and bearings from north on, so that its
/// mean of a map that lies across north points south.
///
/// - SeeAlso: IOOS, *Manual for Real-Time Quality Control of High Frequency Radar Surface Current
///   Data*, test 12 (207), average radial bearing. The thresholds belong to the site.
public struct MeanBearingTest: QualityTest, Equatable {
  public static var name: String { "mean_bearing" }
  public static var flagStandardName: String { "quality_flag" }
  public static var summary: String {
    "radar maps whose vectors lie in another direction than they use to"
  }
  public static var source: String {
    "QARTOD high frequency radar manual, average radial bearing"
  }
  public static var parameters: [TestParameter] {
    [
      TestParameter(
        "reference",
        .measure(unit: "degree", range: 0...360),
        isRequired: true,
        "the usual mean bearing of the site"
      ),
      TestParameter(
        "suspect",
        .measure(unit: "degree", range: 0...180),
        "from this difference on suspect"
      ),
      TestParameter(
        "fail",
        .measure(unit: "degree", range: 0...180),
        "from this difference on failed"
      ),
    ]
  }

  public let referenceDegrees: Double
  public let suspectFromDegrees: Double
  public let failFromDegrees: Double

  /// - Precondition: `0 <= suspect <= fail`.
  public init(
    referenceDegrees: Double,
    suspectFromDegrees suspect: Double,
    failFromDegrees fail: Double
  ) {
    precondition(0 <= suspect && suspect <= fail)
    self.referenceDegrees = referenceDegrees
    suspectFromDegrees = suspect
    failFromDegrees = fail
  }

  public init(_ arguments: TestArguments) throws(TestConfigurationError) {
    let thresholds = try arguments.thresholds()
    self.init(
      referenceDegrees: try arguments.required("reference"),
      suspectFromDegrees: thresholds.suspect,
      failFromDegrees: thresholds.fail
    )
  }

  public var reach: Reach { .feature }
  public var heedsEarlierTests: Bool { true }
  public var otherQuantities: [Quantity] { Quantity.all(named: ["radial_bearing"]) }

  public func evaluate(
    _ batch: borrowing ObservationBatch,
    column: Int,
    range: Range<Int>,
    into flags: inout MutableSpan<UInt8>
  ) {
    batch.mark(column: column, range: range, as: GradeCode.notEvaluated, into: &flags)
    guard let bearings = batch.doubles(of: "radial_bearing", in: range) else { return }
    for feature in batch.features(in: range) {
      let vectors = batch.features[feature].observations
      var sum = 0.0
      var count = 0
      for vector in vectors {
        let i = vector - range.lowerBound
        let verdict = batch.columns[column].verdict(at: vector)
        guard verdict != .missing, verdict != .bad, bearings[i].isFinite else { continue }
        sum += (bearings[i] - referenceDegrees).remainder(dividingBy: 360)
        count += 1
      }
      guard count > 0 else { continue }
      let difference = (sum / Double(count)).magnitude
      let code =
        difference >= failFromDegrees
        ? GradeCode.fail
        : difference >= suspectFromDegrees ? GradeCode.suspect : GradeCode.pass
      for vector in vectors where flags[vector - range.lowerBound] != GradeCode.missing {
        flags[vector - range.lowerBound] = code
      }
    }
  }
}
