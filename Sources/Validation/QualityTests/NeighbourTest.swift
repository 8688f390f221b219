internal import KernelTypes
public import ObservationModel

/// Marks steps that the sensor of a neighbouring platform does not share.
///
/// An observation is suspect when its value differs from the one before by more than `deviations`
/// standard deviations of the period before it, while the value that the neighbour has nearest in
/// time differs by no more than `otherDeviations` of its own. The neighbour is another platform of
/// the same batch and measures the same quantity; where it has no value within `withinSeconds`, a
/// step that is too great is not evaluated. The neighbour itself is not judged.
///
/// A second sensor on the same platform is another quantity: see `MultiVariateTest`.
///
/// - SeeAlso: IOOS, *Manual for Real-Time Quality Control of Wind Data*, test 11 (2 and 2 standard
///   deviations, 8 hours); *Manual for Real-Time Quality Control of In-situ Temperature and Salinity
///   Data*, test 11.
public struct NeighbourTest: QualityTest, Equatable {
  public static var name: String { "neighbour" }
  public static var flagStandardName: String { "neighbor_test_quality_flag" }
  public static var summary: String {
    "steps that the sensor of a neighbouring platform does not share"
  }
  public static var source: String {
    "QARTOD wind manual, test 11; temperature and salinity manual, test 11"
  }
  public static var parameters: [TestParameter] {
    [
      TestParameter("platform", .text, isRequired: true, "the identifier of the neighbour"),
      TestParameter(
        "within",
        .measure(unit: "s"),
        isRequired: true,
        "the time within which the two observe together: `30 minutes`"
      ),
      ChangeLimit.parameters(unlessGiven: 2),
      ChangeLimit.parameters(deviations: "other_deviations", unlessGiven: 2),
      ChangeLimit.periodParameter,
      ChangeLimit.basisParameter,
    ]
  }

  public let platform: String
  public let withinSeconds: Double
  let limit, otherLimit: ChangeLimit

  /// - Precondition: None of the numbers is negative.
  public init(
    platform: String,
    withinSeconds: Double,
    deviations: Double = 2,
    otherDeviations: Double = 2,
    periodSeconds: Double,
    isOfSteps: Bool = false
  ) {
    precondition(withinSeconds >= 0 && deviations >= 0)
    precondition(otherDeviations >= 0 && periodSeconds >= 0)
    self.platform = platform
    self.withinSeconds = withinSeconds
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
    guard let platform = arguments.text("platform") else {
      throw TestConfigurationError("the key 'platform' is missing")
    }
    self.platform = platform
    withinSeconds = try arguments.required("within")
    limit = try ChangeLimit(arguments, unlessGiven: 2)
    otherLimit = try ChangeLimit(arguments, deviations: "other_deviations", unlessGiven: 2)
  }

  public var reach: Reach { .batch }

  public func evaluate(
    _ batch: borrowing ObservationBatch,
    column: Int,
    range: Range<Int>,
    into flags: inout MutableSpan<UInt8>
  ) {
    batch.mark(column: column, range: range, as: GradeCode.notEvaluated, into: &flags)
    guard !batch.featureType.isProfileLike, !batch.featureType.isField else { return }
    let values = batch.columns[column].values
    let times = batch.times
    var neighbour: [(time: Double, value: Double)] = []
    for feature in batch.features where feature.platform == platform {
      for i in feature.observations where !times[i].isNaN && !values.isMissing(at: i) {
        neighbour.append((times[i], values[i]))
      }
    }
    neighbour.sort { $0.time < $1.time }
    for k in batch.features(in: range) where batch.features[k].platform != platform {
      let series = batch.features[k].observations
      let seconds = series.map { times[$0] }
      let codes = limit.codes(
        values: values.doubles(in: series),
        unlessAbove: otherLimit,
        others: seconds.map { nearest(to: $0, in: neighbour) },
        times: seconds
      )
      for (k, code) in codes.enumerated() where code != GradeCode.notEvaluated {
        flags[series.lowerBound + k - range.lowerBound] = code
      }
    }
  }

  /// The value nearest in time, the earlier one of two that are as near; NaN when none is near
  /// enough.
  private func nearest(
    to time: Double,
    in neighbour: [(time: Double, value: Double)]
  ) -> Double {
    var (low, high) = (0, neighbour.count)
    while low < high {
      let middle = (low + high) / 2
      if neighbour[middle].time < time { low = middle + 1 } else { high = middle }
    }
    let before = low > 0 ? time - neighbour[low - 1].time : .infinity
    let after = low < neighbour.count ? neighbour[low].time - time : .infinity
    guard min(before, after) <= withinSeconds else { return .nan }
    return before <= after ? neighbour[low - 1].value : neighbour[low].value
  }
}
