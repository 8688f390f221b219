internal import Glibc
internal import Synchronization

/// A temporary file for what memory has no room for.
///
/// It loses its name as soon as it is made, so that it is gone with the process, however that ends.
final class SpillFile: Sendable {
  private let path: String
  private let descriptor: Int32
  private let end = Mutex(0)

  init(in directory: String) throws(WorkspaceError) {
    path = "\(directory)/spill.part-\(getpid())-\(UInt32.random(in: 0 ... .max))"
    descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw WorkspaceError(path: path, operation: "create", code: errno)
    }
    unlink(path)
  }

  deinit { close(descriptor) }

  /// Writes bytes behind all others.
  ///
  /// - Returns: Where they are.
  func append(_ bytes: [UInt8]) throws(WorkspaceError) -> Range<Int> {
    let start = end.withLock { end in
      defer { end += bytes.count }
      return end
    }
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        // Safe: the slice lies within the bytes.
        pwrite(
          descriptor,
          buffer.baseAddress.map { $0 + written },
          bytes.count - written,
          start + written
        )
      }
      if count < 0 {
        if errno == EINTR { continue }
        throw WorkspaceError(path: path, operation: "write", code: errno)
      }
      written += count
    }
    return start..<start + bytes.count
  }

  /// The bytes that were written at a place.
  func bytes(at range: Range<Int>) throws(WorkspaceError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: range.count)
    var read = 0
    while read < bytes.count {
      let wanted = bytes.count - read
      let count = bytes.withUnsafeMutableBytes { buffer in
        // Safe: the slice lies within the bytes.
        pread(descriptor, buffer.baseAddress.map { $0 + read }, wanted, range.lowerBound + read)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        throw WorkspaceError(path: path, operation: "read", code: count < 0 ? errno : 0)
      }
      read += count
    }
    return bytes
  }
}
