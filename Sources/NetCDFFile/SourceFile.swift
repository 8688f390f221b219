internal import Glibc

/// An open regular file, or what one unpacked to, read by position.
///
/// Files are read with `pread` and never mapped: a mapped file that shrinks kills the process.
final class SourceFile: Sendable {
  let path: String
  let byteCount: Int

  /// The bytes that the file takes on its disk: fewer where it has holes.
  let allocatedByteCount: Int
  private let descriptor: Int32

  /// The bytes of a file that was unpacked.
  ///
  /// Safe: nobody writes to it after it was made, and it is freed with this value.
  nonisolated(unsafe) let memory: UnsafeMutableRawPointer?

  /// Opens without following a link in the last place and without waiting for a writer, and
  /// takes regular files only.
  init(path: String) throws(NetCDFError) {
    guard !Self.isAddress(path), !path.utf8.contains(0) else {
      throw NetCDFError(
        .noSuchFile,
        path: path,
        detail: "a file name is expected, and this is an address"
      )
    }
    memory = nil
    let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW)
    guard descriptor >= 0 else {
      let code = errno
      let reason = String(cString: strerror(code))
      switch code {
      case ENOENT, ENOTDIR:
        throw NetCDFError(.noSuchFile, path: path, detail: "no such file", status: code)
      case ELOOP:
        throw NetCDFError(
          .notRegularFile,
          path: path,
          detail: "a symbolic link; name the file itself",
          status: code
        )
      case ENXIO:
        throw NetCDFError(
          .notRegularFile,
          path: path,
          detail: "a device or socket, not a file",
          status: code
        )
      default:
        throw NetCDFError(
          .inputOutput,
          path: path,
          detail: "cannot be opened: \(reason)",
          status: code
        )
      }
    }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      let code = errno
      close(descriptor)
      throw NetCDFError(
        .inputOutput,
        path: path,
        detail: "fstat: \(String(cString: strerror(code)))",
        status: code
      )
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      let what =
        switch status.st_mode & S_IFMT {
        case S_IFDIR: "a directory"
        case S_IFIFO: "a named pipe"
        case S_IFCHR, S_IFBLK: "a device"
        default: "not a regular file"
        }
      throw NetCDFError(.notRegularFile, path: path, detail: "\(what), not a file")
    }
    self.path = path
    self.descriptor = descriptor
    byteCount = Int(status.st_size)
    allocatedByteCount = Int(status.st_blocks) * 512
  }

  /// Takes over memory of `malloc`, of which the first `byteCount` bytes are the file.
  init(path: String, memory: UnsafeMutableRawPointer, byteCount: Int) {
    self.path = path
    self.memory = memory
    self.byteCount = byteCount
    allocatedByteCount = byteCount
    descriptor = -1
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
    free(memory)
  }

  /// Whether the library would take a path for the address of a service.
  private static func isAddress(_ path: String) -> Bool {
    var colonAndSlashes = 0
    for byte in path.utf8 {
      switch (byte, colonAndSlashes) {
      case (UInt8(ascii: ":"), _): colonAndSlashes = 1
      case (UInt8(ascii: "/"), 1): colonAndSlashes = 2
      case (UInt8(ascii: "/"), 2): return true
      default: colonAndSlashes = 0
      }
    }
    return path.utf8.first == UInt8(ascii: "[")
  }

  /// A path that leads to this open file as long as it is open.
  var descriptorPath: String { "/proc/self/fd/\(descriptor)" }

  /// Reads exactly `buffer.count` bytes from `offset`.
  ///
  /// - Throws: `truncated` when the file ends before, `inputOutput` when the system refuses.
  func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(NetCDFError) {
    var done = 0
    if let memory {
      guard offset >= 0, offset <= byteCount, buffer.count <= byteCount - offset else {
        throw NetCDFError(
          .truncated,
          path: path,
          detail: "the file ends at byte \(byteCount), before \(buffer.count) from \(offset)"
        )
      }
      // Safe: the range lies within the memory, as checked above.
      buffer.copyMemory(
        from: UnsafeRawBufferPointer(start: memory + offset, count: buffer.count)
      )
      return
    }
    while done < buffer.count {
      // Safe: the slice lies within the buffer, whose owner outlives the call.
      let count = pread(
        descriptor,
        buffer.baseAddress.map { $0 + done },
        buffer.count - done,
        off_t(offset + done)
      )
      if count < 0 {
        let code = errno
        if code == EINTR { continue }
        throw NetCDFError(
          .inputOutput,
          path: path,
          detail: "pread: \(String(cString: strerror(code)))",
          status: code
        )
      }
      guard count > 0 else {
        throw NetCDFError(
          .truncated,
          path: path,
          detail: "the file ends at byte \(offset + done) of \(offset + buffer.count) to be read"
        )
      }
      done += count
    }
  }

  /// Reads up to `count` bytes from `offset`; fewer where the file ends.
  func bytes(at offset: Int, count: Int) throws(NetCDFError) -> [UInt8] {
    let count = max(0, min(count, byteCount - offset))
    var bytes = [UInt8](repeating: 0, count: count)
    var failure: NetCDFError?
    bytes.withUnsafeMutableBytes { buffer in
      do throws(NetCDFError) {
        try read(at: offset, into: buffer)
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    return bytes
  }
}
