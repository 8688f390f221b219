// Pixels of HEALPix, eight positions at a time. No libm and no branches on values, so that every
// level gives the same bits.

private typealias Integers = SIMD8<Int64>

/// Whole numbers below 2^50 as integers: their bits above those of 1.5 * 2^52.
@inline(__always)
private func integers(_ whole: Lanes) -> Integers {
  let magic = 6_755_399_441_055_744.0
  let bits = unsafeBitCast(whole + magic, to: Integers.self)
  return bits &- Int64(bitPattern: magic.bitPattern)
}

/// The greatest whole numbers not above numbers below 2^50.
@inline(__always)
private func floors(_ x: Lanes) -> Lanes {
  let near = x.nearestWhole
  return select(near .> x, near - 1.0, near)
}

/// `a` in the lanes where `mask` is all ones, `b` in the others.
@inline(__always)
private func select(_ mask: Integers, _ a: Integers, _ b: Integers) -> Integers {
  b ^ ((a ^ b) & mask)
}

/// All ones in the lanes where `a` is less than `b`, for numbers below 2^62. The difference tells:
/// comparisons of integers become loops over the lanes.
@inline(__always)
private func isLess(_ a: Integers, _ b: Integers) -> Integers { (a &- b) &>> 63 }

/// The bits of numbers below 2^16 with a zero bit above each.
@inline(__always)
private func spread(_ x: Integers) -> Integers {
  var v = x
  v = (v | (v &<< 8)) & 0x00ff_00ff
  v = (v | (v &<< 4)) & 0x0f0f_0f0f
  v = (v | (v &<< 2)) & 0x3333_3333
  return (v | (v &<< 1)) & 0x5555_5555
}

/// See the facade.
@inline(never)
public func healpixCells(
  latitudes: Span<Double>,
  longitudes: Span<Double>,
  refinementLevel: Int,
  into cells: inout MutableSpan<Int32>
) {
  let order = Int64(refinementLevel)
  let side = Int64(1) << order
  let nside = Double(side)
  for i in stride(from: 0, to: latitudes.count, by: 8) {
    let positions = EightPositions(latitudes, longitudes, at: i)
    let (latitudes, longitudes) = (positions.latitudes, positions.longitudes)
    let (z, cosine) = halfTurnSineCosine(degrees: latitudes)
    let za = z.magnitude
    // Divided, as a multiple of 90 must become a whole number.
    let quarters: Lanes = longitudes / 90.0
    // In the equatorial belt, the edges of pixels ascend and descend across the whole belt.
    let across: Lanes = (quarters + 0.5) * nside
    let along: Lanes = z * (0.75 * nside)
    let rising = integers(floors(across - along))
    let falling = integers(floors(across + along))
    let (risingFace, fallingFace) = (rising &>> order, falling &>> order)
    let isNorthern = isLess(risingFace, fallingFace)
    let isSouthern = isLess(fallingFace, risingFace)
    let beltFace = select(
      isNorthern,
      risingFace & 3,
      (fallingFace & 3) &+ select(isSouthern, Integers(repeating: 8), Integers(repeating: 4))
    )
    let beltX = falling & (side - 1)
    let beltY = (side - 1) &- (rising & (side - 1))
    // In the caps, the number of pixels grows with the distance from the pole.
    let quarter = floors(quarters)
    let within: Lanes = quarters - quarter
    let distance: Lanes = cosine * nside / ((za + 1.0) * (1 / 3.0)).root
    let last = Integers(repeating: side - 1)
    let a = integers(floors(within * distance))
    let b = integers(floors((1.0 - within) * distance))
    let capRising = select(isLess(a, last), a, last)
    let capFalling = select(isLess(b, last), b, last)
    let isNorth = lanes(z .>= 0)
    let capQuarter = integers(quarter) & 3
    let capFace = select(isNorth, capQuarter, capQuarter &+ 8)
    let capX = select(isNorth, last &- capFalling, capRising)
    let capY = select(isNorth, last &- capRising, capFalling)

    let isBelt = lanes(za .<= 2 / 3.0)
    let face = select(isBelt, beltFace, capFace)
    let (x, y) = (select(isBelt, beltX, capX), select(isBelt, beltY, capY))
    let pixel = (face &<< (2 * order)) | spread(x) | (spread(y) &<< 1)
    // Neither a missing latitude nor a missing longitude compares.
    let isPlace = lanes(latitudes.magnitude .<= 90) & lanes(longitudes .== longitudes)
    let found = select(isPlace, pixel, Integers(repeating: -1))
    for k in 0..<positions.count { cells[i + k] = Int32(truncatingIfNeeded: found[k]) }
  }
}
