internal import Crypto
internal import Glibc

/// A failure of the system on a file of the pipeline's own.
public struct WorkspaceError: Error, Equatable, Sendable {
  public let path: String
  public let operation: String
  public let code: Int32
}

extension WorkspaceError: CustomStringConvertible {
  public var description: String {
    "\(path): \(operation): \(code == 0 ? "not as it was written" : String(cString: strerror(code)))"
  }
}

/// Files that are complete under their name, or absent.
enum DurableFile {
  /// Writes bytes to a temporary file beside `path`, makes them durable and gives them the name.
  static func publish(_ bytes: [UInt8], to path: String) throws(WorkspaceError) {
    let directory = parent(of: path)
    try makeDirectories(directory)
    let temporary = "\(path).part-\(getpid())-\(UInt32.random(in: 0 ... .max))"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      throw WorkspaceError(path: temporary, operation: "create", code: errno)
    }
    var failure: WorkspaceError?
    var written = 0
    while failure == nil, written < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        // Safe: the slice lies within the bytes.
        Glibc.write(descriptor, buffer.baseAddress.map { $0 + written }, bytes.count - written)
      }
      if count < 0 {
        if errno == EINTR { continue }
        failure = WorkspaceError(path: temporary, operation: "write", code: errno)
      } else {
        written += count
      }
    }
    if failure == nil, fsync(descriptor) != 0 {
      failure = WorkspaceError(path: temporary, operation: "fsync", code: errno)
    }
    if Glibc.close(descriptor) != 0, failure == nil {
      failure = WorkspaceError(path: temporary, operation: "close", code: errno)
    }
    if failure == nil, rename(temporary, path) != 0 {
      failure = WorkspaceError(path: path, operation: "rename", code: errno)
    }
    if let failure {
      unlink(temporary)
      throw failure
    }
    try synchronise(directory)
  }

  static func parent(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  static func makeDirectories(_ path: String) throws(WorkspaceError) {
    var built = path.hasPrefix("/") ? "/" : ""
    for name in path.split(separator: "/") {
      built += (built.isEmpty || built.hasSuffix("/") ? "" : "/") + name
      if mkdir(built, 0o755) != 0, errno != EEXIST {
        throw WorkspaceError(path: built, operation: "create directory", code: errno)
      }
    }
  }

  private static func synchronise(_ directory: String) throws(WorkspaceError) {
    let descriptor = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw WorkspaceError(path: directory, operation: "open", code: errno)
    }
    defer { Glibc.close(descriptor) }
    guard fsync(descriptor) == 0 else {
      throw WorkspaceError(path: directory, operation: "fsync", code: errno)
    }
  }

  /// The bytes of a regular file; nil when there is none.
  static func bytes(at path: String) throws(WorkspaceError) -> [UInt8]? {
    var result: [UInt8] = []
    let found = try forEachBlock(of: path) { result.append(contentsOf: $0) }
    return found ? result : nil
  }

  /// The SHA-256 of a regular file in hexadecimal; nil when there is none.
  static func digest(of path: String) throws(WorkspaceError) -> String? {
    var hash = SHA256()
    let found = try forEachBlock(of: path) { hash.update(bufferPointer: $0) }
    return found ? hexadecimal(hash.finalize()) : nil
  }

  static func hexadecimal(_ digest: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef")
    return String(digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
  }

  /// The SHA-256 of a text in hexadecimal.
  static func digest(ofText text: String) -> String {
    hexadecimal(SHA256.hash(data: Array(text.utf8)))
  }

  private static func forEachBlock(
    of path: String,
    _ use: (UnsafeRawBufferPointer) -> Void
  ) throws(WorkspaceError) -> Bool {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard descriptor >= 0 else {
      if errno == ENOENT { return false }
      throw WorkspaceError(path: path, operation: "open", code: errno)
    }
    defer { Glibc.close(descriptor) }
    var block = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      let count = Glibc.read(descriptor, &block, block.count)
      if count < 0 {
        if errno == EINTR { continue }
        throw WorkspaceError(path: path, operation: "read", code: errno)
      }
      if count == 0 { return true }
      block.withUnsafeBytes { use(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
    }
  }
}
