/// A B-tree of version 2, which indexes links, attributes, large objects and chunks.
///
/// - SeeAlso: HDF5 File Format Specification 3.0, III.A.2.
struct HDF5Tree2 {
  let file: HDF5File
  let type: Int
  let recordSize: Int

  private let nodeSize: Int
  private let depth: Int
  private let root: Int?
  private let rootRecordCount: Int
  private let recordCount: Int

  /// The bytes that the number of records of a node takes in its parent.
  private let countSize: Int

  /// The bytes that the number of all records below a node takes in its parent, by the level of
  /// the node.
  private var totalSizes = [0]

  init(file: HDF5File, at address: Int) throws(HDF5Fault) {
    self.file = file
    var head = try file.window(
      at: address,
      count: 16 + file.offsetSize + 2 + file.lengthSize + 4,
      of: "the header of a B-tree"
    )
    try head.expect("BTHD", of: "the header of a B-tree")
    let version = try head.uint8()
    guard version == 0 else { throw file.unknownVersion(version, of: "the header of a B-tree") }
    type = try head.uint8()
    nodeSize = try head.uint32()
    recordSize = try head.uint16()
    depth = try head.uint16()
    try head.skip(2)
    root = try head.address()
    rootRecordCount = try head.uint16()
    recordCount = try head.length()
    try head.verifyChecksum(of: "the header of a B-tree")
    guard recordSize > 0, nodeSize > Self.overhead + recordSize, depth <= 32 else {
      throw file.corrupt("a B-tree of \(depth) levels with nodes of \(nodeSize) bytes")
    }
    let inLeaf = (nodeSize - Self.overhead) / recordSize
    countSize = Self.size(ofNumberUpTo: inLeaf)
    var total = inLeaf
    for level in 0..<depth {
      let pointer = file.offsetSize + countSize + totalSizes[level]
      guard nodeSize > Self.overhead + pointer else { throw file.corrupt("nodes too small") }
      let records = (nodeSize - Self.overhead - pointer) / (recordSize + pointer)
      let (below, overflow) = (records + 1).multipliedReportingOverflow(by: total)
      let (sum, overflow2) = below.addingReportingOverflow(records)
      total = overflow || overflow2 ? Int.max : sum
      totalSizes.append(Self.size(ofNumberUpTo: total))
    }
  }

  /// Signature, version, type and checksum of a node.
  private static let overhead = 10

  private static func size(ofNumberUpTo greatest: Int) -> Int {
    (Int.bitWidth - greatest.leadingZeroBitCount - 1) / 8 + 1
  }

  /// Visits the records in order.
  func forEachRecord(
    _ body: (HDF5Cursor) throws(HDF5Fault) -> Void
  ) throws(HDF5Fault) {
    guard let root, recordCount > 0 else { return }
    var bytesVisited = 0
    try visit(root, count: rootRecordCount, level: depth, bytesVisited: &bytesVisited, body)
  }

  private func visit(
    _ address: Int,
    count: Int,
    level: Int,
    bytesVisited: inout Int,
    _ body: (HDF5Cursor) throws(HDF5Fault) -> Void
  ) throws(HDF5Fault) {
    let pointer = level == 0 ? 0 : file.offsetSize + countSize + totalSizes[level - 1]
    let size = Self.overhead + count * recordSize + (level == 0 ? 0 : (count + 1) * pointer)
    guard size <= nodeSize else {
      throw file.corrupt("\(count) records in a node of \(nodeSize) bytes")
    }
    // Nodes do not overlap in a sound file, so that more than fit are visited more than once.
    bytesVisited += size
    guard bytesVisited <= file.byteCount else {
      throw file.corrupt("a B-tree has more nodes than the file has room for")
    }
    var node = try file.window(at: address, count: size, of: "a node of a B-tree")
    try node.expect(level == 0 ? "BTLF" : "BTIN", of: "a node of a B-tree")
    let version = try node.uint8()
    let foundType = try node.uint8()
    guard version == 0, foundType == type else {
      throw file.corrupt("a node of version \(version) and type \(foundType) in a B-tree")
    }
    var records = try node.part(count * recordSize)
    var pointers = try node.part(level == 0 ? 0 : (count + 1) * pointer)
    try node.verifyChecksum(of: "a node of a B-tree")
    for i in 0...count {
      if level > 0 {
        let child = try pointers.definedAddress(of: "a node of a B-tree")
        let childCount = try pointers.integer(size: countSize)
        try pointers.skip(totalSizes[level - 1])
        try visit(
          child,
          count: childCount,
          level: level - 1,
          bytesVisited: &bytesVisited,
          body
        )
      }
      if i < count { try body(try records.part(recordSize)) }
    }
  }
}
