import Foundation
import Pipeline
import Synchronization
import Testing

@Suite("Processes that look at files")
struct FileWorkersTests {
  /// Workers that are shell scripts: `$line` holds the request.
  static func outcomes(
    _ script: String,
    paths: [String],
    count: Int = 1
  ) async throws -> [FileWorkers.Outcome?] {
    let workers = FileWorkers(
      executable: "/bin/sh",
      arguments: ["-c", "while read -r line; do \(script); done"],
      count: count
    )
    let outcomes = Outcomes(count: paths.count)
    try await workers.look(at: paths) { outcomes.set($0, $1) }
    return outcomes.all
  }

  final class Outcomes: Sendable {
    private let list: Mutex<[FileWorkers.Outcome?]>
    init(count: Int) { list = Mutex([FileWorkers.Outcome?](repeating: nil, count: count)) }
    func set(_ index: Int, _ outcome: FileWorkers.Outcome) { list.withLock { $0[index] = outcome } }
    var all: [FileWorkers.Outcome?] { list.withLock { $0 } }
  }

  @Test("reply for every file, whatever their number", arguments: [1, 2, 5])
  func replies(count: Int) async throws {
    let paths = (0..<40).map { "/data/\($0).nc" }
    let outcomes = try await Self.outcomes(#"echo "$line""#, paths: paths, count: count)
    for (path, outcome) in zip(paths, outcomes) {
      let expected = path.replacingOccurrences(of: "/", with: "\\/")
      #expect(outcome == .reply("[\"\(expected)\",\"\(expected)\"]"))
    }
  }

  @Test("end a reply with a line feed and with no other line break of Unicode")
  func lineBreaks() async throws {
    let outcomes = try await Self.outcomes(
      #"printf 'a\342\200\250b\302\205c\rd\n'"#,
      paths: ["/a", "/b"]
    )
    let reply = FileWorkers.Outcome.reply("a\u{2028}b\u{85}c\rd")
    #expect(outcomes == [reply, reply])
  }

  @Test("need no files")
  func nothing() async throws {
    #expect(try await Self.outcomes("exit 9", paths: []).isEmpty)
  }

  @Test("cost the file that they die over, after a second try, and no other")
  func crash() async throws {
    let tries = NSTemporaryDirectory() + "tries-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: tries) }
    let script =
      #"case "$line" in *bad*) echo x >> \#(tries); kill -SEGV $$;; *) echo fine;; esac"#
    let outcomes = try await Self.outcomes(script, paths: ["/a", "/bad", "/b", "/c"])
    let fine = FileWorkers.Outcome.reply("fine")
    #expect(outcomes == [fine, .death(.signal(SIGSEGV)), fine, fine])
    #expect(try String(contentsOfFile: tries, encoding: .utf8) == "x\nx\n")
  }

  @Test("give a file a second try that may succeed")
  func secondTry() async throws {
    let marker = NSTemporaryDirectory() + "marker-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: marker) }
    let script = "if [ -e \(marker) ]; then echo fine; else touch \(marker); exit 3; fi"
    #expect(try await Self.outcomes(script, paths: ["/a"]) == [.reply("fine")])
  }

  @Test("give no second try to a file that took all its processor time")
  func processorTime() async throws {
    let tries = NSTemporaryDirectory() + "tries-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: tries) }
    let outcomes = try await Self.outcomes("echo x >> \(tries); kill -PROF $$", paths: ["/a"])
    #expect(outcomes == [.death(.processorTime)])
    #expect(try String(contentsOfFile: tries, encoding: .utf8) == "x\n")
  }

  @Test("say with which code they ended")
  func code() async throws {
    #expect(try await Self.outcomes("exit 3", paths: ["/a"]) == [.death(.exit(3))])
  }

  @Test("that cannot be started are an error")
  func missing() async {
    let workers = FileWorkers(executable: "/nonexistent/program", arguments: [], count: 2)
    await #expect(throws: WorkerError.self) {
      try await workers.look(at: ["/a", "/b"]) { _, _ in }
    }
  }
}
