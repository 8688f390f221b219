internal import KernelTypes
internal import Synchronization

/// Reads classic files, without the library and without a lock.
///
/// A file must be at least as long as its header says: the library reads what is missing as
/// zeros, which pass for temperatures, and here it is an error that gives both lengths.
final class ClassicReader: ArrayReader {
  let format: FileFormat

  private let source: SourceFile
  let pool = ScratchPool()
  private let header: ClassicHeader

  /// All that the header describes, made when it is asked for.
  private let description = Mutex<Group?>(nil)

  /// All bytes of a small file.
  private let image: FileHead?

  init(
    source: SourceFile,
    head: FileHead,
    version: UInt8,
    limits: NetCDFFile.Limits
  ) throws(NetCDFError) {
    self.source = source
    format = version == 1 ? .classic : version == 2 ? .offset64 : .data64
    header = try ClassicHeader(
      source: source,
      head: head,
      version: version,
      limits: limits
    )
    image = header.head.count == source.byteCount ? header.head : nil
  }

  var root: Group {
    description.withLock { description in
      if let description { return description }
      let group = Group(
        name: "",
        path: "",
        attributes: header.attributes.all,
        dimensions: header.dimensions,
        variables: header.variables.indices.map { header.variable(at: $0) },
        groups: []
      )
      description = group
      return group
    }
  }

  var allVariables: [Variable] { root.variables }

  var skipped: [String] { [] }

  func variable(_ path: String) -> Variable? { header.variable(path) }

  // MARK: Reading

  func read(
    _ variable: Variable,
    region: Region,
    count: Int
  ) throws(NetCDFError) -> StoredValues {
    func values<Value: TileValue>(_ type: Value.Type) throws(NetCDFError) -> [Value] {
      let walk = BlockWalk<Value>(
        source: try blocks(of: variable),
        region: region,
        transform: nil,
        pool: pool
      )
      return try walk.decoded(threads: 1)
    }
    return switch variable.type {
    case .byte: .byte(try values(Int8.self))
    case .char: .char(try values(UInt8.self))
    case .short: .short(try values(Int16.self))
    case .int: .int(try values(Int32.self))
    case .float: .float(try values(Float.self))
    case .double: .double(try values(Double.self))
    case .ubyte: .ubyte(try values(UInt8.self))
    case .ushort: .ushort(try values(UInt16.self))
    case .uint: .uint(try values(UInt32.self))
    case .int64: .int64(try values(Int64.self))
    case .uint64: .uint64(try values(UInt64.self))
    case .string: .string([])
    }
  }

  func readWhole(_ variable: Variable) throws(NetCDFError) -> StoredValues? {
    guard let image, case .classic(let begin, let isRecord) = variable.location,
      !isRecord || header.recordCount <= 1
    else { return nil }
    // The size law was checked when the file was opened.
    return image.withBytes { bytes in
      let end = begin + variable.count * (variable.type.byteCount ?? 0)
      guard begin <= end, end <= bytes.count else { return nil }
      return BigEndian.values(
        of: UnsafeRawBufferPointer(rebasing: bytes[begin..<end]),
        type: variable.type
      )
    }
  }

  func blocks(of variable: Variable) throws(NetCDFError) -> any BlockSource {
    guard case .classic(let begin, let isRecord) = variable.location,
      let size = variable.type.byteCount
    else {
      throw NetCDFError(
        .corrupt,
        path: source.path,
        variable: variable.path,
        detail: "is not of this file"
      )
    }
    return ContiguousBlocks(
      source: source,
      begin: begin,
      layout: StoredLayout(byteCount: size, isBigEndian: true),
      shape: variable.shape,
      recordStride: isRecord ? header.recordStride : nil
    )
  }
}
