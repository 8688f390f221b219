/// What an entry of a chunk array tells.
typealias ChunkEntry = (address: Int, byteCount: Int, mask: UInt32)

extension HDF5File {
  /// Reads an entry of a chunk array.
  fileprivate func chunkEntry(
    _ cursor: inout HDF5Cursor,
    entrySize: Int,
    isFiltered: Bool,
    chunkByteCount: Int
  ) throws(HDF5Fault) -> ChunkEntry? {
    var entry = try cursor.part(entrySize)
    guard let address = try entry.address() else { return nil }
    guard isFiltered else { return (address, chunkByteCount, 0) }
    let byteCount = try entry.integer(size: entrySize - offsetSize - 4)
    let mask = try entry.uint32()
    return (address, byteCount, UInt32(truncatingIfNeeded: mask))
  }

  fileprivate func checkClient(_ client: Int, entrySize: Int) throws(HDF5Fault) -> Bool {
    guard client <= 1, entrySize >= (client == 0 ? offsetSize : offsetSize + 5),
      entrySize <= offsetSize + 12
    else { throw corrupt("an array of kind \(client) with entries of \(entrySize) bytes") }
    return client == 1
  }
}

/// The index of chunks whose number is fixed.
///
/// - SeeAlso: HDF5 File Format Specification 3.0, VII.C.
struct HDF5FixedArray: Sendable {
  private let isFiltered: Bool
  private let file: HDF5File
  private let chunkByteCount: Int
  private let entrySize: Int
  private let count: Int

  /// The first entry, and for pages the entries of one and which have been written.
  private let entries: Int
  private let pageLength: Int?
  private var pageBits: [UInt8] = []

  init(file: HDF5File, at address: Int, chunkByteCount: Int) throws(HDF5Fault) {
    self.file = file
    self.chunkByteCount = chunkByteCount
    var head = try file.window(
      at: address,
      count: 8 + file.lengthSize + file.offsetSize + 4,
      of: "the header of a fixed array"
    )
    try head.expect("FAHD", of: "the header of a fixed array")
    let version = try head.uint8()
    guard version == 0 else { throw file.unknownVersion(version, of: "a fixed array") }
    let client = try head.uint8()
    entrySize = try head.uint8()
    let pageBits = try head.uint8()
    count = try head.length()
    let block = try head.address()
    try head.verifyChecksum(of: "the header of a fixed array")
    isFiltered = try file.checkClient(client, entrySize: entrySize)
    guard pageBits < 32, count <= file.byteCount else {
      throw file.corrupt("a fixed array of \(count) entries in pages of 2^\(pageBits)")
    }
    guard let block else {
      (entries, pageLength) = (-1, nil)
      return
    }
    let length = 1 << pageBits
    let prefixSize = 6 + file.offsetSize
    guard count > length else {
      var data = try file.window(
        at: block,
        count: prefixSize + count * entrySize + 4,
        of: "a fixed array"
      )
      try data.expect("FADB", of: "a fixed array")
      try data.skip(prefixSize - 4 + count * entrySize)
      try data.verifyChecksum(of: "a fixed array")
      (entries, pageLength) = (block + prefixSize, nil)
      return
    }
    let pages = (count - 1) / length + 1
    let bytes = (pages + 7) / 8
    var data = try file.window(at: block, count: prefixSize + bytes + 4, of: "a fixed array")
    try data.expect("FADB", of: "a fixed array")
    try data.skip(prefixSize - 4)
    self.pageBits = try data.array(bytes)
    try data.verifyChecksum(of: "a fixed array")
    (entries, pageLength) = (block + prefixSize + bytes + 4, length)
  }

  /// The chunk that has a number; nil when it was never written.
  func entry(_ number: Int) throws(HDF5Fault) -> ChunkEntry? {
    guard entries >= 0 else { return nil }
    guard number >= 0, number < count else {
      throw file.corrupt("chunk \(number) of \(count) in a fixed array")
    }
    var place = number * entrySize
    if let pageLength {
      let page = number / pageLength
      guard pageBits[page / 8] & (0x80 >> UInt8(page % 8)) != 0 else { return nil }
      // Each page before this one ends with a checksum.
      place += 4 * page
    }
    var cursor = try file.window(at: entries + place, count: entrySize, of: "a fixed array")
    return try file.chunkEntry(
      &cursor,
      entrySize: entrySize,
      isFiltered: isFiltered,
      chunkByteCount: chunkByteCount
    )
  }
}

/// The index of chunks of an array that grows along one dimension.
///
/// - SeeAlso: HDF5 File Format Specification 3.0, VII.D.
struct HDF5ExtensibleArray: Sendable {
  private let isFiltered: Bool
  private let file: HDF5File
  private let chunkByteCount: Int
  private let entrySize: Int

  /// The bytes of the offset that begins each block.
  private let blockOffsetSize: Int
  private let inlineCount: Int
  private let leastBlockLength: Int
  private let pageLength: Int
  private let inline: Int

  /// The data blocks and the super blocks that the index block points to.
  private let blocks: [Int?]
  private let superBlocks: [Int?]
  private let isEmpty: Bool

  init(file: HDF5File, at address: Int, chunkByteCount: Int) throws(HDF5Fault) {
    self.file = file
    self.chunkByteCount = chunkByteCount
    var head = try file.window(
      at: address,
      count: 12 + 6 * file.lengthSize + file.offsetSize + 4,
      of: "the header of an extensible array"
    )
    try head.expect("EAHD", of: "the header of an extensible array")
    let version = try head.uint8()
    guard version == 0 else { throw file.unknownVersion(version, of: "an extensible array") }
    let client = try head.uint8()
    entrySize = try head.uint8()
    let greatestBits = try head.uint8()
    inlineCount = try head.uint8()
    leastBlockLength = try head.uint8()
    let leastPointers = try head.uint8()
    let pageBits = try head.uint8()
    try head.skip(6 * file.lengthSize)
    let indexBlock = try head.address()
    try head.verifyChecksum(of: "the header of an extensible array")
    isFiltered = try file.checkClient(client, entrySize: entrySize)
    guard greatestBits <= 64, pageBits < 32, leastBlockLength.nonzeroBitCount == 1,
      leastPointers.nonzeroBitCount == 1, leastPointers > 1,
      greatestBits >= leastBlockLength.trailingZeroBitCount
    else { throw file.corrupt("the header of an extensible array") }
    blockOffsetSize = (greatestBits + 7) / 8
    pageLength = 1 << pageBits
    let superBlockCount = 1 + greatestBits - leastBlockLength.trailingZeroBitCount
    let blockAddresses = 2 * (leastPointers - 1)
    let superAddresses = max(0, superBlockCount - 2 * leastPointers.trailingZeroBitCount)
    guard let indexBlock else {
      (inline, blocks, superBlocks, isEmpty) = (0, [], [], true)
      return
    }
    isEmpty = false
    let prefixSize = 6 + file.offsetSize
    var data = try file.window(
      at: indexBlock,
      count: prefixSize + inlineCount * entrySize
        + (blockAddresses + superAddresses) * file.offsetSize + 4,
      of: "the index of an extensible array"
    )
    try data.expect("EAIB", of: "the index of an extensible array")
    try data.skip(prefixSize - 4 + inlineCount * entrySize)
    inline = indexBlock + prefixSize
    var (blocks, superBlocks): ([Int?], [Int?]) = ([], [])
    for _ in 0..<blockAddresses { blocks.append(try data.address()) }
    for _ in 0..<superAddresses { superBlocks.append(try data.address()) }
    try data.verifyChecksum(of: "the index of an extensible array")
    (self.blocks, self.superBlocks) = (blocks, superBlocks)
  }

  /// The chunk that has a number; nil when it was never written.
  ///
  /// Super block `s` stands for `2^(s/2)` data blocks of `2^((s+1)/2)` times the least length.
  func entry(_ number: Int) throws(HDF5Fault) -> ChunkEntry? {
    guard number < 1 << 40 else { throw file.corrupt("chunk \(number) in an extensible array") }
    guard !isEmpty else { return nil }
    if number < inlineCount { return try entry(at: inline + number * entrySize) }
    var rest = number - inlineCount
    var blocksBefore = 0
    for s in 0..<62 {
      let count = 1 << (s / 2)
      let (length, overflow) = leastBlockLength.multipliedReportingOverflow(by: 1 << ((s + 1) / 2))
      let (all, overflow2) = length.multipliedReportingOverflow(by: count)
      guard !overflow, !overflow2 else { break }
      guard rest >= all else {
        let (block, place) = (rest / length, rest % length)
        if blocksBefore + count <= blocks.count {
          guard let address = blocks[blocksBefore + block] else { return nil }
          return try entry(inBlock: address, place: place, isPaged: false)
        }
        let superBlock = s - firstSuperBlock
        guard superBlocks.indices.contains(superBlock) else { break }
        guard let address = superBlocks[superBlock] else { return nil }
        return try entry(
          inSuperBlock: address,
          count: count,
          block: block,
          length: length,
          place: place
        )
      }
      rest -= all
      blocksBefore += count
    }
    throw file.corrupt("chunk \(number) is beyond what an extensible array holds")
  }

  /// The first super block that has an address: those before it are in the index block.
  private var firstSuperBlock: Int {
    var (s, before) = (0, 0)
    while before + 1 << (s / 2) <= blocks.count {
      before += 1 << (s / 2)
      s += 1
    }
    return s
  }

  private func entry(
    inSuperBlock address: Int,
    count: Int,
    block: Int,
    length: Int,
    place: Int
  ) throws(HDF5Fault) -> ChunkEntry? {
    let prefixSize = 6 + file.offsetSize + blockOffsetSize
    let pages = length > pageLength ? length / pageLength : 0
    let bytesOfPages = (pages + 7) / 8
    var data = try file.window(
      at: address,
      count: prefixSize + count * (bytesOfPages + file.offsetSize),
      of: "a super block of an extensible array"
    )
    try data.expect("EASB", of: "a super block of an extensible array")
    try data.skip(prefixSize - 4)
    if pages > 0 {
      // The bits of all data blocks follow one another without a gap, and room is left behind.
      let bit = block * pages + place / pageLength
      var bits = data
      try bits.skip(bit / 8)
      guard try bits.uint8() & (0x80 >> (bit % 8)) != 0 else { return nil }
    }
    try data.skip(count * bytesOfPages + block * file.offsetSize)
    guard let dataBlock = try data.address() else { return nil }
    return try entry(inBlock: dataBlock, place: place, isPaged: pages > 0)
  }

  private func entry(
    inBlock address: Int,
    place: Int,
    isPaged: Bool
  ) throws(HDF5Fault) -> ChunkEntry? {
    let prefixSize = 6 + file.offsetSize + blockOffsetSize
    var head = try file.window(at: address, count: 4, of: "a block of an extensible array")
    try head.expect("EADB", of: "a block of an extensible array")
    let start = address + prefixSize + place * entrySize
    // With pages, the prefix and each page end with a checksum.
    return try entry(at: isPaged ? start + 4 + 4 * (place / pageLength) : start)
  }

  private func entry(at address: Int) throws(HDF5Fault) -> ChunkEntry? {
    var cursor = try file.window(at: address, count: entrySize, of: "an extensible array")
    return try file.chunkEntry(
      &cursor,
      entrySize: entrySize,
      isFiltered: isFiltered,
      chunkByteCount: chunkByteCount
    )
  }
}
