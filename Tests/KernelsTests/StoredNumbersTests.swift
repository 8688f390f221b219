import KernelTypes
import Kernels
import KernelsV1
import Testing

#if KERNEL_LEVELS
  import KernelsV3
  import KernelsV4
#endif

@Suite("Stored numbers")
struct StoredNumbersTests {
  static let sizes = Array(0...70) + [1023, 1024, 1025, 2049, 5000]

  /// A fixed sequence of words (splitmix64).
  static func words(_ count: Int, seed: UInt64) -> [UInt64] {
    var state = seed
    return (0..<count).map { _ in
      state &+= 0x9e37_79b9_7f4a_7c15
      var z = state
      z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
      z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
      return z ^ (z >> 31)
    }
  }

  /// Bits of a kind: extremes, special numbers, round and random ones, missing ones now and then.
  static func bits(of kind: StoredKind, count: Int) -> [UInt64] {
    let width = kind.byteCount * 8
    let mask = ~UInt64(0) >> UInt64(64 - width)
    var odd: [UInt64] = [0, 1, mask, mask >> 1, (mask >> 1) + 1, 7, 99, mask - 1]
    if kind == .float {
      odd += [Float.nan, .infinity, -.infinity, -0.0, .greatestFiniteMagnitude, 99_999]
        .map { UInt64($0.bitPattern) }
      odd += [0x7f80_0001, 0xffc1_2345]
    }
    if kind == .double {
      odd += [Double.nan, .infinity, -.infinity, -0.0, .greatestFiniteMagnitude, 99_999]
        .map(\.bitPattern)
      odd += [0x7ff0_0000_0000_0001, 0xfff8_1234_5678_9abc]
    }
    return words(count, seed: UInt64(count)).map { word in
      word % 3 == 0 ? odd[Int(word >> 8) % odd.count] : word & mask
    }
  }

  static func bytes(_ bits: [UInt64], layout: StoredLayout) -> [UInt8] {
    let size = layout.byteCount
    var bytes = [UInt8](repeating: 0, count: bits.count * size)
    for (i, word) in bits.enumerated() {
      for k in 0..<size {
        let byte = UInt8(truncatingIfNeeded: word >> UInt64(8 * k))
        let place = layout.isBigEndian ? size - 1 - k : k
        bytes[layout.planeLength.map { place * $0 + i } ?? i * size + place] = byte
      }
    }
    return bytes
  }

  /// The number that bits stand for, one at a time.
  static func number(_ bits: UInt64, _ kind: StoredKind) -> Double {
    switch kind {
    case .int8: Double(Int8(truncatingIfNeeded: bits))
    case .uint8: Double(UInt8(truncatingIfNeeded: bits))
    case .int16: Double(Int16(truncatingIfNeeded: bits))
    case .uint16: Double(UInt16(truncatingIfNeeded: bits))
    case .int32: Double(Int32(truncatingIfNeeded: bits))
    case .uint32: Double(UInt32(truncatingIfNeeded: bits))
    case .int64: Double(Int64(truncatingIfNeeded: bits))
    case .uint64: Double(bits)
    case .float: Double(Float(bitPattern: UInt32(truncatingIfNeeded: bits)))
    case .double: Double(bitPattern: bits)
    }
  }

  static func value(_ bits: UInt64, _ transform: PackedTransform) -> Double {
    let x = number(bits, transform.kind)
    let isReal = transform.kind == .float || transform.kind == .double
    let isMissing = transform.missing.contains {
      isReal ? number($0, transform.kind) == x : $0 == bits
    }
    if isMissing || x.isNaN { return .nan }
    let product = x * transform.scale
    return product + transform.offset
  }

  static let layouts: [(isBigEndian: Bool, isShuffled: Bool)] = [
    (false, false), (true, false), (false, true), (true, true),
  ]

  @Test("every kind, byte order, shuffling and level decodes as one number at a time does")
  func decodes() {
    for kind in StoredKind.allCases {
      for size in Self.sizes {
        let bits = Self.bits(of: kind, count: size)
        for (isBigEndian, isShuffled) in Self.layouts {
          let layout = StoredLayout(
            byteCount: kind.byteCount,
            isBigEndian: isBigEndian,
            planeLength: isShuffled ? size : nil
          )
          let bytes = Self.bytes(bits, layout: layout)
          let missing: [[UInt64]] = [[], [7], bits.suffix(3).map { $0 }]
          for (scale, offset) in [(1, 0), (0.001, 298.15), (1e300, -1e300)] as [(Double, Double)] {
            for missing in missing {
              let transform = PackedTransform(
                kind: kind,
                scale: scale,
                offset: offset,
                missing: missing
              )
              let expected = bits.map { Self.value($0, transform) }
              let start = size / 3
              for (level, doubles, floats) in decoded(bytes, layout, from: start, transform) {
                // The bits, so that every NaN is the same one.
                #expect(
                  doubles.map(\.bitPattern) == expected.dropFirst(start).map(\.bitPattern),
                  "level \(level), \(kind), \(size) numbers, \(layout)"
                )
                #expect(
                  floats.map(\.bitPattern)
                    == expected.dropFirst(start).map {
                      ($0.isNaN ? Float.nan : Float($0)).bitPattern
                    },
                  "level \(level), \(kind), \(size) numbers, \(layout)"
                )
              }
            }
          }
        }
      }
    }
  }

  /// What each level makes of numbers `start` and on.
  func decoded(
    _ bytes: [UInt8],
    _ layout: StoredLayout,
    from start: Int,
    _ transform: PackedTransform
  ) -> [(level: String, doubles: [Double], floats: [Float])] {
    let count = bytes.count / layout.byteCount - start
    var results: [(level: String, doubles: [Double], floats: [Float])] = []
    func collect(
      _ level: String,
      _ toDoubles: (inout MutableSpan<Double>) -> Void,
      _ toFloats: (inout MutableSpan<Float>) -> Void
    ) {
      var doubles = [Double](repeating: -1, count: count)
      var floats = [Float](repeating: -1, count: count)
      var doubleSpan = doubles.mutableSpan
      toDoubles(&doubleSpan)
      var floatSpan = floats.mutableSpan
      toFloats(&floatSpan)
      results.append((level, doubles, floats))
    }
    let (kind, scale, offset) = (transform.kind, transform.scale, transform.offset)
    let stored = bytes.span.bytes
    let missing = transform.missing.span
    collect("chosen") {
      Kernels.decode(stored, layout: layout, from: start, transform: transform, into: &$0)
    } _: {
      Kernels.decode(stored, layout: layout, from: start, transform: transform, into: &$0)
    }
    collect("V1") {
      KernelsV1.decode(
        stored,
        layout: layout,
        from: start,
        kind: kind,
        scale: scale,
        offset: offset,
        missing: missing,
        into: &$0
      )
    } _: {
      KernelsV1.decode(
        stored,
        layout: layout,
        from: start,
        kind: kind,
        scale: scale,
        offset: offset,
        missing: missing,
        into: &$0
      )
    }
    #if KERNEL_LEVELS
      if kernelLevel >= 3 {
        collect("V3") {
          KernelsV3.decode(
            stored,
            layout: layout,
            from: start,
            kind: kind,
            scale: scale,
            offset: offset,
            missing: missing,
            into: &$0
          )
        } _: {
          KernelsV3.decode(
            stored,
            layout: layout,
            from: start,
            kind: kind,
            scale: scale,
            offset: offset,
            missing: missing,
            into: &$0
          )
        }
      }
      if kernelLevel >= 4 {
        collect("V4") {
          KernelsV4.decode(
            stored,
            layout: layout,
            from: start,
            kind: kind,
            scale: scale,
            offset: offset,
            missing: missing,
            into: &$0
          )
        } _: {
          KernelsV4.decode(
            stored,
            layout: layout,
            from: start,
            kind: kind,
            scale: scale,
            offset: offset,
            missing: missing,
            into: &$0
          )
        }
      }
    #endif
    return results
  }

  @Test("numbers are copied into native order with all their bits")
  func copies() {
    for kind in StoredKind.allCases {
      for size in Self.sizes {
        let bits = Self.bits(of: kind, count: size)
        let native = Self.bytes(bits, layout: StoredLayout(byteCount: kind.byteCount))
        for (isBigEndian, isShuffled) in Self.layouts {
          let layout = StoredLayout(
            byteCount: kind.byteCount,
            isBigEndian: isBigEndian,
            planeLength: isShuffled ? size : nil
          )
          let bytes = Self.bytes(bits, layout: layout)
          let start = size / 4
          let expected = Array(native.dropFirst(start * kind.byteCount))
          var copy = [UInt8](repeating: 0, count: expected.count)
          var span = copy.mutableSpan
          var raw = span.mutableBytes
          Kernels.copyStored(bytes.span.bytes, layout: layout, from: start, into: &raw)
          #expect(copy == expected, "\(kind), \(size) numbers, \(layout)")
        }
      }
    }
  }

  @Test("bytes that lie at odd addresses decode alike")
  func oddAddresses() {
    let bits = Self.bits(of: .int32, count: 100)
    let layout = StoredLayout(byteCount: 4, isBigEndian: true)
    let transform = PackedTransform(kind: .int32, scale: 0.5, missing: [7])
    let bytes = [0] + Self.bytes(bits, layout: layout)
    var values = [Double](repeating: 0, count: 100)
    var span = values.mutableSpan
    Kernels.decode(
      bytes.span.bytes.extracting(1..<401),
      layout: layout,
      transform: transform,
      into: &span
    )
    #expect(values.map(\.bitPattern) == bits.map { Self.value($0, transform).bitPattern })
  }
}
