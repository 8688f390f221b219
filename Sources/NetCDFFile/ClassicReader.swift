internal import KernelTypes

/// Reads classic files, without the library and without a lock.
///
/// A file must be at least as long as its header says: the library reads what is missing as
/// zeros, which pass for temperatures, and here it is an error that gives both lengths.
final class ClassicReader: ArrayReader {
  let format: FileFormat
  let root: Group

  private let source: SourceFile
  private let pool = ScratchPool()

  /// The bytes from one record to the next.
  private let recordStride: Int

  init(
    source: SourceFile,
    version: UInt8,
    limits: NetCDFFile.Limits
  ) throws(NetCDFError) {
    self.source = source
    format = version == 1 ? .classic : version == 2 ? .offset64 : .data64
    let header = try ClassicHeader(source: source, version: version, limits: limits)
    let sizes = try Self.sizes(header, path: source.path)
    recordStride = sizes.recordStride
    var records = header.recordCount
    if records < 0 {
      records = Self.streamedRecords(header, sizes: sizes, byteCount: source.byteCount)
    }
    let dimensions = header.dimensions.map {
      Dimension(
        name: $0.name,
        length: $0.isUnlimited ? records : $0.length,
        isUnlimited: $0.isUnlimited
      )
    }
    try Self.checkSizeLaw(header, sizes: sizes, records: records, source: source)
    root = Group(
      name: "",
      path: "",
      attributes: header.attributes,
      dimensions: dimensions,
      variables: header.variables.map { entry in
        Variable(
          name: entry.name,
          path: entry.name,
          type: entry.type,
          dimensions: entry.dimensionIDs.map { dimensions[$0] },
          attributes: entry.attributes,
          location: .classic(
            begin: entry.begin,
            isRecord: entry.dimensionIDs.first.map { header.dimensions[$0].isUnlimited } ?? false
          )
        )
      },
      groups: []
    )
    for variable in root.variables {
      guard Self.product(variable.shape) != nil else {
        throw NetCDFError(
          .corrupt,
          path: source.path,
          variable: variable.path,
          detail: "more than 2⁶³ values"
        )
      }
    }
  }

  // MARK: The size law

  /// The bytes of each variable: all of it, or one record.
  private struct Sizes {
    var bytes: [Int]
    var recordStride: Int
  }

  private static func product(_ factors: [Int]) -> Int? {
    var result = 1
    for factor in factors {
      let (next, overflow) = result.multipliedReportingOverflow(by: factor)
      guard !overflow else { return nil }
      result = next
    }
    return result
  }

  private static func sizes(_ header: ClassicHeader, path: String) throws(NetCDFError) -> Sizes {
    var sizes = Sizes(bytes: [], recordStride: 0)
    let isRecord = header.variables.map { entry in
      entry.dimensionIDs.first.map { header.dimensions[$0].isUnlimited } ?? false
    }
    // A lone record variable is not padded between its records.
    let isPadded = isRecord.count(where: { $0 }) > 1
    for (i, entry) in header.variables.enumerated() {
      let lengths = entry.dimensionIDs.map { header.dimensions[$0] }
        .filter { !$0.isUnlimited }.map(\.length)
      guard let bytes = product(lengths + [entry.type.byteCount ?? 1]), bytes < 1 << 60 else {
        throw NetCDFError(
          .corrupt,
          path: path,
          variable: entry.name,
          detail: "more than 2⁶⁰ bytes"
        )
      }
      sizes.bytes.append(bytes)
      if isRecord[i] {
        let (stride, overflow) = sizes.recordStride.addingReportingOverflow(
          isPadded ? (bytes + 3) / 4 * 4 : bytes
        )
        guard !overflow else {
          throw NetCDFError(.corrupt, path: path, detail: "a record of more than 2⁶³ bytes")
        }
        sizes.recordStride = stride
      }
    }
    return sizes
  }

  /// The number of records of a file whose writer was cut off before it could say.
  private static func streamedRecords(
    _ header: ClassicHeader,
    sizes: Sizes,
    byteCount: Int
  ) -> Int {
    guard sizes.recordStride > 0 else { return 0 }
    let begins = header.variables.filter { entry in
      entry.dimensionIDs.first.map { header.dimensions[$0].isUnlimited } ?? false
    }.map(\.begin)
    guard let first = begins.min(), first <= byteCount else { return 0 }
    return (byteCount - first) / sizes.recordStride
  }

  private static func checkSizeLaw(
    _ header: ClassicHeader,
    sizes: Sizes,
    records: Int,
    source: SourceFile
  ) throws(NetCDFError) {
    for (i, entry) in header.variables.enumerated() {
      let isRecord = entry.dimensionIDs.first.map { header.dimensions[$0].isUnlimited } ?? false
      if isRecord, records == 0 { continue }
      guard entry.begin >= header.byteCount || sizes.bytes[i] == 0 else {
        throw NetCDFError(
          .corrupt,
          path: source.path,
          variable: entry.name,
          detail: "begins at byte \(entry.begin), within the header of \(header.byteCount) bytes"
        )
      }
      let (steps, overflow) =
        isRecord
        ? (records - 1).multipliedReportingOverflow(by: sizes.recordStride) : (0, false)
      let (start, overflow2) = entry.begin.addingReportingOverflow(steps)
      let (end, overflow3) = start.addingReportingOverflow(sizes.bytes[i])
      guard !overflow, !overflow2, !overflow3 else {
        throw NetCDFError(
          .corrupt,
          path: source.path,
          variable: entry.name,
          detail: "ends beyond 2⁶³ bytes"
        )
      }
      guard end <= source.byteCount else {
        throw NetCDFError(
          entry.begin > source.byteCount && entry.begin > 1 << 40 ? .corrupt : .truncated,
          path: source.path,
          variable: entry.name,
          detail: "the file has \(source.byteCount) bytes and needs \(end) at least"
        )
      }
    }
  }

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
      recordStride: isRecord ? recordStride : nil
    )
  }
}
