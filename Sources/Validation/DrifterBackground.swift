internal import Kernels
internal import ObservationModel

/// The background that records of drifters are held against, and what is normal of drifters.
///
/// An observation is compared when it was made at night, the sun no higher than 2.5° below the
/// horizon, as the sun warms the surface by day, and where the background has a value from -5 to
/// 45 °C and an error.
///
/// - SeeAlso: Atkinson and others (2013), *Assessing the quality of sea surface temperature
///   observations from drifting buoys and ships on a platform-by-platform basis*, Journal of
///   Geophysical Research Oceans 118, 3507-3529; marine_qc 0.4.2 for the numbers.
struct DrifterBackground: Sendable, Equatable {
  /// The background, in the unit of the column.
  let quantity: Quantity

  /// The standard deviation of its error: a quantity, or one number for all.
  let errorQuantity: Quantity?
  let error: Double

  /// Backgrounds of greater error are not relied on.
  let greatestError: Double

  /// The standard deviation between the biases of drifters.
  let biasDeviation: Double

  /// The greatest random error of a drifter, as a standard deviation.
  let noiseDeviation: Double

  /// Observations of one record that can be compared, in order of time.
  struct Matches {
    /// Their numbers in the record.
    var ranks: [Int] = []

    /// Observation minus background.
    var anomalies: [Double] = []

    /// Standard deviations of the error of the background.
    var errors: [Double] = []
  }

  /// - Parameter order: The observations of the record in order of time.
  func matches(
    _ batch: borrowing ObservationBatch,
    column: Int,
    order: [Int]
  ) -> Matches {
    var matches = Matches()
    guard let background = batch.column(of: quantity) else { return matches }
    let errorColumn = errorQuantity.flatMap { batch.column(of: $0) }
    if errorQuantity != nil, errorColumn == nil { return matches }
    let values = batch.columns[column].values
    let backgrounds = batch.columns[background].values
    let errors = errorColumn.map { batch.columns[$0].values }
    let (times, latitudes, longitudes) = (batch.times, batch.latitudes, batch.longitudes)
    let highest = sineCosine(degrees: -2.5).sine
    for (rank, i) in order.enumerated() {
      let value = backgrounds[i]
      let error = errors?[i] ?? error
      let elevation = sineOfSunElevation(
        time: times[i],
        latitude: latitudes[i],
        longitude: longitudes[i]
      )
      guard !values.isMissing(at: i), value >= -5, value <= 45, error >= 0, elevation <= highest
      else { continue }
      matches.ranks.append(rank)
      matches.anomalies.append(values[i] - value)
      matches.errors.append(error)
    }
    return matches
  }

  static let parameters: [TestParameter] = [
    TestParameter(
      "background",
      .quantity,
      "what to compare with; `reference_sea_surface_temperature` unless given"
    ),
    TestParameter(
      "background_error",
      .difference,
      "the standard deviation of its error, where `background_error_variable` is not given"
    ),
    TestParameter(
      "background_error_variable",
      .quantity,
      "the quantity that holds that standard deviation"
    ),
    TestParameter(
      "greatest_error",
      .difference,
      "backgrounds of greater error are not relied on; √0.3 °C unless given"
    ),
    TestParameter(
      "bias_deviation",
      .difference,
      "the standard deviation between the biases of drifters; 0.29 °C unless given"
    ),
    TestParameter(
      "noise_deviation",
      .difference,
      "the greatest random error of a drifter, as a standard deviation; 1 °C unless given"
    ),
  ]

  init(
    quantity: Quantity,
    error: Double,
    errorQuantity: Quantity? = nil,
    greatestError: Double = 0.3.squareRoot(),
    biasDeviation: Double = 0.29,
    noiseDeviation: Double = 1
  ) {
    precondition(error >= 0 && greatestError >= 0 && biasDeviation >= 0 && noiseDeviation >= 0)
    self.quantity = quantity
    self.errorQuantity = errorQuantity
    self.error = error
    self.greatestError = greatestError
    self.biasDeviation = biasDeviation
    self.noiseDeviation = noiseDeviation
  }

  init(_ arguments: TestArguments) throws(TestConfigurationError) {
    let errorQuantity = arguments.quantity("background_error_variable")
    let error = arguments.number("background_error")
    guard (errorQuantity == nil) != (error == nil) else {
      throw TestConfigurationError(
        "expected either 'background_error' or 'background_error_variable'"
      )
    }
    let usual = Quantity.named("reference_sea_surface_temperature")
    guard let quantity = arguments.quantity("background") ?? usual else {
      throw TestConfigurationError("the key 'background' is missing")
    }
    self.init(
      quantity: quantity,
      error: error ?? 0,
      errorQuantity: errorQuantity,
      greatestError: arguments.number("greatest_error") ?? 0.3.squareRoot(),
      biasDeviation: arguments.number("bias_deviation") ?? 0.29,
      noiseDeviation: arguments.number("noise_deviation") ?? 1
    )
  }

  var quantities: [Quantity] { [quantity] + (errorQuantity.map { [$0] } ?? []) }

  /// What random errors of drifter and background together scatter by.
  func noiseLimit(_ errors: ArraySlice<Double>) -> Double {
    let squares = errors.reduce(0) { $0 + $1 * $1 } / Double(errors.count)
    return (noiseDeviation * noiseDeviation + squares).squareRoot()
  }

  /// What a single value may be off by, as a standard deviation.
  func valueLimit(_ error: Double) -> Double {
    (error * error + biasDeviation * biasDeviation + noiseDeviation * noiseDeviation).squareRoot()
  }
}

/// The mean and the standard deviation of the population.
func momentsOfPopulation(_ values: some Collection<Double>) -> (mean: Double, deviation: Double) {
  let mean = values.reduce(0, +) / Double(values.count)
  let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
  return (mean, (squares / Double(values.count)).squareRoot())
}
