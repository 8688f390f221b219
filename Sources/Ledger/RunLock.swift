internal import Glibc

/// The right to run a pipeline, held by one process at a time.
///
/// The lock is an advisory lock of the kernel (`flock`) on a file of its own: it is refused at
/// once while another holds it, and it goes with the process that holds it, however that ends.
/// The file stays; only the lock on it counts. It belongs on a local disk.
///
/// Programs started by the holder do not inherit the lock, so one that outlives it blocks nobody.
public struct RunLock: ~Copyable, Sendable {
  private let descriptor: Int32

  /// Takes the lock on the file at `path`, which is created when there is none.
  ///
  /// - Throws: `locked` when it is taken, by another process or by this one; `cannotLock` when
  ///   the file cannot be opened.
  public init(path: String) throws(LedgerError) {
    while true {
      let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NOCTTY, 0o644)
      guard descriptor >= 0 else { throw .cannotLock(path: path, code: errno) }
      guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
        let code = errno
        let holder = Self.holder(descriptor)
        _ = Glibc.close(descriptor)
        if code == EINTR { continue }
        throw code == EWOULDBLOCK
          ? .locked(path: path, holder: holder) : .cannotLock(path: path, code: code)
      }
      // Somebody may have removed the file between opening and locking: then the lock is on a
      // file that nobody else can find, and is worth nothing.
      if let held = FileIdentity(fileDescriptor: descriptor),
        let found = FileIdentity(path: path),
        held.device == found.device, held.inode == found.inode
      {
        self.descriptor = descriptor
        break
      }
      _ = Glibc.close(descriptor)
    }
    let text = "process \(getpid())\n"
    // What the file says is for people; the lock holds without it.
    _ = ftruncate(descriptor, 0)
    _ = text.withCString { pwrite(descriptor, $0, strlen($0), 0) }
  }

  deinit {
    // Closing alone would leave the lock with a process that this one is just starting, which has
    // the descriptor until it runs its program.
    _ = flock(descriptor, LOCK_UN)
    _ = Glibc.close(descriptor)
  }

  /// Gives the lock back before the end of its scope.
  public consuming func release() {}

  /// What the holder of a lock wrote about itself; empty when it has not yet.
  private static func holder(_ descriptor: Int32) -> String {
    var bytes = [UInt8](repeating: 0, count: 64)
    let count = pread(descriptor, &bytes, bytes.count, 0)
    guard count > 0 else { return "" }
    let printable = bytes.prefix(count).filter { (0x20..<0x7F).contains($0) }
    return String(decoding: printable, as: UTF8.self)
  }
}
