public import KernelTypes

/// Evaluates a curve at points whose brackets are known; see the facade.
@inline(never)
public func interpolate(
  _ interpolant: Interpolant,
  nodes x: Span<Double>,
  values y: Span<Double>,
  at points: Span<Double>,
  brackets: Span<Int32>,
  into results: inout MutableSpan<Double>
) {
  let last = x.count - 1
  for i in 0..<points.count {
    let k = Int(brackets[i])
    guard k >= 0, k < last else {
      results[i] = k == last && k >= 0 ? y[k] : .nan
      continue
    }
    let z = points[i]
    let h = x[k + 1] - x[k]
    let t = (z - x[k]) / h
    let rise = y[k + 1] - y[k]
    switch interpolant {
    case .linear:
      results[i] = y[k] + rise * t
    case .pchip:
      let (s0, s1) = (pchipSlope(x, y, at: k), pchipSlope(x, y, at: k + 1))
      results[i] = cubic(t, from: y[k], rise: rise, s0 * h, s1 * h)
    case .akima, .modifiedAkima:
      let isModified = interpolant == .modifiedAkima
      let s0 = akimaSlope(x, y, at: k, isModified: isModified)
      let s1 = akimaSlope(x, y, at: k + 1, isModified: isModified)
      results[i] = cubic(t, from: y[k], rise: rise, s0 * h, s1 * h)
    case .reinigerRoss:
      results[i] = reinigerRoss(x, y, from: k, at: z, linear: y[k] + rise * t)
    }
  }
}

/// The value at `z` between nodes `k` and `k + 1` by the parabolas through them and one node more
/// on either side, weighted by their distance from a reference curve.
///
/// - Parameter linear: The value on the straight line between the two nodes.
@inline(__always)
private func reinigerRoss(
  _ x: Span<Double>,
  _ y: Span<Double>,
  from k: Int,
  at z: Double,
  linear: Double
) -> Double {
  guard z > x[k] else { return y[k] }
  let (hasAbove, hasBelow) = (k > 0, k + 2 < x.count)
  guard hasAbove, hasBelow else {
    guard hasAbove || hasBelow else { return linear }
    let value = parabola(x, y, from: hasAbove ? k - 1 : k, at: z)
    let (low, high) = (min(y[k], y[k + 1]), max(y[k], y[k + 1]))
    return value >= low && value <= high ? value : linear
  }
  let p1 = parabola(x, y, from: k - 1, at: z)
  let p2 = parabola(x, y, from: k, at: z)
  let l12 = line(x, y, from: k - 1, at: z)
  let l34 = line(x, y, from: k + 1, at: z)
  let (a, b) = (linear - l34, l12 - linear)
  let (a2, b2) = (a * a, b * b)
  let outer = a2 + b2 > 0 ? (a2 * l12 + b2 * l34) / (a2 + b2) : linear
  let reference = 0.5 * (linear + outer)
  let (e1, e2) = ((reference - p1).magnitude, (reference - p2).magnitude)
  return e1 + e2 > 0 ? (e1 * p2 + e2 * p1) / (e1 + e2) : reference
}

/// The straight line through nodes `j` and `j + 1`, at `z`.
@inline(__always)
private func line(_ x: Span<Double>, _ y: Span<Double>, from j: Int, at z: Double) -> Double {
  y[j] + (y[j + 1] - y[j]) * ((z - x[j]) / (x[j + 1] - x[j]))
}

/// The parabola through nodes `j` to `j + 2`, at `z`, in the form of Newton.
@inline(__always)
private func parabola(_ x: Span<Double>, _ y: Span<Double>, from j: Int, at z: Double) -> Double {
  let d0 = (y[j + 1] - y[j]) / (x[j + 1] - x[j])
  let d1 = (y[j + 2] - y[j + 1]) / (x[j + 2] - x[j + 1])
  let curvature = (d1 - d0) / (x[j + 2] - x[j])
  return y[j] + (z - x[j]) * (d0 + (z - x[j + 1]) * curvature)
}
