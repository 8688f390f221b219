internal import KernelTypes

extension StoredLayout {
  /// True when the bytes can be loaded as they lie. (The platforms of Swift are little-endian.)
  @inline(__always)
  var isNative: Bool { byteCount == 1 || (planeLength == nil && !isBigEndian) }
}

/// Writes `count` numbers from number `start` on in native order.
@inline(__always)
func bringIntoNativeOrder(
  _ source: UnsafeRawPointer,
  _ layout: StoredLayout,
  _ start: Int,
  _ count: Int,
  to target: UnsafeMutableRawPointer
) {
  guard let planeLength = layout.planeLength else {
    let source = source + start * layout.byteCount
    switch layout.byteCount {
    case 2: swap(source, count, to: target) { ($0 as UInt16).byteSwapped }
    case 4: swap(source, count, to: target) { ($0 as UInt32).byteSwapped }
    default: swap(source, count, to: target) { ($0 as UInt64).byteSwapped }
    }
    return
  }
  // The planes from the least significant byte up.
  let last = layout.byteCount - 1
  let lowest = source + start + (layout.isBigEndian ? last * planeLength : 0)
  let step = layout.isBigEndian ? -planeLength : planeLength
  let planes = lowest.assumingMemoryBound(to: UInt8.self)
  switch layout.byteCount {
  case 2: unshuffle2(planes, step, count, to: target.assumingMemoryBound(to: UInt16.self))
  case 4: unshuffle4(planes, step, count, to: target.assumingMemoryBound(to: UInt32.self))
  default: unshuffle8(planes, step, count, to: target.assumingMemoryBound(to: UInt64.self))
  }
}

@inline(__always)
private func swap<Bits: BitwiseCopyable>(
  _ source: UnsafeRawPointer,
  _ count: Int,
  to target: UnsafeMutableRawPointer,
  _ swapped: (Bits) -> Bits
) {
  let size = MemoryLayout<Bits>.size
  for i in 0..<count {
    let bits = source.loadUnaligned(fromByteOffset: i &* size, as: Bits.self)
    target.storeBytes(of: swapped(bits), toByteOffset: i &* size, as: Bits.self)
  }
}

@inline(__always)
private func unshuffle2(
  _ planes: UnsafePointer<UInt8>,
  _ step: Int,
  _ count: Int,
  to numbers: UnsafeMutablePointer<UInt16>
) {
  let (low, high) = (planes, planes + step)
  for i in 0..<count { numbers[i] = UInt16(low[i]) | UInt16(high[i]) &<< 8 }
}

@inline(__always)
private func unshuffle4(
  _ planes: UnsafePointer<UInt8>,
  _ step: Int,
  _ count: Int,
  to numbers: UnsafeMutablePointer<UInt32>
) {
  let (p0, p1, p2, p3) = (planes, planes + step, planes + 2 * step, planes + 3 * step)
  for i in 0..<count {
    let low = UInt16(p0[i]) | UInt16(p1[i]) &<< 8
    let high = UInt16(p2[i]) | UInt16(p3[i]) &<< 8
    numbers[i] = UInt32(low) | UInt32(high) &<< 16
  }
}

@inline(__always)
private func unshuffle8(
  _ planes: UnsafePointer<UInt8>,
  _ step: Int,
  _ count: Int,
  to numbers: UnsafeMutablePointer<UInt64>
) {
  let (p0, p1, p2, p3) = (planes, planes + step, planes + 2 * step, planes + 3 * step)
  let (p4, p5, p6, p7) = (p0 + 4 * step, p1 + 4 * step, p2 + 4 * step, p3 + 4 * step)
  for i in 0..<count {
    let low =
      UInt32(UInt16(p0[i]) | UInt16(p1[i]) &<< 8)
      | UInt32(UInt16(p2[i]) | UInt16(p3[i]) &<< 8) &<< 16
    let high =
      UInt32(UInt16(p4[i]) | UInt16(p5[i]) &<< 8)
      | UInt32(UInt16(p6[i]) | UInt16(p7[i]) &<< 8) &<< 16
    numbers[i] = UInt64(low) | UInt64(high) &<< 32
  }
}
