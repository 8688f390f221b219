extension VerticalLevels {
  /// Interpolates one profile to the levels, linearly in depth.
  ///
  /// A level takes a value when it lies between two observations no farther apart than the gap
  /// rule allows, or on an observation: `v = v1 + (v2 - v1) * ((z - z1) / (z2 - z1))`. Nothing is
  /// extrapolated. Of observations at the same depth the first is taken, and one that lies
  /// above its predecessor is left out, so that the depths used increase strictly.
  ///
  /// - Parameters:
  ///   - depths: Metres, positive down, shape `[level]`; NaN where missing.
  ///   - values: Any unit, shape `[level]`; NaN where missing or not to be used.
  /// - Returns: The values at the levels, shape `[standard level]`; NaN where there is none.
  public func interpolateLinearly(depths: [Double], values: [Double]) -> [Double] {
    precondition(depths.count == values.count)
    var result = [Double](repeating: .nan, count: depthsMeters.count)
    var level = 0
    var above: (depth: Double, value: Double)?
    for i in depths.indices where !values[i].isNaN && !depths[i].isNaN {
      let (depth, value) = (depths[i], values[i])
      if let previous = above, depth <= previous.depth { continue }
      while level < depthsMeters.count, depthsMeters[level] <= depth {
        let z = depthsMeters[level]
        if z == depth {
          result[level] = value
        } else if let previous = above, z > previous.depth,
          depth - previous.depth <= largestGapMeters(at: z)
        {
          let fraction = (z - previous.depth) / (depth - previous.depth)
          result[level] = previous.value + (value - previous.value) * fraction
        }
        level += 1
      }
      above = (depth, value)
    }
    return result
  }
}
