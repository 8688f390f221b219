internal import KernelTypes
public import ObservationModel

/// Fails consecutive levels between which a value changes too fast with depth.
///
/// With `g = (x[i+1] - x[i]) / max(z[i+1] - z[i], 3 m)`, both levels fail when `g > increase` or
/// `g < -decrease`, in the unit of the column per metre. Pairs whose depth does not increase, or that
/// lack a value or a depth, are not evaluated.
///
/// - SeeAlso: *World Ocean Database User's Manual*, excessive gradient checks: 0.3 and 0.7 degrees per
///   metre for temperature.
public struct WODGradientTest: QualityTest, Equatable {
  public static var name: String { "wod_gradient" }
  public static var flagStandardName: String { "quality_flag" }
  public static var summary: String { "values that change too fast with depth" }
  public static var source: String { "World Ocean Database User's Manual, excessive gradients" }
  public static var parameters: [TestParameter] {
    [
      TestParameter(
        "increase",
        .difference,
        isRequired: true,
        "two levels fail when values increase by more in a metre downwards"
      ),
      TestParameter(
        "decrease",
        .difference,
        isRequired: true,
        "two levels fail when values decrease by more in a metre downwards"
      ),
    ]
  }

  public let increasePerMeter: Double
  public let decreasePerMeter: Double

  /// - Precondition: Both are 0 or more.
  public init(increasePerMeter: Double, decreasePerMeter: Double) {
    precondition(increasePerMeter >= 0 && decreasePerMeter >= 0)
    self.increasePerMeter = increasePerMeter
    self.decreasePerMeter = decreasePerMeter
  }

  public init(_ arguments: TestArguments) throws(TestConfigurationError) {
    self.init(
      increasePerMeter: try arguments.required("increase"),
      decreasePerMeter: try arguments.required("decrease")
    )
  }

  public var reach: Reach { .observations(before: 1, after: 1) }

  public func evaluate(
    _ batch: borrowing ObservationBatch,
    column: Int,
    range: Range<Int>,
    into flags: inout MutableSpan<UInt8>
  ) {
    batch.mark(column: column, range: range, as: GradeCode.notEvaluated, into: &flags)
    guard batch.hasLevels else { return }
    let values = batch.columns[column].values
    for k in batch.features(in: range) {
      let feature = batch.features[k].observations
      let first = max(range.lowerBound - 1, feature.lowerBound)
      let end = min(range.upperBound, feature.upperBound - 1)
      guard first < end else { continue }
      var depth = batch.depthMeters(at: first)
      for i in first..<end {
        let next = batch.depthMeters(at: i + 1)
        let dz = next - depth
        let g = (values[i + 1] - values[i]) / max(dz, 3)
        depth = next
        guard dz > 0, !g.isNaN else { continue }
        let isSteep = g > increasePerMeter || g < -decreasePerMeter
        for j in i...(i + 1) where range.contains(j) {
          if isSteep || flags[j - range.lowerBound] == GradeCode.notEvaluated {
            flags[j - range.lowerBound] = isSteep ? GradeCode.fail : GradeCode.pass
          }
        }
      }
    }
  }
}
