internal import ObservationModel
internal import Resampling

/// The values of a quantity of the product, with what is known of each.
struct ProductColumn {
  let quantity: Quantity
  let values: [Double]
  let verdicts: [Verdict]

  /// Why none of the values can be used; nil when they can.
  let obstacle: String?

  init(_ column: ObservationColumn) {
    quantity = column.quantity
    values = (0..<column.count).map { column.values[$0] }
    verdicts = (0..<column.count).map { column.verdict(at: $0) }
    obstacle = nil
  }

  private init(_ name: String, values: [Double], verdicts: [Verdict], obstacle: String?) {
    // Safe names: the winds at 10 m are entries of the vocabulary, as its tests check.
    quantity = Quantity.named(name) ?? Quantity.vocabulary[0]
    self.values = values
    self.verdicts = verdicts
    self.obstacle = obstacle
  }

  /// The speed and the components of a wind at 10 m.
  ///
  /// Components are of the worse verdict of speed and direction. A wind of unknown height is kept
  /// out, with the reason.
  static func winds(
    speed: ObservationColumn,
    from: ObservationColumn?,
    to: ObservationColumn?,
    profile: WindProfile
  ) -> [ProductColumn] {
    let factor = speed.heightMeters.flatMap { profile.factorTo10Meters(from: $0) }
    let obstacle = factor == nil ? "unknown_height" : nil
    let speeds = (0..<speed.count).map { speed.values[$0] * (factor ?? 1) }
    let speedVerdicts = (0..<speed.count).map { speed.verdict(at: $0) }
    var columns = [
      ProductColumn("wind_speed_10m", values: speeds, verdicts: speedVerdicts, obstacle: obstacle)
    ]
    guard let direction = from ?? to else { return columns }
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
    columns.append(
      ProductColumn(
        "eastward_wind_10m",
        values: eastward,
        verdicts: verdicts,
        obstacle: obstacle
      )
    )
    columns.append(
      ProductColumn(
        "northward_wind_10m",
        values: northward,
        verdicts: verdicts,
        obstacle: obstacle
      )
    )
    return columns
  }
}

extension Verdict {
  /// The verdict on a value made of two.
  static func worse(_ a: Verdict, _ b: Verdict) -> Verdict {
    let order: [Verdict] = [.missing, .bad, .suspect, .notEvaluated, .probablyGood, .good]
    return order.first { $0 == a || $0 == b } ?? a
  }
}
