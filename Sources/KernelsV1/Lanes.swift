internal import CLanes

/// Eight numbers that are worked on together.
typealias Lanes = SIMD8<Double>

/// All ones in the lanes where a comparison holds. Stays in integer lanes:
/// `replacing(with:where:)` may become a loop over lanes.
@inline(__always)
func lanes(_ mask: SIMDMask<SIMD8<Int64>>) -> SIMD8<Int64> {
  unsafeBitCast(mask, to: SIMD8<Int64>.self)
}

/// `a` in the lanes where `mask` is all ones, `b` in the others.
@inline(__always)
func select(_ mask: SIMD8<Int64>, _ a: Lanes, _ b: Lanes) -> Lanes {
  lanes_selected(unsafeBitCast(mask, to: SIMD8<Int>.self), a, b)
}

/// `a` in the lanes where a comparison holds, `b` in the others.
@inline(__always)
func select(_ mask: SIMDMask<SIMD8<Int64>>, _ a: Lanes, _ b: Lanes) -> Lanes {
  select(lanes(mask), a, b)
}

extension SIMD8<Double> {
  @inline(__always)
  var magnitude: Self {
    unsafeBitCast(
      unsafeBitCast(self, to: SIMD8<Int64>.self) & 0x7fff_ffff_ffff_ffff,
      to: Self.self
    )
  }

  /// The numbers with the signs of others.
  @inline(__always)
  func withSign(of other: Self) -> Self {
    let sign = unsafeBitCast(other, to: SIMD8<Int64>.self) & Int64.min
    return unsafeBitCast(
      (unsafeBitCast(self, to: SIMD8<Int64>.self) & Int64.max) | sign,
      to: Self.self
    )
  }

  /// The numbers with their signs turned where those of others are negative.
  @inline(__always)
  func signed(as other: Self) -> Self {
    let sign = unsafeBitCast(other, to: SIMD8<Int64>.self) & Int64.min
    return unsafeBitCast(unsafeBitCast(self, to: SIMD8<Int64>.self) ^ sign, to: Self.self)
  }

  /// The nearest whole numbers, ties to even, of numbers below 2^51: adding and taking away
  /// 1.5 * 2^52 leaves no bits after the point.
  @inline(__always)
  var nearestWhole: Self { (self + 6_755_399_441_055_744) - 6_755_399_441_055_744 }

  @inline(__always)
  var root: Self { lanes_root(self) }
}

/// Sines and cosines of angles of at most half a turn, in degrees.
///
/// Taylor polynomials to x^17 and x^18 for |x| <= π/4: truncation below 1e-19.
@inline(__always)
func halfTurnSineCosine(degrees: Lanes) -> (sine: Lanes, cosine: Lanes) {
  let angle = degrees.magnitude
  let quadrant = (angle * (1 / 90.0)).nearestWhole
  let x: Lanes = (angle - quadrant * 90.0) * 0.017453292519943295
  let z = x * x
  var p = z * (1 / 355_687_428_096_000.0)
  p = (p - 1 / 1_307_674_368_000.0) * z
  p = (p + 1 / 6_227_020_800.0) * z
  p = (p - 1 / 39_916_800.0) * z
  p = (p + 1 / 362_880.0) * z
  p = (p - 1 / 5040.0) * z
  p = (p + 1 / 120.0) * z
  let s: Lanes = x + x * ((p - 1 / 6.0) * z)
  var q = z * (-1 / 6_402_373_705_728_000.0)
  q = (q + 1 / 20_922_789_888_000.0) * z
  q = (q - 1 / 87_178_291_200.0) * z
  q = (q + 1 / 479_001_600.0) * z
  q = (q - 1 / 3_628_800.0) * z
  q = (q + 1 / 40_320.0) * z
  q = (q - 1 / 720.0) * z
  q = q + 1 / 24.0
  let c: Lanes = 1.0 - (z * 0.5 - z * z * q)
  // The second quarter swaps the two. Signs come by factors of 1 and -1, as nested selects come out
  // as pairs of lanes; adding 0 leaves no zero negative.
  let sineSign: Lanes = 1.0 - quadrant * (quadrant - 1.0)
  let cosineSign: Lanes = 1.0 - quadrant * (3.0 - quadrant)
  let sine: Lanes =
    lanes_where_equal(quadrant, Lanes(repeating: 1), c, s) * sineSign.signed(as: degrees)
  let cosine: Lanes = lanes_where_equal(quadrant, Lanes(repeating: 1), s, c) * cosineSign
  return (sine + 0.0, cosine + 0.0)
}

/// The angles of the points `(x, y)`, for `y >= 0`, in radians from 0 to π.
///
/// The smaller of the two magnitudes is divided by the larger and reduced by the nearest of 0,
/// π/8 and π/4, after which the Taylor polynomial to the 21st power has truncation below 4e-18.
@inline(__always)
func upperArcTangent(_ y: Lanes, _ x: Lanes) -> Lanes {
  let across = x.magnitude
  let isSteep = lanes(y .> across)
  let small = select(isSteep, across, y)
  let large = select(isSteep, y, across)
  // tan(3π/16), tan(π/16), and tan(π/8).
  let isFar = lanes(small .> large * 0.668_178_637_919_298_9)
  let isNear = lanes(small .<= large * 0.198_912_367_379_658)
  let zero = Lanes()
  let tangent = select(
    isFar,
    Lanes(repeating: 1),
    select(isNear, zero, Lanes(repeating: 0.414_213_562_373_095_05))
  )
  let reduced = select(
    isFar,
    Lanes(repeating: 0.785_398_163_397_448_3),
    select(isNear, zero, Lanes(repeating: 0.392_699_081_698_724_15))
  )
  let r = (small - large * tangent) / (large + small * tangent)
  let z = r * r
  var p = z * (1 / 21.0)
  p = (p - 1 / 19.0) * z
  p = (p + 1 / 17.0) * z
  p = (p - 1 / 15.0) * z
  p = (p + 1 / 13.0) * z
  p = (p - 1 / 11.0) * z
  p = (p + 1 / 9.0) * z
  p = (p - 1 / 7.0) * z
  p = (p + 1 / 5.0) * z
  let octant: Lanes = reduced + (r + r * ((p - 1 / 3.0) * z))
  let quadrant = select(isSteep, 1.570_796_326_794_896_6 - octant, octant)
  return select(x .< 0, 3.141_592_653_589_793 - quadrant, quadrant)
}

/// The angle of the point `(x, y)` in radians from -π to π; see the facade.
@inline(never)
public func arcTangent(_ y: Double, _ x: Double) -> Double {
  if y == 0, x == 0 { return 0 }
  let angle = upperArcTangent(Lanes(repeating: y.magnitude), Lanes(repeating: x))[0]
  return y < 0 ? -angle : angle
}
