internal import KernelTypes
public import ObservationModel

/// Judges profiles whose deep values have moved since the profile before.
///
/// The mean over the deepest `layer` of a profile, of values that no earlier test of the plan graded
/// suspect or failed, is compared with that of the last earlier profile of the platform, in the same
/// direction, that was not suspect itself. When the two differ by more than `suspect`, in the unit of
/// the column, the whole profile is suspect. The first profile, and profiles without such values, are
/// not evaluated. Profiles are compared within a batch, which holds whole files of up to some 65 000
/// levels.
///
/// - SeeAlso: Argo quality control manual, test 16: 0.5 in salinity, 1 degree, 100 dbar.
public struct SensorDriftTest: QualityTest, Equatable {
  public static var name: String { "sensor_drift" }
  public static var flagStandardName: String { "quality_flag" }
  public static var summary: String {
    "profiles whose deep values have moved since the profile before"
  }
  public static var source: String { "Argo quality control manual, test 16" }
  public static var argoTestNumber: Int? { 16 }
  public static var parameters: [TestParameter] {
    [
      TestParameter(
        "suspect",
        .difference,
        isRequired: true,
        "a profile is suspect when its deep mean has moved by more"
      ),
      TestParameter(
        "layer",
        .measure(unit: "dbar"),
        "the deepest part of a profile that is averaged; 100 dbar unless given"
      ),
    ]
  }

  public let suspectAbove: Double
  public let layerDecibar: Double

  /// - Precondition: Both are 0 or more.
  public init(suspectAbove: Double, layerDecibar: Double = 100) {
    precondition(suspectAbove >= 0 && layerDecibar >= 0)
    self.suspectAbove = suspectAbove
    self.layerDecibar = layerDecibar
  }

  public init(_ arguments: TestArguments) throws(TestConfigurationError) {
    self.init(
      suspectAbove: try arguments.required("suspect"),
      layerDecibar: arguments.number("layer") ?? 100
    )
  }

  public var reach: Reach { .batch }
  public var heedsEarlierTests: Bool { true }

  public func evaluate(
    _ batch: borrowing ObservationBatch,
    column: Int,
    range: Range<Int>,
    into flags: inout MutableSpan<UInt8>
  ) {
    batch.mark(column: column, range: range, as: GradeCode.notEvaluated, into: &flags)
    guard batch.hasLevels, range == 0..<batch.count else { return }
    var values = batch.usableValues(ofColumn: column, in: range)
    let suspect = batch.columns[column].quality.suspect
    for i in range where suspect[i] != 0 { values[i] = .nan }
    for succession in batch.successions() {
      var reference: Double?
      for k in succession {
        let profile = batch.features[k].observations
        guard let mean = deepMean(batch, values, profile) else { continue }
        guard let last = reference else {
          reference = mean
          continue
        }
        let hasMoved = (mean - last).magnitude > suspectAbove
        flags.grade(profile, as: hasMoved ? GradeCode.suspect : GradeCode.pass)
        if !hasMoved { reference = mean }
      }
    }
  }

  /// The mean over the deepest layer; nil without usable values.
  private func deepMean(
    _ batch: borrowing ObservationBatch,
    _ values: [Double],
    _ profile: Range<Int>
  ) -> Double? {
    let levels = batch.vertical
    var deepest = -Double.infinity
    for i in profile where !values[i].isNaN { deepest = max(deepest, levels[i]) }
    var sum = 0.0
    var count = 0.0
    for i in profile where !values[i].isNaN && levels[i] >= deepest - layerDecibar {
      sum += values[i]
      count += 1
    }
    let mean = sum / count
    return mean.isFinite ? mean : nil
  }
}
