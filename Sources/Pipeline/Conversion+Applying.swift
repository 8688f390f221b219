internal import Kernels
package import ObservationModel
internal import Seawater
internal import Validation

extension Conversion {
  /// The values of `column` as what they become.
  ///
  /// - Parameters:
  ///   - companions: Other quantities of the same observations.
  ///   - isFreeOfBias: True where reading has taken off the bias that the file states.
  package func applied(
    to column: ProductColumn,
    of batch: borrowing ObservationBatch,
    beside companions: CompanionValues,
    isFreeOfBias: Bool = false
  ) -> ProductColumn {
    var values = column.values
    var obstacles =
      column.obstacles.isEmpty
      ? [Obstacle](repeating: .none, count: values.count) : column.obstacles
    for i in values.indices where !values[i].isNaN && obstacles[i] == .none {
      let result = converted(
        values[i],
        at: i,
        of: batch,
        beside: companions,
        isFreeOfBias: isFreeOfBias
      )
      switch result {
      case .success(let value): values[i] = value
      case .failure(let obstacle): obstacles[i] = obstacle
      }
    }
    return ProductColumn(to, values: values, verdicts: column.verdicts, obstacles: obstacles)
  }

  private func converted(
    _ value: Double,
    at i: Int,
    of batch: borrowing ObservationBatch,
    beside companions: CompanionValues,
    isFreeOfBias: Bool
  ) -> Result<Double, Obstacle> {
    switch method {
    case .sensorBias:
      let bias = companions.value("sses_bias", at: i)
      guard !bias.isNaN else { return .failure(.noSensorBias) }
      return .success(isFreeOfBias ? value : value - bias)
    case .coolSkin:
      return .success(value + (offset ?? 0))
    case .donlon2002:
      let wind = companions.windSpeed10Meters(at: i)
      guard !wind.isNaN else { return .failure(.noWind) }
      guard Self.isMixed(at: i, of: batch, wind: wind) else { return .failure(.warmLayer) }
      return .success(value + 0.14 + 0.30 * exponential(-wind / 3.7))
    case .wellMixed:
      let wind = companions.windSpeed10Meters(at: i)
      guard Self.isMixed(at: i, of: batch, wind: wind) else { return .failure(.warmLayer) }
      return .success(value)
    case .upperLayer:
      let depth = batch.depthMeters(at: i)
      guard !depth.isNaN else { return .failure(.noDepth) }
      return depth <= depthMeters ?? 0 ? .success(value) : .failure(.belowUpperLayer)
    case .teos10:
      return seawater(value, at: i, of: batch, beside: companions)
    }
  }

  /// True by night and in winds that leave no warm layer; a wind that is not known leaves the sun.
  private static func isMixed(
    at i: Int,
    of batch: borrowing ObservationBatch,
    wind: Double
  ) -> Bool {
    wind > mixingWind
      || sineOfSunElevation(
        time: batch.times[i],
        latitude: batch.latitudes[i],
        longitude: batch.longitudes[i]
      ) < 0
  }

  private func seawater(
    _ value: Double,
    at i: Int,
    of batch: borrowing ObservationBatch,
    beside companions: CompanionValues
  ) -> Result<Double, Obstacle> {
    let (longitude, latitude) = (batch.longitudes[i], batch.latitudes[i])
    let isBaltic = isInBaltic(longitudeDegrees: longitude, latitudeDegrees: latitude)
    func absolute(_ practical: Double) -> Double {
      isBaltic
        ? absoluteSalinityOfBaltic(practicalSalinity: practical)
        : absoluteSalinity(practicalSalinity: practical)
    }
    if from.name == "salinity" { return .success(absolute(value)) }
    if from.name == "absolute_salinity" {
      // Both relations are straight lines.
      let fresh = absolute(0)
      return .success((value - fresh) / (absolute(1) - fresh))
    }
    let given = companions.value("absolute_salinity", at: i)
    let salinity = given.isNaN ? absolute(companions.value("salinity", at: i)) : given
    guard !salinity.isNaN else { return .failure(.noSalinity) }
    let pressure = batch.pressureDecibar(at: i)
    guard !pressure.isNaN else { return .failure(.noDepth) }
    return .success(
      to.name == "conservative_temperature"
        ? conservativeTemperature(
          absoluteSalinity: salinity,
          temperatureCelsius: value,
          pressureDecibar: pressure
        )
        : temperatureCelsius(
          absoluteSalinity: salinity,
          conservativeTemperature: value,
          pressureDecibar: pressure
        )
    )
  }
}

extension ObservationBatch {
  /// The depth of an observation in metres, positive down; NaN where it is not known.
  borrowing func depthMeters(at i: Int) -> Double {
    guard let kind = verticalKind else { return .nan }
    let z = vertical[i]
    return switch kind {
    case .depth: z
    case .height: -z
    case .pressure: Seawater.depthMeters(pressureDecibar: z, latitudeDegrees: latitudes[i])
    }
  }

  /// The sea pressure of an observation in dbar; NaN where it is not known.
  borrowing func pressureDecibar(at i: Int) -> Double {
    verticalKind == .pressure
      ? vertical[i]
      : Seawater.pressureDecibar(
        depthMeters: depthMeters(at: i),
        latitudeDegrees: latitudes[i]
      )
  }
}
