internal import KernelTypes
internal import Kernels
public import ObservationModel

/// Flags values outside what a sensor or a sea can have.
///
/// A value outside `fail` fails; one inside it and outside `suspect` is suspect. The bounds
/// themselves pass, rounded to Float where values are Float. Both ranges are in the unit of the
/// column.
///
/// - SeeAlso: IOOS, *Manual for Real-Time Quality Control of In-situ Temperature and Salinity
///   Data*, test 4; Argo quality control manual, test 6.
public struct GrossRangeTest: QualityTest, Equatable {
  public static var name: String { "gross_range" }
  public static var flagStandardName: String { "gross_range_test_quality_flag" }
  public static var summary: String { "values outside what a sensor or a sea can have" }
  public static var source: String {
    "QARTOD temperature and salinity manual, test 4; Argo quality control manual, test 6"
  }
  public static var argoTestNumber: Int? { 6 }
  public static var parameters: [TestParameter] {
    [
      TestParameter("suspect", .span, "values outside are suspect; within `fail`"),
      TestParameter("fail", .span, "values outside fail"),
    ]
  }

  public let fail: ClosedRange<Double>
  public let suspect: ClosedRange<Double>

  /// - Parameter suspect: Lies within `fail`; nil when nothing is merely suspect.
  public init(fail: ClosedRange<Double>, suspect: ClosedRange<Double>? = nil) {
    self.fail = fail
    self.suspect = suspect ?? fail
  }

  public init(_ arguments: TestArguments) throws(TestConfigurationError) {
    let spans = try arguments.spans()
    self.init(fail: spans.fail, suspect: spans.suspect)
  }

  public var reach: Reach { .itself }

  public func evaluate(
    _ batch: borrowing ObservationBatch,
    column: Int,
    range: Range<Int>,
    into flags: inout MutableSpan<UInt8>
  ) {
    let limits = RangeLimits(fail: fail, suspect: suspect)
    switch batch.columns[column].values {
    case .float(let values):
      gradeRange(values.span.extracting(range), limits: limits.ofFloats, into: &flags)
    case .double(let values):
      gradeRange(values.span.extracting(range), limits: limits, into: &flags)
    }
  }
}
