/// Where the data of a dataset is.
///
/// Version 5, of HDF5 2.0, is laid out as version 4 is.
///
/// - SeeAlso: HDF5 File Format Specification 3.0, IV.A.2.i.
enum HDF5Layout {
  /// In the object header.
  case compact(ChunkPlace)
  /// In one piece; nil when it was never written.
  case contiguous(address: Int?)
  /// In chunks. The shape has the bytes of an element last.
  case chunked(shape: [Int], kind: ChunkIndex.Kind, leavesPartialChunksUnfiltered: Bool)
  /// Put together from other datasets and files.
  case virtual

  init(_ body: inout HDF5Cursor) throws(HDF5Fault) {
    let version = try body.uint8()
    switch version {
    case 1, 2: self = try Self.old(&body)
    case 3, 4, 5:
      let kind = try body.uint8()
      switch kind {
      case 0:
        let size = try body.uint16()
        self = try Self.compact(&body, size: size)
      case 1: self = .contiguous(address: try body.address())
      case 2: self = version == 3 ? try Self.chunked3(&body) : try Self.chunked4(&body)
      case 3: self = .virtual
      default: throw body.file.unsupported("a layout of class \(kind), which is not known here")
      }
    default: throw body.file.unknownVersion(version, of: "a layout")
    }
  }

  private static func compact(_ body: inout HDF5Cursor, size: Int) throws(HDF5Fault) -> Self {
    let place = body.place
    try body.skip(size)
    return .compact(ChunkPlace(offset: place, byteCount: size, filterMask: 0))
  }

  private static func old(_ body: inout HDF5Cursor) throws(HDF5Fault) -> Self {
    let rank = try body.uint8()
    let kind = try body.uint8()
    try body.skip(5)
    let address = kind == 0 ? nil : try body.address()
    var shape: [Int] = []
    for _ in 0..<rank { shape.append(try body.uint32()) }
    switch kind {
    case 0:
      let size = try body.uint32()
      return try compact(&body, size: size)
    case 1: return .contiguous(address: address)
    case 2:
      return .chunked(shape: shape, kind: .tree(address), leavesPartialChunksUnfiltered: false)
    default: throw body.file.unsupported("a layout of class \(kind), which is not known here")
    }
  }

  private static func chunked3(_ body: inout HDF5Cursor) throws(HDF5Fault) -> Self {
    let rank = try body.uint8()
    let address = try body.address()
    var shape: [Int] = []
    shape.reserveCapacity(rank)
    for _ in 0..<rank { shape.append(try body.uint32()) }
    return .chunked(shape: shape, kind: .tree(address), leavesPartialChunksUnfiltered: false)
  }

  private static func chunked4(_ body: inout HDF5Cursor) throws(HDF5Fault) -> Self {
    let file = body.file
    let flags = try body.uint8()
    let rank = try body.uint8()
    let size = try body.uint8()
    var shape: [Int] = []
    for _ in 0..<rank { shape.append(try body.integer(size: size)) }
    let index = try body.uint8()
    let kind: ChunkIndex.Kind
    switch index {
    case 1:
      var (byteCount, mask): (Int?, Int) = (nil, 0)
      if flags & 0x02 != 0 {
        byteCount = try body.length()
        mask = try body.uint32()
      }
      let address = try body.address()
      kind = .single(
        address: address,
        byteCount: byteCount,
        filterMask: UInt32(truncatingIfNeeded: mask)
      )
    case 2: kind = .row(try body.address())
    case 3:
      try body.skip(1)
      kind = .fixedArray(try body.address())
    case 4:
      try body.skip(5)
      kind = .extensibleArray(try body.address())
    case 5:
      try body.skip(6)
      kind = .tree2(try body.address())
    default: throw file.corrupt("an index of chunks of type \(index)")
    }
    return .chunked(
      shape: shape,
      kind: kind,
      leavesPartialChunksUnfiltered: flags & 0x01 != 0
    )
  }
}

/// A filter as the file names it.
///
/// - SeeAlso: HDF5 File Format Specification 3.0, IV.A.2.l.
struct HDF5FilterDescription {
  let id: Int
  let clientData: [Int]

  /// The filters of a pipeline, in the order of writing.
  static func pipeline(_ body: inout HDF5Cursor) throws(HDF5Fault) -> [HDF5FilterDescription] {
    let file = body.file
    let version = try body.uint8()
    guard version == 1 || version == 2 else {
      throw body.file.unknownVersion(version, of: "a pipeline of filters")
    }
    let count = try body.uint8()
    guard count <= 32 else { throw file.corrupt("\(count) filters; 32 are the most") }
    if version == 1 { try body.skip(6) }
    var filters: [HDF5FilterDescription] = []
    for _ in 0..<count {
      let id = try body.uint16()
      let nameSize = version == 1 || id >= 256 ? try body.uint16() : 0
      try body.skip(2)
      let valueCount = try body.uint16()
      // Version 1 pads the name to a multiple of 8 bytes, and the values to an even number.
      try body.skip(version == 1 ? (nameSize + 7) / 8 * 8 : nameSize)
      var values: [Int] = []
      for _ in 0..<valueCount { values.append(try body.uint32()) }
      if version == 1, valueCount % 2 == 1 { try body.skip(4) }
      filters.append(HDF5FilterDescription(id: id, clientData: values))
    }
    return filters
  }
}

/// What values have that were never written.
///
/// - SeeAlso: HDF5 File Format Specification 3.0, IV.A.2.e and f.
enum HDF5Fill {
  /// A value of the type of the dataset; nil where the file states none.
  static func value(_ header: HDF5ObjectHeader) throws(HDF5Fault) -> [UInt8]? {
    if let message = header.first(HDF5Message.Kind.fill) {
      var body = try header.body(of: message)
      let version = try body.uint8()
      switch version {
      case 1, 2:
        try body.skip(2)
        let isDefined = try body.uint8() != 0
        guard version == 1 || isDefined, body.remaining >= 4 else { return nil }
        return try value(&body)
      case 3:
        let flags = try body.uint8()
        return flags & 0x20 != 0 ? try value(&body) : nil
      default: throw body.file.unknownVersion(version, of: "a fill value")
      }
    }
    guard let message = header.first(HDF5Message.Kind.oldFill) else { return nil }
    var body = try header.body(of: message)
    return try value(&body)
  }

  private static func value(_ body: inout HDF5Cursor) throws(HDF5Fault) -> [UInt8]? {
    let size = try body.uint32()
    // All bits set stand for no value in old files.
    guard size > 0, size < 1 << 31 else { return nil }
    return try body.array(size)
  }
}
