internal import Foundation
internal import Subprocess
internal import Synchronization
internal import SystemPackage

/// Processes that look at files on behalf of this one.
///
/// A damaged file may crash the C library or send it into an endless loop. That ends the worker and
/// costs the file it was looking at; the others go on in a new one. A worker has a directory of its
/// own to be in, no home, and an environment of a few known variables.
///
/// The conversation is one line of JSON a request and one a reply, which `WorkerConversation` has
/// the other side of.
public struct FileWorkers: Sendable {
  private let executable: String
  private let arguments: [String]
  private let count: Int

  /// How many files a worker looks at before a fresh one takes over.
  private static let filesOfWorker = 2000

  /// - Parameters:
  ///   - executable: The program to run; this one by default.
  ///   - arguments: What it is called with to be a worker.
  ///   - count: How many workers look at files side by side.
  public init(executable: String = "/proc/self/exe", arguments: [String], count: Int) {
    self.executable = executable
    self.arguments = arguments
    self.count = max(1, count)
  }

  /// What became of a file.
  public enum Outcome: Sendable, Equatable {
    /// What the worker says.
    case reply(String)

    /// The worker died over the file, twice if not of the limit on processor time.
    case death(WorkerDeath)
  }

  /// Looks at files.
  ///
  /// - Parameter deliver: Receives the outcome of each file as it comes, in any order, with its
  ///   index among `paths`.
  /// - Throws: `WorkerError` when no worker can be started.
  public func look(
    at paths: [String],
    deliver: @escaping @Sendable (Int, Outcome) -> Void
  ) async throws(WorkerError) {
    let queue = FileQueue(count: paths.count)
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<min(count, paths.count) {
        group.addTask {
          while !queue.isEmpty {
            do throws(WorkerError) {
              try await employ(on: paths, from: queue, deliver: deliver)
            } catch {
              queue.abandon(error)
            }
          }
        }
      }
    }
    if let error = queue.failure { throw error }
  }

  /// Starts one worker and gives it files until it ends.
  private func employ(
    on paths: [String],
    from queue: FileQueue,
    deliver: @Sendable (Int, Outcome) -> Void
  ) async throws(WorkerError) {
    let status: TerminationStatus
    let current: Int?
    do {
      let result = try await Subprocess.run(
        .path(FilePath(executable)),
        arguments: Arguments(arguments),
        environment: .custom(Self.environment),
        workingDirectory: "/",
        input: .inputWriter,
        output: .sequence,
        error: .discarded
      ) { execution -> Int? in
        // At line feeds only: names in files hold the other line breaks of Unicode.
        var replies = execution.standardOutput.strings(
          separatedBy: .unicodeScalarSequence("\n".unicodeScalars),
          bufferingPolicy: .unbounded
        ).makeAsyncIterator()
        for _ in 0..<Self.filesOfWorker {
          guard let index = queue.next() else { break }
          let request = WorkerConversation.line(for: paths[index])
          // A worker that died cannot be written to: its end tells why.
          guard (try? await execution.standardInputWriter.write(request)) != nil,
            let reply = try await replies.next()
          else { return index }
          deliver(index, .reply(reply))
        }
        try await execution.standardInputWriter.finish()
        return nil
      }
      (status, current) = (result.terminationStatus, result.closureResult)
    } catch {
      throw WorkerError(detail: "\(error)")
    }
    guard let index = current else { return }
    let death = WorkerDeath(status)
    if death == .processorTime || queue.isSecondTry(index) {
      deliver(index, .death(death))
    } else {
      queue.tryAgain(index)
    }
  }

  /// Nothing of the environment reaches the libraries but what they need: files that they would
  /// look for in a home directory, or code that they would load, do not exist.
  private static var environment: [Environment.Key: String] {
    var kept: [Environment.Key: String] = [
      "HOME": "/nonexistent", "HDF5_PLUGIN_PRELOAD": "::", "HDF5_PLUGIN_PATH": "/nonexistent",
      "SWIFT_BACKTRACE": "enable=no",
    ]
    let isUnderFaults = ProcessInfo.processInfo.environment["FAULTIO_KEEP"] != nil
    for (name, value) in ProcessInfo.processInfo.environment {
      let isKnown =
        [
          "PATH", "TZ", "LANG", "LC_ALL", "TMPDIR", "UDUNITS2_XML_PATH", "KERNELS_LEVEL",
          "LD_LIBRARY_PATH", "ASAN_OPTIONS",
        ].contains(name)
      let isFault = isUnderFaults && (name == "LD_PRELOAD" || name.hasPrefix("FAULTIO_"))
      if isKnown || isFault, let key = Environment.Key(rawValue: name) { kept[key] = value }
    }
    return kept
  }
}

/// Why no worker could be started.
public struct WorkerError: Error, Sendable, CustomStringConvertible {
  let detail: String

  public var description: String { "no process could be started to read files: \(detail)" }
}

/// How a worker ended over a file.
public enum WorkerDeath: Sendable, Equatable {
  /// A call of the C library did not come to an end, or the file as a whole.
  case processorTime
  case signal(Int32)
  case exit(Int32)

  init(_ status: TerminationStatus) {
    switch status {
    case .signaled(LibraryLimit.signal): self = .processorTime
    case .signaled(let signal): self = .signal(signal)
    case .exited(let code): self = .exit(code)
    }
  }

  /// The reason that accounts list.
  public var reason: String {
    switch self {
    case .processorTime: "timeout"
    case .signal, .exit: "reader_crash"
    }
  }
}

extension WorkerDeath: CustomStringConvertible {
  public var description: String {
    switch self {
    case .processorTime:
      "reading this file did not come to an end within its limit of processor time"
    case .signal(let number):
      "the process that read the file died of signal \(number) (\(String(cString: strsignal(number))))"
    case .exit(let code):
      "the process that read the file ended with code \(code) before it was done"
    }
  }
}

/// The files that are still to be looked at.
private final class FileQueue: Sendable {
  private struct State {
    var next = 0
    var again: [Int] = []
    var seconds: Set<Int> = []
    var failure: WorkerError?
  }

  private let state = Mutex(State())
  private let count: Int

  init(count: Int) { self.count = count }

  var isEmpty: Bool { state.withLock { $0.next >= count && $0.again.isEmpty } }

  func next() -> Int? {
    state.withLock { state in
      if let index = state.again.popLast() { return index }
      guard state.next < count else { return nil }
      state.next += 1
      return state.next - 1
    }
  }

  func tryAgain(_ index: Int) {
    state.withLock { state in
      state.again.append(index)
      state.seconds.insert(index)
    }
  }

  func isSecondTry(_ index: Int) -> Bool { state.withLock { $0.seconds.contains(index) } }

  var failure: WorkerError? { state.withLock { $0.failure } }

  /// Gives up on the files that are left.
  func abandon(_ failure: WorkerError) {
    state.withLock { state in
      state.failure = failure
      state.next = count
      state.again = []
    }
  }
}
