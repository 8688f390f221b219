internal import Foundation
internal import NetCDFFile
internal import Synchronization

/// The worker's side of what `FileWorkers` starts: a request a line on standard input, a reply a
/// line on standard output.
public enum WorkerConversation {
  /// Answers requests until there are no more.
  ///
  /// - Parameters:
  ///   - patience: How many times as much processor time as reading a file may take is allowed for
  ///     what is done with it.
  ///   - reply: Makes the reply, without a line end, for the absolute path of a file and the path
  ///     that its user knows it by.
  public static func serve(
    patience: Double = 1,
    _ reply: (_ path: String, _ name: String) -> String
  ) {
    // A core of a damaged file helps nobody, and they are large; no file needs this much memory.
    limit(RLIMIT_CORE, to: 0)
    limit(RLIMIT_AS, to: 8 << 30)
    let guardian = WorkerGuardian()
    guardian.start()
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
      guardian.begin(seconds: LibraryLimit.seconds(forFileAt: path) * 30 * patience)
      do {
        try replies.write(contentsOf: Data((reply(path, name) + "\n").utf8))
      } catch {
        // Nobody listens any more.
        return
      }
    }
  }

  /// Lowers a limit of the process, never above what it was started with.
  private static func limit(_ resource: __rlimit_resource, to most: UInt) {
    var current = rlimit()
    let code = __rlimit_resource_t(resource.rawValue)
    guard getrlimit(code, &current) == 0 else { return }
    current.rlim_cur = min(current.rlim_cur, most)
    setrlimit(code, &current)
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

/// Ends the worker when its supervisor is gone, or when a file takes more processor time than any
/// honest one would.
private final class WorkerGuardian: Sendable {
  /// The processor time of the process at which it has had enough, in seconds.
  private let deadline = Mutex(Double.infinity)

  /// Allows the next file its processor time.
  func begin(seconds: Double) {
    let now = Self.processorSeconds()
    deadline.withLock { $0 = now + seconds }
  }

  func start() {
    let supervisor = getppid()
    let thread = Thread { [self] in
      while true {
        usleep(200_000)
        if getppid() != supervisor { _exit(1) }
        if Self.processorSeconds() > deadline.withLock({ $0 }) {
          // As when one call of the library takes too long.
          kill(getpid(), LibraryLimit.signal)
        }
      }
    }
    thread.start()
  }

  private static func processorSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}

/// How much processor time one call of the C library may take; a whole file gets thirty times that.
enum LibraryLimit {
  static let signal = LibraryWatchdog.signal

  /// A second, and one more for every 20 MB of the file: the library reads 200 MB in that time.
  static func seconds(forFileAt path: String) -> Double {
    var status = stat()
    guard stat(path, &status) == 0 else { return 1 }
    return 1 + Double(status.st_size) / 20e6
  }
}
