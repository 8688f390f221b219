import Resampling

extension VerticalLevels {
  /// The values of a profile at the levels.
  func values(depths: [Double], values: [Double]) -> [Double] {
    var interpolator = ProfileInterpolator(self)
    return interpolator.values(depths: depths, values: values)
  }
}

extension ProfileInterpolator {
  mutating func values(depths: [Double], values: [Double]) -> [Double] {
    var results = [Double](repeating: -999, count: levels.depthsMeters.count)
    var view = results.mutableSpan
    interpolate(depths: depths.span, values: values.span, into: &view)
    return results
  }

  /// Absolute salinity and conservative temperature at the levels.
  mutating func pairs(
    depths: [Double],
    salinities: [Double],
    temperatures: [Double]
  ) -> (salinities: [Double], temperatures: [Double]) {
    let count = levels.depthsMeters.count
    var (s, t) = ([Double](repeating: -999, count: count), [Double](repeating: -999, count: count))
    var sView = s.mutableSpan
    var tView = t.mutableSpan
    interpolateTogether(
      depths: depths.span,
      salinities: salinities.span,
      temperatures: temperatures.span,
      intoSalinities: &sView,
      intoTemperatures: &tView
    )
    return (s, t)
  }
}

/// A fixed sequence of numbers from 0 to 1 (splitmix64).
struct Uniform {
  var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> Double {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return Double((z ^ (z >> 31)) >> 11) * 0x1p-53
  }

  /// Depths that increase strictly.
  mutating func depths(_ count: Int) -> [Double] {
    var depth = next()
    return (0..<count).map { _ in
      depth += 0.01 + 20 * next()
      return depth
    }
  }
}

func isNear(_ a: [Double], _ b: [Double], within tolerance: Double) -> Bool {
  a.count == b.count
    && zip(a, b).allSatisfy { ($0.isNaN && $1.isNaN) || abs($0 - $1) <= tolerance }
}
