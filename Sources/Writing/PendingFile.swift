internal import Glibc

/// A file that is being written under a temporary name and gets its final name when it is whole.
///
/// The temporary file lies in the same directory, so that the last step is one rename: a reader
/// finds the earlier file, or none, until it finds the new one, whatever happens in between. A
/// pending file that is not published is removed when it goes out of scope; one whose process
/// died is a stray, which `sweepStrays(in:)` removes.
public struct PendingFile: ~Copyable {
  /// The path that the file gets when it is published.
  public let path: String

  /// The path that the bytes go to until then, absolute.
  let temporaryPath: String

  private let directory: String
  private let name: String
  let descriptor: Int32
  private var isClosed = false
  private var isPublished = false

  /// Makes the directories of `path` where they are missing and an empty temporary file in the
  /// last of them.
  ///
  /// - Throws: `WritingError.invalidPath` when the path cannot name a file, and
  ///   `WritingError.system` when the directories or the file cannot be made.
  public init(path: String) throws(WritingError) {
    let (directory, name) = try split(path)
    if realPath(of: directory) == nil { try makeDirectories(directory) }
    guard let realDirectory = realPath(of: directory) else {
      throw .system(operation: .inspect, path: directory, errno: errno)
    }
    let temporaryPath = realDirectory + "/" + TemporaryName(for: name).text
    // Exclusive, so that a file or link planted under this name is never written through.
    let flags = O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW
    let descriptor = open(temporaryPath, flags, 0o666)
    guard descriptor >= 0 else {
      throw .system(operation: .create, path: path, errno: errno)
    }
    self.path = path
    self.temporaryPath = temporaryPath
    self.directory = realDirectory
    self.name = name
    self.descriptor = descriptor
  }

  deinit {
    if !isClosed { close(descriptor) }
    if !isPublished { unlink(temporaryPath) }
  }

  /// Adds bytes at the end.
  ///
  /// - Throws: `WritingError.system`, with what the operating system said.
  public func append(_ bytes: RawSpan) throws(WritingError) {
    var written = 0
    while written < bytes.byteCount {
      // One call moves at most 2 GiB.
      let end = min(bytes.byteCount, written + (1 << 30))
      let count = writeBytes(bytes.extracting(written..<end), to: descriptor)
      if count < 0 {
        if errno == EINTR { continue }
        throw .system(operation: .write, path: path, errno: errno)
      }
      written += count
    }
  }

  /// Adds bytes at the end, as above.
  public func append(_ bytes: [UInt8]) throws(WritingError) {
    try append(bytes.span.bytes)
  }

  /// Makes the bytes durable and gives the file its final name, replacing what had it.
  ///
  /// An error of `fsync` or `close` is final: the bytes may be lost whatever a second call says,
  /// so nothing is tried twice.
  ///
  /// - Returns: The number of bytes.
  /// - Throws: `WritingError.system`. The temporary file is removed then. When the last step,
  ///   making the new name durable, fails, the file is whole under its final name but may be
  ///   gone after a loss of power.
  @discardableResult
  public consuming func publish() throws(WritingError) -> Int {
    var status = stat()
    guard fsync(descriptor) == 0 else {
      throw .system(operation: .synchronise, path: path, errno: errno)
    }
    guard fstat(descriptor, &status) == 0 else {
      throw .system(operation: .inspect, path: path, errno: errno)
    }
    isClosed = true
    guard close(descriptor) == 0 else {
      throw .system(operation: .close, path: path, errno: errno)
    }
    guard rename(temporaryPath, directory + "/" + name) == 0 else {
      throw .system(operation: .rename, path: path, errno: errno)
    }
    isPublished = true
    try synchroniseDirectory(directory)
    return Int(status.st_size)
  }
}

/// Takes a path apart, byte by byte: a combining mark behind a slash does not hide it.
private func split(_ path: String) throws(WritingError) -> (directory: String, name: String) {
  let slash = UInt8(ascii: "/")
  let start = path.utf8.lastIndex(of: slash).map { path.utf8.index(after: $0) } ?? path.startIndex
  let name = String(Substring(path.utf8[start...]))
  let directory = String(Substring(path.utf8[..<start]))
  guard !name.isEmpty, name != ".", name != "..", !path.utf8.contains(0) else {
    throw .invalidPath(path)
  }
  guard name.utf8.count <= 255 else {
    throw .system(operation: .create, path: path, errno: ENAMETOOLONG)
  }
  return (directory.isEmpty ? "." : directory, name)
}

/// Makes a directory and those above it where they are missing, each made durable in the one
/// above.
private func makeDirectories(_ directory: String) throws(WritingError) {
  let slash = UInt8(ascii: "/")
  let isAbsolute = directory.utf8.first == slash
  var parent = isAbsolute ? "/" : "."
  for component in directory.utf8.split(separator: slash) {
    let path = (parent == "/" ? "/" : parent + "/") + String(Substring(component))
    if mkdir(path, 0o777) == 0 {
      try synchroniseDirectory(parent)
    } else if errno != EEXIST {
      throw .system(operation: .createDirectory, path: path, errno: errno)
    }
    parent = path
  }
}

/// Makes the names in a directory durable.
private func synchroniseDirectory(_ directory: String) throws(WritingError) {
  let descriptor = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
  guard descriptor >= 0 else {
    throw .system(operation: .synchroniseDirectory, path: directory, errno: errno)
  }
  defer { close(descriptor) }
  // Some network file systems have no such call and say so with EINVAL; there is nothing to lose
  // then that could be kept.
  guard fsync(descriptor) == 0 || errno == EINVAL else {
    throw .system(operation: .synchroniseDirectory, path: directory, errno: errno)
  }
}
