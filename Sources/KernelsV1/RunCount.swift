internal import CLanes
public import KernelTypes

/// See the facade.
@inline(never)
public func runCount(_ cells: Span<Int32>, _ integers: Span<Int32>) -> BinningCount {
  let count = cells.count
  guard count > 0 else { return BinningCount(rejected: 0, runs: 0) }
  var (rejected, same) = (SIMD8<Int32>(), SIMD8<Int32>())
  var tail = BinningCount(rejected: 0, runs: 1)
  if cells[0] < 0 || integers[0] == LatticeScale.none { tail.rejected += 1 }
  var i = 1
  cells.withUnsafeBufferPointer { cells in
    integers.withUnsafeBufferPointer { integers in
      guard let c = cells.baseAddress, let q = integers.baseAddress else { return }
      while i + 8 <= count {
        // Safe: eight values from `i` on, and from the one before, lie within the spans.
        let cell = UnsafeRawPointer(c + i).loadUnaligned(as: SIMD8<Int32>.self)
        let before = UnsafeRawPointer(c + i - 1).loadUnaligned(as: SIMD8<Int32>.self)
        let integer = UnsafeRawPointer(q + i).loadUnaligned(as: SIMD8<Int32>.self)
        let isNone = unsafeBitCast(integer .== LatticeScale.none, to: SIMD8<Int32>.self)
        let isOff = unsafeBitCast(cell .< 0, to: SIMD8<Int32>.self)
        rejected &-= isNone | isOff
        same &-= unsafeBitCast(cell .== before, to: SIMD8<Int32>.self)
        i += 8
      }
    }
  }
  for lane in 0..<8 { tail.rejected += Int(rejected[lane]) }
  tail.runs += i - 1
  for lane in 0..<8 { tail.runs -= Int(same[lane]) }
  while i < count {
    if cells[i] < 0 || integers[i] == LatticeScale.none { tail.rejected += 1 }
    if cells[i] != cells[i - 1] { tail.runs += 1 }
    i += 1
  }
  return tail
}
