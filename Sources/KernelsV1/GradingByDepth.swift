internal import CLanes
public import KernelTypes

/// The limits of eight values, and the codes of what lies within them.
private struct Limits {
  var failBelow, failAbove, suspectBelow, suspectAbove, within: SIMD8<Double>

  @inline(__always)
  init(_ parts: UnsafePointer<Double>) {
    failBelow = SIMD8(repeating: parts[0])
    failAbove = SIMD8(repeating: parts[1])
    suspectBelow = SIMD8(repeating: parts[2])
    suspectAbove = SIMD8(repeating: parts[3])
    within = SIMD8(repeating: parts[4])
  }

  /// Takes over other limits in the lanes that are chosen.
  @inline(__always)
  mutating func replace(
    by parts: UnsafePointer<Double>,
    _ choose: (_ other: SIMD8<Double>, _ present: SIMD8<Double>) -> SIMD8<Double>
  ) {
    let other = Limits(parts)
    failBelow = choose(other.failBelow, failBelow)
    failAbove = choose(other.failAbove, failAbove)
    suspectBelow = choose(other.suspectBelow, suspectBelow)
    suspectAbove = choose(other.suspectAbove, suspectAbove)
    within = choose(other.within, within)
  }

  @inline(__always)
  func grade(_ x: SIMD8<Double>) -> SIMD8<Double> {
    let suspect = SIMD8(repeating: Double(GradeCode.suspect))
    let fail = SIMD8(repeating: Double(GradeCode.fail))
    var code = lanes_where_equal(x, x, within, SIMD8(repeating: Double(GradeCode.missing)))
    code = lanes_where_above(suspectBelow, x, suspect, code)
    code = lanes_where_above(x, suspectAbove, suspect, code)
    code = lanes_where_above(failBelow, x, fail, code)
    return lanes_where_above(x, failAbove, fail, code)
  }
}

@inline(__always)
private func grade<Value>(
  _ values: Span<Value>,
  _ depths: Span<Double>,
  _ boundaries: Span<Double>,
  _ parts: Span<Double>,
  into flags: inout MutableSpan<UInt8>,
  _ number: (Value) -> Double,
  _ load: (UnsafePointer<Value>) -> SIMD8<Double>
) {
  let count = flags.count
  precondition(values.count == count && depths.count == count)
  precondition(parts.count == 5 * (2 * boundaries.count + 1))
  let boundaryCount = boundaries.count
  values.withUnsafeBufferPointer { values in
    depths.withUnsafeBufferPointer { depths in
      boundaries.withUnsafeBufferPointer { boundaries in
        parts.withUnsafeBufferPointer { parts in
          flags.withUnsafeMutableBufferPointer { flags in
            guard count > 0, let values = values.baseAddress, let depths = depths.baseAddress,
              let parts = parts.baseAddress, let flags = flags.baseAddress
            else { return }
            // Safe: boundary `k` has two parts after that of its upper side, five numbers each.
            @inline(__always)
            func codes(_ x: SIMD8<Double>, _ z: SIMD8<Double>) -> SIMD8<Double> {
              var limits = Limits(parts)
              for k in 0..<boundaryCount {
                let boundary = SIMD8(repeating: boundaries[k])
                limits.replace(by: parts + (10 &* k &+ 5)) {
                  lanes_where_equal(z, boundary, $0, $1)
                }
                limits.replace(by: parts + (10 &* k &+ 10)) {
                  lanes_where_above(z, boundary, $0, $1)
                }
              }
              return limits.grade(x)
            }
            var i = 0
            while i &+ 8 <= count {
              // Safe: eight elements from `i` on lie within each.
              let z = UnsafeRawPointer(depths + i).loadUnaligned(as: SIMD8<Double>.self)
              let bytes = lanes_bytes(codes(load(values + i), z))
              UnsafeMutableRawPointer(flags + i).storeBytes(of: bytes, as: SIMD8<UInt8>.self)
              i &+= 8
            }
            while i < count {
              let x = SIMD8(repeating: number(values[i]))
              flags[i] = UInt8(codes(x, SIMD8(repeating: depths[i]))[0])
              i &+= 1
            }
          }
        }
      }
    }
  }
}

/// See the facade.
@inline(never)
public func gradeRange(
  _ values: Span<Float>,
  depths: Span<Double>,
  boundaries: Span<Double>,
  parts: Span<Double>,
  into flags: inout MutableSpan<UInt8>
) {
  grade(
    values,
    depths,
    boundaries,
    parts,
    into: &flags,
    { Double($0) },
    { lanes_widened(UnsafeRawPointer($0).loadUnaligned(as: SIMD8<Float>.self)) }
  )
}

/// See the facade.
@inline(never)
public func gradeRange(
  _ values: Span<Double>,
  depths: Span<Double>,
  boundaries: Span<Double>,
  parts: Span<Double>,
  into flags: inout MutableSpan<UInt8>
) {
  grade(
    values,
    depths,
    boundaries,
    parts,
    into: &flags,
    { $0 },
    { UnsafeRawPointer($0).loadUnaligned(as: SIMD8<Double>.self) }
  )
}
