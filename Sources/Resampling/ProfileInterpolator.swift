internal import KernelTypes
internal import Kernels

/// Brings profiles to levels, one after the other.
///
/// A level has a value when it lies between two observations no farther apart than the gap rule
/// at its depth allows, or on an observation; a layer, when observations reach from its top to
/// its bottom without such a gap. Slopes may come from observations beyond a gap. Nothing is
/// extrapolated but for the reach of the levels, within which the first and the last value hold.
///
/// Profiles may be in any order of depth; missing values are left out, and values at one depth
/// become their mean. A profile costs no allocation once the arrays have grown to its size.
public struct ProfileInterpolator: Sendable {
  public let levels: VerticalLevels

  private let tops: [Double]
  private let bottoms: [Double]
  private let largestGaps: [Double]
  private var brackets: [Int32]
  private var nodes = ProfileNodes()

  public init(_ levels: VerticalLevels) {
    self.levels = levels
    tops = levels.layers.map(\.topMeters)
    bottoms = levels.layers.map(\.bottomMeters)
    largestGaps = levels.depthsMeters.map { levels.largestGapMeters(at: $0) }
    brackets = [Int32](repeating: -1, count: levels.depthsMeters.count)
  }

  /// Brings the values of one quantity to the levels.
  ///
  /// `VerticalMethod.mrstPchip` needs two quantities; one alone is interpolated by `pchip`.
  ///
  /// - Parameters:
  ///   - depths: Metres, positive down, shape `[obs]`; NaN where missing.
  ///   - values: Any unit, shape `[obs]`; NaN where missing or not to be used.
  ///   - results: Receive the values at the levels, shape `[level]`; NaN where there is none.
  /// - Precondition: The lengths agree.
  public mutating func interpolate(
    depths: Span<Double>,
    values: Span<Double>,
    into results: inout MutableSpan<Double>
  ) {
    precondition(depths.count == values.count && results.count == levels.depthsMeters.count)
    if isInOrder(depths: depths, values: values) {
      interpolate(nodes: depths, values: values, into: &results)
    } else {
      var nodes = ProfileNodes()
      swap(&nodes, &self.nodes)
      nodes.take(depths: depths, values: values)
      interpolate(nodes: nodes.depths.span, values: nodes.first.span, into: &results)
      swap(&nodes, &self.nodes)
    }
  }

  /// Brings absolute salinity and conservative temperature to the levels together.
  ///
  /// Where one of the two is missing the other is not used. Of three observations and fewer, too,
  /// which Barker and McDougall leave out.
  ///
  /// - Parameters:
  ///   - depths: Metres, positive down, shape `[obs]`; NaN where missing.
  ///   - salinities: g/kg, shape `[obs]`; NaN where missing.
  ///   - temperatures: °C, shape `[obs]`; NaN where missing.
  ///   - salinityResults: Receive the salinities at the levels, shape `[level]`.
  ///   - temperatureResults: Receive the temperatures.
  /// - Precondition: The lengths agree, and the levels are depths.
  public mutating func interpolateTogether(
    depths: Span<Double>,
    salinities: Span<Double>,
    temperatures: Span<Double>,
    intoSalinities salinityResults: inout MutableSpan<Double>,
    intoTemperatures temperatureResults: inout MutableSpan<Double>
  ) {
    precondition(levels.layers.isEmpty && depths.count == salinities.count)
    precondition(depths.count == temperatures.count)
    if isInOrder(depths: depths, values: salinities),
      isInOrder(depths: depths, values: temperatures)
    {
      interpolate(
        nodes: depths,
        salinities: salinities,
        temperatures: temperatures,
        intoSalinities: &salinityResults,
        intoTemperatures: &temperatureResults
      )
    } else {
      var nodes = ProfileNodes()
      swap(&nodes, &self.nodes)
      nodes.take(depths: depths, first: salinities, second: temperatures)
      interpolate(
        nodes: nodes.depths.span,
        salinities: nodes.first.span,
        temperatures: nodes.second.span,
        intoSalinities: &salinityResults,
        intoTemperatures: &temperatureResults
      )
      swap(&nodes, &self.nodes)
    }
  }

  /// The ratio of the ranges of conservative temperature and absolute salinity in the ocean.
  ///
  /// - SeeAlso: Barker and McDougall (2020): results change little from 3 to 25.
  private static let temperaturePerSalinity = 9.0

  private mutating func interpolate(
    nodes: Span<Double>,
    values: Span<Double>,
    into results: inout MutableSpan<Double>
  ) {
    guard let interpolant = Self.interpolant(of: levels.method) else {
      layerMeans(
        nodes: nodes,
        values: values,
        tops: tops.span,
        bottoms: bottoms.span,
        reach: levels.reachMeters,
        into: &results
      )
      keepLayersWithoutGaps(nodes: nodes, results: &results)
      return
    }
    findLevels(in: nodes)
    Kernels.interpolate(
      interpolant,
      nodes: nodes,
      values: values,
      at: levels.depthsMeters.span,
      brackets: brackets.span,
      into: &results
    )
    extend(nodes: nodes, values: values, results: &results)
  }

  private mutating func interpolate(
    nodes: Span<Double>,
    salinities: Span<Double>,
    temperatures: Span<Double>,
    intoSalinities salinityResults: inout MutableSpan<Double>,
    intoTemperatures temperatureResults: inout MutableSpan<Double>
  ) {
    findLevels(in: nodes)
    interpolateRotated(
      nodes: nodes,
      first: salinities,
      second: temperatures,
      factor: Self.temperaturePerSalinity,
      at: levels.depthsMeters.span,
      brackets: brackets.span,
      intoFirst: &salinityResults,
      intoSecond: &temperatureResults
    )
    extend(nodes: nodes, values: salinities, results: &salinityResults)
    extend(nodes: nodes, values: temperatures, results: &temperatureResults)
  }

  /// Finds the brackets of the levels, leaving out those in gaps.
  private mutating func findLevels(in nodes: Span<Double>) {
    let depths = levels.depthsMeters
    do {
      var view = brackets.mutableSpan
      findBrackets(of: depths.span, in: nodes, into: &view)
    }
    guard !levels.gaps.isEmpty else { return }
    for level in depths.indices {
      let k = Int(brackets[level])
      guard k >= 0, k + 1 < nodes.count, depths[level] > nodes[k] else { continue }
      if nodes[k + 1] - nodes[k] > largestGaps[level] { brackets[level] = -1 }
    }
  }

  /// Gives levels just above the first and below the last node their values.
  private func extend(
    nodes: Span<Double>,
    values: Span<Double>,
    results: inout MutableSpan<Double>
  ) {
    guard levels.reachMeters > 0, nodes.count > 0 else { return }
    let last = nodes.count - 1
    for level in 0..<levels.depthsMeters.count {
      let z = levels.depthsMeters[level]
      if z < nodes[0], nodes[0] - z <= levels.reachMeters { results[level] = values[0] }
      if z > nodes[last], z - nodes[last] <= levels.reachMeters { results[level] = values[last] }
    }
  }

  private func keepLayersWithoutGaps(nodes: Span<Double>, results: inout MutableSpan<Double>) {
    guard !levels.gaps.isEmpty else { return }
    var k = 0
    for (i, layer) in levels.layers.enumerated() where !results[i].isNaN {
      while k + 1 < nodes.count, nodes[k + 1] <= layer.topMeters { k += 1 }
      var j = k
      while j + 1 < nodes.count, nodes[j] < layer.bottomMeters {
        let depth = max(nodes[j], layer.topMeters)
        if nodes[j + 1] - nodes[j] > levels.largestGapMeters(at: depth) { results[i] = .nan }
        j += 1
      }
    }
  }

  /// The curve of a method; nil for means over layers.
  private static func interpolant(of method: VerticalMethod) -> Interpolant? {
    switch method {
    case .linear: .linear
    case .pchip, .mrstPchip: .pchip
    case .akima: .akima
    case .makima: .modifiedAkima
    case .reinigerRoss: .reinigerRoss
    case .layerMean: nil
    }
  }
}
