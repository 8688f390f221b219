internal import KernelTypes
public import ObservationModel

/// Flags sea surface temperatures whose single sensor error statistics are large.
///
/// A value is suspect or fails when the magnitude of its bias, or its standard deviation, is above
/// the thresholds; the worse counts. What has neither is not evaluated.
///
/// - SeeAlso: GHRSST Data Specification 2.0, `sses_bias` and `sses_standard_deviation`.
public struct SensorErrorStatisticsTest: QualityTest, Equatable {
  public static var name: String { "sses" }
  public static var flagStandardName: String { "quality_flag" }
  public static var summary: String { "retrievals whose sensor error statistics are large" }
  public static var source: String {
    "GHRSST Data Specification 2.0, sses_bias and sses_standard_deviation"
  }
  public static var parameters: [TestParameter] {
    [
      TestParameter("suspect_bias", .difference, "above this magnitude of the bias suspect"),
      TestParameter("fail_bias", .difference, "above this magnitude of the bias failed"),
      TestParameter("suspect_deviation", .difference, "above this standard deviation suspect"),
      TestParameter("fail_deviation", .difference, "above this standard deviation failed"),
    ]
  }

  /// Kelvin; infinite where there is no threshold.
  public let suspectBias, failBias, suspectDeviation, failDeviation: Double

  public init(
    suspectBias: Double = .infinity,
    failBias: Double = .infinity,
    suspectDeviation: Double = .infinity,
    failDeviation: Double = .infinity
  ) {
    self.suspectBias = suspectBias
    self.failBias = failBias
    self.suspectDeviation = suspectDeviation
    self.failDeviation = failDeviation
  }

  public init(_ arguments: TestArguments) throws(TestConfigurationError) {
    self.init(
      suspectBias: arguments.number("suspect_bias") ?? .infinity,
      failBias: arguments.number("fail_bias") ?? .infinity,
      suspectDeviation: arguments.number("suspect_deviation") ?? .infinity,
      failDeviation: arguments.number("fail_deviation") ?? .infinity
    )
    guard !arguments.values.isEmpty else {
      throw TestConfigurationError("expected a threshold")
    }
    for (suspect, fail) in [("suspect_bias", "fail_bias"), ("suspect_deviation", "fail_deviation")]
    {
      if let low = arguments.number(suspect), let high = arguments.number(fail), low > high {
        throw TestConfigurationError(
          "expected at most the threshold of '\(fail)'",
          parameter: suspect
        )
      }
    }
  }

  public var reach: Reach { .itself }
  public var otherQuantities: [Quantity] {
    Quantity.all(named: ["sses_bias", "sses_standard_deviation"])
  }

  public func evaluate(
    _ batch: borrowing ObservationBatch,
    column: Int,
    range: Range<Int>,
    into flags: inout MutableSpan<UInt8>
  ) {
    batch.mark(column: column, range: range, as: GradeCode.notEvaluated, into: &flags)
    let asksBias = min(suspectBias, failBias) < .infinity
    let asksDeviation = min(suspectDeviation, failDeviation) < .infinity
    let biases = asksBias ? batch.doubles(of: "sses_bias", in: range) : nil
    let deviations =
      asksDeviation ? batch.doubles(of: "sses_standard_deviation", in: range) : nil
    for i in 0..<flags.count where flags[i] != GradeCode.missing {
      var code: UInt8 = 0
      if let biases, !biases[i].isNaN {
        code = gradeAbove(biases[i].magnitude, suspectAbove: suspectBias, failAbove: failBias)
      }
      if let deviations, !deviations[i].isNaN {
        code = max(
          code,
          gradeAbove(deviations[i], suspectAbove: suspectDeviation, failAbove: failDeviation)
        )
      }
      if code != 0 { flags[i] = code }
    }
  }
}
