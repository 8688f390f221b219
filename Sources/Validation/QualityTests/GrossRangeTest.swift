internal import KernelTypes
internal import Kernels
public import ObservationModel

/// Flags values outside what a sensor or a sea can have.
///
/// A value outside `fail` fails; one inside it and outside `suspect` is suspect. The bounds
/// themselves pass. Both ranges are in the unit of the column.
///
/// - SeeAlso: IOOS, *Manual for Real-Time Quality Control of In-situ Temperature and Salinity
///   Data*, test 4; Argo quality control manual, test 6.
public struct GrossRangeTest: QualityTest, Equatable {
  public static var name: String { "gross_range" }
  public static var flagStandardName: String { "gross_range_test_quality_flag" }

  public let fail: ClosedRange<Double>
  public let suspect: ClosedRange<Double>

  /// - Parameter suspect: Lies within `fail`; nil when nothing is merely suspect.
  public init(fail: ClosedRange<Double>, suspect: ClosedRange<Double>? = nil) {
    self.fail = fail
    self.suspect = suspect ?? fail
  }

  public func evaluate(
    _ batch: borrowing ObservationBatch,
    column: Int,
    into flags: inout [QualityFlag]
  ) {
    let limits = RangeLimits(fail: fail, suspect: suspect)
    batch.gradeFeatures(
      column: column,
      into: &flags,
      float: { values, _, codes in gradeRange(values, limits: limits, into: &codes) },
      double: { values, _, codes in gradeRange(values, limits: limits, into: &codes) }
    )
  }
}
