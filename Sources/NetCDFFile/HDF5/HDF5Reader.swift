internal import KernelTypes
internal import Synchronization

/// Reads netCDF-4 and other HDF5 files, without the library and without a lock.
///
/// What the file holds beyond this reader, such as the filter szip, goes through the library,
/// variable by variable where it can.
final class HDF5Reader: ArrayReader {
  let format: FileFormat
  let root: Group
  let allVariables: [Variable]
  let skipped: [String]

  private let file: HDF5File
  let pool = ScratchPool()
  private let datasets: [HDF5Dataset]

  /// The library's reader of the same file, opened when a variable needs it.
  private let library = Mutex<Result<LibraryReader, NetCDFError>?>(nil)

  /// - Parameter place: Where the signature of the file is.
  /// - Throws: `unusual` when the library must read the file; nothing in it is hostile then.
  init(
    source: SourceFile,
    at place: Int,
    limits: NetCDFFile.Limits
  ) throws(HDF5Fault) {
    file = try HDF5File(source: source, at: place, limits: limits)
    var walk = HDF5Walk(file: file)
    do throws(HDF5Fault) {
      root = try walk.root()
    } catch .unusual(let detail) {
      // The file could not be looked through, so that the library must not be let into it.
      throw file.unsupported(detail)
    }
    allVariables = root.allVariables
    if let unusual = walk.unusual { throw .unusual(unusual) }
    datasets = walk.datasets
    skipped = walk.skipped
    format = walk.isClassicModel ? .netCDF4Classic : .netCDF4
    file.forgetPages()
  }

  /// How the values of a variable are stored; nil for text in heaps and for what only the library
  /// can read.
  func storage(of variable: Variable) -> ChunkedStorage? {
    guard case .hdf5(let number) = variable.location, datasets.indices.contains(number),
      case .numbers(let storage) = datasets[number]
    else { return nil }
    return storage
  }

  func read(
    _ variable: Variable,
    region: Region,
    count: Int
  ) throws(NetCDFError) -> StoredValues {
    guard case .hdf5(let number) = variable.location, datasets.indices.contains(number) else {
      throw NetCDFError(
        .corrupt,
        path: file.source.path,
        variable: variable.path,
        detail: "is not of this file"
      )
    }
    let size = datasets[number].storage?.elementSize ?? variable.type.byteCount ?? 16
    try file.checkExpansion(toValues: count, ofSize: size, variable: variable.path)
    guard count * size <= file.limits.bytesOfRead else {
      throw NetCDFError(
        .tooLarge,
        path: file.source.path,
        variable: variable.path,
        detail: "\(count) values of \(size) bytes are more than \(file.limits.bytesOfRead) bytes"
      )
    }
    try file.checkMemory(forValues: count, ofSize: size, variable: variable.path)
    switch datasets[number] {
    case .numbers(let storage):
      return try numbers(storage, of: variable, region: region)
    case .fixedTexts(let storage):
      let bytes = try bytes(storage, of: variable, region: region)
      return .string(
        (0..<count).map { i in
          let text = bytes[(i * storage.elementSize)..<((i + 1) * storage.elementSize)]
          return String(decoding: text.prefix { $0 != 0 }, as: UTF8.self)
        }
      )
    case .texts(let storage):
      let bytes = try bytes(storage, of: variable, region: region)
      return .string(try texts(bytes, count: count, path: variable.path))
    case .library:
      let (reader, twin) = try libraryVariable(variable)
      return try reader.read(twin, region: region, count: count)
    case .unreadable(let error): throw error
    }
  }

  func blocks(of variable: Variable) throws(NetCDFError) -> any BlockSource {
    guard case .hdf5(let number) = variable.location, datasets.indices.contains(number) else {
      throw NetCDFError(
        .corrupt,
        path: file.source.path,
        variable: variable.path,
        detail: "is not of this file"
      )
    }
    try file.checkExpansion(
      toValues: variable.count,
      ofSize: variable.type.byteCount ?? 16,
      variable: variable.path
    )
    switch datasets[number] {
    case .numbers(let storage): return try blocks(storage, of: variable)
    case .library:
      let (reader, twin) = try libraryVariable(variable)
      return try reader.blocks(of: twin)
    case .unreadable(let error): throw error
    case .fixedTexts, .texts:
      throw NetCDFError(
        .unsupported,
        path: file.source.path,
        variable: variable.path,
        detail: "holds text, which has no values of one width"
      )
    }
  }

  /// - Parameter asBytes: Whether the bytes of a value make a dimension of their own, the last.
  private func blocks(
    _ storage: ChunkedStorage,
    of variable: Variable,
    asBytes: Bool = false
  ) throws(NetCDFError) -> any BlockSource {
    for (extent, dimension) in zip(storage.shape, variable.dimensions) {
      guard extent >= dimension.length || dimension.isUnlimited else {
        throw NetCDFError(
          .corrupt,
          path: file.source.path,
          variable: variable.path,
          detail: "has \(extent) values along a dimension of \(dimension.length)"
        )
      }
    }
    guard storage.isInOnePiece,
      zip(storage.shape, variable.shape).allSatisfy({ $0 >= $1 })
    else { return ChunkedBlocks(storage, shape: variable.shape, asBytes: asBytes) }
    let layout = StoredLayout(
      byteCount: asBytes ? 1 : storage.elementSize,
      isBigEndian: storage.isBigEndian
    )
    let shape = asBytes ? storage.shape + [storage.elementSize] : storage.shape
    guard let place = try storage.place(ofChunk: 0) else {
      return ConstantBlocks(value: storage.fill, layout: layout, shape: shape)
    }
    return ContiguousBlocks(source: file, begin: place.offset, layout: layout, shape: shape)
  }

  private func numbers(
    _ storage: ChunkedStorage,
    of variable: Variable,
    region: Region
  ) throws(NetCDFError) -> StoredValues {
    func values<Value: TileValue>(_ type: Value.Type) throws(NetCDFError) -> [Value] {
      let walk = BlockWalk<Value>(
        source: try blocks(storage, of: variable),
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

  /// The bytes of the values of a region: text of one length, or places in heaps.
  private func bytes(
    _ storage: ChunkedStorage,
    of variable: Variable,
    region: Region
  ) throws(NetCDFError) -> [UInt8] {
    let walk = BlockWalk<UInt8>(
      source: try blocks(storage, of: variable, asBytes: true),
      region: Region(start: region.start + [0], count: region.count + [storage.elementSize]),
      transform: nil,
      pool: pool
    )
    return try walk.decoded(threads: 1)
  }

  // MARK: Text of any length

  private func texts(
    _ bytes: [UInt8],
    count: Int,
    path: String
  ) throws(NetCDFError) -> [String] {
    var cursor = HDF5Cursor(file: file, bytes: bytes, origin: 0, start: 0, count: bytes.count)
    var heap = HDF5GlobalHeap(file: file, limit: file.limits.bytesOfRead)
    var texts: [String] = []
    texts.reserveCapacity(count)
    do throws(HDF5Fault) {
      let size = count > 0 ? bytes.count / count : 0
      for i in 0..<count {
        let place = i * size
        // Values that were never written all stand for one text, which they share.
        if i > 0, bytes[place..<(place + size)] == bytes[(place - size)..<place] {
          texts.append(texts[i - 1])
          try cursor.skip(size)
          try heap.handOut(texts[i].utf8.count)
        } else if var text = try heap.bytes(&cursor, elementSize: 1) {
          texts.append(try text.text(text.remaining))
        } else {
          texts.append("")
        }
      }
    } catch {
      throw file.error(error, variable: path)
    }
    file.forgetPages()
    return texts
  }

  // MARK: The library

  private func libraryVariable(
    _ variable: Variable
  ) throws(NetCDFError) -> (LibraryReader, Variable) {
    let reader = try library.withLock { library throws(NetCDFError) in
      if let library { return try library.get() }
      do throws(NetCDFError) {
        let reader = try LibraryReader(source: file.source, limits: file.limits)
        library = .success(reader)
        return reader
      } catch {
        library = .failure(error)
        throw error
      }
    }
    guard let twin = reader.variable(variable.path), twin.shape == variable.shape,
      twin.type == variable.type
    else {
      throw NetCDFError(
        .unsupported,
        path: file.source.path,
        variable: variable.path,
        detail: "the library does not find it as it is"
      )
    }
    return (reader, twin)
  }
}
