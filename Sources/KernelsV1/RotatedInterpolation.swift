/// Interpolates salinity and temperature together on rotations of their diagram; see the facade.
@inline(never)
public func interpolateRotated(
  nodes x: Span<Double>,
  first: Span<Double>,
  second: Span<Double>,
  factor: Double,
  at points: Span<Double>,
  brackets: Span<Int32>,
  intoFirst firstResults: inout MutableSpan<Double>,
  intoSecond secondResults: inout MutableSpan<Double>
) {
  // Of 0 to 7π/16 in steps of π/16.
  let sine = Lanes(
    0,
    0.195_090_322_016_128_25,
    0.382_683_432_365_089_8,
    0.555_570_233_019_602_2,
    0.707_106_781_186_547_6,
    0.831_469_612_302_545_2,
    0.923_879_532_511_286_7,
    0.980_785_280_403_230_4
  )
  let cosine = Lanes(
    1,
    0.980_785_280_403_230_4,
    0.923_879_532_511_286_7,
    0.831_469_612_302_545_2,
    0.707_106_781_186_547_6,
    0.555_570_233_019_602_2,
    0.382_683_432_365_089_8,
    0.195_090_322_016_128_25
  )
  let last = x.count - 1
  for i in 0..<points.count {
    let k = Int(brackets[i])
    guard k >= 0, k < last else {
      let isLast = k == last && k >= 0
      firstResults[i] = isLast ? first[k] : .nan
      secondResults[i] = isLast ? second[k] : .nan
      continue
    }
    let t = indexFraction(x, from: k, at: points[i])
    // Steps of the two along the bottles, on eight rotations: v is turned towards the first
    // quantity, q away from the second.
    @inline(__always)
    func steps(_ j: Int) -> (v: Lanes, q: Lanes) {
      let a = Lanes(repeating: factor * (first[j + 1] - first[j]))
      let b = Lanes(repeating: second[j + 1] - second[j])
      return (a * sine + b * cosine, a * cosine - b * sine)
    }
    let middle = steps(k)
    let above = k > 0 ? steps(k - 1) : middle
    let below = k + 1 < last ? steps(k + 1) : middle
    @inline(__always)
    func rise(_ d0: Lanes, _ d1: Lanes, _ d2: Lanes) -> Lanes {
      let s1 = k > 0 ? unitSlope(d0, d1) : last == 1 ? d1 : unitEndSlope(d1, d2)
      let s2 = k + 1 < last ? unitSlope(d1, d2) : last == 1 ? d1 : unitEndSlope(d1, d0)
      let c2 = (d1 * 3 - s1 * 2) - s2
      let c3 = (s1 + s2) - d1 * 2
      return (s1 + (c2 + c3 * t) * t) * t
    }
    let v = rise(above.v, middle.v, below.v)
    let q = rise(above.q, middle.q, below.q)
    firstResults[i] = first[k] + inOrderSum(q * cosine + v * sine) * 0.125 / factor
    secondResults[i] = second[k] + inOrderSum(v * cosine - q * sine) * 0.125
  }
}

/// How far between the bottles `k` and `k + 1` the depth `z` is, from 0 to 1, by the monotone
/// cubic of the number of the bottle over depth.
@inline(__always)
private func indexFraction(_ x: Span<Double>, from k: Int, at z: Double) -> Double {
  let last = x.count - 1
  let h = x[k + 1] - x[k]
  let t = (z - x[k]) / h
  guard last > 1 else { return t }
  @inline(__always)
  func slope(_ node: Int) -> Double {
    let j = node == 0 ? 1 : node == last ? last - 1 : node
    let (h0, h1) = (x[j] - x[j - 1], x[j + 1] - x[j])
    if node == j { return pchipSlope(h0, h1, 1 / h0, 1 / h1) }
    return node == 0
      ? pchipEndSlope(h0, h1, 1 / h0, 1 / h1) : pchipEndSlope(h1, h0, 1 / h1, 1 / h0)
  }
  let fraction = cubic(t, from: 0, rise: 1, slope(k) * h, slope(k + 1) * h)
  return min(max(fraction, 0), 1)
}

/// The slope at a node between steps `a` and `b` over intervals of width 1: their harmonic mean,
/// 0 at an extremum.
@inline(__always)
private func unitSlope(_ a: Lanes, _ b: Lanes) -> Lanes {
  let isMonotone = lanes(a .> 0) & lanes(b .> 0) | lanes(a .< 0) & lanes(b .< 0)
  let sum = select(isMonotone, a + b, Lanes(repeating: 1))
  return select(isMonotone, a * 2 * b / sum, Lanes())
}

/// The slope at an end with step `a`, before the step `b`; limited as `pchipEndSlope` is.
@inline(__always)
private func unitEndSlope(_ a: Lanes, _ b: Lanes) -> Lanes {
  let slope = (a * 3 - b) * 0.5
  let isAlong = lanes(slope .> 0) & lanes(a .> 0) | lanes(slope .< 0) & lanes(a .< 0)
  let isTurning = ~(lanes(a .> 0) & lanes(b .> 0) | lanes(a .< 0) & lanes(b .< 0))
  let isSteep = lanes(slope.magnitude .> a.magnitude * 3)
  return select(isAlong, select(isTurning & isSteep, a * 3, slope), Lanes())
}

/// The sum of the lanes, in an order of its own.
@inline(__always)
private func inOrderSum(_ a: Lanes) -> Double {
  ((a[0] + a[1]) + (a[2] + a[3])) + ((a[4] + a[5]) + (a[6] + a[7]))
}
