internal import KernelTypes
internal import Kernels
public import ObservationModel

/// Flags values that change faster in time than a sea or an air can.
///
/// With `r[i] = |v[i] - v[i-1]| / (t[i] - t[i-1])`, an observation is `suspect` when
/// `r > suspectAbove` and `fail` when `r > failAbove`, in units of the column per second of true
/// elapsed time. The first value of a feature, values after a gap and values whose time does not
/// move on are not evaluated; nor are profiles, swaths and grids, which do not run along time.
///
/// - SeeAlso: IOOS, *Manual for Real-Time Quality Control of In-situ Temperature and Salinity
///   Data*, test 7, with a rate in place of its multiple of the standard deviation.
public struct RateOfChangeTest: QualityTest, Equatable {
  public static var name: String { "rate_of_change" }
  public static var flagStandardName: String { "rate_of_change_test_quality_flag" }

  public let suspectAbovePerSecond: Double
  public let failAbovePerSecond: Double

  /// - Precondition: `0 <= suspectAbovePerSecond <= failAbovePerSecond`.
  public init(suspectAbovePerSecond: Double, failAbovePerSecond: Double) {
    precondition(0 <= suspectAbovePerSecond && suspectAbovePerSecond <= failAbovePerSecond)
    self.suspectAbovePerSecond = suspectAbovePerSecond
    self.failAbovePerSecond = failAbovePerSecond
  }

  public func evaluate(
    _ batch: borrowing ObservationBatch,
    column: Int,
    into flags: inout [QualityFlag]
  ) {
    guard !batch.featureType.isField, !batch.featureType.isProfileLike else {
      batch.markMissing(column: column, into: &flags)
      return
    }
    let limits = DistanceLimits(
      suspectAbove: suspectAbovePerSecond,
      failAbove: failAbovePerSecond
    )
    batch.gradeFeatures(
      column: column,
      into: &flags,
      float: { values, times, codes in
        gradeRateOfChange(values, times: times, limits: limits, into: &codes)
      },
      double: { values, times, codes in
        gradeRateOfChange(values, times: times, limits: limits, into: &codes)
      }
    )
  }
}
