import Glibc

/// A directory for one test, removed with all that is in it at the end.
final class TemporaryDirectory {
  let path: String

  init() {
    var template = Array("/tmp/sverdrup-writing-XXXXXX".utf8CString)
    path = mkdtemp(&template).map { String(cString: $0) } ?? "/tmp"
  }

  deinit {
    if path != "/tmp" { Self.remove(path) }
  }

  /// The names in the directory, hidden ones too, sorted.
  var names: [String] { Self.names(in: path) }

  private static func names(in path: String) -> [String] {
    guard let stream = opendir(path) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  private static func remove(_ path: String) {
    umount(path)
    if unlink(path) == 0 { return }
    for name in names(in: path) { remove("\(path)/\(name)") }
    rmdir(path)
  }
}

/// Runs a command line; its output, errors included, and exit status.
///
/// The command gets none of the open files of this process, among them those that HDF5 has locked.
@discardableResult
func runShell(_ command: String) -> (output: String, status: Int32) {
  let closing = (3..<100).map { "\($0)>&-" }.joined(separator: " ")
  guard
    let stream = popen("exec bash -c 'exec \(closing); eval \"$0\"' \(quoted(command)) 2>&1", "r")
  else { return ("", -1) }
  var bytes: [UInt8] = []
  while true {
    let byte = getc(stream)
    if byte == EOF { break }
    bytes.append(UInt8(truncatingIfNeeded: byte))
  }
  let status = pclose(stream)
  return (String(decoding: bytes, as: UTF8.self), status >> 8 & 0xff)
}

/// The bytes of a file, nil when it cannot be read.
func bytes(ofFile path: String) -> [UInt8]? {
  guard let stream = fopen(path, "r") else { return nil }
  defer { fclose(stream) }
  var bytes: [UInt8] = []
  while true {
    let byte = getc(stream)
    if byte == EOF { return bytes }
    bytes.append(UInt8(truncatingIfNeeded: byte))
  }
}

/// Writes a file of text.
func makeFile(_ path: String, _ text: String = "x") {
  guard let stream = fopen(path, "w") else { return }
  fputs(text, stream)
  fclose(stream)
}

/// Text as one word of a command line.
private func quoted(_ text: String) -> String {
  "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''")
    + "'"
}
