internal import KernelTypes
public import ObservationModel

/// Marks steps of a quantity that another quantity of the same observations does not share.
///
/// An observation is suspect when its value differs from the one before by more than `deviations`
/// standard deviations of the period before it, while the value of the other quantity differs by no
/// more than `otherDeviations` of its own. Where the other quantity is missing or its period holds
/// too little, a step that is too great is not evaluated. There is no fail.
///
/// - SeeAlso: IOOS, *Manual for Real-Time Quality Control of Wind Data*, test 9 (2 and 2 standard
///   deviations, 8 hours); *Manual for Real-Time Quality Control of In-situ Temperature and Salinity
///   Data*, test 9. `RateOfChangeDeviationTest` has the terms of each of the two.
public struct MultiVariateTest: QualityTest, Equatable {
  public static var name: String { "multi_variate" }
  public static var flagStandardName: String { "multi_variate_test_quality_flag" }
  public static var summary: String {
    "steps of a quantity that another quantity of the observation does not share"
  }
  public static var source: String {
    "QARTOD wind manual, test 9; temperature and salinity manual, test 9"
  }
  public static var parameters: [TestParameter] {
    [
      TestParameter("other", .quantity, isRequired: true, "the quantity to compare with"),
      ChangeLimit.parameters(unlessGiven: 2),
      ChangeLimit.parameters(deviations: "other_deviations", unlessGiven: 2),
      ChangeLimit.periodParameter,
      ChangeLimit.basisParameter,
    ]
  }

  public let other: Quantity
  let limit, otherLimit: ChangeLimit

  /// - Precondition: None of the numbers is negative.
  public init(
    other: Quantity,
    deviations: Double = 2,
    otherDeviations: Double = 2,
    periodSeconds: Double,
    isOfSteps: Bool = false
  ) {
    precondition(deviations >= 0 && otherDeviations >= 0 && periodSeconds >= 0)
    self.other = other
    let basis: ChangeLimit.Basis = isOfSteps ? .steps : .values
    limit = ChangeLimit(
      deviations: deviations,
      periodSeconds: periodSeconds,
      offset: 0,
      basis: basis
    )
    otherLimit = ChangeLimit(
      deviations: otherDeviations,
      periodSeconds: periodSeconds,
      offset: 0,
      basis: basis
    )
  }

  public init(_ arguments: TestArguments) throws(TestConfigurationError) {
    guard let other = arguments.quantity("other") else {
      throw TestConfigurationError("the key 'other' is missing")
    }
    self.other = other
    limit = try ChangeLimit(arguments, unlessGiven: 2)
    otherLimit = try ChangeLimit(arguments, deviations: "other_deviations", unlessGiven: 2)
  }

  public var reach: Reach { .feature }
  public var otherQuantities: [Quantity] { [other] }

  public func evaluate(
    _ batch: borrowing ObservationBatch,
    column: Int,
    range: Range<Int>,
    into flags: inout MutableSpan<UInt8>
  ) {
    batch.mark(column: column, range: range, as: GradeCode.notEvaluated, into: &flags)
    guard !batch.featureType.isProfileLike, let otherColumn = batch.column(of: other) else {
      return
    }
    let values = batch.columns[column].values
    let otherValues = batch.columns[otherColumn].values
    let times = batch.times
    batch.forEachSeries(in: range) { series, _ in
      let seconds = series.map { times[$0] }
      let codes = limit.codes(
        values: values.doubles(in: series),
        unlessAbove: otherLimit,
        others: otherValues.doubles(in: series),
        times: seconds
      )
      for (k, code) in codes.enumerated() where code != GradeCode.notEvaluated {
        flags[series.lowerBound + k - range.lowerBound] = code
      }
    }
  }
}

extension ChangeLimit {
  /// Suspect where a step is above this limit while the other one is within its own.
  func codes(
    values: [Double],
    unlessAbove otherLimit: ChangeLimit,
    others: [Double],
    times: [Double]
  ) -> [UInt8] {
    let findings = findings(values: values, times: times)
    let otherFindings = otherLimit.findings(values: others, times: times)
    return findings.indices.map { k in
      switch (findings[k], otherFindings[k]) {
      case (.within, _), (.above, .above): GradeCode.pass
      case (.above, .within): GradeCode.suspect
      case (.unknown, _), (.above, .unknown): GradeCode.notEvaluated
      }
    }
  }
}
