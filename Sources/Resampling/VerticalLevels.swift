/// Standard depths or layers that profiles are brought to, and how.
public struct VerticalLevels: Sendable, Hashable {
  /// Metres below the surface, positive down, strictly increasing; of layers the middle.
  public let depthsMeters: [Double]

  /// The layers of `VerticalMethod.layerMean`, from the shallowest on, none overlapping the next;
  /// empty where values are told at depths.
  public let layers: [DepthLayer]

  public let method: VerticalMethod

  /// How far apart the two observations around a level may be, by depth.
  public let gaps: [GapRule]

  /// How far above the first and below the last observation its value is taken for that of a
  /// level, in metres; 0 where nothing is extrapolated.
  public let reachMeters: Double

  /// Levels at depths.
  ///
  /// - Precondition: `depthsMeters` is not empty, finite and strictly increasing, the method is
  ///   not that of layers, and `reachMeters` is not negative; pipeline files are checked when read.
  public init(
    depthsMeters: [Double],
    method: VerticalMethod = .linear,
    gaps: [GapRule] = [],
    reachMeters: Double = 0
  ) {
    precondition(!depthsMeters.isEmpty && depthsMeters.allSatisfy { abs($0) <= 12_000 })
    precondition(zip(depthsMeters, depthsMeters.dropFirst()).allSatisfy { $0 < $1 })
    precondition(method != .layerMean && reachMeters >= 0)
    self.depthsMeters = depthsMeters
    self.method = method
    self.gaps = gaps
    self.reachMeters = reachMeters
    layers = []
  }

  /// Layers, whose means conserve the integral over depth.
  ///
  /// - Precondition: There is one layer at least, and each begins at or below the end of the one
  ///   before.
  public init(layers: [DepthLayer], gaps: [GapRule] = [], reachMeters: Double = 0) {
    precondition(!layers.isEmpty && layers.allSatisfy { abs($0.bottomMeters) <= 12_000 })
    precondition(
      zip(layers, layers.dropFirst()).allSatisfy { $0.bottomMeters <= $1.topMeters }
        && reachMeters >= 0
    )
    depthsMeters = layers.map(\.middleMeters)
    self.layers = layers
    method = .layerMean
    self.gaps = gaps
    self.reachMeters = reachMeters
  }

  /// The largest distance in metres between the observations around a level at `depth`; infinite
  /// where no rule applies.
  public func largestGapMeters(at depth: Double) -> Double {
    for rule in gaps where depth >= rule.fromMeters && depth < rule.toMeters {
      return rule.largestMeters
    }
    return .infinity
  }
}

/// The largest gap allowed in a range of depths, `[fromMeters, toMeters)`.
public struct GapRule: Sendable, Hashable {
  public let fromMeters: Double
  public let toMeters: Double
  public let largestMeters: Double

  public init(fromMeters: Double, toMeters: Double, largestMeters: Double) {
    self.fromMeters = fromMeters
    self.toMeters = toMeters
    self.largestMeters = largestMeters
  }
}
