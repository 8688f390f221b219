/// Takes apart the header of a classic file, with every length checked against the file.
///
/// - SeeAlso: *NetCDF Classic Format Specification*, Unidata; the CDF-5 extension of PnetCDF.
struct ClassicHeader {
  private(set) var dimensions: [Dimension] = []
  private(set) var attributes: AttributeList = .read([])
  private(set) var variables: [Variable] = []

  /// The number of records, and the bytes from one to the next.
  private(set) var recordCount = 0
  private(set) var recordStride = 0

  /// The bytes that it was read from.
  let head: FileHead

  /// The bytes of all values of each variable, or of those of one record.
  private var byteCounts: [Int] = []

  /// The bytes that the header takes.
  private var byteCount = 0

  /// The dimensions of the variable before, which the next one often shares.
  private var lastIDs: [Int] = []
  private var lastDimensions: [Dimension] = []

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
      attributes = try readAttributes(&cursor)
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
    var unlimited = 0
    for _ in 0..<length {
      let name = try cursor.name()
      let size = try cursor.count()
      if size == 0 { unlimited += 1 }
      dimensions.append(
        Dimension(name: name, length: size == 0 ? recordCount : size, isUnlimited: size == 0)
      )
    }
    guard unlimited <= 1 else { throw cursor.corrupt("\(unlimited) record dimensions") }
  }

  private func readAttributes(
    _ cursor: inout HeaderCursor
  ) throws(HeaderFault) -> AttributeList {
    let count = try listLength(&cursor, tag: 12, name: "attributes")
    let offset = cursor.offset
    for _ in 0..<count { _ = try cursor.rawAttribute() }
    return .classic(
      ClassicAttributes(head: head, version: version, offset: offset, count: count)
    )
  }

  private mutating func readVariables(_ cursor: inout HeaderCursor) throws(HeaderFault) {
    let length = try listLength(&cursor, tag: 11, name: "variables")
    for _ in 0..<length {
      try readVariable(&cursor)
    }
  }

  private mutating func readVariable(_ cursor: inout HeaderCursor) throws(HeaderFault) {
    let name = try cursor.name()
    let rank = try cursor.count()
    guard rank <= 1024 else { throw cursor.tooLarge("\(name) has \(rank) dimensions") }
    var isShared = rank == lastIDs.count
    var values = 1
    var (isRecord, overflows) = (false, false)
    for position in 0..<rank {
      let id = try cursor.count()
      guard id < dimensions.count else {
        throw cursor.corrupt("\(name) uses dimension \(id) of \(dimensions.count)")
      }
      if isShared, lastIDs[position] != id {
        isShared = false
        lastIDs.removeLast(rank - position)
      }
      if !isShared {
        if position == 0 { lastIDs.removeAll(keepingCapacity: true) }
        lastIDs.append(id)
      }
      if dimensions[id].isUnlimited {
        guard position == 0 else {
          throw cursor.corrupt("\(name) has the record dimension in a place other than the first")
        }
        isRecord = true
      } else {
        let (product, overflow) = values.multipliedReportingOverflow(by: dimensions[id].length)
        (values, overflows) = (product, overflows || overflow)
      }
    }
    if !isShared {
      if rank == 0 { lastIDs = [] }
      lastDimensions = lastIDs.map { dimensions[$0] }
    }
    let attributes = try readAttributes(&cursor)
    let type = try cursor.type()
    // The size that the header gives may be wrong or overflow; it is worked out instead.
    _ = try cursor.count(signed: true)
    let begin = try cursor.begin()
    let (bytes, overflow) = values.multipliedReportingOverflow(by: type.byteCount ?? 1)
    let (_, overflow2) = bytes.multipliedReportingOverflow(by: isRecord ? recordCount : 1)
    guard !overflows, !overflow, !overflow2, bytes < 1 << 60 else {
      throw HeaderFault.refused(.corrupt, variable: name, "more than 2⁶⁰ bytes")
    }
    byteCounts.append(bytes)
    variables.append(
      Variable(
        name: name,
        path: name,
        type: type,
        dimensions: lastDimensions,
        attributes: attributes,
        location: .classic(begin: begin, isRecord: isRecord)
      )
    )
  }

  // MARK: Records

  /// Works out how long a record is. A lone record variable is not padded between its records.
  private mutating func measureRecords() throws(HeaderFault) {
    let count = variables.count { $0.classicPlace.isRecord }
    guard count > 0 else { return }
    for i in variables.indices where variables[i].classicPlace.isRecord {
      let bytes = byteCounts[i]
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
    let first = variables.lazy.map(\.classicPlace).filter(\.isRecord).map(\.begin).min()
    guard recordStride > 0, let first, first <= fileByteCount else { return }
    recordCount = (fileByteCount - first) / recordStride
    func counted(_ dimension: Dimension) -> Dimension {
      dimension.isUnlimited
        ? Dimension(name: dimension.name, length: recordCount, isUnlimited: true) : dimension
    }
    dimensions = dimensions.map(counted)
    variables = variables.map { variable in
      Variable(
        name: variable.name,
        path: variable.path,
        type: variable.type,
        dimensions: variable.dimensions.map(counted),
        attributes: variable.attributeList,
        location: variable.location
      )
    }
  }

  // MARK: The size law

  /// Holds the places of all values against the length of the file.
  private func checkSizeLaw(_ fileByteCount: Int) throws(HeaderFault) {
    for i in variables.indices {
      let (begin, isRecord) = variables[i].classicPlace
      if isRecord, recordCount == 0 { continue }
      let bytes = byteCounts[i]
      guard begin >= byteCount || bytes == 0 else {
        throw HeaderFault.refused(
          .corrupt,
          variable: variables[i].name,
          "begins at byte \(begin), within the header of \(byteCount) bytes"
        )
      }
      let (steps, overflow) =
        isRecord ? (recordCount - 1).multipliedReportingOverflow(by: recordStride) : (0, false)
      let (start, overflow2) = begin.addingReportingOverflow(steps)
      let (end, overflow3) = start.addingReportingOverflow(bytes)
      guard !overflow, !overflow2, !overflow3 else {
        throw HeaderFault.refused(.corrupt, variable: variables[i].name, "ends beyond 2⁶³ bytes")
      }
      guard end <= fileByteCount else {
        throw HeaderFault.refused(
          begin > fileByteCount && begin > 1 << 40 ? .corrupt : .truncated,
          variable: variables[i].name,
          "the file has \(fileByteCount) bytes and needs \(end) at least"
        )
      }
    }
    try checkOverlaps()
  }

  /// No byte belongs to two variables. The records of all variables together are one stretch, in
  /// which the variables of a record follow each other.
  private func checkOverlaps() throws(HeaderFault) {
    var fixed: [Stretch] = []
    var record: [Stretch] = []
    fixed.reserveCapacity(variables.count)
    for i in variables.indices {
      let (begin, isRecord) = variables[i].classicPlace
      guard byteCounts[i] > 0, !isRecord || recordCount > 0 else { continue }
      let stretch = Stretch(begin: begin, end: begin + byteCounts[i], variable: i)
      if isRecord { record.append(stretch) } else { fixed.append(stretch) }
    }
    try checkOverlaps(&record)
    if let first = record.first, let last = record.last {
      guard last.end - first.begin <= recordStride || recordCount == 1 else {
        throw HeaderFault.refused(
          .corrupt,
          variable: variables[last.variable].name,
          "lies outside the records of \(recordStride) bytes"
        )
      }
      // The size law has seen that the sum does not overflow.
      let end = last.end + (recordCount - 1) * recordStride
      fixed.append(Stretch(begin: first.begin, end: end, variable: first.variable))
    }
    try checkOverlaps(&fixed)
  }

  /// The bytes of a variable.
  private struct Stretch {
    var begin: Int
    var end: Int
    var variable: Int
  }

  /// Sorts stretches by their beginnings and refuses those that share bytes.
  private func checkOverlaps(_ stretches: inout [Stretch]) throws(HeaderFault) {
    guard stretches.count > 1 else { return }
    // Writers lay variables out in their order, nearly always.
    let isSorted = (1..<stretches.count).allSatisfy {
      stretches[$0 - 1].begin <= stretches[$0].begin
    }
    if !isSorted { stretches.sort { $0.begin < $1.begin } }
    for i in 1..<stretches.count where stretches[i].begin < stretches[i - 1].end {
      throw HeaderFault.refused(
        .corrupt,
        variable: variables[stretches[i].variable].name,
        "begins within the bytes of \(variables[stretches[i - 1].variable].name)"
      )
    }
  }
}

extension Variable {
  /// Where the values begin in a classic file, and whether they lie in records.
  fileprivate var classicPlace: (begin: Int, isRecord: Bool) {
    guard case .classic(let begin, let isRecord) = location else { return (0, false) }
    return (begin, isRecord)
  }
}
