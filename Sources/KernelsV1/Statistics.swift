internal import CLanes

/// See the facade, and `ValueStatistics` for what `state` holds.
@inline(never)
public func accumulate(
  _ values: Span<Float>,
  position: Int,
  state: inout MutableSpan<Double>
) {
  accumulate(
    values,
    position,
    &state,
    { Double($0) },
    { lanes_widened(UnsafeRawPointer($0).loadUnaligned(as: SIMD8<Float>.self)) }
  )
}

/// See the facade.
@inline(never)
public func accumulate(
  _ values: Span<Double>,
  position: Int,
  state: inout MutableSpan<Double>
) {
  accumulate(
    values,
    position,
    &state,
    { $0 },
    { UnsafeRawPointer($0).loadUnaligned(as: SIMD8<Double>.self) }
  )
}

/// The rule, one value at a time, for the ends.
@inline(__always)
private func add(
  _ x: Double,
  _ lane: Int,
  _ state: inout MutableSpan<Double>
) {
  state[10] += x == x ? 1 : 0
  guard x.magnitude < .infinity else { return }
  state[11] += 1
  state[lane] += x
  state[8] = x < state[8] ? x : state[8]
  state[9] = x > state[9] ? x : state[9]
}

@inline(__always)
private func accumulate<Value>(
  _ values: Span<Value>,
  _ position: Int,
  _ state: inout MutableSpan<Double>,
  _ number: (Value) -> Double,
  _ load: (UnsafePointer<Value>) -> SIMD8<Double>
) {
  let count = values.count
  var i = 0
  while i < count, (position &+ i) & 7 != 0 {
    add(number(values[i]), (position &+ i) & 7, &state)
    i += 1
  }
  if i + 8 <= count {
    var sum = SIMD8<Double>()
    for lane in 0..<8 { sum[lane] = state[lane] }
    var minimum = SIMD8<Double>(repeating: state[8])
    var maximum = SIMD8<Double>(repeating: state[9])
    var (valid, finite) = (SIMD8<Int64>(), SIMD8<Int64>())
    values.withUnsafeBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return }
      while i + 8 <= count {
        // Safe: eight values from `i` on lie within the span.
        let x = load(start + i)
        let magnitude = unsafeBitCast(
          unsafeBitCast(x, to: SIMD8<Int64>.self) & 0x7fff_ffff_ffff_ffff,
          to: SIMD8<Double>.self
        )
        let isFinite = lanes(magnitude .< .infinity)
        valid &-= lanes(x .== x)
        finite &-= isFinite
        // A value that is left out adds zero, which leaves every sum but -0 as it is; sums begin
        // at +0 and never become -0.
        sum += select(isFinite, x, SIMD8<Double>())
        minimum = select(isFinite & lanes(x .< minimum), x, minimum)
        maximum = select(isFinite & lanes(x .> maximum), x, maximum)
        i += 8
      }
    }
    for lane in 0..<8 {
      state[lane] = sum[lane]
      state[8] = minimum[lane] < state[8] ? minimum[lane] : state[8]
      state[9] = maximum[lane] > state[9] ? maximum[lane] : state[9]
      state[10] += Double(valid[lane])
      state[11] += Double(finite[lane])
    }
  }
  while i < count {
    add(number(values[i]), (position &+ i) & 7, &state)
    i += 1
  }
}
