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

  /// The path to write to until then, absolute. It is made of plain characters behind the
  /// directory, so that no library takes it for an address or a query.
  public let temporaryPath: String

  private let directory: String
  private var isPublished = false

  /// Makes the directories of `path` where they are missing and an empty temporary file in the
  /// last of them.
  ///
  /// - Throws: `WritingError.invalidPath` when the path cannot name a file, and
  ///   `WritingError.system` when the directories or the file cannot be made.
  public init(path: String) throws(WritingError) {
    let (directory, name) = try Self.split(path)
    try makeDirectories(directory)
    guard let realDirectory = realPath(of: directory) else {
      throw .system(operation: .inspect, path: directory, errno: errno)
    }
    let prefix = realDirectory == "/" ? "/" : realDirectory + "/"
    let temporaryPath = prefix + TemporaryName(for: name).text
    // Exclusive, so that a file or link planted under this name is never written through.
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW
    let descriptor = open(temporaryPath, flags, 0o666)
    guard descriptor >= 0 else {
      throw .system(operation: .create, path: path, errno: errno)
    }
    close(descriptor)
    self.path = path
    self.temporaryPath = temporaryPath
    self.directory = realDirectory
  }

  deinit {
    if !isPublished { unlink(temporaryPath) }
  }

  /// Makes the bytes durable and gives the file its final name, replacing what had it.
  ///
  /// The file must be closed by whoever wrote it. An error of `fsync` or `close` is final: the
  /// bytes may be lost whatever a second call says, so nothing is tried twice.
  ///
  /// - Returns: The number of bytes.
  /// - Throws: `WritingError.system`. The temporary file is removed then. When the last step,
  ///   making the new name durable, fails, the file is whole under its final name but may be
  ///   gone after a loss of power.
  public consuming func publish() throws(WritingError) -> Int {
    let byteCount = try synchronise()
    guard rename(temporaryPath, directory + "/" + Self.name(in: path)) == 0 else {
      throw .system(operation: .rename, path: path, errno: errno)
    }
    isPublished = true
    try synchroniseDirectory(directory)
    return byteCount
  }

  private func synchronise() throws(WritingError) -> Int {
    let descriptor = open(temporaryPath, O_RDWR | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else {
      throw .system(operation: .synchronise, path: path, errno: errno)
    }
    var status = stat()
    let failure: WritingError? =
      if fsync(descriptor) != 0 {
        .system(operation: .synchronise, path: path, errno: errno)
      } else if fstat(descriptor, &status) != 0 {
        .system(operation: .inspect, path: path, errno: errno)
      } else {
        nil
      }
    let closed = close(descriptor)
    if let failure { throw failure }
    guard closed == 0 else { throw .system(operation: .close, path: path, errno: errno) }
    return Int(status.st_size)
  }

  private static func split(
    _ path: String
  ) throws(WritingError) -> (directory: String, name: String) {
    let name = name(in: path)
    guard !name.isEmpty, name != ".", name != "..", !path.utf8.contains(0) else {
      throw .invalidPath(path)
    }
    guard name.utf8.count <= 255 else {
      throw .system(operation: .create, path: path, errno: ENAMETOOLONG)
    }
    let directory = path.dropLast(name.count)
    return (directory.isEmpty ? "." : String(directory), name)
  }

  private static func name(in path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return path }
    return String(path[path.index(after: slash)...])
  }
}

/// Makes a directory and those above it where they are missing, each made durable in the one
/// above.
func makeDirectories(_ directory: String) throws(WritingError) {
  var parent = directory.hasPrefix("/") ? "/" : "."
  var path = directory.hasPrefix("/") ? "/" : ""
  for component in directory.split(separator: "/") {
    path += path.isEmpty || path.hasSuffix("/") ? component : "/" + component
    if mkdir(path, 0o777) == 0 {
      try synchroniseDirectory(parent)
    } else if errno != EEXIST {
      throw .system(operation: .createDirectory, path: path, errno: errno)
    }
    parent = path
  }
}

/// Makes the names in a directory durable.
func synchroniseDirectory(_ directory: String) throws(WritingError) {
  let descriptor = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
  guard descriptor >= 0 else {
    throw .system(operation: .synchroniseDirectory, path: directory, errno: errno)
  }
  let synchronised = fsync(descriptor)
  let code = errno
  close(descriptor)
  guard synchronised == 0 else {
    throw .system(operation: .synchroniseDirectory, path: directory, errno: code)
  }
}
