internal import KernelTypes
public import ObservationModel

/// Fails records of drifters whose temperature is biased or noisy as a whole.
///
/// With `leastCount` observations or more that can be compared with a background, all of a record
/// fail when the mean of the differences is more than `greatestBias` from 0, or their standard
/// deviation is above that of noise and background together. With less, all fail when `wrongCount`
/// of them or more are more than `factor` standard deviations off. Observations by day are not
/// compared. A record without one that can be compared, or a short one that met a background of
/// too great an error, is not evaluated, nor are features other than trajectories.
///
/// - SeeAlso: Atkinson and others (2013), *Assessing the quality of sea surface temperature
///   observations from drifting buoys and ships on a platform-by-platform basis*, Journal of
///   Geophysical Research Oceans 118, 3507-3529; marine_qc 0.4.2, `do_sst_biased_check`,
///   `do_sst_noisy_check` and `do_sst_biased_noisy_short_check`, whose numbers hold unless others
///   are given.
public struct SSTBiasNoiseTest: QualityTest, Equatable {
  public static var name: String { "sst_bias_noise" }
  public static var flagStandardName: String { "quality_flag" }
  public static var summary: String {
    "records of drifters whose temperature is biased or noisy as a whole"
  }
  public static var source: String { "Atkinson and others (2013); marine_qc, do_sst_biased_check" }
  public static var parameters: [TestParameter] {
    DrifterBackground.parameters + [
      TestParameter(
        "least_count",
        .integer(1...1_000_000),
        "the observations that bias and noise are told of; 30 unless given"
      ),
      TestParameter("greatest_bias", .difference, "1.1 °C unless given"),
      TestParameter("factor", .number(0...1000), "3 unless given"),
      TestParameter(
        "wrong_count",
        .integer(1...1_000_000),
        "so many values off make a short record wrong; 2 unless given"
      ),
    ]
  }

  let background: DrifterBackground
  public let leastCount: Int

  /// In the unit of the column.
  public let greatestBias: Double
  public let factor: Double
  public let wrongCount: Int

  /// - Parameters:
  ///   - background: The quantity to compare with.
  ///   - backgroundError: The standard deviation of its error, in the unit of the column.
  /// - Precondition: No number is negative.
  public init(
    background: Quantity,
    backgroundError: Double,
    leastCount: Int = 30,
    greatestBias: Double = 1.1,
    factor: Double = 3,
    wrongCount: Int = 2
  ) {
    precondition(leastCount > 0 && greatestBias >= 0 && factor >= 0 && wrongCount > 0)
    self.background = DrifterBackground(quantity: background, error: backgroundError)
    self.leastCount = leastCount
    self.greatestBias = greatestBias
    self.factor = factor
    self.wrongCount = wrongCount
  }

  public init(_ arguments: TestArguments) throws(TestConfigurationError) {
    background = try DrifterBackground(arguments)
    leastCount = arguments.integer("least_count") ?? 30
    greatestBias = arguments.number("greatest_bias") ?? 1.1
    factor = arguments.number("factor") ?? 3
    wrongCount = arguments.integer("wrong_count") ?? 2
  }

  public var reach: Reach { .feature }
  public var otherQuantities: [Quantity] { background.quantities }

  public func evaluate(
    _ batch: borrowing ObservationBatch,
    column: Int,
    range: Range<Int>,
    into flags: inout MutableSpan<UInt8>
  ) {
    batch.mark(column: column, range: range, as: GradeCode.notEvaluated, into: &flags)
    guard batch.featureType == .trajectory || batch.featureType == .point else { return }
    batch.forEachSeries(in: range) { series, _ in
      let order = batch.inTimeOrder(series)
      let code = code(of: background.matches(batch, column: column, order: order))
      for place in order where flags[place - range.lowerBound] != GradeCode.missing {
        flags[place - range.lowerBound] = code
      }
    }
  }

  /// The code of a record.
  private func code(of matches: DrifterBackground.Matches) -> UInt8 {
    let relied = matches.errors.indices.filter {
      matches.errors[$0] <= background.greatestError
    }
    let anomalies = relied.map { matches.anomalies[$0] }
    let errors = relied.map { matches.errors[$0] }
    if anomalies.isEmpty { return GradeCode.notEvaluated }
    if anomalies.count >= leastCount {
      let moments = momentsOfPopulation(anomalies)
      let isWrong =
        moments.mean.magnitude > greatestBias
        || moments.deviation > background.noiseLimit(errors[...])
      return isWrong ? GradeCode.fail : GradeCode.pass
    }
    guard relied.count == matches.errors.count else { return GradeCode.notEvaluated }
    let wrong = anomalies.indices.count {
      anomalies[$0].magnitude > factor * background.valueLimit(errors[$0])
    }
    return wrong >= wrongCount ? GradeCode.fail : GradeCode.pass
  }
}
