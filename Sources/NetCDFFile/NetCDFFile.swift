/// An open netCDF file, of any of its formats.
///
/// Classic files (CDF-1, CDF-2, CDF-5) and netCDF-4 files are read by this module; what is unusual
/// in the latter, such as the filter szip, by libnetcdf. Files compressed with gzip are unpacked
/// into memory first. What a file is, its first bytes tell, never its name.
public final class NetCDFFile: Sendable {
  /// Which code reads a file.
  public enum Backend: String, Sendable, CaseIterable {
    /// Our own readers, and the library for what they do not know.
    case automatic
    /// The library for all.
    case library
  }

  /// What is refused before memory is taken for it.
  public struct Limits: Sendable {
    /// The most bytes of one read.
    public var bytesOfRead: Int

    /// The most dimensions, variables, attributes or groups of a file.
    public var objects: Int

    /// The deepest nesting of groups.
    public var groupDepth: Int

    /// The most bytes of a chunk, and of a value of an attribute.
    public var bytesOfChunk: Int

    /// The most bytes read for each byte of the file. What compresses better than any measured
    /// data, or was never written, is a bomb.
    public var expansion: Int

    /// The most bytes that a file compressed with gzip may unpack to.
    public var bytesUnpacked: Int

    /// The most stored bytes held at one time while tiles are read, but for one chunk a thread.
    public var bytesOfTiles: Int

    /// Whether the C library may be called for what our own readers do not know.
    public var allowsLibrary: Bool

    public init(
      bytesOfRead: Int = 4 << 30,
      objects: Int = 65_536,
      groupDepth: Int = 64,
      bytesOfChunk: Int = 256 << 20,
      expansion: Int = 2000,
      bytesUnpacked: Int = 1 << 30,
      bytesOfTiles: Int = 128 << 20,
      allowsLibrary: Bool = true
    ) {
      self.bytesOfRead = bytesOfRead
      self.objects = objects
      self.groupDepth = groupDepth
      self.bytesOfChunk = bytesOfChunk
      self.expansion = expansion
      self.bytesUnpacked = bytesUnpacked
      self.bytesOfTiles = bytesOfTiles
      self.allowsLibrary = allowsLibrary
    }

    /// Small files may expand to this whatever their size: they hold little to compare with.
    static let alwaysAllowed = 64 << 20

    public static let standard = Limits()
  }

  public let path: String

  /// The size of the file.
  public let byteCount: Int

  public var format: FileFormat { reader.format }

  /// All that the file holds. For classic files it is put together when it is first asked for.
  public var root: Group { reader.root }

  /// Objects of types that netCDF-4 has and observations do not need, by path: they cannot be
  /// read.
  public var skipped: [String] { reader.skipped }

  /// All variables, those of the root first, then group by group.
  public var allVariables: [Variable] { reader.allVariables }

  /// Whether the file is read by the library as a whole.
  public var isReadByLibrary: Bool { reader is LibraryReader }

  let reader: any ArrayReader
  let limits: Limits

  /// Opens a file and reads what describes it.
  ///
  /// - Throws: `NetCDFError`: `noSuchFile`, `notRegularFile` (links, pipes, directories),
  ///   `empty`, `notNetCDF`, `truncated` (shorter than its header says), `corrupt`, `tooLarge`,
  ///   `unsupported` or `inputOutput`.
  public init(
    path: String,
    backend: Backend = .automatic,
    limits: Limits = .standard
  ) throws(NetCDFError) {
    let file = try SourceFile(path: path)
    try Self.refuseHoles(file, limits: limits)
    var head = try FileHead(of: file)
    var source = file
    if head.withBytes({ $0.starts(with: SourceFile.gzipMagic) }) {
      source = try file.unpacked(limits: limits)
      head = try FileHead(of: source)
    }
    let kind = try FileSignature(of: source, head: head)
    self.path = path
    self.limits = limits
    byteCount = file.byteCount
    switch (kind, backend) {
    case (.classic(let version), .automatic):
      reader = try ClassicReader(
        source: source,
        head: head,
        version: version,
        limits: limits
      )
    case (.classic(let version), .library):
      // The library reads a truncated file as zeros, so the size law is checked first.
      _ = try ClassicReader(
        source: source,
        head: head,
        version: version,
        limits: limits
      )
      reader = try LibraryReader(source: source, limits: limits)
    case (.hdf5(let offset), _):
      // Nothing goes to the library before our own reader has looked at every object.
      let own: HDF5Reader?
      do throws(HDF5Fault) {
        own = try HDF5Reader(source: source, at: offset, limits: limits)
      } catch {
        if case .refused(let reason) = error { throw reason }
        own = nil
      }
      if let own, backend == .automatic {
        reader = own
      } else {
        reader = try LibraryReader(source: source, limits: limits)
      }
    }
  }

  /// A file of a few bytes and gigabytes of holes would be read as zeros for a long time.
  private static func refuseHoles(_ file: SourceFile, limits: Limits) throws(NetCDFError) {
    let (allowed, overflow) = file.allocatedByteCount.multipliedReportingOverflow(
      by: limits.expansion
    )
    guard file.byteCount > Limits.alwaysAllowed, !overflow, file.byteCount > allowed else { return }
    throw NetCDFError(
      .tooLarge,
      path: file.path,
      detail: "the file is \(file.byteCount) bytes long and holds \(file.allocatedByteCount): "
        + "the rest are holes that were never written"
    )
  }

  /// The variable at `path`, such as `data_01/ku/ssha`.
  public func variable(_ path: String) -> Variable? {
    if let variable = reader.variable(path) { return variable }
    // A name that is not ASCII may be spelt with other bytes, and one of other bytes is repaired.
    guard !path.utf8.allSatisfy({ $0 < 0x80 }) else { return nil }
    return allVariables.first { $0.path == path }
  }

  /// Reads a variable, whole or in part.
  ///
  /// - Parameter region: The box to read; nil for all. Its lengths are those of the dimensions.
  /// - Returns: The stored values, last dimension fastest.
  /// - Throws: `NetCDFError`: `tooLarge` for more than the limit, `corrupt` for a region beyond
  ///   the array, or what reading brings.
  public func read(
    _ variable: Variable,
    region: Region? = nil
  ) throws(NetCDFError) -> StoredValues {
    if region == nil {
      try checkLimit(variable.count, of: variable)
      if let values = try reader.readWhole(variable) { return values }
    }
    let region = try checked(region, of: variable)
    let count = region.valueCount
    try checkLimit(count, of: variable)
    return try reader.read(variable, region: region, count: count)
  }

  private func checkLimit(_ count: Int, of variable: Variable) throws(NetCDFError) {
    guard count <= limits.bytesOfRead / (variable.type.byteCount ?? 16) else {
      throw NetCDFError(
        .tooLarge,
        path: path,
        variable: variable.path,
        detail: "\(count) values are more than the limit of \(limits.bytesOfRead) bytes a read"
      )
    }
  }

  /// The region, or the whole array; held against the lengths of the array.
  func checked(_ region: Region?, of variable: Variable) throws(NetCDFError) -> Region {
    let shape = variable.shape
    let region = region ?? Region(start: shape.map { _ in 0 }, count: shape)
    guard region.start.count == shape.count, region.count.count == shape.count else {
      throw NetCDFError(
        .corrupt,
        path: path,
        variable: variable.path,
        detail: "a region of \(region.count.count) dimensions in an array of \(shape.count)"
      )
    }
    for (i, length) in shape.enumerated() {
      let (start, count) = (region.start[i], region.count[i])
      guard start >= 0, count >= 0, start <= length, count <= length - start else {
        throw NetCDFError(
          .corrupt,
          path: path,
          variable: variable.path,
          detail: "values \(start) and \(count) on along a dimension of \(length)"
        )
      }
    }
    return region
  }
}

/// What reads a file.
protocol ArrayReader: Sendable {
  var format: FileFormat { get }
  var root: Group { get }
  var allVariables: [Variable] { get }
  var skipped: [String] { get }

  /// Memory for fetching blocks.
  var pool: ScratchPool { get }

  /// The variable at a path, compared byte by byte.
  func variable(_ path: String) -> Variable?

  /// - Precondition: `region` lies within the array and holds `count` values.
  func read(_ variable: Variable, region: Region, count: Int) throws(NetCDFError) -> StoredValues

  /// All values of a variable where there is a shorter way to them; nil where there is none.
  func readWhole(_ variable: Variable) throws(NetCDFError) -> StoredValues?

  /// How the values of a variable are fetched block by block.
  ///
  /// - Throws: `unsupported` for strings, which have no width.
  func blocks(of variable: Variable) throws(NetCDFError) -> any BlockSource
}

extension ArrayReader {
  func variable(_ path: String) -> Variable? {
    // In place: taking each variable out of the array costs more than comparing its name.
    let all = allVariables
    for i in all.indices where all[i].path == path { return all[i] }
    return nil
  }

  func readWhole(_ variable: Variable) throws(NetCDFError) -> StoredValues? { nil }
}

/// What a file is, by its first bytes.
public enum FileSignature: Equatable, Sendable {
  case classic(version: UInt8)
  case hdf5(offset: Int)

  /// True for regular files that begin as netCDF files do; false for those that cannot be opened.
  public static func isNetCDF(_ path: String) -> Bool {
    guard let source = try? SourceFile(path: path),
      let head = try? FileHead(of: source, count: min(8, source.byteCount))
    else { return false }
    return (try? FileSignature(of: source, head: head)) != nil
  }

  init(of source: SourceFile, head: FileHead) throws(NetCDFError) {
    guard source.byteCount > 0 else {
      throw NetCDFError(.empty, path: source.path, detail: "the file has no bytes")
    }
    let head = head.withBytes { Array($0.prefix(8)) }
    if head.count >= 4, head[0..<3].elementsEqual("CDF".utf8) {
      guard [1, 2, 5].contains(head[3]) else {
        throw NetCDFError(
          .unsupported,
          path: source.path,
          detail: "CDF version \(head[3]); 1, 2 and 5 are known"
        )
      }
      self = .classic(version: head[3])
      return
    }
    if head == HDF5Superblock.signature {
      self = .hdf5(offset: 0)
      return
    }
    // HDF5 allows a user block of 512 bytes, or a power of two times that.
    var offset = 512
    while offset < source.byteCount, offset <= 1 << 20 {
      if try source.bytes(at: offset, count: 8) == HDF5Superblock.signature {
        self = .hdf5(offset: offset)
        return
      }
      offset *= 2
    }
    if head.starts(with: [0x1f, 0x8b]) {
      throw NetCDFError(
        .notNetCDF,
        path: source.path,
        detail: "compressed with gzip more than once"
      )
    }
    let isText = head.allSatisfy { ($0 >= 0x20 && $0 < 0x7f) || (0x09...0x0d).contains($0) }
    throw NetCDFError(
      .notNetCDF,
      path: source.path,
      detail: isText
        ? "the file holds text, not netCDF" : "the first bytes are not those of a netCDF file"
    )
  }
}
