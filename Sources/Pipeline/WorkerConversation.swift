internal import Foundation
internal import NetCDFFile

/// The worker's side of what `FileWorkers` starts: a request a line on standard input, a reply a
/// line on standard output.
public enum WorkerConversation {
  /// Answers requests until there are no more.
  ///
  /// - Parameter reply: Makes the reply, without a line end, for the absolute path of a file and the
  ///   path that its user knows it by.
  public static func serve(_ reply: (_ path: String, _ name: String) -> String) {
    // A core of a damaged file helps nobody, and they are large.
    var none = rlimit(rlim_cur: 0, rlim_max: 0)
    setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
    // What a library prints must not pass for a reply.
    let replies = FileHandle(fileDescriptor: dup(STDOUT_FILENO), closeOnDealloc: true)
    let nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC)
    dup2(nowhere, STDOUT_FILENO)
    close(nowhere)
    while let line = readLine() {
      guard let paths = try? JSONDecoder().decode([String].self, from: Data(line.utf8)),
        paths.count == 2
      else { return }
      let (path, name) = (paths[0], paths[1])
      LibraryWatchdog.setLimit(seconds: LibraryLimit.seconds(forFileAt: path))
      do {
        try replies.write(contentsOf: Data((reply(path, name) + "\n").utf8))
      } catch {
        // Nobody listens any more.
        return
      }
    }
  }

  /// The request for a path.
  static func line(for path: String) -> String {
    let absolute =
      path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
    // Strings always encode.
    let encoded = (try? JSONEncoder().encode([absolute, path])) ?? Data("[]".utf8)
    return String(decoding: encoded, as: UTF8.self) + "\n"
  }
}

/// How much processor time one call of the C library may take.
enum LibraryLimit {
  static let signal = LibraryWatchdog.signal

  /// A second, and one more for every 20 MB of the file: the library reads 200 MB in that time.
  static func seconds(forFileAt path: String) -> Double {
    var status = stat()
    guard stat(path, &status) == 0 else { return 1 }
    return 1 + Double(status.st_size) / 20e6
  }
}
