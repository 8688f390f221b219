internal import ObservationModel
internal import Resampling

/// The profiles of one file: gathered row by row, then brought to levels.
struct ProfileRows {
  private let quantities: [Quantity]

  /// The numbers of temperature and salinity where the method takes them together.
  private let pair: (temperature: UInt32, salinity: UInt32)?

  private var rows: [PartRow] = []
  private var interpolator: ProfileInterpolator

  /// Nil where nothing is brought to levels.
  init?(_ plan: PipelinePlan) {
    guard let levels = plan.levels else { return nil }
    quantities = plan.quantities
    interpolator = ProfileInterpolator(levels)
    let temperature = plan.quantities.firstIndex { $0.name == "temperature" }
    let salinity = plan.quantities.firstIndex { $0.name == "salinity" }
    if levels.method == .mrstPchip, let temperature, let salinity {
      pair = (UInt32(temperature), UInt32(salinity))
    } else {
      pair = nil
    }
  }

  mutating func append(_ row: PartRow) { rows.append(row) }

  /// Visits every profile with its values at the levels, and forgets the rows.
  ///
  /// A profile is what one feature observed at one time. Rows are sorted by all they hold, so that
  /// nothing depends on the order they came in.
  ///
  /// - Parameter visit: Takes a row of the profile for its place and time, the quantity, the values
  ///   at the levels, NaN where there is none, and their random errors; no errors where the
  ///   observations have none of their own.
  mutating func drain(_ visit: (PartRow, Quantity, [Double], [Double]) -> Void) {
    rows.sort {
      if $0.feature != $1.feature { return $0.feature < $1.feature }
      if $0.time != $1.time { return $0.time < $1.time }
      if $0.quantity != $1.quantity { return $0.quantity < $1.quantity }
      return ($0.depth, $0.value) < ($1.depth, $1.value)
    }
    let depths = rows.map(\.depth)
    let values = rows.map(\.value)
    var results = [Double](repeating: .nan, count: interpolator.levels.depthsMeters.count)
    var start = 0
    while start < rows.count {
      var (temperatures, salinities) = (0..<0, 0..<0)
      var first = start
      while first < rows.count, isSameProfile(first, start) {
        let quantity = rows[first].quantity
        var end = first + 1
        while end < rows.count, isSameProfile(end, start), rows[end].quantity == quantity {
          end += 1
        }
        if let pair, quantity == pair.temperature {
          temperatures = first..<end
        } else if let pair, quantity == pair.salinity {
          salinities = first..<end
        } else {
          var view = results.mutableSpan
          interpolator.interpolate(
            depths: depths.span.extracting(first..<end),
            values: values.span.extracting(first..<end),
            into: &view
          )
          visitLevels(results, of: quantity, rows: first..<end, visit)
        }
        first = end
      }
      if let pair, !temperatures.isEmpty, !salinities.isEmpty {
        var cast = SeawaterCast(temperatures: rows[temperatures], salinities: rows[salinities])
        cast.interpolate(with: &interpolator)
        visitLevels(cast.temperatures, of: pair.temperature, rows: temperatures, visit)
        visitLevels(cast.salinities, of: pair.salinity, rows: salinities, visit)
      }
      start = first
    }
    rows.removeAll(keepingCapacity: true)
  }

  private func isSameProfile(_ a: Int, _ b: Int) -> Bool {
    rows[a].feature == rows[b].feature && rows[a].time == rows[b].time
  }

  private func visitLevels(
    _ values: [Double],
    of quantity: UInt32,
    rows profile: Range<Int>,
    _ visit: (PartRow, Quantity, [Double], [Double]) -> Void
  ) {
    visit(
      rows[profile.lowerBound],
      quantities[Int(quantity)],
      values,
      randomErrors(of: rows[profile], at: interpolator.levels.depthsMeters)
    )
  }
}
