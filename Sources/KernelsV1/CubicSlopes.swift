/// The slope of a monotone cubic at a node between two intervals of widths `h0`, `h1` and
/// slopes `d0`, `d1`: their weighted harmonic mean, 0 at an extremum.
///
/// `(w0 + w1) / (w0 / d0 + w1 / d1)` with `w0 = h0 + 2 h1`, `w1 = 2 h0 + h1` by one division.
@inline(__always)
func pchipSlope(_ h0: Double, _ h1: Double, _ d0: Double, _ d1: Double) -> Double {
  let (w0, w1) = (h0 + 2 * h1, 2 * h0 + h1)
  let slope = (w0 + w1) * d0 * d1 / (w0 * d1 + w1 * d0)
  return (d0 > 0 && d1 > 0) || (d0 < 0 && d1 < 0) ? slope : 0
}

/// The slope of a monotone cubic at an end, of the interval `h0`, `d0` there and the next.
///
/// The slope of the parabola through three points, limited: it has the sign of `d0`, and at most
/// three times its size where the next slope has another sign.
@inline(__always)
func pchipEndSlope(_ h0: Double, _ h1: Double, _ d0: Double, _ d1: Double) -> Double {
  let slope = ((2 * h0 + h1) * d0 - h0 * d1) / (h0 + h1)
  let isAgainst = !((slope > 0 && d0 > 0) || (slope < 0 && d0 < 0))
  let isTurning = !((d0 > 0 && d1 > 0) || (d0 < 0 && d1 < 0) || (d0 == 0 && d1 == 0))
  let limited = isTurning && slope.magnitude > 3 * d0.magnitude ? 3 * d0 : slope
  return isAgainst ? 0 : limited
}

/// The slope of the monotone cubic at node `k` of two nodes or more.
@inline(__always)
func pchipSlope(_ x: Span<Double>, _ y: Span<Double>, at k: Int) -> Double {
  let last = x.count - 1
  if last == 1 { return (y[1] - y[0]) / (x[1] - x[0]) }
  // The middle of the three nodes; the node itself but for the ends.
  let j = k == 0 ? 1 : k == last ? last - 1 : k
  let (h0, h1) = (x[j] - x[j - 1], x[j + 1] - x[j])
  let (d0, d1) = ((y[j] - y[j - 1]) / h0, (y[j + 1] - y[j]) / h1)
  if k == j { return pchipSlope(h0, h1, d0, d1) }
  return k == 0 ? pchipEndSlope(h0, h1, d0, d1) : pchipEndSlope(h1, h0, d1, d0)
}

/// The slope of interval `j`, with two more at either end that continue its change evenly.
@inline(__always)
private func intervalSlope(_ x: Span<Double>, _ y: Span<Double>, _ j: Int) -> Double {
  func slope(_ j: Int) -> Double { (y[j + 1] - y[j]) / (x[j + 1] - x[j]) }
  let last = x.count - 2
  if j >= 0, j <= last { return slope(j) }
  let end = j < 0 ? slope(0) : slope(last)
  let next = last == 0 ? end : j < 0 ? slope(1) : slope(last - 1)
  let beyond = 2 * end - next
  return j == -1 || j == last + 1 ? beyond : 2 * beyond - end
}

/// The slope of Akima's cubic at node `k` of two nodes or more.
///
/// `(w2 m2 + w3 m3) / (w2 + w3)` of the slopes beside the node with `w2 = |m4 - m3|` and
/// `w3 = |m2 - m1|`, to which the modified form adds `|m4 + m3| / 2` and `|m2 + m1| / 2`. Where
/// both weights vanish but for rounding, the mean of the two.
@inline(__always)
func akimaSlope(_ x: Span<Double>, _ y: Span<Double>, at k: Int, isModified: Bool) -> Double {
  let m1 = intervalSlope(x, y, k - 2)
  let m2 = intervalSlope(x, y, k - 1)
  let m3 = intervalSlope(x, y, k)
  let m4 = intervalSlope(x, y, k + 1)
  var w2 = (m4 - m3).magnitude
  var w3 = (m2 - m1).magnitude
  if isModified {
    w2 += (m4 + m3).magnitude * 0.5
    w3 += (m2 + m1).magnitude * 0.5
  }
  let scale = (m1.magnitude + m2.magnitude) + (m3.magnitude + m4.magnitude)
  return w2 + w3 > 1e-9 * scale ? (w2 * m2 + w3 * m3) / (w2 + w3) : (m2 + m3) * 0.5
}

/// The cubic from `y0` by `rise` over an interval, at `t` of it from 0 to 1, with the slopes at
/// its ends in units of the interval.
@inline(__always)
func cubic(_ t: Double, from y0: Double, rise: Double, _ slope0: Double, _ slope1: Double) -> Double
{
  let c2 = (3 * rise - 2 * slope0) - slope1
  let c3 = (slope0 + slope1) - 2 * rise
  return y0 + t * (slope0 + t * (c2 + t * c3))
}
