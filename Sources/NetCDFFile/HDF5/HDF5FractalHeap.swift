/// A heap of links or attributes that are too many for an object header.
///
/// - SeeAlso: HDF5 File Format Specification 3.0, III.G.
final class HDF5FractalHeap {
  private let file: HDF5File
  private let address: Int
  private let hugeIndex: Int?
  private let hasChecksums: Bool
  private let width: Int
  private let startSize: Int
  private let greatestDirectSize: Int
  private let root: Int?
  private let rootRows: Int

  /// The bytes of an offset and of a length in the identifier of an object.
  private let offsetSize: Int
  private let lengthSize: Int
  private let identifierSize: Int

  /// The blocks that were held against their checksums, by address.
  private var verified: Set<Int> = []

  init(file: HDF5File, at address: Int) throws(HDF5Fault) {
    self.file = file
    self.address = address
    let (o, l) = (file.offsetSize, file.lengthSize)
    var head = try file.window(
      at: address,
      count: 26 + 3 * o + 12 * l,
      of: "the header of a heap"
    )
    try head.expect("FRHP", of: "the header of a heap")
    let version = try head.uint8()
    guard version == 0 else { throw file.unknownVersion(version, of: "a fractal heap") }
    identifierSize = try head.uint16()
    let filterSize = try head.uint16()
    let flags = try head.uint8()
    let greatestObject = try head.uint32()
    try head.skip(l)
    hugeIndex = try head.address()
    try head.skip(l + o + 8 * l)
    width = try head.uint16()
    startSize = try head.length()
    greatestDirectSize = try head.length()
    let bits = try head.uint16()
    try head.skip(2)
    root = try head.address()
    rootRows = try head.uint16()
    guard filterSize == 0 else { throw .unusual("a heap with filters") }
    try head.verifyChecksum(of: "the header of a heap")
    hasChecksums = flags & 0x02 != 0
    guard width > 0, width <= 1 << 12, startSize.nonzeroBitCount == 1, startSize > 0,
      greatestDirectSize.nonzeroBitCount == 1, greatestDirectSize >= startSize,
      greatestDirectSize <= 1 << 32, bits > 0, bits <= 62, rootRows <= 64
    else { throw file.corrupt("the header of a heap") }
    offsetSize = (bits + 7) / 8
    let greatest = greatestDirectSize.trailingZeroBitCount
    lengthSize = min((greatest + 7) / 8, Self.log2(greatestObject) / 8 + 1)
  }

  private static func log2(_ value: Int) -> Int {
    value <= 1 ? 0 : Int.bitWidth - 1 - value.leadingZeroBitCount
  }

  /// The object that an identifier names.
  func object(_ identifier: HDF5Cursor) throws(HDF5Fault) -> HDF5Cursor {
    var identifier = identifier
    guard identifier.remaining >= identifierSize else {
      throw file.corrupt("the identifier of an object in a heap is cut short")
    }
    let first = try identifier.uint8()
    guard first >> 6 == 0 else { throw file.unknownVersion(first >> 6, of: "an identifier") }
    switch first >> 4 & 0x03 {
    case 0:
      let offset = try identifier.integer(size: offsetSize)
      let length = try identifier.integer(size: lengthSize)
      return try managed(offset: offset, length: length)
    case 1: return try huge(&identifier)
    case 2:
      // Up to 16 bytes have their length in four bits, more in twelve.
      var length = first & 0x0f
      if identifierSize > 17 { length = length << 8 | (try identifier.uint8()) }
      return try identifier.part(length + 1)
    default: throw file.corrupt("an object of unknown kind in a heap")
    }
  }

  // MARK: Objects in blocks

  /// The bytes of a block in a row of the doubling table.
  private func blockSize(row: Int) throws(HDF5Fault) -> Int {
    let shift = max(0, row - 1)
    guard shift + startSize.trailingZeroBitCount < 62 else {
      throw file.corrupt("a heap of more than 2⁶² bytes")
    }
    return startSize << shift
  }

  private var prefixSize: Int { 5 + file.offsetSize + offsetSize }

  private func managed(offset: Int, length: Int) throws(HDF5Fault) -> HDF5Cursor {
    guard let root else { throw file.corrupt("an object in an empty heap") }
    if rootRows == 0 {
      return try object(in: root, size: startSize, offset: offset, length: length)
    }
    return try descend(root, rows: rootRows, offset: offset, length: length, depth: 0)
  }

  private func descend(
    _ block: Int,
    rows: Int,
    offset: Int,
    length: Int,
    depth: Int
  ) throws(HDF5Fault) -> HDF5Cursor {
    guard depth < 32 else { throw file.corrupt("a heap nested more than 32 deep") }
    let directRows =
      greatestDirectSize.trailingZeroBitCount - startSize.trailingZeroBitCount + 2
    var rest = offset
    for row in 0..<rows {
      let size = try blockSize(row: row)
      let (rowSize, overflow) = size.multipliedReportingOverflow(by: width)
      guard !overflow else { throw file.corrupt("a heap of more than 2⁶³ bytes") }
      guard rest >= rowSize else {
        let (column, place) = (rest / size, rest % size)
        let child = try child(of: block, rows: rows, number: row * width + column)
        guard row >= directRows else {
          return try object(in: child, size: size, offset: place, length: length)
        }
        let childRows =
          size.trailingZeroBitCount - startSize.trailingZeroBitCount - Self.log2(width) + 1
        guard childRows > 0 else {
          throw file.corrupt("a block of a heap is too small for a row of blocks")
        }
        return try descend(
          child,
          rows: childRows,
          offset: place,
          length: length,
          depth: depth + 1
        )
      }
      rest -= rowSize
    }
    throw file.corrupt("an object beyond the end of a heap")
  }

  private func child(of block: Int, rows: Int, number: Int) throws(HDF5Fault) -> Int {
    let count = prefixSize + rows * width * file.offsetSize
    var window = try file.window(at: block, count: count + 4, of: "a block of a heap")
    try window.expect("FHIB", of: "a block of a heap")
    if !verified.contains(block) {
      var whole = window
      try whole.skip(count - 4)
      try whole.verifyChecksum(of: "a block of a heap")
      verified.insert(block)
    }
    try window.skip(prefixSize - 4 + number * file.offsetSize)
    return try window.definedAddress(of: "a block of a heap")
  }

  private func object(
    in block: Int,
    size: Int,
    offset: Int,
    length: Int
  ) throws(HDF5Fault) -> HDF5Cursor {
    let prefix = prefixSize + (hasChecksums ? 4 : 0)
    guard offset >= prefix, length <= size - offset else {
      throw file.corrupt("an object reaches out of its block of a heap")
    }
    var window = try file.window(at: block, count: size, of: "a block of a heap")
    try window.expect("FHDB", of: "a block of a heap")
    if hasChecksums, !verified.contains(block) {
      // The checksum is that of the block with zeros where the checksum is.
      var copy = window
      try copy.skip(prefixSize - 4)
      let stored = try copy.uint32()
      var bytes = Array(window.bytes[window.start..<window.end])
      for i in 0..<4 { bytes[prefixSize + i] = 0 }
      let found = bytes.withUnsafeBytes { HDF5Checksum.lookup3($0[...]) }
      guard stored == Int(found) else {
        throw file.corrupt("the checksum of a block of a heap is wrong")
      }
      verified.insert(block)
    }
    try window.skip(offset - 4)
    return try window.part(length)
  }

  // MARK: Objects of their own

  private func huge(_ identifier: inout HDF5Cursor) throws(HDF5Fault) -> HDF5Cursor {
    // An identifier with room for address and length holds them; others are looked up.
    if identifierSize - 1 >= file.offsetSize + file.lengthSize {
      let address = try identifier.definedAddress(of: "an object of a heap")
      let length = try identifier.length()
      return try file.window(at: address, count: length, of: "an object of a heap")
    }
    let wanted = try identifier.integer(size: min(identifierSize - 1, file.lengthSize))
    guard let hugeIndex else { throw file.corrupt("a large object in a heap without any") }
    let tree = try HDF5Tree2(file: file, at: hugeIndex)
    guard tree.type == 1 else { throw .unusual("large objects in a B-tree of type \(tree.type)") }
    var found: HDF5Cursor?
    try tree.forEachRecord { record throws(HDF5Fault) in
      var record = record
      let address = try record.definedAddress(of: "an object of a heap")
      let length = try record.length()
      guard try record.length() == wanted else { return }
      found = try self.file.window(at: address, count: length, of: "an object of a heap")
    }
    guard let found else { throw file.corrupt("a large object is not in the index of its heap") }
    return found
  }
}
