/// Reads the primitive parts of a classic header in order, from blocks fetched as needed.
struct HeaderCursor {
  private(set) var offset = 0
  private let source: SourceFile
  private let version: UInt8
  private var block: [UInt8] = []
  private var blockStart = 0

  init(source: SourceFile, version: UInt8) {
    self.source = source
    self.version = version
  }

  func corrupt(_ detail: String) -> NetCDFError {
    NetCDFError(.corrupt, path: source.path, detail: "header near byte \(offset): \(detail)")
  }

  func tooLarge(_ detail: String) -> NetCDFError {
    NetCDFError(.tooLarge, path: source.path, detail: "header near byte \(offset): \(detail)")
  }

  mutating func skip(_ count: Int) throws(NetCDFError) { _ = try take(count) }

  /// The next `count` bytes.
  private mutating func take(_ count: Int) throws(NetCDFError) -> ArraySlice<UInt8> {
    guard count <= source.byteCount - offset else {
      throw NetCDFError(
        .truncated,
        path: source.path,
        detail: "the header goes on to byte \(offset + count) at least, the file ends at "
          + "\(source.byteCount)"
      )
    }
    if offset < blockStart || offset + count > blockStart + block.count {
      block = try source.bytes(at: offset, count: max(count, 1 << 16))
      blockStart = offset
    }
    let start = offset - blockStart
    offset += count
    return block[start..<(start + count)]
  }

  private mutating func bigEndian(_ count: Int) throws(NetCDFError) -> UInt64 {
    try take(count).reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// A 32-bit tag or type.
  mutating func integer() throws(NetCDFError) -> Int { Int(try bigEndian(4)) }

  /// A count: 32 bits, or 64 in CDF-5. Unsigned 32-bit counts beyond 2³¹ occur in sizes only.
  mutating func count(signed: Bool = false) throws(NetCDFError) -> Int {
    if version == 5 {
      let value = Int64(bitPattern: try bigEndian(8))
      guard signed || value >= 0 else { throw corrupt("a negative count, \(value)") }
      return Int(value)
    }
    return Int(try bigEndian(4))
  }

  /// The byte at which a variable begins: 32 bits in CDF-1, else 64.
  mutating func begin() throws(NetCDFError) -> Int {
    guard let value = Int(exactly: try bigEndian(version == 1 ? 4 : 8)) else {
      throw corrupt("a variable begins beyond 2⁶³ bytes")
    }
    return value
  }

  mutating func type() throws(NetCDFError) -> StoredType {
    let code = try integer()
    let types: [StoredType] = [
      .byte, .char, .short, .int, .float, .double, .ubyte, .ushort, .uint, .int64, .uint64,
    ]
    guard code >= 1, code <= (version == 5 ? 11 : 6) else { throw corrupt("type \(code)") }
    return types[code - 1]
  }

  mutating func name() throws(NetCDFError) -> String {
    let length = try count()
    guard length > 0, length <= 1024 else { throw corrupt("a name of \(length) bytes") }
    let text = String(decoding: try take(length), as: UTF8.self)
    try skip(padding(after: length))
    return text
  }

  private func padding(after count: Int) -> Int { (4 - count % 4) % 4 }

  /// The values of an attribute.
  mutating func content(
    _ type: StoredType,
    count: Int
  ) throws(NetCDFError) -> AttributeContent {
    let (bytes, overflow) = count.multipliedReportingOverflow(by: type.byteCount ?? 1)
    guard !overflow, bytes <= 1 << 28 else { throw tooLarge("an attribute of \(count) values") }
    let slice = try take(bytes)
    let content = Self.content(type, bytes: Array(slice))
    // Some writers leave out the padding at the end of the header.
    try skip(min(padding(after: bytes), source.byteCount - offset))
    return content
  }

  private static func content(_ type: StoredType, bytes: [UInt8]) -> AttributeContent {
    switch BigEndian.values(of: bytes, type: type) {
    case .char(let bytes): .text(text(bytes))
    case .byte(let values): .integers(values.map { Int64($0) })
    case .short(let values): .integers(values.map { Int64($0) })
    case .int(let values): .integers(values.map { Int64($0) })
    case .int64(let values): .integers(values)
    case .ubyte(let values): .unsigned(values.map { UInt64($0) })
    case .ushort(let values): .unsigned(values.map { UInt64($0) })
    case .uint(let values): .unsigned(values.map { UInt64($0) })
    case .uint64(let values): .unsigned(values)
    case .float(let values): .reals(values.map { Double($0) })
    case .double(let values): .reals(values)
    case .string(let values): .strings(values)
    }
  }

  /// Text without the NULs that some writers pad with; what is not UTF-8 is repaired.
  static func text(_ bytes: [UInt8]) -> String {
    String(decoding: bytes[..<(bytes.lastIndex { $0 != 0 }.map { $0 + 1 } ?? 0)], as: UTF8.self)
  }
}
