internal import KernelTypes
internal import Kernels

/// Turns the big-endian values of classic files into arrays.
enum BigEndian {
  /// - Precondition: `bytes` holds whole values of `type`, which is not `string`.
  static func values(of bytes: [UInt8], type: StoredType) -> StoredValues {
    func values<Value: TileValue & ExpressibleByIntegerLiteral>(_ type: Value.Type) -> [Value] {
      let size = MemoryLayout<Value>.size
      var values = [Value](repeating: 0, count: bytes.count / size)
      var span = values.mutableSpan
      Value.fill(
        &span,
        from: bytes.span.bytes,
        layout: StoredLayout(byteCount: size, isBigEndian: true),
        start: 0,
        transform: nil
      )
      return values
    }
    return switch type {
    case .byte: .byte(values(Int8.self))
    case .char: .char(bytes)
    case .ubyte: .ubyte(bytes)
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
