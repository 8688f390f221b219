package import ObservationModel
internal import Resampling

/// The values of a quantity of the product, with what is known of each.
package struct ProductColumn {
  package let quantity: Quantity

  /// Shape `[obs]`; NaN where missing.
  package var values: [Double]

  /// Shape `[obs]`.
  let verdicts: [Verdict]

  /// The standard uncertainties of random errors where each value has its own, shape `[obs]`; empty
  /// where one holds for all.
  var errors: [Double] = []

  /// Why a value cannot be used, shape `[obs]`; empty when all can.
  var obstacles: [Obstacle] = []

  package init(_ column: ObservationColumn) {
    self.init(
      column.quantity,
      values: (0..<column.count).map { column.values[$0] },
      verdicts: (0..<column.count).map { column.verdict(at: $0) }
    )
  }

  init(
    _ quantity: Quantity,
    values: [Double],
    verdicts: [Verdict],
    obstacles: [Obstacle] = []
  ) {
    self.quantity = quantity
    self.values = values
    self.verdicts = verdicts
    self.obstacles = obstacles
  }

  /// Takes the errors of single values; a value without is not used.
  mutating func take(
    _ declared: DeclaredError,
    on lattice: Lattice,
    beside companions: CompanionValues
  ) {
    guard let name = declared.column?.name else { return }
    errors = values.indices.map { declared.random(told: companions.value(name, at: $0)) }
    if obstacles.isEmpty { obstacles = [Obstacle](repeating: .none, count: values.count) }
    for i in values.indices where obstacles[i] == .none {
      // An error that rounds to 0 would outweigh all others.
      if lattice.integer(forDifference: errors[i]) ?? 0 == 0 { obstacles[i] = .noError }
    }
  }

  /// Why the value at `i` cannot be used; nil when it can.
  package func obstacle(at i: Int) -> String? { obstacles.isEmpty ? nil : obstacles[i].reason }
}

extension ProductColumn {
  /// The speed and the components of a wind at 10 m.
  ///
  /// Components are of the worse verdict of speed and direction. A wind of unknown height is kept
  /// out, with the reason.
  static func winds(
    speed: ObservationColumn,
    from: ObservationColumn?,
    to: ObservationColumn?,
    profile: WindProfile,
    latitudes: Span<Double>,
    beside companions: CompanionValues
  ) -> [ProductColumn] {
    var speeds = (0..<speed.count).map { speed.values[$0] }
    var obstacles: [Obstacle] = []
    let height = speed.heightMeters ?? .nan
    if profile.speed10Meters(1, from: height) == nil {
      obstacles = [Obstacle](repeating: .unknownHeight, count: speed.count)
    } else {
      for i in speeds.indices where !speeds[i].isNaN {
        let layer =
          profile == .neutralLog
          ? SurfaceLayer() : companions.surfaceLayer(at: i, latitude: latitudes[i])
        speeds[i] = profile.speed10Meters(speeds[i], from: height, in: layer) ?? .nan
      }
    }
    let speedVerdicts = (0..<speed.count).map { speed.verdict(at: $0) }
    var components: [(values: [Double], verdicts: [Verdict])] = [(speeds, speedVerdicts)]
    if let direction = from ?? to {
      var eastward: [Double] = []
      var northward: [Double] = []
      var verdicts: [Verdict] = []
      for i in speeds.indices {
        let degrees = direction.values[i]
        let wind =
          from == nil
          ? WindComponents(speed: speeds[i], toDegrees: degrees)
          : WindComponents(speed: speeds[i], fromDegrees: degrees)
        eastward.append(wind.eastward)
        northward.append(wind.northward)
        verdicts.append(Verdict.worse(speedVerdicts[i], direction.verdict(at: i)))
      }
      components += [(eastward, verdicts), (northward, verdicts)]
    }
    return zip(Quantity.windsAt10Meters, components).map {
      ProductColumn($0, values: $1.values, verdicts: $1.verdicts, obstacles: obstacles)
    }
  }
}

extension Quantity {
  /// What winds of any height become: speed, then eastward and northward components.
  static let windsAt10Meters = ["wind_speed_10m", "eastward_wind_10m", "northward_wind_10m"]
    .compactMap { named($0) }
}

extension Lattice {
  /// The integer that stands for a difference that is not negative; nil when it is not known or
  /// has none.
  func integer(forDifference difference: Double) -> Int32? {
    guard difference >= 0 else { return nil }
    return Int32(exactly: (difference / step).rounded(.toNearestOrEven))
  }
}

extension Verdict {
  /// The verdict on a value made of two.
  static func worse(_ a: Verdict, _ b: Verdict) -> Verdict {
    let order: [Verdict] = [.missing, .bad, .suspect, .notEvaluated, .probablyGood, .good]
    return order.first { $0 == a || $0 == b } ?? a
  }
}
