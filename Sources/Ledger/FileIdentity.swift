internal import Glibc

/// What the file system says about a file: when none of it has changed, neither have the bytes.
public struct FileIdentity: Sendable, Hashable {
  public var device: UInt64
  public var inode: UInt64

  /// Bytes.
  public var size: Int64

  /// The last change of the content, in nanoseconds since 1970-01-01 UTC.
  public var mtimeNanoseconds: Int64

  /// The last change of the content or of what the file system knows about the file, in
  /// nanoseconds since 1970-01-01 UTC. Programs set `mtime` at will; this one only the kernel
  /// sets.
  public var ctimeNanoseconds: Int64

  public init(
    device: UInt64,
    inode: UInt64,
    size: Int64,
    mtimeNanoseconds: Int64,
    ctimeNanoseconds: Int64
  ) {
    self.device = device
    self.inode = inode
    self.size = size
    self.mtimeNanoseconds = mtimeNanoseconds
    self.ctimeNanoseconds = ctimeNanoseconds
  }

  /// Asks about an open file; nil when the descriptor is not one.
  ///
  /// Comparing the identity before and after reading tells whether the file was changed
  /// meanwhile.
  public init?(fileDescriptor: Int32) {
    var status = stat()
    guard fstat(fileDescriptor, &status) == 0 else { return nil }
    self.init(status)
  }

  /// Asks about the file at `path`, not following a symbolic link at its end; nil when there is
  /// none.
  public init?(path: String) {
    var status = stat()
    guard lstat(path, &status) == 0 else { return nil }
    self.init(status)
  }

  private init(_ status: stat) {
    device = UInt64(status.st_dev)
    inode = UInt64(status.st_ino)
    size = Int64(status.st_size)
    mtimeNanoseconds = Self.nanoseconds(status.st_mtim)
    ctimeNanoseconds = Self.nanoseconds(status.st_ctim)
  }

  /// A file may claim any year; what does not fit in 64 bits wraps, which still tells two
  /// times apart.
  private static func nanoseconds(_ time: timespec) -> Int64 {
    Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
  }

  /// True when the file had last been changed long enough before `seconds` that a later change
  /// must show in its times.
  ///
  /// File systems count time in ticks, two seconds at the coarsest (FAT; some network file
  /// systems one). A file that is written again within the tick in which it was hashed looks
  /// unchanged, so an identity that young proves nothing.
  ///
  /// - Parameter seconds: Seconds since 1970-01-01 UTC, before the first byte was hashed.
  func isSettled(at seconds: Double) -> Bool {
    let newest = Double(max(mtimeNanoseconds, ctimeNanoseconds)) / 1e9
    return newest + 2 <= seconds
  }
}
