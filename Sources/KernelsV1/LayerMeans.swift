/// Averages the monotone cubic through a profile over layers; see the facade.
@inline(never)
public func layerMeans(
  nodes x: Span<Double>,
  values y: Span<Double>,
  tops: Span<Double>,
  bottoms: Span<Double>,
  reach: Double,
  into means: inout MutableSpan<Double>
) {
  let last = x.count - 1
  var start = 0
  for i in 0..<tops.count {
    let (top, bottom) = (tops[i], bottoms[i])
    guard last >= 0, top >= x[0] - reach, bottom <= x[last] + reach, top < bottom else {
      means[i] = .nan
      continue
    }
    // What lies beyond the ends has the value there.
    var integral = y[0] * max(0, min(bottom, x[0]) - top)
    integral += y[last] * max(0, bottom - max(top, x[last]))
    let (from, to) = (max(top, x[0]), min(bottom, x[last]))
    if from < to {
      start = bracket(of: from, in: x, from: from < x[start] ? 0 : start)
      var k = start
      var s0 = pchipSlope(x, y, at: k)
      while k < last, x[k] < to {
        let h = x[k + 1] - x[k]
        let s1 = pchipSlope(x, y, at: k + 1)
        let t0 = (max(from, x[k]) - x[k]) / h
        let t1 = to >= x[k + 1] ? 1 : (to - x[k]) / h
        let rise = y[k + 1] - y[k]
        let c2 = (3 * rise - 2 * s0 * h) - s1 * h
        let c3 = (s0 * h + s1 * h) - 2 * rise
        // The antiderivative over t, from t0 to t1, with t1 - t0 taken out of every term.
        let (a, b) = (t0 + t1, t0 * t0 + t1 * t1)
        let cubicTerm = c2 * ((b + t0 * t1) / 3) + c3 * (a * b / 4)
        integral += h * (t1 - t0) * (y[k] + (s0 * h * (a / 2) + cubicTerm))
        s0 = s1
        k += 1
      }
    }
    means[i] = integral / (bottom - top)
  }
}
