internal import KernelTypes
public import Kernels
public import ObservationModel

/// Flags values that stand apart from their two neighbours.
///
/// With `d` the distance by `form`, an observation is `suspect` when `d > suspectAbove` and `fail`
/// when `d > failAbove`, both in the unit of the column. Neighbours are those of the same feature:
/// the last value of one profile is never held against the first of the next. The ends of a
/// feature, and values beside a gap, are not evaluated, nor are swaths and grids, whose order is
/// not along an axis.
///
/// - SeeAlso: IOOS, *Manual for Real-Time Quality Control of In-situ Temperature and Salinity
///   Data*, test 6; Argo quality control manual, test 9.
public struct SpikeTest: QualityTest, Equatable {
  public static var name: String { "spike" }
  public static var flagStandardName: String { "spike_test_quality_flag" }

  public let suspectAbove: Double
  public let failAbove: Double
  public let form: SpikeForm

  /// - Precondition: `0 <= suspectAbove <= failAbove`. Thresholds that come from a pipeline file
  ///   are checked when it is read.
  public init(suspectAbove: Double, failAbove: Double, form: SpikeForm = .average) {
    precondition(0 <= suspectAbove && suspectAbove <= failAbove)
    self.suspectAbove = suspectAbove
    self.failAbove = failAbove
    self.form = form
  }

  public func evaluate(
    _ batch: borrowing ObservationBatch,
    column: Int,
    into flags: inout [QualityFlag]
  ) {
    guard !batch.featureType.isField else {
      batch.markMissing(column: column, into: &flags)
      return
    }
    let limits = DistanceLimits(suspectAbove: suspectAbove, failAbove: failAbove)
    let form = form
    batch.gradeFeatures(
      column: column,
      into: &flags,
      float: { values, _, codes in
        gradeSpike(values, limits: limits, form: form, into: &codes)
      },
      double: { values, _, codes in
        gradeSpike(values, limits: limits, form: form, into: &codes)
      }
    )
  }
}
