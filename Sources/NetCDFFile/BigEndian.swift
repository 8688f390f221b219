internal import KernelTypes
internal import Kernels

/// Turns the big-endian values of classic files into arrays.
enum BigEndian {
  /// - Precondition: `bytes` holds whole values of `type`, which is not `string`.
  static func values(of bytes: UnsafeRawBufferPointer, type: StoredType) -> StoredValues {
    func values<Value: TileValue>(_ type: Value.Type) -> [Value] {
      let size = MemoryLayout<Value>.size
      let count = bytes.count / size
      return [Value](unsafeUninitializedCapacity: count) { buffer, initialized in
        // Safe: the capacity holds `count` values, all of which are filled in, and the bytes
        // outlive the call.
        var span = MutableSpan(
          _unsafeElements: UnsafeMutableBufferPointer(rebasing: buffer[..<count])
        )
        Value.fill(
          &span,
          from: RawSpan(_unsafeBytes: bytes),
          layout: StoredLayout(byteCount: size, isBigEndian: true),
          start: 0,
          transform: nil
        )
        initialized = count
      }
    }
    return switch type {
    case .byte: .byte(values(Int8.self))
    case .char: .char(Array(bytes))
    case .ubyte: .ubyte(Array(bytes))
    case .short: .short(values(Int16.self))
    case .ushort: .ushort(values(UInt16.self))
    case .int: .int(values(Int32.self))
    case .uint: .uint(values(UInt32.self))
    case .float: .float(values(Float.self))
    case .double: .double(values(Double.self))
    case .int64: .int64(values(Int64.self))
    case .uint64: .uint64(values(UInt64.self))
    case .string: .string([])
    }
  }
}
