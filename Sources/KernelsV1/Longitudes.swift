internal import CLanes

// Longitudes in any number of turns, brought to one turn without rounding.

/// Degrees east in [-180, 180) of a longitude in any number of turns, exactly: the differences
/// have no bits to lose (Sterbenz's lemma) and the remainder of an IEEE division has none either.
/// NaN for 10^9 degrees and more, which no longitude is, and for NaN.
@inline(__always)
func withinHalfTurn(_ longitude: Double) -> Double {
  var turned = longitude
  if !(longitude.magnitude < 540) {
    guard longitude.magnitude < 1e9 else { return .nan }
    turned = longitude.remainder(dividingBy: 360)
  }
  turned = turned >= 180 ? turned - 360 : turned
  return turned < -180 ? turned + 360 : turned
}

/// Longitudes brought to one turn about 0, exactly; the scalar form says how. Out of line, as it is
/// seldom needed and would take the lanes apart.
@inline(never)
private func withinHalfTurn(_ longitudes: Lanes) -> Lanes {
  var turned = longitudes
  for k in 0..<8 { turned[k] = withinHalfTurn(longitudes[k]) }
  return turned
}

/// Fewer than eight numbers and NaN. Out of line, as it would take the lanes apart.
@inline(never)
private func lastNumbers(_ numbers: Span<Double>, from i: Int) -> Lanes {
  var last = Lanes(repeating: .nan)
  for k in i..<numbers.count { last[k - i] = numbers[k] }
  return last
}

/// Eight pairs of numbers that are worked on together.
struct EightNumbers {
  let first: Lanes
  let second: Lanes

  /// How many of the eight there are; the others are NaN.
  let count: Int

  /// - Precondition: `0 <= i < first.count`, and there are as many second numbers.
  @inline(__always)
  init(_ first: Span<Double>, _ second: Span<Double>, at i: Int) {
    count = min(8, first.count - i)
    if count == 8 {
      // Safe: eight numbers from the index on lie within either span.
      self.first = first.withUnsafeBufferPointer {
        UnsafeRawPointer($0.baseAddress! + i).loadUnaligned(as: Lanes.self)
      }
      self.second = second.withUnsafeBufferPointer {
        UnsafeRawPointer($0.baseAddress! + i).loadUnaligned(as: Lanes.self)
      }
    } else {
      self.first = lastNumbers(first, from: i)
      self.second = lastNumbers(second, from: i)
    }
  }
}

/// Eight positions that are worked on together, with longitudes brought to one turn about 0: from
/// -180 to 180 degrees, or a rounding beyond.
struct EightPositions {
  let latitudes: Lanes
  let longitudes: Lanes

  /// How many of the eight are positions; the others are missing.
  let count: Int

  /// - Precondition: `0 <= i < latitudes.count`, and there are as many longitudes.
  @inline(__always)
  init(_ latitudes: Span<Double>, _ longitudes: Span<Double>, at i: Int) {
    let stated = EightNumbers(latitudes, longitudes, at: i)
    let isFar = unsafeBitCast(lanes(stated.second.magnitude .> 540), to: SIMD8<Int>.self)
    let near = lanes_or(isFar) == 0 ? stated.second : withinHalfTurn(stated.second)
    self.latitudes = stated.first
    self.longitudes = withinTurn(near)
    count = stated.count
  }
}

/// Longitudes within 540 degrees of 0 brought to one turn about 0; the differences are exact.
@inline(__always)
func withinTurn(_ longitudes: Lanes) -> Lanes {
  longitudes - (longitudes * (1 / 360.0)).nearestWhole * 360.0
}
