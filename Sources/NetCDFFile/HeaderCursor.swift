internal import Glibc

/// Why a header could not be taken apart.
enum HeaderFault: Error {
  /// It goes on behind the bytes that were read so far.
  case short
  case refused(NetCDFError.Kind, variable: String?, String)
}

/// Reads the primitive parts of a classic header in order.
struct HeaderCursor {
  private(set) var offset = 0
  private let bytes: UnsafeRawBufferPointer
  private let version: UInt8

  /// The bytes of the whole file, of which `bytes` are the first.
  private let fileByteCount: Int

  init(
    _ bytes: UnsafeRawBufferPointer,
    at offset: Int = 0,
    version: UInt8,
    fileByteCount: Int
  ) {
    self.bytes = bytes
    self.offset = offset
    self.version = version
    self.fileByteCount = fileByteCount
  }

  func corrupt(_ detail: String) -> HeaderFault {
    .refused(.corrupt, variable: nil, "header near byte \(offset): \(detail)")
  }

  func tooLarge(_ detail: String) -> HeaderFault {
    .refused(.tooLarge, variable: nil, "header near byte \(offset): \(detail)")
  }

  /// Steps over the next `count` bytes and returns where they begin.
  @inline(__always)
  mutating func skip(_ count: Int) throws(HeaderFault) -> Int {
    guard count <= bytes.count - offset else { throw missing(count) }
    defer { offset += count }
    return offset
  }

  @inline(never)
  private func missing(_ count: Int) -> HeaderFault {
    guard count > fileByteCount - offset else { return .short }
    return .refused(
      .truncated,
      variable: nil,
      "the header goes on to byte \(offset + count) at least, the file ends at \(fileByteCount)"
    )
  }

  /// A 32-bit tag or type.
  @inline(__always)
  mutating func integer() throws(HeaderFault) -> Int {
    // Safe: `skip` has seen that the bytes are there, and the load needs no alignment.
    let place = try skip(4)
    return Int(UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt32.self)))
  }

  @inline(__always)
  private mutating func long() throws(HeaderFault) -> UInt64 {
    // Safe: as above.
    let place = try skip(8)
    return UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self))
  }

  /// A count: 32 bits, or 64 in CDF-5. Unsigned 32-bit counts beyond 2³¹ occur in sizes only.
  @inline(__always)
  mutating func count(signed: Bool = false) throws(HeaderFault) -> Int {
    guard version == 5 else { return try integer() }
    let value = Int64(bitPattern: try long())
    guard signed || value >= 0 else { throw corrupt("a negative count, \(value)") }
    return Int(value)
  }

  /// The byte at which a variable begins: 32 bits in CDF-1, else 64.
  @inline(__always)
  mutating func begin() throws(HeaderFault) -> Int {
    if version == 1 { return try integer() }
    guard let value = Int(exactly: try long()) else {
      throw corrupt("a variable begins beyond 2⁶³ bytes")
    }
    return value
  }

  @inline(__always)
  mutating func type() throws(HeaderFault) -> StoredType {
    let code = try integer()
    guard let type = Self.type(code), code <= (version == 5 ? 11 : 6) else {
      throw corrupt("type \(code)")
    }
    return type
  }

  @inline(__always)
  private static func type(_ code: Int) -> StoredType? {
    switch code {
    case 1: .byte
    case 2: .char
    case 3: .short
    case 4: .int
    case 5: .float
    case 6: .double
    case 7: .ubyte
    case 8: .ushort
    case 9: .uint
    case 10: .int64
    case 11: .uint64
    default: nil
    }
  }

  mutating func name() throws(HeaderFault) -> String { text(at: try namePlace()) }

  /// Steps over a name and returns where its bytes are.
  @inline(__always)
  mutating func namePlace() throws(HeaderFault) -> Range<Int> {
    let length = try count()
    guard length > 0, length <= 1024 else { throw corrupt("a name of \(length) bytes") }
    let start = try skip(length + Self.padding(after: length))
    return start..<(start + length)
  }

  /// Refuses two objects of one name: whoever asks for it would get either.
  ///
  /// - Precondition: The names lie within the bytes.
  func checkNames(_ names: [Range<Int>], of objects: StaticString) throws(HeaderFault) {
    guard let start = bytes.baseAddress else { return }
    func order(_ first: Range<Int>, _ second: Range<Int>) -> Int {
      guard first.count == second.count else { return first.count - second.count }
      // Safe: both names lie within the bytes and are as long.
      return Int(memcmp(start + first.lowerBound, start + second.lowerBound, first.count))
    }
    let repeated: Range<Int>?
    if names.count <= 512 {
      repeated = firstRepeated(names) { order($0, $1) == 0 }
    } else {
      // No choice of names makes sorting slow.
      let sorted = names.sorted { order($0, $1) < 0 }
      repeated = zip(sorted, sorted.dropFirst()).first { order($0, $1) == 0 }?.0
    }
    if let repeated { throw corrupt("two \(objects) are called \(text(at: repeated))") }
  }

  /// The first of a few names that occurred before, by a table of their hashes (FNV-1a).
  private func firstRepeated(
    _ names: [Range<Int>],
    areEqual: (Range<Int>, Range<Int>) -> Bool
  ) -> Range<Int>? {
    // At least half of the slots stay empty, so that every search ends.
    let mask = 1 << (Int.bitWidth - (2 * names.count).leadingZeroBitCount) - 1
    return withUnsafeTemporaryAllocation(of: Int16.self, capacity: mask + 1) { slots in
      slots.initialize(repeating: -1)
      for (number, name) in names.enumerated() {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for i in name { hash = (hash ^ UInt64(bytes[i])) &* 0x0000_0100_0000_01b3 }
        var slot = Int(truncatingIfNeeded: hash ^ hash >> 32) & mask
        while slots[slot] >= 0 {
          if areEqual(names[Int(slots[slot])], name) { return name }
          slot = (slot + 1) & mask
        }
        slots[slot] = Int16(number)
      }
      return nil
    }
  }

  func text(at place: Range<Int>) -> String {
    String(decoding: UnsafeRawBufferPointer(rebasing: bytes[place]), as: UTF8.self)
  }

  @inline(__always)
  private static func padding(after count: Int) -> Int { -count & 3 }

  // MARK: Attributes

  /// An attribute as it lies in the header.
  struct RawAttribute {
    let name: Range<Int>
    let type: StoredType
    let content: Range<Int>
  }

  @inline(__always)
  mutating func rawAttribute() throws(HeaderFault) -> RawAttribute {
    let name = try namePlace()
    let code = try integer()
    guard let type = Self.type(code), code <= (version == 5 ? 11 : 6) else {
      throw corrupt("type \(code)")
    }
    let count = try count()
    // The bytes of a value by code, four bits each: a jump for each of hundreds of attributes
    // takes longer.
    let (size, overflow) = count.multipliedReportingOverflow(
      by: 0x8842_1844_2110 >> (4 * code) & 15
    )
    guard !overflow, size <= 1 << 28 else { throw tooLarge("an attribute of \(count) values") }
    let start = try skip(size)
    // Some writers leave out the padding at the end of the header.
    _ = try skip(min(Self.padding(after: size), fileByteCount - offset))
    return RawAttribute(name: name, type: type, content: start..<(start + size))
  }

  /// Whether an attribute has a name.
  func isNamed(_ attribute: RawAttribute, _ name: String) -> Bool {
    name.utf8.count == attribute.name.count
      && name.utf8.elementsEqual(UnsafeRawBufferPointer(rebasing: bytes[attribute.name]))
  }

  func attribute(_ raw: RawAttribute) -> Attribute {
    Attribute(
      name: text(at: raw.name),
      type: raw.type,
      content: Self.content(
        raw.type,
        UnsafeRawBufferPointer(rebasing: bytes[raw.content])
      )
    )
  }

  private static func content(
    _ type: StoredType,
    _ bytes: UnsafeRawBufferPointer
  ) -> AttributeContent {
    if type == .char { return .text(text(bytes)) }
    return switch BigEndian.values(of: bytes, type: type) {
    case .byte(let values): .integers(values.map { Int64($0) })
    case .short(let values): .integers(values.map { Int64($0) })
    case .int(let values): .integers(values.map { Int64($0) })
    case .int64(let values): .integers(values)
    case .ubyte(let values), .char(let values): .unsigned(values.map { UInt64($0) })
    case .ushort(let values): .unsigned(values.map { UInt64($0) })
    case .uint(let values): .unsigned(values.map { UInt64($0) })
    case .uint64(let values): .unsigned(values)
    case .float(let values): .reals(values.map { Double($0) })
    case .double(let values): .reals(values)
    case .string(let values): .strings(values)
    }
  }

  /// Text without the NULs that some writers pad with; what is not UTF-8 is repaired.
  static func text<Bytes: BidirectionalCollection<UInt8>>(_ bytes: Bytes) -> String {
    let end = bytes.lastIndex { $0 != 0 }.map { bytes.index(after: $0) } ?? bytes.startIndex
    return String(decoding: bytes[..<end], as: UTF8.self)
  }
}
