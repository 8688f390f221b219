/// Appends numbers and texts to bytes, little-endian.
struct ByteWriter {
  private(set) var bytes: [UInt8] = []

  mutating func put<Value: FixedWidthInteger>(_ value: Value) {
    withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
  }

  mutating func put(_ value: Double) { put(value.bitPattern) }

  mutating func put(_ text: String) {
    let utf8 = Array(text.utf8)
    put(UInt32(utf8.count))
    bytes.append(contentsOf: utf8)
  }

  mutating func put(_ text: String?) {
    put(UInt8(text == nil ? 0 : 1))
    if let text { put(text) }
  }
}

/// Takes numbers and texts from bytes; nil where the bytes end or do not make sense.
struct ByteReader {
  private let bytes: [UInt8]
  private var offset = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var isAtEnd: Bool { offset == bytes.count }

  mutating func get<Value: FixedWidthInteger>(_ type: Value.Type) -> Value? {
    let size = MemoryLayout<Value>.size
    guard bytes.count - offset >= size else { return nil }
    defer { offset += size }
    return bytes.withUnsafeBytes {
      // Safe: the bytes are there, and the load needs no alignment.
      Value(littleEndian: $0.loadUnaligned(fromByteOffset: offset, as: Value.self))
    }
  }

  mutating func double() -> Double? { get(UInt64.self).map { Double(bitPattern: $0) } }

  mutating func text() -> String? {
    guard let count = get(UInt32.self), bytes.count - offset >= Int(count) else { return nil }
    defer { offset += Int(count) }
    return String(decoding: bytes[offset..<(offset + Int(count))], as: UTF8.self)
  }

  mutating func optionalText() -> String?? {
    guard let flag = get(UInt8.self) else { return nil }
    return flag == 0 ? .some(nil) : text().map { .some($0) }
  }

  /// A list with its length before it, each element at least one byte.
  mutating func list<Element>(_ element: (inout ByteReader) -> Element?) -> [Element]? {
    guard let count = get(UInt32.self), Int(count) <= bytes.count - offset else { return nil }
    var elements: [Element] = []
    elements.reserveCapacity(Int(count))
    for _ in 0..<count {
      guard let next = element(&self) else { return nil }
      elements.append(next)
    }
    return elements
  }
}
