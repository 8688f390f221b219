internal import Glibc

/// Takes apart the header of a classic file, with every length checked against the file.
///
/// Files of profiles are small and have more variables than are read, so what describes a variable
/// to others is made when it is asked for.
///
/// - SeeAlso: *NetCDF Classic Format Specification*, Unidata; the CDF-5 extension of PnetCDF.
struct ClassicHeader {
  private(set) var dimensions: [Dimension] = []
  private(set) var attributes: AttributeList = .read([])
  private(set) var variables: [ClassicVariable] = []

  /// The number of records, and the bytes from one to the next.
  private(set) var recordCount = 0
  private(set) var recordStride = 0

  /// The bytes that it was read from.
  let head: FileHead

  /// The bytes that the header takes.
  private(set) var byteCount = 0

  private let version: UInt8
  private let limits: NetCDFFile.Limits

  /// - Parameter head: As many bytes as are at hand.
  init(
    source: SourceFile,
    head: FileHead,
    version: UInt8,
    limits: NetCDFFile.Limits
  ) throws(NetCDFError) {
    var head = head
    while true {
      do throws(HeaderFault) {
        self = try ClassicHeader(
          head,
          version: version,
          limits: limits,
          fileByteCount: source.byteCount
        )
        return
      } catch {
        if case .refused(let kind, let variable, let detail) = error {
          throw NetCDFError(kind, path: source.path, variable: variable, detail: detail)
        }
        // The header is longer than expected: with more bytes, from the start.
        head = try FileHead(of: source, count: min(source.byteCount, head.count * 4))
      }
    }
  }

  private init(
    _ head: FileHead,
    version: UInt8,
    limits: NetCDFFile.Limits,
    fileByteCount: Int
  ) throws(HeaderFault) {
    self.head = head
    self.version = version
    self.limits = limits
    try head.withBytes { bytes throws(HeaderFault) in
      var cursor = HeaderCursor(
        bytes,
        version: version,
        fileByteCount: fileByteCount
      )
      _ = try cursor.skip(4)
      let streaming: Int = version == 5 ? -1 : 0xffff_ffff
      let records = try cursor.count(signed: version == 5)
      let isStreamed = records == streaming
      guard isStreamed || records >= 0 else {
        throw cursor.corrupt("a negative number of records")
      }
      recordCount = isStreamed ? 0 : records
      try readDimensions(&cursor)
      attributes = attributeList(try readAttributes(&cursor))
      try readVariables(&cursor)
      byteCount = cursor.offset
      try measureRecords()
      if isStreamed { countRecords(fileByteCount) }
    }
    try checkSizeLaw(fileByteCount)
  }

  /// Reads the tag and length of a list; 0 for the two zeros of an absent one.
  private func listLength(
    _ cursor: inout HeaderCursor,
    tag: Int,
    name: StaticString
  ) throws(HeaderFault) -> Int {
    let found = try cursor.integer()
    let length = try cursor.count()
    if found == 0, length == 0 { return 0 }
    guard found == tag else { throw cursor.corrupt("tag \(found) where \(name) begin") }
    guard length <= limits.objects else {
      throw cursor.tooLarge("\(length) \(name), more than the limit of \(limits.objects)")
    }
    return length
  }

  private mutating func readDimensions(_ cursor: inout HeaderCursor) throws(HeaderFault) {
    let length = try listLength(&cursor, tag: 10, name: "dimensions")
    dimensions.reserveCapacity(length)
    var unlimited = 0
    var names: [Range<Int>] = []
    names.reserveCapacity(length)
    for _ in 0..<length {
      let place = try cursor.namePlace()
      let name = cursor.text(at: place)
      names.append(place)
      let size = try cursor.count()
      if size == 0 { unlimited += 1 }
      dimensions.append(
        Dimension(name: name, length: size == 0 ? recordCount : size, isUnlimited: size == 0)
      )
    }
    guard unlimited <= 1 else { throw cursor.corrupt("\(unlimited) record dimensions") }
    try cursor.checkNames(names, of: "dimensions")
  }

  private func readAttributes(_ cursor: inout HeaderCursor) throws(HeaderFault) -> Stretch {
    let count = try listLength(&cursor, tag: 12, name: "attributes")
    let offset = cursor.offset
    // In registers: most of the bytes of a header are attributes.
    var local = cursor
    for _ in 0..<count { _ = try local.rawAttribute() }
    cursor = local
    return Stretch(offset: offset, count: count)
  }

  private func attributeList(_ stretch: Stretch) -> AttributeList {
    .classic(
      ClassicAttributes(
        head: head,
        version: version,
        offset: stretch.offset,
        count: stretch.count
      )
    )
  }

  private mutating func readVariables(_ cursor: inout HeaderCursor) throws(HeaderFault) {
    let length = try listLength(&cursor, tag: 11, name: "variables")
    variables.reserveCapacity(length)
    for _ in 0..<length { variables.append(try readVariable(&cursor)) }
    try cursor.checkNames(variables.map(\.name), of: "variables")
  }

  private func readVariable(
    _ cursor: inout HeaderCursor
  ) throws(HeaderFault) -> ClassicVariable {
    let name = try cursor.namePlace()
    let rank = try cursor.count()
    guard rank <= 1024 else {
      throw cursor.tooLarge("\(cursor.text(at: name)) has \(rank) dimensions")
    }
    let ids = Stretch(offset: cursor.offset, count: rank)
    var values = 1
    var (isRecord, overflows) = (false, false)
    for position in 0..<rank {
      let id = try cursor.count()
      guard id < dimensions.count else {
        throw cursor.corrupt(
          "\(cursor.text(at: name)) uses dimension \(id) of \(dimensions.count)"
        )
      }
      if dimensions[id].isUnlimited {
        guard position == 0 else {
          throw cursor.corrupt(
            "\(cursor.text(at: name)) has the record dimension in a place other than the first"
          )
        }
        isRecord = true
      } else {
        let (product, overflow) = values.multipliedReportingOverflow(by: dimensions[id].length)
        (values, overflows) = (product, overflows || overflow)
      }
    }
    let attributes = try readAttributes(&cursor)
    let type = try cursor.type()
    // The size that the header gives may be wrong or overflow; it is worked out instead.
    _ = try cursor.count(signed: true)
    let begin = try cursor.begin()
    let (bytes, overflow) = values.multipliedReportingOverflow(by: type.byteCount ?? 1)
    let (_, overflow2) = bytes.multipliedReportingOverflow(by: isRecord ? recordCount : 1)
    guard !overflows, !overflow, !overflow2, bytes < 1 << 60 else {
      throw HeaderFault.refused(
        .corrupt,
        variable: cursor.text(at: name),
        "more than 2⁶⁰ bytes"
      )
    }
    return ClassicVariable(
      name: name,
      dimensions: ids,
      attributes: attributes,
      type: type,
      begin: begin,
      isRecord: isRecord,
      byteCount: bytes
    )
  }

  // MARK: Records

  /// Works out how long a record is. A lone record variable is not padded between its records.
  private mutating func measureRecords() throws(HeaderFault) {
    let count = variables.count { $0.isRecord }
    guard count > 0 else { return }
    for i in variables.indices where variables[i].isRecord {
      let bytes = variables[i].byteCount
      let (stride, overflow) = recordStride.addingReportingOverflow(
        count > 1 ? (bytes + 3) / 4 * 4 : bytes
      )
      guard !overflow else {
        throw HeaderFault.refused(.corrupt, variable: nil, "a record of more than 2⁶³ bytes")
      }
      recordStride = stride
    }
  }

  /// Counts the records of a file whose writer was cut off before it could say.
  private mutating func countRecords(_ fileByteCount: Int) {
    let first = variables.lazy.filter(\.isRecord).map(\.begin).min()
    guard recordStride > 0, let first, first <= fileByteCount else { return }
    recordCount = (fileByteCount - first) / recordStride
    for i in dimensions.indices where dimensions[i].isUnlimited {
      dimensions[i] = Dimension(
        name: dimensions[i].name,
        length: recordCount,
        isUnlimited: true
      )
    }
  }

  // MARK: Variables

  /// The variable called `name`.
  func variable(_ name: String) -> Variable? {
    var name = name
    return name.withUTF8 { wanted in head.withBytes { index(of: wanted, in: $0) } }
      .map { variable(at: $0) }
  }

  private func index(
    of name: UnsafeBufferPointer<UInt8>,
    in bytes: UnsafeRawBufferPointer
  ) -> Int? {
    guard let start = bytes.baseAddress, let wanted = name.baseAddress else { return nil }
    for i in variables.indices {
      let place = variables[i].name
      // Safe: the name lies within the header, as was seen when it was read, and both are as long.
      if place.count == name.count, memcmp(start + place.lowerBound, wanted, place.count) == 0 {
        return i
      }
    }
    return nil
  }

  /// - Precondition: `index` is one of `variables`.
  func variable(at index: Int) -> Variable {
    let variable = variables[index]
    let name = name(of: variable)
    return Variable(
      name: name,
      path: name,
      type: variable.type,
      dimensions: dimensions(of: variable),
      attributes: attributeList(variable.attributes),
      location: .classic(begin: variable.begin, isRecord: variable.isRecord)
    )
  }

  func name(of variable: ClassicVariable) -> String {
    head.withBytes { String(decoding: $0[variable.name], as: UTF8.self) }
  }

  private func dimensions(of variable: ClassicVariable) -> [Dimension] {
    head.withBytes { bytes in
      var cursor = HeaderCursor(
        bytes,
        at: variable.dimensions.offset,
        version: version,
        fileByteCount: bytes.count
      )
      var found: [Dimension] = []
      found.reserveCapacity(variable.dimensions.count)
      for _ in 0..<variable.dimensions.count {
        // The same numbers were read and checked when the file was opened.
        guard let id = try? cursor.count() else { break }
        found.append(dimensions[id])
      }
      return found
    }
  }
}

/// What the header of a classic file says of a variable: numbers, and where its texts are.
struct ClassicVariable {
  /// The bytes of the name.
  let name: Range<Int>

  /// The numbers of the dimensions.
  let dimensions: Stretch

  let attributes: Stretch

  let type: StoredType

  /// The byte of the first value.
  let begin: Int

  /// Whether the first dimension is that of records.
  let isRecord: Bool

  /// The bytes of all values, or of those of one record.
  let byteCount: Int
}

/// A list in the header: the byte that it begins at and its length.
struct Stretch {
  let offset: Int
  let count: Int
}
