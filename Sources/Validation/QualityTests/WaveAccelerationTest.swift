internal import KernelTypes
public import ObservationModel

/// Fails displacements that would need too strong an acceleration.
///
/// The acceleration at a sample is the change of the slopes before and after it over half of the
/// time between its neighbours. The sample fails when its magnitude is above `gravities` times
/// 9.80665 m s-2. The ends of a feature, what is beside a gap and what has no time that goes on are
/// not evaluated.
///
/// - SeeAlso: CDIP, *QARTOD Quality Control Tests: Waves*, time series, acceleration: at most half
///   of the acceleration of gravity is recommended; IOOS, *Manual for Real-Time Quality Control of
///   In-Situ Surface Wave Data*, short-term acceleration.
public struct WaveAccelerationTest: QualityTest, Equatable {
  public static var name: String { "wave_acceleration" }
  public static var flagStandardName: String { "quality_flag" }
  public static var summary: String { "displacements that need too strong an acceleration" }
  public static var source: String { "QARTOD wave manual, short-term acceleration" }
  public static var parameters: [TestParameter] {
    [
      TestParameter(
        "gravities",
        .number(0...Double.greatestFiniteMagnitude),
        "above so many times the acceleration of gravity failed; 0.5 unless given"
      )
    ]
  }

  public let gravities: Double

  public init(gravities: Double = 0.5) { self.gravities = gravities }

  public init(_ arguments: TestArguments) throws(TestConfigurationError) {
    self.init(gravities: arguments.number("gravities") ?? 0.5)
  }

  public var reach: Reach { .observations(before: 1, after: 1) }

  /// The standard acceleration of gravity, in m s-2.
  private static let gravity = 9.80665

  public func evaluate(
    _ batch: borrowing ObservationBatch,
    column: Int,
    range: Range<Int>,
    into flags: inout MutableSpan<UInt8>
  ) {
    batch.mark(column: column, range: range, as: GradeCode.notEvaluated, into: &flags)
    let wide = max(range.lowerBound - 1, 0)..<min(range.upperBound + 1, batch.count)
    let values = batch.doubles(ofColumn: column, in: wide)
    let times = batch.times
    let limit = gravities * Self.gravity
    for feature in batch.featureType.isField ? 0..<0 : batch.features(in: range) {
      let samples = batch.features[feature].observations
      let inner = (samples.lowerBound + 1)..<max(samples.upperBound - 1, samples.lowerBound + 1)
      for i in inner.clamped(to: range) where flags[i - range.lowerBound] != GradeCode.missing {
        let k = i - wide.lowerBound
        let (before, after) = (times[i] - times[i - 1], times[i + 1] - times[i])
        guard before > 0, after > 0 else { continue }
        let slopes = (
          (values[k] - values[k - 1]) / before, (values[k + 1] - values[k]) / after
        )
        let acceleration = 2 * (slopes.1 - slopes.0) / (before + after)
        flags[i - range.lowerBound] = gradeAbove(
          acceleration.magnitude,
          suspectAbove: limit,
          failAbove: limit
        )
      }
    }
  }
}
