internal import Glibc
internal import Synchronization

/// The bytes of an HDF5 file and what its superblock says of them.
///
/// Addresses in the file count from the superblock. Everything is read through `window`, which
/// holds each place against the end of the file.
///
/// - SeeAlso: HDF5 File Format Specification 3.0, II.A.
final class HDF5File: Sendable {
  let source: SourceFile
  let limits: NetCDFFile.Limits

  /// Where address 0 is.
  let base: Int

  /// The bytes of an address and of a length: 4 or 8.
  let offsetSize: Int
  let lengthSize: Int

  /// The address of the object header of the root group.
  let root: Int

  /// The address of the object header that extends the superblock.
  let superblockExtension: Int?

  /// All bytes of a small file, which take one call to the system.
  private let image: [UInt8]?

  /// Blocks of a larger file that metadata was read from.
  private let pages = Mutex<[Int: [UInt8]]>([:])

  private static let largestImage = 1 << 20
  private static let pageSize = 1 << 14
  private static let mostPages = 512

  /// Reads the superblock.
  ///
  /// - Parameter place: Where the signature is.
  init(
    source: SourceFile,
    at place: Int,
    limits: NetCDFFile.Limits
  ) throws(HDF5Fault) {
    self.source = source
    self.limits = limits
    base = place
    let superblock: HDF5Superblock
    do throws(NetCDFError) {
      image =
        source.byteCount <= Self.largestImage
        ? try source.bytes(at: 0, count: source.byteCount) : nil
      try HDF5Superblock.checkSize(of: source, at: place)
      superblock = try HDF5Superblock(of: source, at: place)
    } catch {
      throw .refused(error)
    }
    offsetSize = superblock.offsetSize
    lengthSize = superblock.lengthSize
    root = superblock.root
    superblockExtension = superblock.extensionAddress
  }

  /// The number of bytes from address 0 to the end of the file.
  var byteCount: Int { source.byteCount - base }

  // MARK: Errors

  func corrupt(_ detail: String, variable: String? = nil) -> HDF5Fault {
    .refused(NetCDFError(.corrupt, path: source.path, variable: variable, detail: detail))
  }

  func tooLarge(_ detail: String, variable: String? = nil) -> HDF5Fault {
    .refused(NetCDFError(.tooLarge, path: source.path, variable: variable, detail: detail))
  }

  func unsupported(_ detail: String, variable: String? = nil) -> HDF5Fault {
    .refused(NetCDFError(.unsupported, path: source.path, variable: variable, detail: detail))
  }

  /// A version of a structure that is newer than this reader. The library is no newer: what it
  /// may know is `unusual`.
  func unknownVersion(_ version: Int, of structure: String) -> HDF5Fault {
    unsupported("\(structure) of version \(version), which is not known here")
  }

  /// The error that a fault is for a caller who has no other reader to turn to.
  func error(_ fault: HDF5Fault, variable: String? = nil) -> NetCDFError {
    switch fault {
    case .refused(let error): error
    case .unusual(let detail):
      NetCDFError(.unsupported, path: source.path, variable: variable, detail: detail)
    }
  }

  /// The most bytes that are made of this file.
  var greatestExpansion: Int {
    let (most, overflow) = source.byteCount.multipliedReportingOverflow(by: limits.expansion)
    return overflow ? .max : max(most, NetCDFFile.Limits.alwaysAllowed)
  }

  /// Refuses to make far more values than the file has bytes.
  ///
  /// - Throws: `tooLarge`.
  func checkExpansion(
    toValues count: Int,
    ofSize size: Int,
    variable: String
  ) throws(NetCDFError) {
    let (bytes, overflow) = count.multipliedReportingOverflow(by: size)
    guard !overflow, bytes <= greatestExpansion else {
      throw NetCDFError(
        .tooLarge,
        path: source.path,
        variable: variable,
        detail: "\(count) values are more than \(limits.expansion) times the bytes of the file"
      )
    }
  }

  /// Refuses what memory is not given for: Swift would end the process.
  ///
  /// - Precondition: `count * size` is a number, as `checkExpansion` has found.
  ///
  /// - Throws: `tooLarge`.
  func checkMemory(
    forValues count: Int,
    ofSize size: Int,
    variable: String
  ) throws(NetCDFError) {
    let bytes = count * size + (1 << 16)
    guard bytes > NetCDFFile.Limits.alwaysAllowed else { return }
    // Not malloc: the compiler knows that memory which nobody uses need not be asked for.
    let memory = mmap(
      nil,
      bytes,
      PROT_READ | PROT_WRITE,
      MAP_PRIVATE | MAP_ANONYMOUS,
      -1,
      0
    )
    guard let memory, memory != MAP_FAILED else {
      throw NetCDFError(
        .tooLarge,
        path: source.path,
        variable: variable,
        detail: "there is no memory for \(bytes) bytes"
      )
    }
    munmap(memory, bytes)
  }

  // MARK: Bytes

  /// `count` bytes of metadata at `address`.
  func window(at address: Int, count: Int, of structure: String) throws(HDF5Fault) -> HDF5Cursor {
    guard address >= 0, count >= 0, address <= byteCount, count <= byteCount - address else {
      throw corrupt(
        "\(structure) at address \(address) with \(count) bytes lies beyond the end of the file"
      )
    }
    let place = base + address
    if let image {
      return HDF5Cursor(file: self, bytes: image, origin: 0, start: place, count: count)
    }
    do throws(NetCDFError) {
      let number = place / Self.pageSize
      let start = number * Self.pageSize
      guard count <= start + Self.pageSize - place else {
        let bytes = try source.bytes(at: place, count: count)
        return HDF5Cursor(file: self, bytes: bytes, origin: place, start: 0, count: bytes.count)
      }
      if let page = pages.withLock({ $0[number] }), count <= page.count - (place - start) {
        return HDF5Cursor(
          file: self,
          bytes: page,
          origin: start,
          start: place - start,
          count: count
        )
      }
      let page = try source.bytes(at: start, count: Self.pageSize)
      pages.withLock { pages in
        if pages.count >= Self.mostPages { pages = [:] }
        pages[number] = page
      }
      return HDF5Cursor(file: self, bytes: page, origin: start, start: place - start, count: count)
    } catch {
      throw .refused(error)
    }
  }

  /// The bytes that can follow `address`, at most `count`.
  func available(at address: Int, atMost count: Int) -> Int {
    max(0, min(count, byteCount - max(0, address)))
  }

  /// Forgets the blocks that were read for metadata.
  func forgetPages() { pages.withLock { $0 = [:] } }

  /// Reads raw data from a byte of the file, from memory where the file is small.
  func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(NetCDFError) {
    guard let image, offset >= 0, buffer.count <= image.count - offset else {
      return try source.read(at: offset, into: buffer)
    }
    image.withUnsafeBytes { bytes in
      // Safe: the range lies within the image, as checked above.
      buffer.copyMemory(
        from: UnsafeRawBufferPointer(rebasing: bytes[offset..<(offset + buffer.count)])
      )
    }
  }
}
