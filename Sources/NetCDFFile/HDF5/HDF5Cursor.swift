/// Reads the parts of a structure in order, and never beyond its end.
struct HDF5Cursor {
  /// Safe: a cursor lives no longer than the walk or the read that made it, which hold the file.
  /// Counting references here takes a quarter of the time to open a file.
  unowned(unsafe) let file: HDF5File

  /// What is read from; `start..<end` is the structure.
  let bytes: [UInt8]
  let start: Int
  let end: Int
  private(set) var position: Int

  /// Where `bytes` begins in the file.
  private let origin: Int

  /// - Precondition: `start + count <= bytes.count`.
  init(file: HDF5File, bytes: [UInt8], origin: Int, start: Int, count: Int) {
    precondition(start >= 0 && count >= 0 && count <= bytes.count - start)
    self.file = file
    self.bytes = bytes
    self.origin = origin
    self.start = start
    end = start + count
    position = start
  }

  /// The bytes that are left.
  var remaining: Int { end - position }

  /// The bytes that were read.
  var consumed: Int { position - start }

  /// Where the next byte is in the file.
  var place: Int { origin + position }

  private func overrun(_ count: Int) -> HDF5Fault {
    file.corrupt("a structure of \(end - start) bytes ends where \(count) more are expected")
  }

  @inline(__always)
  mutating func load<Value: FixedWidthInteger & UnsignedInteger>(
    _ type: Value.Type
  ) throws(HDF5Fault) -> Value {
    let size = MemoryLayout<Value>.size
    guard size <= end - position else { throw overrun(size) }
    let value = bytes.withUnsafeBytes {
      // Safe: `position + size <= end <= bytes.count`, and the load needs no alignment.
      $0.loadUnaligned(fromByteOffset: position, as: Value.self)
    }
    position += size
    return Value(littleEndian: value)
  }

  @inline(__always) mutating func uint8() throws(HDF5Fault) -> Int { Int(try load(UInt8.self)) }
  @inline(__always) mutating func uint16() throws(HDF5Fault) -> Int { Int(try load(UInt16.self)) }
  @inline(__always) mutating func uint32() throws(HDF5Fault) -> Int { Int(try load(UInt32.self)) }

  /// A number of eight bytes that must be one of this machine's.
  mutating func uint64() throws(HDF5Fault) -> Int {
    let value = try load(UInt64.self)
    guard let number = Int(exactly: value) else {
      throw file.corrupt("a length or offset of \(value)")
    }
    return number
  }

  /// A number of 1 to 8 bytes.
  mutating func integer(size: Int) throws(HDF5Fault) -> Int {
    switch size {
    case 1: return try uint8()
    case 2: return try uint16()
    case 4: return try uint32()
    case 8: return try uint64()
    case 3, 5, 6, 7:
      var value = 0
      for i in 0..<size { value |= try uint8() << (8 * i) }
      return value
    default: throw file.corrupt("a number of \(size) bytes")
    }
  }

  /// A length or count.
  mutating func length() throws(HDF5Fault) -> Int { try integer(size: file.lengthSize) }

  /// A length of which all bits may be set, which is nil.
  mutating func optionalLength() throws(HDF5Fault) -> Int? {
    try optional(size: file.lengthSize)
  }

  /// An address; nil for the undefined one.
  mutating func address() throws(HDF5Fault) -> Int? { try optional(size: file.offsetSize) }

  /// An address that must be there.
  mutating func definedAddress(of structure: String) throws(HDF5Fault) -> Int {
    guard let address = try address() else {
      throw file.corrupt("\(structure) has no address")
    }
    return address
  }

  private mutating func optional(size: Int) throws(HDF5Fault) -> Int? {
    if size == 4 {
      let value = try load(UInt32.self)
      return value == .max ? nil : Int(value)
    }
    let value = try load(UInt64.self)
    guard value != .max else { return nil }
    guard let number = Int(exactly: value) else {
      throw file.corrupt("an address of \(value)")
    }
    return number
  }

  @inline(__always)
  mutating func skip(_ count: Int) throws(HDF5Fault) {
    guard count >= 0, count <= end - position else { throw overrun(count) }
    position += count
  }

  /// A structure of `count` bytes that lies here.
  @inline(__always)
  mutating func part(_ count: Int) throws(HDF5Fault) -> HDF5Cursor {
    guard count >= 0, count <= end - position else { throw overrun(count) }
    let part = HDF5Cursor(file: file, bytes: bytes, origin: origin, start: position, count: count)
    position += count
    return part
  }

  /// What is left, as a structure.
  var rest: HDF5Cursor {
    HDF5Cursor(file: file, bytes: bytes, origin: origin, start: position, count: end - position)
  }

  mutating func array(_ count: Int) throws(HDF5Fault) -> [UInt8] {
    guard count >= 0, count <= end - position else { throw overrun(count) }
    defer { position += count }
    return Array(bytes[position..<(position + count)])
  }

  mutating func expect(
    _ signature: StaticString,
    of structure: String
  ) throws(HDF5Fault) {
    let count = signature.utf8CodeUnitCount
    guard count <= end - position else { throw overrun(count) }
    let found = signature.withUTF8Buffer { $0.elementsEqual(bytes[position..<(position + count)]) }
    guard found else { throw file.corrupt("\(structure) does not begin with its signature") }
    position += count
  }

  func startsWith(_ signature: StaticString) -> Bool {
    let count = signature.utf8CodeUnitCount
    guard count <= end - position else { return false }
    return signature.withUTF8Buffer {
      $0.elementsEqual(bytes[position..<(position + count)])
    }
  }

  /// Text of `count` bytes, up to its first NUL.
  mutating func text(_ count: Int) throws(HDF5Fault) -> String {
    guard count >= 0, count <= end - position else { throw overrun(count) }
    let slice = bytes[position..<(position + count)]
    position += count
    return String(decoding: slice.prefix { $0 != 0 }, as: UTF8.self)
  }

  /// Text that ends with a NUL, which is skipped as well.
  mutating func terminatedText() throws(HDF5Fault) -> String {
    guard let end = bytes[position..<end].firstIndex(of: 0) else {
      throw file.corrupt("a name without an end")
    }
    let text = String(decoding: bytes[position..<end], as: UTF8.self)
    position = end + 1
    return text
  }

  /// Holds the bytes from the start of the structure against the checksum that follows here.
  mutating func verifyChecksum(of structure: String) throws(HDF5Fault) {
    let range = start..<position
    let stored = try load(UInt32.self)
    let found = bytes.withUnsafeBytes { HDF5Checksum.lookup3($0[range]) }
    guard stored == found else { throw file.corrupt("the checksum of \(structure) is wrong") }
  }
}
