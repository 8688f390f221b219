internal import KernelTypes
public import ObservationModel

/// Flags values that are far from a reference in the same file, such as a satellite's sea surface
/// temperature from an analysis.
///
/// With `d = x - reference`, or the deviation `d` that the file has itself, a value is suspect when
/// `d` is more than `suspectAbove` off and fails when it is more than `failAbove` off: on both
/// sides, or only below or above the reference. It is not evaluated without a reference.
///
/// - SeeAlso: NASA OB.DAAC, *SST Quality Flags*: SSTREFDIFF, 3 °C below, or 1.25 °C in regions of
///   dust, and SSTREFVDIFF, 5 °C on both sides; GHRSST Data Specification 2.0, `dt_analysis`.
public struct ReferenceDifferenceTest: QualityTest, Equatable {
  /// On which side of the reference values are held against it.
  public enum Side: String, Sendable, CaseIterable {
    case both
    case below
    case above
  }

  public static var name: String { "reference_difference" }
  public static var flagStandardName: String { "quality_flag" }
  public static var summary: String { "values far from a reference in the same file" }
  public static var source: String {
    "NASA OB.DAAC, SST Quality Flags, SSTREFDIFF and SSTREFVDIFF"
  }
  public static var parameters: [TestParameter] {
    [
      .suspectDifference, .failDifference,
      TestParameter("reference", .quantity, "what values are held against"),
      TestParameter(
        "deviation",
        .quantity,
        "instead of it: the quantity that already is the difference from a reference"
      ),
      TestParameter(
        "side",
        .word(Side.allCases.map(\.rawValue)),
        "`both` (unless given): off on either side; `below` or `above` the reference only"
      ),
    ]
  }

  public let suspectAbove: Double
  public let failAbove: Double

  /// The name of the quantity; `isDeviation` tells whether it is the difference itself.
  public let reference: String
  public let isDeviation: Bool
  public let side: Side

  /// - Precondition: `0 <= suspectAbove <= failAbove`.
  public init(
    suspectAbove: Double,
    failAbove: Double,
    reference: String,
    isDeviation: Bool = false,
    side: Side = .both
  ) {
    precondition(0 <= suspectAbove && suspectAbove <= failAbove)
    self.suspectAbove = suspectAbove
    self.failAbove = failAbove
    self.reference = reference
    self.isDeviation = isDeviation
    self.side = side
  }

  public init(_ arguments: TestArguments) throws(TestConfigurationError) {
    let thresholds = try arguments.thresholds()
    let reference = arguments.quantity("reference")
    let deviation = arguments.quantity("deviation")
    guard let quantity = reference ?? deviation, reference == nil || deviation == nil else {
      throw TestConfigurationError("expected either 'reference' or 'deviation'")
    }
    self.init(
      suspectAbove: thresholds.suspect,
      failAbove: thresholds.fail,
      reference: quantity.name,
      isDeviation: deviation != nil,
      side: arguments.text("side").flatMap { Side(rawValue: $0) } ?? .both
    )
  }

  public var reach: Reach { .itself }
  public var otherQuantities: [Quantity] { Quantity.all(named: [reference]) }

  public func evaluate(
    _ batch: borrowing ObservationBatch,
    column: Int,
    range: Range<Int>,
    into flags: inout MutableSpan<UInt8>
  ) {
    batch.mark(column: column, range: range, as: GradeCode.notEvaluated, into: &flags)
    guard let references = batch.doubles(of: reference, in: range) else { return }
    let values = batch.doubles(ofColumn: column, in: range)
    for i in 0..<flags.count where flags[i] != GradeCode.missing {
      let difference = isDeviation ? references[i] : values[i] - references[i]
      let distance =
        switch side {
        case .both: difference.magnitude
        case .below: -difference
        case .above: difference
        }
      flags[i] = gradeAbove(distance, suspectAbove: suspectAbove, failAbove: failAbove)
    }
  }
}
