internal import CNetCDF
internal import Glibc

/// The bytes of a netCDF-4 file that was written in memory.
public struct FileImage: ~Copyable {
  private let start: UnsafeMutableRawPointer
  private let allocatedCount: Int

  /// The number of bytes.
  public let count: Int

  /// Takes over memory that the library allocated.
  ///
  /// - Parameters:
  ///   - start: Memory of `malloc`, freed with this value.
  ///   - count: The number of bytes allocated. HDF5 grows files in memory by blocks; what lies
  ///     behind the end that the file tells of itself is left out.
  init(start: UnsafeMutableRawPointer, count: Int) {
    self.start = start
    allocatedCount = count
    // Safe: `count` bytes start there.
    let bytes = UnsafeRawBufferPointer(start: start, count: count)
    self.count = Self.endOfFile(bytes) ?? count
  }

  deinit { free(start) }

  /// The bytes, in the order of the file.
  public var bytes: RawSpan {
    @_lifetime(borrow self)
    borrowing get {
      // Safe: the memory holds at least `count` bytes and lives as long as this value.
      let span = unsafe RawSpan(_unsafeStart: start, byteCount: count)
      return unsafe _overrideLifetime(span, borrowing: self)
    }
  }

  /// The end of the file as its superblock tells it, nil when it is of an unknown version or lies
  /// outside the memory.
  ///
  /// - SeeAlso: HDF5 File Format Specification 3.0, II.A.
  private static func endOfFile(_ bytes: UnsafeRawBufferPointer) -> Int? {
    guard bytes.count >= 64 else { return nil }
    let isLongAddressed: Bool
    let offset: Int
    switch bytes[8] {
    case 0: (offset, isLongAddressed) = (40, bytes[13] == 8)
    case 1: (offset, isLongAddressed) = (44, bytes[13] == 8)
    case 2, 3: (offset, isLongAddressed) = (28, bytes[9] == 8)
    default: return nil
    }
    let stored = bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
    guard isLongAddressed, let end = Int(exactly: UInt64(littleEndian: stored)), end > 64,
      end <= bytes.count
    else { return nil }
    return end
  }
}
