import Resampling

extension ResamplingCall {
  /// The values of a profile at levels.
  func interpolatedProfile() throws(QualityCallError) -> JSONValue {
    let name = try text("method")
    guard let method = VerticalMethod(rawValue: name), method != .layerMean else {
      throw QualityCallError("there is no method '\(name)'")
    }
    var interpolator = ProfileInterpolator(
      VerticalLevels(depthsMeters: try levels(), method: method)
    )
    return Self.numbers(try values(by: &interpolator))
  }

  /// The means of a profile over layers.
  func layerMeans() throws(QualityCallError) -> JSONValue {
    let (tops, bottoms) = (try values("tops"), try values("bottoms"))
    guard tops.count == bottoms.count, !tops.isEmpty, zip(tops, bottoms).allSatisfy({ $0 < $1 })
    else { throw QualityCallError("expected a bottom below each top") }
    var interpolator = ProfileInterpolator(
      VerticalLevels(
        layers: zip(tops, bottoms).map { DepthLayer(topMeters: $0, bottomMeters: $1) }
      )
    )
    return Self.numbers(try values(by: &interpolator))
  }

  /// Absolute salinity and conservative temperature of a cast at levels.
  func interpolatedCast() throws(QualityCallError) -> JSONValue {
    let (depths, salinities) = (try values("depths"), try values("salinities"))
    let temperatures = try values("temperatures")
    guard depths.count == salinities.count, depths.count == temperatures.count else {
      throw QualityCallError("expected as many salinities and temperatures as depths")
    }
    let levels = try levels()
    var interpolator = ProfileInterpolator(
      VerticalLevels(depthsMeters: levels, method: .mrstPchip)
    )
    var salinityResults = [Double](repeating: .nan, count: levels.count)
    var temperatureResults = salinityResults
    var salinityView = salinityResults.mutableSpan
    var temperatureView = temperatureResults.mutableSpan
    interpolator.interpolateTogether(
      depths: depths.span,
      salinities: salinities.span,
      temperatures: temperatures.span,
      intoSalinities: &salinityView,
      intoTemperatures: &temperatureView
    )
    return .object([
      JSONValue.Member(key: "salinities", value: Self.numbers(salinityResults)),
      JSONValue.Member(key: "temperatures", value: Self.numbers(temperatureResults)),
    ])
  }

  private func levels() throws(QualityCallError) -> [Double] {
    let levels = try values("levels")
    guard !levels.isEmpty, zip(levels, levels.dropFirst()).allSatisfy({ $0 < $1 }),
      levels.allSatisfy({ $0.magnitude <= 12_000 })
    else { throw QualityCallError("expected depths that increase", "levels") }
    return levels
  }

  private func values(
    by interpolator: inout ProfileInterpolator
  ) throws(QualityCallError) -> [Double] {
    let (depths, values) = (try values("depths"), try values("values"))
    guard depths.count == values.count else {
      throw QualityCallError("expected as many values as depths")
    }
    var results = [Double](repeating: .nan, count: interpolator.levels.depthsMeters.count)
    var view = results.mutableSpan
    interpolator.interpolate(depths: depths.span, values: values.span, into: &view)
    return results
  }

  private static func numbers(_ values: [Double]) -> JSONValue {
    .list(values.map { .number($0) })
  }
}
