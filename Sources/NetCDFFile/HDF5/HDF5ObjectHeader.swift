/// A part of what an object header tells.
struct HDF5Message {
  let type: Int
  let flags: Int

  /// The order in which the attribute was made, where the file keeps it.
  let order: Int
  let body: HDF5Cursor

  /// The types of messages that this reader knows.
  enum Kind {
    static let dataspace = 0x01
    static let linkInfo = 0x02
    static let datatype = 0x03
    static let oldFill = 0x04
    static let fill = 0x05
    static let link = 0x06
    static let externalFiles = 0x07
    static let layout = 0x08
    static let filters = 0x0b
    static let attribute = 0x0c
    static let continuation = 0x10
    static let symbolTable = 0x11
    static let driver = 0x14
    static let attributeInfo = 0x15
    static let last = 0x18
  }
}

/// What describes a group, a dataset or a datatype.
///
/// - SeeAlso: HDF5 File Format Specification 3.0, IV.A.1.
struct HDF5ObjectHeader {
  let file: HDF5File
  let address: Int
  private(set) var messages: [HDF5Message] = []

  /// Attributes know the order in which they were made.
  private(set) var tracksAttributes = false

  /// Where the continuations are, and their bytes.
  private var continuations: Set<Int> = []
  private var bytesOfContinuations = 0

  init(file: HDF5File, at address: Int) throws(HDF5Fault) {
    self.file = file
    self.address = address
    messages.reserveCapacity(16)
    let head = try file.window(
      at: address,
      count: file.available(at: address, atMost: 64),
      of: "an object header"
    )
    if head.startsWith("OHDR") {
      try readVersion2(head)
    } else {
      try readVersion1(head)
    }
  }

  private mutating func append(_ message: HDF5Message) throws(HDF5Fault) {
    guard messages.count < file.limits.objects else {
      throw file.tooLarge("an object header of more than \(file.limits.objects) messages")
    }
    if message.type > HDF5Message.Kind.last, message.flags & 0x80 != 0 {
      throw file.unsupported(
        "a message of type \(message.type), which is not known here and must be"
      )
    }
    messages.append(message)
  }

  // MARK: Version 1

  private mutating func readVersion1(_ head: HDF5Cursor) throws(HDF5Fault) {
    var head = head
    let version = try head.uint8()
    guard version == 1 else { throw file.corrupt("an object header of version \(version)") }
    try head.skip(7)
    let size = try head.uint32()
    var blocks = [
      try file.window(at: address + 16, count: size, of: "an object header")
    ]
    var next = 0
    while next < blocks.count {
      var block = blocks[next]
      next += 1
      while block.remaining >= 8 {
        let type = try block.uint16()
        let size = try block.uint16()
        let flags = try block.uint8()
        try block.skip(3)
        let message = HDF5Message(type: type, flags: flags, order: 0, body: try block.part(size))
        try append(message)
        if type == HDF5Message.Kind.continuation {
          blocks.append(try continuation(message).window)
        }
      }
    }
  }

  private mutating func continuation(
    _ message: HDF5Message
  ) throws(HDF5Fault) -> (window: HDF5Cursor, size: Int) {
    var body = message.body
    let address = try body.definedAddress(of: "a continuation")
    let size = try body.length()
    let (sum, overflow) = bytesOfContinuations.addingReportingOverflow(size)
    guard continuations.insert(address).inserted, !overflow, sum <= file.byteCount else {
      throw file.corrupt("an object header goes on where it has been already")
    }
    bytesOfContinuations = sum
    return (
      try file.window(at: address, count: size, of: "a continuation of an object header"), size
    )
  }

  // MARK: Version 2

  private mutating func readVersion2(_ head: HDF5Cursor) throws(HDF5Fault) {
    var head = head
    try head.skip(4)
    let version = try head.uint8()
    guard version == 2 else { throw file.unknownVersion(version, of: "an object header") }
    let flags = try head.uint8()
    if flags & 0x20 != 0 { try head.skip(16) }
    if flags & 0x10 != 0 { try head.skip(4) }
    let size = try head.integer(size: 1 << (flags & 3))
    tracksAttributes = flags & 0x04 != 0
    guard size <= file.byteCount else {
      throw file.corrupt("an object header of \(size) bytes")
    }
    var block = try file.window(
      at: address,
      count: head.consumed + size + 4,
      of: "an object header"
    )
    try block.skip(head.consumed)
    var queue = [try verified(&block, size: size)]
    var next = 0
    while next < queue.count {
      var block = queue[next]
      next += 1
      let headSize = tracksAttributes ? 6 : 4
      // Fewer bytes than a message has are a gap.
      while block.remaining >= headSize {
        let type = try block.uint8()
        let size = try block.uint16()
        let flags = try block.uint8()
        let order = tracksAttributes ? try block.uint16() : 0
        let message = HDF5Message(
          type: type,
          flags: flags,
          order: order,
          body: try block.part(size)
        )
        try append(message)
        if type == HDF5Message.Kind.continuation {
          var (window, size) = try continuation(message)
          try window.expect("OCHK", of: "a continuation of an object header")
          queue.append(try verified(&window, size: size - 8))
        }
      }
    }
  }

  /// The messages of a block, whose checksum follows them.
  private func verified(_ block: inout HDF5Cursor, size: Int) throws(HDF5Fault) -> HDF5Cursor {
    let messages = try block.part(size)
    try block.verifyChecksum(of: "an object header")
    return messages
  }

  // MARK: Messages

  func first(_ type: Int) -> HDF5Message? { messages.first { $0.type == type } }

  /// The body of a message; that of another object where this one shares it.
  func body(of message: HDF5Message) throws(HDF5Fault) -> HDF5Cursor {
    guard message.flags & 0x02 != 0 else { return message.body }
    var body = message.body
    return try Self.shared(&body, type: message.type)
  }

  /// The body of a message that is kept in another object.
  static func shared(_ body: inout HDF5Cursor, type: Int) throws(HDF5Fault) -> HDF5Cursor {
    let file = body.file
    let version = try body.uint8()
    let kind = try body.uint8()
    switch version {
    case 1: try body.skip(6)
    case 2: break
    case 3:
      guard kind == 2 else { throw .unusual("messages shared in a heap") }
    default: throw file.unknownVersion(version, of: "a shared message")
    }
    let address = try body.definedAddress(of: "a shared message")
    let header = try HDF5ObjectHeader(file: file, at: address)
    guard let message = header.first(type), message.flags & 0x02 == 0 else {
      throw file.corrupt("a shared message of type \(type) is not where it should be")
    }
    return message.body
  }
}
