/// The start of an HDF5 file.
///
/// - SeeAlso: HDF5 File Format Specification, version 3.0, section II.A.
struct HDF5Superblock {
  static let signature: [UInt8] = [0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a]

  /// The bytes of an address and of a length.
  let offsetSize: Int
  let lengthSize: Int

  /// The address of the object header of the root group.
  let root: Int

  /// The address of an object header that extends the superblock.
  let extensionAddress: Int?

  /// - Parameter place: Where the signature is.
  /// - Throws: `corrupt`, or `unsupported` for versions and drivers that are not known.
  init(of source: SourceFile, at place: Int) throws(NetCDFError) {
    func error(_ kind: NetCDFError.Kind, _ detail: String) -> NetCDFError {
      NetCDFError(kind, path: source.path, detail: detail)
    }
    let head = try source.bytes(at: place, count: 112)
    guard head.count >= 48 else {
      throw error(.truncated, "the file ends within its superblock")
    }
    let version = head[8]
    guard version <= 3 else {
      throw error(.unsupported, "superblock version \(version); 0 to 3 are known")
    }
    offsetSize = Int(version < 2 ? head[13] : head[9])
    lengthSize = Int(version < 2 ? head[14] : head[10])
    let sizes = [4, 8]
    guard sizes.contains(offsetSize), sizes.contains(lengthSize) else {
      throw error(
        .unsupported,
        "addresses of \(offsetSize) and lengths of \(lengthSize) bytes; 4 and 8 are known"
      )
    }
    let first = version == 0 ? 24 : version == 1 ? 28 : 12
    // Old: base, free space, end, driver, then the entry of the root group: name, header.
    // New: base, extension, end, root.
    let rootPlace = first + (version < 2 ? 5 : 3) * offsetSize
    guard rootPlace + offsetSize <= head.count else {
      throw error(.truncated, "the file ends within its superblock")
    }
    if version >= 2 {
      let end = rootPlace + offsetSize
      let stored = Self.number(head, at: end, size: 4)
      let sum = head.withUnsafeBytes { HDF5Checksum.lookup3($0[0..<end]) }
      guard stored == UInt64(sum) else {
        throw error(.corrupt, "the checksum of the superblock is wrong")
      }
    } else if Self.address(head, at: first + 3 * offsetSize, size: offsetSize) != nil {
      throw error(.unsupported, "the file is one of several that make up a whole")
    }
    guard let root = Self.address(head, at: rootPlace, size: offsetSize).flatMap(Int.init(exactly:))
    else { throw error(.corrupt, "the superblock names no root group") }
    self.root = root
    extensionAddress =
      version < 2
      ? nil
      : Self.address(head, at: first + offsetSize, size: offsetSize).flatMap(Int.init(exactly:))
  }

  /// Holds the length of a file against the end that its superblock states.
  ///
  /// - Parameter offset: Where the signature is.
  /// - Throws: `truncated` when bytes are missing, `corrupt` when the superblock states no end.
  static func checkSize(of source: SourceFile, at offset: Int) throws(NetCDFError) {
    let head = try source.bytes(at: offset, count: 64)
    guard head.count == 64 else {
      throw NetCDFError(
        .truncated,
        path: source.path,
        detail: "the file has \(source.byteCount) bytes and ends within its superblock"
      )
    }
    let version = head[8]
    guard version <= 3 else { return }
    // Versions 0 and 1 state the size of an offset at byte 13, later ones at byte 9; the end,
    // counted from the first byte of the file, comes after the base and one more address.
    let size = Int(version < 2 ? head[13] : head[9])
    guard size == 4 || size == 8 else { return }
    let first = version == 0 ? 24 : version == 1 ? 28 : 12
    // A superblock that was moved, as when a block is put before the file, moves the end as well.
    guard let end = address(head, at: first + 2 * size, size: size).flatMap(Int.init(exactly:)),
      let base = address(head, at: first, size: size).flatMap(Int.init(exactly:)),
      base <= end
    else {
      throw NetCDFError(
        .corrupt,
        path: source.path,
        detail: "the superblock does not say where the file ends"
      )
    }
    let (needed, overflow) = (end - base).addingReportingOverflow(offset)
    guard overflow || needed > source.byteCount else { return }
    throw NetCDFError(
      .truncated,
      path: source.path,
      detail: "the file has \(source.byteCount) bytes and needs \(needed) at least"
    )
  }

  private static func number(_ bytes: [UInt8], at place: Int, size: Int) -> UInt64 {
    var value: UInt64 = 0
    for i in (0..<size).reversed() where place + i < bytes.count {
      value = value << 8 | UInt64(bytes[place + i])
    }
    return value
  }

  /// A little-endian address; nil for the undefined one.
  private static func address(_ bytes: [UInt8], at place: Int, size: Int) -> UInt64? {
    let value = number(bytes, at: place, size: size)
    return value == (size == 8 ? UInt64.max : UInt64(UInt32.max)) ? nil : value
  }
}
