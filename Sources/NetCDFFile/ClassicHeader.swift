/// Takes apart the header of a classic file, with every length checked against the file.
///
/// - SeeAlso: *NetCDF Classic Format Specification*, Unidata; the CDF-5 extension of PnetCDF.
struct ClassicHeader {
  private(set) var recordCount = 0
  private(set) var dimensions: [Dimension] = []
  private(set) var attributes: [Attribute] = []
  private(set) var variables: [Entry] = []

  /// A variable as the header tells it.
  struct Entry {
    let name: String
    let type: StoredType
    let dimensionIDs: [Int]
    let attributes: [Attribute]
    let begin: Int
  }

  /// The bytes that the header takes.
  private(set) var byteCount = 0

  private var cursor: HeaderCursor
  private let limits: NetCDFFile.Limits

  init(
    source: SourceFile,
    version: UInt8,
    limits: NetCDFFile.Limits
  ) throws(NetCDFError) {
    self.limits = limits
    cursor = HeaderCursor(source: source, version: version)
    try cursor.skip(4)
    let streaming: Int = version == 5 ? -1 : 0xffff_ffff
    let records = try cursor.count(signed: version == 5)
    recordCount = records == streaming ? -1 : records
    guard recordCount >= -1 else { throw cursor.corrupt("a negative number of records") }
    try readDimensions()
    attributes = try readAttributes()
    try readVariables()
    byteCount = cursor.offset
  }

  /// Reads the tag and length of a list; 0 for the two zeros of an absent one.
  private mutating func listLength(tag: Int, name: String) throws(NetCDFError) -> Int {
    let found = try cursor.integer()
    let length = try cursor.count()
    if found == 0, length == 0 { return 0 }
    guard found == tag else { throw cursor.corrupt("tag \(found) where \(name) begin") }
    guard length <= limits.objects else {
      throw cursor.tooLarge("\(length) \(name), more than the limit of \(limits.objects)")
    }
    return length
  }

  private mutating func readDimensions() throws(NetCDFError) {
    let length = try listLength(tag: 10, name: "dimensions")
    var unlimited = 0
    for _ in 0..<length {
      let name = try cursor.name()
      let size = try cursor.count()
      if size == 0 { unlimited += 1 }
      dimensions.append(Dimension(name: name, length: size, isUnlimited: size == 0))
    }
    guard unlimited <= 1 else { throw cursor.corrupt("\(unlimited) record dimensions") }
  }

  private mutating func readAttributes() throws(NetCDFError) -> [Attribute] {
    let length = try listLength(tag: 12, name: "attributes")
    var attributes: [Attribute] = []
    for _ in 0..<length {
      let name = try cursor.name()
      let type = try cursor.type()
      let count = try cursor.count()
      attributes.append(
        Attribute(name: name, type: type, content: try cursor.content(type, count: count))
      )
    }
    return attributes
  }

  private mutating func readVariables() throws(NetCDFError) {
    let length = try listLength(tag: 11, name: "variables")
    for _ in 0..<length {
      let name = try cursor.name()
      let rank = try cursor.count()
      guard rank <= 1024 else { throw cursor.tooLarge("\(name) has \(rank) dimensions") }
      var ids: [Int] = []
      for position in 0..<rank {
        let id = try cursor.count()
        guard id < dimensions.count else {
          throw cursor.corrupt("\(name) uses dimension \(id) of \(dimensions.count)")
        }
        guard position == 0 || !dimensions[id].isUnlimited else {
          throw cursor.corrupt("\(name) has the record dimension in a place other than the first")
        }
        ids.append(id)
      }
      let attributes = try readAttributes()
      let type = try cursor.type()
      // The size that the header gives may be wrong or overflow; it is worked out instead.
      _ = try cursor.count(signed: true)
      let begin = try cursor.begin()
      variables.append(
        Entry(name: name, type: type, dimensionIDs: ids, attributes: attributes, begin: begin)
      )
    }
  }
}
