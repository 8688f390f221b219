/// Turns the big-endian values of classic files into arrays.
enum BigEndian {
  /// - Precondition: `bytes` holds whole values of `type`, which is not `string`.
  static func values(of bytes: [UInt8], type: StoredType) -> StoredValues {
    switch type {
    case .byte: .byte(bytes.map { Int8(bitPattern: $0) })
    case .char: .char(bytes)
    case .ubyte: .ubyte(bytes)
    case .short: .short(swapped(bytes, UInt16.self).map { Int16(bitPattern: $0) })
    case .ushort: .ushort(swapped(bytes, UInt16.self))
    case .int: .int(swapped(bytes, UInt32.self).map { Int32(bitPattern: $0) })
    case .uint: .uint(swapped(bytes, UInt32.self))
    case .float: .float(swapped(bytes, UInt32.self).map { Float(bitPattern: $0) })
    case .double: .double(swapped(bytes, UInt64.self).map { Double(bitPattern: $0) })
    case .int64: .int64(swapped(bytes, UInt64.self).map { Int64(bitPattern: $0) })
    case .uint64: .uint64(swapped(bytes, UInt64.self))
    case .string: .string([])
    }
  }

  private static func swapped<Value: FixedWidthInteger>(
    _ bytes: [UInt8],
    _ type: Value.Type
  ) -> [Value] {
    let size = MemoryLayout<Value>.size
    let count = bytes.count / size
    return bytes.withUnsafeBytes { raw in
      // Safe: count * size bytes are there, and loads need no alignment.
      (0..<count).map {
        Value(bigEndian: raw.loadUnaligned(fromByteOffset: $0 * size, as: Value.self))
      }
    }
  }
}
