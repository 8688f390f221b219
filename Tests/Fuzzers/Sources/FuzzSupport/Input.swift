import Glibc

/// The bytes that the fuzzer made up.
public func input(_ start: UnsafePointer<UInt8>?, _ count: Int) -> [UInt8] {
  // Safe: the fuzzer hands over `count` bytes for the length of the call.
  Array(UnsafeBufferPointer(start: start, count: count))
}

/// The bytes as text.
public func text(_ start: UnsafePointer<UInt8>?, _ count: Int) -> String {
  String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
}

/// Writes bytes to a file in memory that this process keeps.
///
/// - Returns: The path; nil when the file cannot be written.
public func file(_ bytes: [UInt8]) -> String? {
  let path = "/dev/shm/sverdrup-fuzzer-\(getpid()).nc"
  let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
  guard descriptor >= 0 else { return nil }
  defer { close(descriptor) }
  return bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) } == bytes.count
    ? path : nil
}
