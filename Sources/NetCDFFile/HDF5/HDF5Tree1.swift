/// A B-tree of version 1, which indexes the members of old groups and the chunks of variables.
///
/// - SeeAlso: HDF5 File Format Specification 3.0, III.A.1.
struct HDF5Tree1 {
  let file: HDF5File

  /// 0 for groups, 1 for chunks.
  let type: Int
  let keySize: Int

  /// Visits the entries of the leaves in order: the key, and the address of the child.
  func forEachEntry(
    at address: Int,
    _ body: (inout HDF5Cursor, Int) throws(HDF5Fault) -> Void
  ) throws(HDF5Fault) {
    var bytesVisited = 0
    try visit(address, level: nil, bytesVisited: &bytesVisited, body)
  }

  private func visit(
    _ address: Int,
    level expected: Int?,
    bytesVisited: inout Int,
    _ body: (inout HDF5Cursor, Int) throws(HDF5Fault) -> Void
  ) throws(HDF5Fault) {
    let headSize = 8 + 2 * file.offsetSize
    var head = try file.window(at: address, count: headSize, of: "a node of a B-tree")
    try head.expect("TREE", of: "a node of a B-tree")
    let foundType = try head.uint8()
    guard foundType == type else {
      throw file.corrupt("a B-tree of type \(foundType) where \(type) is expected")
    }
    let level = try head.uint8()
    guard expected == nil || level == expected else {
      throw file.corrupt("a node of level \(level) in a B-tree where \(expected ?? 0) is expected")
    }
    let count = try head.uint16()
    // Nodes do not overlap in a sound file, so that more than fit are visited more than once.
    bytesVisited += headSize + count * (keySize + file.offsetSize)
    guard bytesVisited <= file.byteCount else {
      throw file.corrupt("a B-tree has more nodes than the file has room for")
    }
    var entries = try file.window(
      at: address + headSize,
      count: count * (keySize + file.offsetSize),
      of: "a node of a B-tree"
    )
    for _ in 0..<count {
      var key = try entries.part(keySize)
      let child = try entries.definedAddress(of: "a node of a B-tree")
      if level > 0 {
        try visit(child, level: level - 1, bytesVisited: &bytesVisited, body)
      } else {
        try body(&key, child)
      }
    }
  }
}
