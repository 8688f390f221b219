/// Standard depths that profiles are brought to.
public struct VerticalLevels: Sendable, Hashable {
  /// Metres below the surface, positive down, strictly increasing.
  public let depthsMeters: [Double]

  /// How far apart the two observations around a level may be, by depth; never extrapolated.
  public let gaps: [GapRule]

  /// - Precondition: `depthsMeters` is not empty, finite and strictly increasing; pipeline files
  ///   are checked when read.
  public init(depthsMeters: [Double], gaps: [GapRule] = []) {
    precondition(!depthsMeters.isEmpty && depthsMeters.allSatisfy { abs($0) <= 12_000 })
    precondition(zip(depthsMeters, depthsMeters.dropFirst()).allSatisfy { $0 < $1 })
    self.depthsMeters = depthsMeters
    self.gaps = gaps
  }

  /// The largest distance in metres between the observations around a level at `depth`; infinite
  /// where no rule applies.
  public func largestGapMeters(at depth: Double) -> Double {
    for rule in gaps where depth >= rule.fromMeters && depth < rule.toMeters {
      return rule.largestMeters
    }
    return .infinity
  }

  /// The 102 standard depths of the World Ocean Atlas, 0 to 5500 m.
  ///
  /// - SeeAlso: World Ocean Atlas 2013, volume 1, table 3: 5 m steps to 100 m, 25 m to 500 m,
  ///   50 m to 2000 m, 100 m to 5500 m.
  public static let woaDepthsMeters: [Double] =
    stride(from: 0, to: 100, by: 5).map { Double($0) }
    + stride(from: 100, to: 500, by: 25).map { Double($0) }
    + stride(from: 500, to: 2000, by: 50).map { Double($0) }
    + stride(from: 2000, through: 5500, by: 100).map { Double($0) }
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
