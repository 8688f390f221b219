/// Where the values of a variable come from.
enum HDF5Dataset: Sendable {
  /// Numbers and characters.
  case numbers(ChunkedStorage)
  /// Text of a fixed number of bytes.
  case fixedTexts(ChunkedStorage)
  /// Places of texts in heaps.
  case texts(ChunkedStorage)
  /// A filter or layout that the library has.
  case library(String)
  /// Described, but beyond what can or may be read.
  case unreadable(NetCDFError)

  var storage: ChunkedStorage? {
    switch self {
    case .numbers(let storage), .fixedTexts(let storage), .texts(let storage): storage
    case .library, .unreadable: nil
    }
  }

  /// Filters of the library that are safe to call.
  private static let libraryFilters = [4: "szip", 5: "nbit", 6: "scaleoffset"]

  /// - Throws: `unsupported` for data that lies in other files, `corrupt` for what does not fit.
  init(
    _ header: HDF5ObjectHeader,
    type: HDF5Datatype,
    space: HDF5Dataspace,
    path: String
  ) throws(HDF5Fault) {
    do throws(HDF5Fault) {
      let storage = try Self.storage(header, type: type, space: space, path: path)
      self =
        switch type.kind {
        case .string: .texts(storage)
        case .text where type.size > 1: .fixedTexts(storage)
        default: .numbers(storage)
        }
    } catch .unusual(let detail) {
      self = .library(detail)
    } catch .refused(let error) {
      // One variable that is too large, or has a filter of its own, leaves the others readable.
      guard error.kind == .tooLarge || error.kind == .unsupported else { throw .refused(error) }
      self = .unreadable(error)
    }
  }

  /// Refuses data that the file does not hold itself, whoever would read it.
  ///
  /// - Throws: `unsupported`.
  static func refuseForeignData(
    _ header: HDF5ObjectHeader,
    path: String
  ) throws(HDF5Fault) {
    let file = header.file
    if header.first(HDF5Message.Kind.externalFiles) != nil {
      throw file.unsupported("its values are kept in other files", variable: path)
    }
    guard let message = header.first(HDF5Message.Kind.layout) else { return }
    var body = try header.body(of: message)
    let version = try body.uint8()
    if version >= 3, try body.uint8() == 3 {
      throw file.unsupported(
        "it is virtual: its values are put together from other datasets and files",
        variable: path
      )
    }
  }

  private static func storage(
    _ header: HDF5ObjectHeader,
    type: HDF5Datatype,
    space: HDF5Dataspace,
    path: String
  ) throws(HDF5Fault) -> ChunkedStorage {
    let file = header.file
    guard let message = header.first(HDF5Message.Kind.layout) else {
      throw file.corrupt("it has no layout", variable: path)
    }
    var layoutBody = try header.body(of: message)
    let layout = try HDF5Layout(&layoutBody)
    let stated = try HDF5Fill.value(header)
    if let stated, stated.count != type.size {
      throw .unusual("a fill value of \(stated.count) bytes")
    }
    let fill = stated ?? [UInt8](repeating: 0, count: type.size)
    let padding = stated ?? type.netCDFFill
    let (bytes, overflow) = space.count.multipliedReportingOverflow(by: type.size)
    guard !overflow else { throw file.corrupt("more than 2⁶³ bytes", variable: path) }
    var filters: [HDF5Filter] = []
    var chunkShape = space.shape
    var index: ChunkIndex
    switch layout {
    case .compact(let place):
      guard place.byteCount == bytes else {
        throw file.corrupt("\(place.byteCount) bytes for \(bytes)", variable: path)
      }
      index = ChunkIndex(.whole(place))
    case .contiguous(nil):
      // What was never written may be of any size; it is like chunks of which none exists.
      chunkShape = Self.pieces(of: space.shape, elementSize: type.size)
      index = ChunkIndex(.tree(nil))
    case .contiguous(let address?):
      guard address <= file.byteCount, bytes <= file.byteCount - address else {
        throw file.corrupt(
          "\(bytes) bytes from address \(address) reach beyond the end of the file",
          variable: path
        )
      }
      let place = ChunkPlace(offset: file.base + address, byteCount: bytes, filterMask: 0)
      index = ChunkIndex(.whole(place))
    case .chunked(let shape, let kind, let leavesPartialChunksUnfiltered):
      guard shape.count == space.shape.count + 1, shape.last == type.size,
        !shape.contains(where: { $0 <= 0 })
      else {
        throw file.corrupt(
          "chunks of \(shape) bytes for an array of \(space.shape.count) dimensions",
          variable: path
        )
      }
      chunkShape = Array(shape.dropLast())
      filters = try Self.filters(header, elementSize: type.size, path: path)
      var chunkBytes = 1
      for length in shape {
        let (product, overflow) = chunkBytes.multipliedReportingOverflow(by: length)
        guard !overflow else {
          throw file.corrupt("a chunk of more than 2⁶³ bytes", variable: path)
        }
        chunkBytes = product
      }
      index = ChunkIndex(
        kind,
        greatestShape: space.greatest,
        chunkByteCount: chunkBytes,
        leavesPartialChunksUnfiltered: leavesPartialChunksUnfiltered
      )
    case .virtual: throw .unusual("a virtual dataset")
    }
    if space.count == 0, !index.isChunked {
      // Along an unlimited dimension the variable may be longer than the empty array in the file.
      chunkShape = Self.pieces(of: space.shape, elementSize: type.size)
      index = ChunkIndex(.tree(nil))
    }
    return try ChunkedStorage(
      file: file,
      path: path,
      shape: space.shape,
      chunkShape: chunkShape,
      elementSize: type.size,
      isBigEndian: type.isBigEndian,
      filters: filters,
      fill: fill,
      padding: padding,
      index: index
    )
  }

  /// Lengths of pieces of an array, about a megabyte each and as long as can be along the fastest
  /// dimensions.
  private static func pieces(of shape: [Int], elementSize: Int) -> [Int] {
    var pieces = shape
    var room = max(1, (1 << 20) / elementSize)
    for i in shape.indices.reversed() {
      pieces[i] = shape[i] == 0 ? room : min(shape[i], room)
      room = max(1, room / pieces[i])
    }
    return pieces
  }

  private static func filters(
    _ header: HDF5ObjectHeader,
    elementSize: Int,
    path: String
  ) throws(HDF5Fault) -> [HDF5Filter] {
    guard let message = header.first(HDF5Message.Kind.filters) else { return [] }
    var body = try header.body(of: message)
    var filters: [HDF5Filter] = []
    for description in try HDF5FilterDescription.pipeline(&body) {
      switch description.id {
      case 1: filters.append(.deflate)
      case 2:
        guard description.clientData.first.map({ $0 == elementSize }) ?? true else {
          throw .unusual("a shuffle of other elements than the values")
        }
        filters.append(.shuffle)
      case 3: filters.append(.fletcher32)
      default:
        if let name = libraryFilters[description.id] { throw .unusual("the filter \(name)") }
        throw header.file.unsupported(
          "its chunks pass through filter \(description.id), which is not known here",
          variable: path
        )
      }
    }
    guard filters.count(where: { $0 == .deflate }) <= 1 else {
      throw .unusual("chunks deflated twice")
    }
    return filters
  }
}

extension HDF5Datatype {
  /// What netCDF fills a value with when the file states nothing: NC_FILL_INT and its kin, in the
  /// byte order of the file.
  var netCDFFill: [UInt8] {
    func bytes(_ bits: UInt64) -> [UInt8] {
      (0..<size).map { i in
        UInt8(truncatingIfNeeded: bits >> UInt64(8 * (isBigEndian ? size - 1 - i : i)))
      }
    }
    let real = 9.9692099683868690e+36
    return switch numericType {
    case .byte: bytes(UInt64(bitPattern: -127))
    case .short: bytes(UInt64(bitPattern: -32767))
    case .int: bytes(UInt64(bitPattern: -2_147_483_647))
    case .int64: bytes(UInt64(bitPattern: -9_223_372_036_854_775_806))
    case .ubyte, .ushort, .uint: bytes(.max)
    case .uint64: bytes(.max - 1)
    case .float: bytes(UInt64(Float(real).bitPattern))
    case .double: bytes(real.bitPattern)
    case .char, .string, nil: [UInt8](repeating: 0, count: size)
    }
  }
}
