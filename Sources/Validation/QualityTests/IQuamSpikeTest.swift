internal import KernelTypes
public import ObservationModel

/// Fails values that differ from others near in time and place by more than a sea allows.
///
/// Each value is held against those up to `neighbours` reports before and behind it in time. With
/// `d` their distance on a sphere in kilometres and `t` the time between them in hours, two values
/// contradict each other when they differ by more than
/// `max(least, perKilometer d, perHour t)`. The value in the most contradictions fails and is left
/// out, the first of several, and so on until no two values contradict each other. Reports whose
/// value is missing take up places; values without position or time are not evaluated, nor are
/// profiles, swaths and grids.
///
/// - SeeAlso: Xu and Ignatov (2014), *In situ SST quality monitor (iQuam)*, Journal of Atmospheric
///   and Oceanic Technology 31, 164-180; marine_qc 0.4.2, `do_spike_check`: for sea surface
///   temperature 2 °C on ships and 1 °C on drifters, 0.5 °C per kilometre, 1 °C per hour.
public struct IQuamSpikeTest: QualityTest, Equatable {
  public static var name: String { "iquam_spike" }
  public static var flagStandardName: String { "spike_test_quality_flag" }
  public static var summary: String {
    "values that differ from others near in time and place by more than a sea allows"
  }
  public static var source: String { "Xu and Ignatov (2014), iQuam spike check" }
  public static var parameters: [TestParameter] {
    [
      TestParameter(
        "least",
        .difference,
        isRequired: true,
        "what any two values may differ by; 2 °C for ships, 1 °C for drifters"
      ),
      TestParameter(
        "per_kilometer",
        .difference,
        isRequired: true,
        "what they may differ by for each kilometre between them; 0.5 °C"
      ),
      TestParameter(
        "per_hour",
        .difference,
        isRequired: true,
        "what they may differ by for each hour between them; 1 °C"
      ),
      TestParameter(
        "neighbours",
        .integer(1...PairRemoval.mostNeighbours),
        "the reports before and behind to compare with; 5 unless given"
      ),
    ]
  }

  /// In the unit of the column, and that by kilometre and hour.
  public let least, perKilometer, perHour: Double
  public let neighbours: Int

  /// - Precondition: No number is negative; `neighbours` is 1 to 32.
  public init(least: Double, perKilometer: Double, perHour: Double, neighbours: Int = 5) {
    precondition(least >= 0 && perKilometer >= 0 && perHour >= 0)
    precondition((1...PairRemoval.mostNeighbours).contains(neighbours))
    self.least = least
    self.perKilometer = perKilometer
    self.perHour = perHour
    self.neighbours = neighbours
  }

  public init(_ arguments: TestArguments) throws(TestConfigurationError) {
    self.init(
      least: try arguments.required("least"),
      perKilometer: try arguments.required("per_kilometer"),
      perHour: try arguments.required("per_hour"),
      neighbours: arguments.integer("neighbours") ?? 5
    )
  }

  public var reach: Reach { .feature }

  public func evaluate(
    _ batch: borrowing ObservationBatch,
    column: Int,
    range: Range<Int>,
    into flags: inout MutableSpan<UInt8>
  ) {
    batch.mark(column: column, range: range, as: GradeCode.notEvaluated, into: &flags)
    guard !batch.featureType.isProfileLike else { return }
    let values = batch.columns[column].values
    let (times, latitudes, longitudes) = (batch.times, batch.latitudes, batch.longitudes)
    batch.forEachSeries(in: range) { series, _ in
      let places = batch.inTimeOrder(series).filter {
        !latitudes[$0].isNaN && !longitudes[$0].isNaN
      }
      let positions = SpherePositions(
        latitudes: latitudes,
        longitudes: longitudes,
        places: places
      )
      let seconds = places.map { times[$0] }
      let x = places.map { values[$0] }
      let removal = PairRemoval(count: places.count, neighbours: neighbours) { i, j in
        let difference = (x[i] - x[j]).magnitude
        return difference > least && difference > perHour * ((seconds[j] - seconds[i]) / 3600)
          && (perKilometer == 0
            || !positions.isFarther(i, j, thanKilometers: difference / perKilometer))
      }
      for i in places where flags[i - range.lowerBound] != GradeCode.missing {
        flags[i - range.lowerBound] = GradeCode.pass
      }
      for k in removal.removed() { flags[places[k] - range.lowerBound] = GradeCode.fail }
    }
  }
}
