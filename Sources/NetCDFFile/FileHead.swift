/// Bytes from the start of a file, held in memory: all of a small file.
///
/// Safe to share: nothing writes to the bytes once they are read.
final class FileHead: @unchecked Sendable {
  private let memory: UnsafeMutableRawBufferPointer

  /// Reads all of a small file, or what usually holds the header of a larger one.
  convenience init(of source: SourceFile) throws(NetCDFError) {
    try self.init(
      of: source,
      count: source.byteCount <= 1 << 20 ? source.byteCount : 1 << 16
    )
  }

  /// - Precondition: `count` is not negative.
  init(of source: SourceFile, count: Int) throws(NetCDFError) {
    memory = .allocate(byteCount: count, alignment: 16)
    do throws(NetCDFError) {
      try source.read(at: 0, into: memory)
    } catch {
      memory.deallocate()
      throw error
    }
  }

  deinit { memory.deallocate() }

  var count: Int { memory.count }

  /// Calls `body` with the bytes, which it must not keep.
  @inline(__always)
  func withBytes<Result, Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    // Safe: this object, and with it the memory, outlives the call.
    try withExtendedLifetime(self) { () throws(Failure) in
      try body(UnsafeRawBufferPointer(memory))
    }
  }
}
