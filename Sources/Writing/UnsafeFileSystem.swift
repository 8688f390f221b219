internal import Glibc

/// The start of a small text file, nil when it cannot be read. Meant for files of the kernel.
func smallFile(at path: String) -> String? {
  let descriptor = open(path, O_RDONLY | O_CLOEXEC)
  guard descriptor >= 0 else { return nil }
  defer { close(descriptor) }
  var bytes = [UInt8](repeating: 0, count: 4096)
  // Safe: the buffer is as long as the count given and outlives the call.
  let count = bytes.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
  return count > 0 ? String(decoding: bytes.prefix(count), as: UTF8.self) : nil
}

/// What a symbolic link points to, nil when `path` is no link.
func linkTarget(of path: String) -> String? {
  var bytes = [CChar](repeating: 0, count: 4096)
  // Safe: the buffer is as long as the count given and outlives the call.
  let count = readlink(path, &bytes, bytes.count)
  guard count > 0 else { return nil }
  return String(decoding: bytes.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
}

/// The absolute path of a file or directory without links, nil with `errno` set when there is none.
func realPath(of path: String) -> String? {
  guard let resolved = realpath(path, nil) else { return nil }
  defer { free(resolved) }
  // Safe: `realpath` returned memory of its own that ends in a zero byte.
  return String(cString: resolved)
}

/// The names in a directory that are valid UTF-8, nil with `errno` set when it cannot be read.
func names(inDirectory path: String) -> [String]? {
  guard let stream = opendir(path) else { return nil }
  defer { closedir(stream) }
  var names: [String] = []
  errno = 0
  while let entry = readdir(stream) {
    // Safe: the entry is valid until the next `readdir`, and its name ends in a zero byte within
    // the bytes that the entry has.
    let name = withUnsafePointer(to: &entry.pointee.d_name) { tuple in
      tuple.withMemoryRebound(to: CChar.self, capacity: 256) { String(validatingCString: $0) }
    }
    if let name { names.append(name) }
    errno = 0
  }
  return errno == 0 ? names.sorted() : nil
}

/// Writes bytes to a descriptor once; the number written, or -1 with `errno` set.
func writeBytes(_ bytes: RawSpan, to descriptor: Int32) -> Int {
  // Safe: the buffer is as long as the count given and outlives the call.
  bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
}
