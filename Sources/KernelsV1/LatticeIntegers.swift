internal import CLanes
public import KernelTypes

/// See the facade.
@inline(never)
public func latticeIntegers(
  _ values: Span<Double>,
  scale: LatticeScale,
  into integers: inout MutableSpan<Int32>
) -> Int {
  latticeIntegers(
    values,
    scale,
    &integers,
    { $0 },
    { UnsafeRawPointer($0).loadUnaligned(as: SIMD8<Double>.self) }
  )
}

/// See the facade.
@inline(never)
public func latticeIntegers(
  _ values: Span<Float>,
  scale: LatticeScale,
  into integers: inout MutableSpan<Int32>
) -> Int {
  latticeIntegers(
    values,
    scale,
    &integers,
    { Double($0) },
    { lanes_widened(UnsafeRawPointer($0).loadUnaligned(as: SIMD8<Float>.self)) }
  )
}

@inline(__always)
private func latticeIntegers<Value>(
  _ values: Span<Value>,
  _ scale: LatticeScale,
  _ integers: inout MutableSpan<Int32>,
  _ number: (Value) -> Double,
  _ load: (UnsafePointer<Value>) -> SIMD8<Double>
) -> Int {
  let count = integers.count
  var present = SIMD8<Int64>()
  var i = 0
  values.withUnsafeBufferPointer { values in
    integers.withUnsafeMutableBufferPointer { integers in
      guard let start = values.baseAddress, let result = integers.baseAddress else { return }
      while i + 8 <= count {
        // Safe: eight values from `i` on lie within both spans, whose lengths agree.
        let x = load(start + i)
        present &-= lanes(x .== x)
        let isInside = lanes(x .>= scale.lowest) & lanes(x .<= scale.highest)
        let q = select(isInside, ((x - scale.offset) * scale.inverseStep).nearestWhole, Lanes())
        let mask = lanes_narrowed(isInside)
        let found = (lanes_integers(q) & mask) | (LatticeScale.none & ~mask)
        UnsafeMutableRawPointer(result + i).storeBytes(of: found, as: SIMD8<Int32>.self)
        i += 8
      }
    }
  }
  var presentCount = 0
  for lane in 0..<8 { presentCount += Int(present[lane]) }
  while i < count {
    let x = number(values[i])
    presentCount += x == x ? 1 : 0
    let q = ((x - scale.offset) * scale.inverseStep).rounded(.toNearestOrEven)
    integers[i] =
      x >= scale.lowest && x <= scale.highest
      ? Int32(truncatingIfNeeded: Int(q)) : LatticeScale.none
    i += 1
  }
  return count - presentCount
}
