/// The start of an HDF5 file, as far as it tells how long the file is.
///
/// - SeeAlso: HDF5 File Format Specification, version 3.0, section II.A.
enum HDF5Superblock {
  static let signature: [UInt8] = [0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a]

  /// Holds the length of a file against the end that its superblock states.
  ///
  /// - Parameter offset: Where the signature is.
  /// - Throws: `truncated` when bytes are missing. A superblock that states no sensible end is
  ///   left to the library to judge.
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
    guard let end = address(head, at: first + 2 * size, size: size), end <= UInt64(Int.max),
      Int(end) > source.byteCount
    else { return }
    throw NetCDFError(
      .truncated,
      path: source.path,
      detail: "the file has \(source.byteCount) bytes and needs \(end) at least"
    )
  }

  /// A little-endian address; nil for the undefined one.
  private static func address(_ bytes: [UInt8], at place: Int, size: Int) -> UInt64? {
    var value: UInt64 = 0
    for i in (0..<size).reversed() { value = value << 8 | UInt64(bytes[place + i]) }
    return value == (size == 8 ? UInt64.max : UInt64(UInt32.max)) ? nil : value
  }
}
