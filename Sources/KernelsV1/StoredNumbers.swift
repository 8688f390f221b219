public import KernelTypes

// Stored numbers are brought into native order block by block, in a buffer that stays in the
// first-level cache, and converted from there. A block that is in native order already is
// converted where it lies.

/// The numbers of a block.
@inline(__always)
private var blockLength: Int { 1024 }

/// See the facade.
@inline(never)
public func decode(
  _ stored: RawSpan,
  layout: StoredLayout,
  from start: Int,
  kind: StoredKind,
  scale: Double,
  offset: Double,
  missing: Span<UInt64>,
  into values: inout MutableSpan<Float>
) {
  decodeBlocks(stored, layout, start, kind, scale, offset, missing, &values) { Float($0) }
}

/// See the facade.
@inline(never)
public func decode(
  _ stored: RawSpan,
  layout: StoredLayout,
  from start: Int,
  kind: StoredKind,
  scale: Double,
  offset: Double,
  missing: Span<UInt64>,
  into values: inout MutableSpan<Double>
) {
  decodeBlocks(stored, layout, start, kind, scale, offset, missing, &values) { $0 }
}

/// See the facade.
@inline(never)
public func copyStored(
  _ stored: RawSpan,
  layout: StoredLayout,
  from start: Int,
  into bytes: inout MutableRawSpan
) {
  let count = bytes.byteCount / layout.byteCount
  guard count > 0, let source = address(stored), let target = address(&bytes) else { return }
  if layout.isNative {
    target.copyMemory(from: source + start * layout.byteCount, byteCount: count * layout.byteCount)
  } else {
    bringIntoNativeOrder(source, layout, start, count, to: target)
  }
}

// Closures that are not inlined become weak symbols, so addresses are taken out of them.
// Safe: the spans are borrowed until the kernel returns.

@inline(__always)
private func address(_ span: RawSpan) -> UnsafeRawPointer? {
  span.withUnsafeBytes { $0.baseAddress }
}

@inline(__always)
private func address(_ span: inout MutableRawSpan) -> UnsafeMutableRawPointer? {
  span.withUnsafeMutableBytes { $0.baseAddress }
}

@inline(__always)
private func address<Value>(_ span: inout MutableSpan<Value>) -> UnsafeMutablePointer<Value>? {
  span.withUnsafeMutableBufferPointer { $0.baseAddress }
}

@inline(__always)
private func decodeBlocks<Value: BinaryFloatingPoint>(
  _ stored: RawSpan,
  _ layout: StoredLayout,
  _ start: Int,
  _ kind: StoredKind,
  _ scale: Double,
  _ offset: Double,
  _ missing: Span<UInt64>,
  _ values: inout MutableSpan<Value>,
  _ rounded: (Double) -> Value
) {
  let count = values.count
  // Safe: the facade has seen that numbers `start` and on lie within `stored`, and a block holds
  // `blockLength` numbers of eight bytes.
  guard count > 0, let source = address(stored), let target = address(&values) else { return }
  withUnsafeTemporaryAllocation(byteCount: blockLength * 8, alignment: 64) { buffer in
    guard let block = buffer.baseAddress else { return }
    var done = 0
    while done < count {
      let length = count - done < blockLength ? count - done : blockLength
      var native = source + (start + done) * layout.byteCount
      if !layout.isNative {
        bringIntoNativeOrder(source, layout, start + done, length, to: block)
        native = UnsafeRawPointer(block)
      }
      convert(native, length, kind, scale, offset, missing, to: target + done, rounded)
      done += length
    }
  }
}

// MARK: Conversion

/// A type that numbers are stored in.
private protocol StoredNumber: BitwiseCopyable, Equatable {
  /// The number with these bits, in the width of the type.
  init(bits: UInt64)

  var number: Double { get }
}

extension Int8: StoredNumber {
  @inline(__always)
  fileprivate init(bits: UInt64) { self.init(truncatingIfNeeded: bits) }

  @inline(__always)
  fileprivate var number: Double { Double(self) }
}

extension UInt8: StoredNumber {
  @inline(__always)
  fileprivate init(bits: UInt64) { self.init(truncatingIfNeeded: bits) }

  @inline(__always)
  fileprivate var number: Double { Double(self) }
}

extension Int16: StoredNumber {
  @inline(__always)
  fileprivate init(bits: UInt64) { self.init(truncatingIfNeeded: bits) }

  @inline(__always)
  fileprivate var number: Double { Double(self) }
}

extension UInt16: StoredNumber {
  @inline(__always)
  fileprivate init(bits: UInt64) { self.init(truncatingIfNeeded: bits) }

  @inline(__always)
  fileprivate var number: Double { Double(self) }
}

extension Int32: StoredNumber {
  @inline(__always)
  fileprivate init(bits: UInt64) { self.init(truncatingIfNeeded: bits) }

  @inline(__always)
  fileprivate var number: Double { Double(self) }
}

extension UInt32: StoredNumber {
  @inline(__always)
  fileprivate init(bits: UInt64) { self.init(truncatingIfNeeded: bits) }

  @inline(__always)
  fileprivate var number: Double { Double(self) }
}

extension Int64: StoredNumber {
  @inline(__always)
  fileprivate init(bits: UInt64) { self.init(truncatingIfNeeded: bits) }

  @inline(__always)
  fileprivate var number: Double { Double(self) }
}

extension UInt64: StoredNumber {
  @inline(__always)
  fileprivate init(bits: UInt64) { self.init(truncatingIfNeeded: bits) }

  @inline(__always)
  fileprivate var number: Double { Double(self) }
}

extension Float: StoredNumber {
  @inline(__always)
  fileprivate init(bits: UInt64) { self.init(bitPattern: UInt32(truncatingIfNeeded: bits)) }

  @inline(__always)
  fileprivate var number: Double { Double(self) }
}

extension Double: StoredNumber {
  @inline(__always)
  fileprivate init(bits: UInt64) { self.init(bitPattern: bits) }

  @inline(__always)
  fileprivate var number: Double { self }
}

/// Converts native numbers of any kind.
@inline(__always)
private func convert<Value: BinaryFloatingPoint>(
  _ block: UnsafeRawPointer,
  _ count: Int,
  _ kind: StoredKind,
  _ scale: Double,
  _ offset: Double,
  _ missing: Span<UInt64>,
  to values: UnsafeMutablePointer<Value>,
  _ rounded: (Double) -> Value
) {
  switch kind {
  case .int8:
    convert(Int8.self, block, count, scale, offset, missing, to: values, rounded)
  case .uint8:
    convert(UInt8.self, block, count, scale, offset, missing, to: values, rounded)
  case .int16:
    convert(Int16.self, block, count, scale, offset, missing, to: values, rounded)
  case .uint16:
    convert(UInt16.self, block, count, scale, offset, missing, to: values, rounded)
  case .int32:
    convert(Int32.self, block, count, scale, offset, missing, to: values, rounded)
  case .uint32:
    convert(UInt32.self, block, count, scale, offset, missing, to: values, rounded)
  case .int64:
    convert(Int64.self, block, count, scale, offset, missing, to: values, rounded)
  case .uint64:
    convert(UInt64.self, block, count, scale, offset, missing, to: values, rounded)
  case .float:
    convert(Float.self, block, count, scale, offset, missing, to: values, rounded)
  case .double:
    convert(Double.self, block, count, scale, offset, missing, to: values, rounded)
  }
}

/// Converts native numbers of one kind, and takes out the missing ones.
@inline(__always)
private func convert<Stored: StoredNumber, Value: BinaryFloatingPoint>(
  _ type: Stored.Type,
  _ block: UnsafeRawPointer,
  _ count: Int,
  _ scale: Double,
  _ offset: Double,
  _ missing: Span<UInt64>,
  to values: UnsafeMutablePointer<Value>,
  _ rounded: (Double) -> Value
) {
  let size = MemoryLayout<Stored>.size
  // One missing value is the usual case, and costs no second pass.
  let hasMissing = missing.count > 0
  let first = Stored(bits: hasMissing ? missing[0] : 0)
  for i in 0..<count {
    let stored = block.loadUnaligned(fromByteOffset: i &* size, as: Stored.self)
    let x = stored.number
    let value = rounded(x * scale + offset)
    values[i] = (stored == first && hasMissing) || x != x ? .nan : value
  }
  var more = 1
  while more < missing.count {
    let other = Stored(bits: missing[more])
    for i in 0..<count {
      let stored = block.loadUnaligned(fromByteOffset: i &* size, as: Stored.self)
      values[i] = stored == other ? .nan : values[i]
    }
    more += 1
  }
}
