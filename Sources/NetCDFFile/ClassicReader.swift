/// Reads classic files, without the library and without a lock.
///
/// A file must be at least as long as its header says: the library reads what is missing as
/// zeros, which pass for temperatures, and here it is an error that gives both lengths.
final class ClassicReader: ArrayReader {
  let format: FileFormat
  let root: Group

  private let source: SourceFile

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
    var bytes = [UInt8](repeating: 0, count: count * size)
    guard count > 0 else { return BigEndian.values(of: bytes, type: variable.type) }
    var failure: NetCDFError?
    bytes.withUnsafeMutableBytes { buffer in
      do throws(NetCDFError) {
        var filler = BoxFiller(
          source: source,
          shape: variable.shape,
          region: region,
          valueSize: size,
          recordStride: isRecord ? recordStride : nil
        )
        try filler.fill(buffer, begin: begin)
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    return BigEndian.values(of: bytes, type: variable.type)
  }
}

/// Fills a buffer with a box of an array, in runs as long as the file has them.
private struct BoxFiller {
  let source: SourceFile
  let shape: [Int]
  let region: Region
  let valueSize: Int
  let recordStride: Int?

  /// The bytes from one position to the next along each dimension.
  private var strides: [Int] = []
  private var filled = 0

  init(
    source: SourceFile,
    shape: [Int],
    region: Region,
    valueSize: Int,
    recordStride: Int?
  ) {
    self.source = source
    self.shape = shape
    self.region = region
    self.valueSize = valueSize
    self.recordStride = recordStride
    strides = [Int](repeating: valueSize, count: shape.count)
    for i in shape.indices.dropLast().reversed() { strides[i] = strides[i + 1] * shape[i + 1] }
    if let recordStride, !strides.isEmpty { strides[0] = recordStride }
  }

  mutating func fill(
    _ buffer: UnsafeMutableRawBufferPointer,
    begin: Int
  ) throws(NetCDFError) {
    try fill(buffer, dimension: 0, at: begin)
  }

  private mutating func fill(
    _ buffer: UnsafeMutableRawBufferPointer,
    dimension: Int,
    at offset: Int
  ) throws(NetCDFError) {
    if let run = runLength(from: dimension) {
      let start = dimension < shape.count ? region.start[dimension] * strides[dimension] : 0
      let slice = UnsafeMutableRawBufferPointer(rebasing: buffer[filled..<(filled + run)])
      try source.read(at: offset + start, into: slice)
      filled += run
      return
    }
    for i in 0..<region.count[dimension] {
      try fill(
        buffer,
        dimension: dimension + 1,
        at: offset + (region.start[dimension] + i) * strides[dimension]
      )
    }
  }

  /// The bytes of the box below `dimension` when they lie in one piece; nil otherwise.
  private func runLength(from dimension: Int) -> Int? {
    if dimension >= shape.count { return valueSize }
    for i in (dimension + 1)..<max(dimension + 1, shape.count)
    where region.count[i] != shape[i] {
      return nil
    }
    if dimension == 0, let recordStride {
      let record = shape.dropFirst().reduce(valueSize, *)
      guard recordStride == record || region.count[0] <= 1 else { return nil }
    }
    return region.count[dimension...].reduce(valueSize, *)
  }
}
