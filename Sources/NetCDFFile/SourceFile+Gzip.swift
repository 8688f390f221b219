internal import CDeflate
internal import Glibc

extension SourceFile {
  static let gzipMagic: [UInt8] = [0x1f, 0x8b]

  /// The bytes of the shortest member.
  private static let leastMember = 18

  /// The file itself, or what it unpacks to, in memory, when it was compressed with gzip.
  ///
  /// All members are unpacked, one after the other. What follows the last member and is no member
  /// is ignored, as gzip does.
  ///
  /// - Throws: `corrupt` for a member that is damaged or cut off, `tooLarge` beyond
  ///   `limits.bytesUnpacked`.
  func unpacked(limits: NetCDFFile.Limits) throws(NetCDFError) -> SourceFile {
    guard byteCount >= Self.leastMember, try bytes(at: 0, count: 2) == Self.gzipMagic else {
      return self
    }
    guard byteCount <= limits.bytesUnpacked else { throw tooLarge(limits) }
    let packed = try bytes(at: 0, count: byteCount)
    guard let decompressor = libdeflate_alloc_decompressor() else { throw tooLarge(limits) }
    defer { libdeflate_free_decompressor(decompressor) }
    var unpacked = GrowingMemory()
    var place = 0
    while packed.count - place >= Self.leastMember,
      packed[place...].starts(with: Self.gzipMagic)
    {
      do throws(NetCDFError) {
        place += try unpackMember(packed, at: place, into: &unpacked, limits, decompressor)
      } catch {
        free(unpacked.start)
        throw error
      }
    }
    guard let memory = unpacked.start else {
      throw NetCDFError(.empty, path: path, detail: "the file unpacks to no bytes")
    }
    return SourceFile(path: path, memory: memory, byteCount: unpacked.count)
  }

  /// Memory of `malloc` of which the first `count` bytes are used.
  private struct GrowingMemory {
    var start: UnsafeMutableRawPointer?
    var capacity = 0
    var count = 0

    /// - Returns: Whether there is as much memory.
    mutating func reserve(_ capacity: Int) -> Bool {
      guard capacity > self.capacity else { return true }
      guard let larger = realloc(start, capacity) else { return false }
      (start, self.capacity) = (larger, capacity)
      return true
    }
  }

  /// Unpacks one member behind what `memory` has.
  ///
  /// - Returns: The bytes that the member takes.
  private func unpackMember(
    _ packed: [UInt8],
    at place: Int,
    into memory: inout GrowingMemory,
    _ limits: NetCDFFile.Limits,
    _ decompressor: OpaquePointer
  ) throws(NetCDFError) -> Int {
    // The last four bytes are the length of the last member, which mostly is the only one.
    let stated = packed.suffix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
    let left = packed.count - place
    // Deflate makes at most 1032 bytes of one.
    let (bound, overflow) = left.multipliedReportingOverflow(by: 1032)
    let room = limits.bytesUnpacked - memory.count
    let most = overflow ? room : min(room, bound)
    var capacity = min(most, max(stated, left))
    while true {
      guard memory.reserve(memory.count + capacity) else { throw tooLarge(limits) }
      var (used, count) = (0, 0)
      let result = packed.withUnsafeBytes { bytes in
        // Safe: `left` bytes begin at `place`, and `capacity` bytes follow what is used.
        libdeflate_gzip_decompress_ex(
          decompressor,
          bytes.baseAddress.map { $0 + place },
          left,
          memory.start.map { $0 + memory.count },
          capacity,
          &used,
          &count
        )
      }
      switch result {
      case LIBDEFLATE_SUCCESS:
        memory.count += count
        return used
      case LIBDEFLATE_INSUFFICIENT_SPACE:
        guard capacity < most else { throw tooLarge(limits) }
        capacity = min(most, max(capacity, 1 << 16) * 2)
      default:
        throw NetCDFError(
          .corrupt,
          path: path,
          detail: "the gzip member at byte \(place) is damaged or cut off"
        )
      }
    }
  }

  private func tooLarge(_ limits: NetCDFFile.Limits) -> NetCDFError {
    NetCDFError(
      .tooLarge,
      path: path,
      detail: "unpacks to more than the limit of \(limits.bytesUnpacked) bytes, or to more than "
        + "there is memory for"
    )
  }
}
