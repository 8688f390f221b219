/// A named way from a group to an object.
struct HDF5Link {
  enum Target {
    /// The address of an object header.
    case hard(Int)
    /// A path within the file.
    case soft(String)
    /// Something in another file, or what a plug-in makes of it.
    case outside(String)
  }

  let name: String
  let target: Target

  /// The order in which the links of a group were made, where the file keeps it.
  let order: Int
}

extension HDF5ObjectHeader {
  /// Whether the object is a group.
  var isGroup: Bool {
    messages.contains {
      $0.type == HDF5Message.Kind.symbolTable || $0.type == HDF5Message.Kind.linkInfo
    }
  }

  /// The links of a group: in the order in which they were made where the file keeps it, else by
  /// the bytes of their names.
  ///
  /// - SeeAlso: HDF5 File Format Specification 3.0, III.B, III.C, IV.A.2.c and g.
  func links() throws(HDF5Fault) -> [HDF5Link] {
    if let message = first(HDF5Message.Kind.symbolTable) {
      return Self.byName(try oldLinks(try body(of: message)))
    }
    guard let info = first(HDF5Message.Kind.linkInfo) else { return [] }
    var body = try body(of: info)
    let version = try body.uint8()
    guard version == 0 else { throw file.unknownVersion(version, of: "link information") }
    let flags = try body.uint8()
    if flags & 0x01 != 0 { try body.skip(8) }
    let heapAddress = try body.address()
    let nameIndex = try body.address()
    var links: [HDF5Link] = []
    for message in messages where message.type == HDF5Message.Kind.link {
      var body = try self.body(of: message)
      links.append(try Self.link(&body))
    }
    if let heapAddress, let nameIndex {
      let heap = try HDF5FractalHeap(file: file, at: heapAddress)
      let tree = try HDF5Tree2(file: file, at: nameIndex)
      guard tree.type == 5 else {
        throw file.corrupt("a B-tree of type \(tree.type) where links are expected")
      }
      try tree.forEachRecord { record throws(HDF5Fault) in
        var record = record
        try record.skip(4)
        var body = try heap.object(record.rest)
        guard links.count < file.limits.objects else {
          throw file.tooLarge("a group of more than \(file.limits.objects) members")
        }
        links.append(try Self.link(&body))
      }
    }
    guard flags & 0x01 != 0 else { return Self.byName(links) }
    return links.enumerated().sorted {
      ($0.element.order, $0.offset) < ($1.element.order, $1.offset)
    }.map(\.element)
  }

  private static func byName(_ links: [HDF5Link]) -> [HDF5Link] {
    links.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }

  private static func link(_ body: inout HDF5Cursor) throws(HDF5Fault) -> HDF5Link {
    let version = try body.uint8()
    guard version == 1 else { throw body.file.unknownVersion(version, of: "a link") }
    let flags = try body.uint8()
    let type = flags & 0x08 != 0 ? try body.uint8() : 0
    let order = flags & 0x04 != 0 ? try body.uint64() : 0
    if flags & 0x10 != 0 { try body.skip(1) }
    let nameSize = try body.integer(size: 1 << (flags & 0x03))
    let name = try body.text(nameSize)
    let target: HDF5Link.Target
    switch type {
    case 0: target = .hard(try body.definedAddress(of: "the link \(name)"))
    case 1:
      let size = try body.uint16()
      target = .soft(try body.text(size))
    case 64: target = .outside("a link into another file")
    default: target = .outside("a link of the user-defined type \(type)")
    }
    return HDF5Link(name: name, target: target, order: order)
  }

  // MARK: Symbol tables

  private func oldLinks(_ body: HDF5Cursor) throws(HDF5Fault) -> [HDF5Link] {
    var body = body
    let treeAddress = try body.definedAddress(of: "a group")
    let heapAddress = try body.definedAddress(of: "the names of a group")
    var head = try file.window(
      at: heapAddress,
      count: 8 + 2 * file.lengthSize + file.offsetSize,
      of: "the names of a group"
    )
    try head.expect("HEAP", of: "the names of a group")
    try head.skip(4)
    let namesSize = try head.length()
    _ = try head.optionalLength()
    let namesAddress = try head.definedAddress(of: "the names of a group")
    let names = try file.window(at: namesAddress, count: namesSize, of: "the names of a group")
    func name(at offset: Int) throws(HDF5Fault) -> String {
      var names = names
      try names.skip(offset)
      return try names.terminatedText()
    }
    var links: [HDF5Link] = []
    let tree = HDF5Tree1(file: file, type: 0, keySize: file.lengthSize)
    try tree.forEachEntry(at: treeAddress) { _, child throws(HDF5Fault) in
      var node = try file.window(at: child, count: 8, of: "the members of a group")
      try node.expect("SNOD", of: "the members of a group")
      try node.skip(2)
      let count = try node.uint16()
      let entrySize = 2 * file.offsetSize + 24
      guard links.count + count <= file.limits.objects else {
        throw file.tooLarge("a group of more than \(file.limits.objects) members")
      }
      var entries = try file.window(
        at: child + 8,
        count: count * entrySize,
        of: "the members of a group"
      )
      for _ in 0..<count {
        var entry = try entries.part(entrySize)
        let nameOffset = try entry.integer(size: file.offsetSize)
        let address = try entry.address()
        let kind = try entry.uint32()
        try entry.skip(4)
        let linkName = try name(at: nameOffset)
        let target: HDF5Link.Target
        if kind == 2 {
          target = .soft(try name(at: try entry.uint32()))
        } else if let address {
          target = .hard(address)
        } else {
          throw file.corrupt("the link \(linkName) has no address")
        }
        links.append(HDF5Link(name: linkName, target: target, order: 0))
      }
    }
    return links
  }
}
