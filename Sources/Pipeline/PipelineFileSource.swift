internal import Glibc

/// Fetches the text of a pipeline file.
enum PipelineFileSource {
  /// Why the text cannot be had.
  struct Fault: Error, Equatable {
    var message: String
    var line = 0
    var column = 0
    var isMissing = false
  }

  /// The text of a regular file in UTF-8, without a byte order mark.
  static func text(at path: String) -> Result<String, Fault> {
    // Not blocking: a pipe in the place of the file would wait for a writer for ever.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    guard descriptor >= 0 else {
      let reason = String(cString: strerror(errno))
      return .failure(Fault(message: "cannot be opened: \(reason)", isMissing: true))
    }
    defer { _ = Glibc.close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      return .failure(Fault(message: "expected a regular file", isMissing: true))
    }
    let limit = PipelineFileDocument.largestByteCount
    var bytes = [UInt8](repeating: 0, count: limit + 1)
    var count = 0
    while count < bytes.count {
      let added = bytes.withUnsafeMutableBytes { buffer in
        // Safe: reads at most what is left of the buffer, within the closure.
        Glibc.read(descriptor, buffer.baseAddress.map { $0 + count }, buffer.count - count)
      }
      if added < 0, errno == EINTR { continue }
      guard added >= 0 else {
        let reason = String(cString: strerror(errno))
        return .failure(Fault(message: "cannot be read: \(reason)", isMissing: true))
      }
      guard added > 0 else { break }
      count += added
    }
    guard count <= limit else {
      return .failure(Fault(message: "expected a file of at most \(limit) bytes, found more"))
    }
    bytes.removeSubrange(count...)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      return .failure(notUTF8(bytes))
    }
    return .success(text)
  }

  private static func notUTF8(_ bytes: [UInt8]) -> Fault {
    // The longest start that is UTF-8 ends where the fault is.
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    var (line, column) = (1, 1)
    decoding: while true {
      switch decoder.decode(&iterator) {
      case .scalarValue("\n"): (line, column) = (line + 1, 1)
      case .scalarValue: column += 1
      case .emptyInput, .error: break decoding
      }
    }
    return Fault(message: "expected text in UTF-8, found other bytes", line: line, column: column)
  }

  /// `path`, as seen from the folder of `file`.
  static func resolve(_ path: String, besideFile file: String) -> String {
    guard !path.hasPrefix("/"), let slash = file.lastIndex(of: "/") else { return path }
    return file[...slash] + path
  }
}
