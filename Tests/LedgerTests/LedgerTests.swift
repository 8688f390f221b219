import Foundation
import Ledger
import Testing

@Suite("Ledger")
struct LedgerTests {
  let folder: TemporaryFolder
  var path: String { folder.file("ledger.sqlite") }

  init() throws { folder = try TemporaryFolder() }

  @Test("what was entered is there after closing and opening again")
  func reopens() throws {
    do {
      let first = try Ledger(path: path)
      try first.enter(path: "a.nc", identity: .sample(), digest: "d1", seenAt: 2000)
      try first.enter(.accepted(7), digest: "d1", configuration: "c1", at: 2000)
      try first.enter(PartitionRecord.sample("2024-06"))
    }
    let second = try Ledger(path: path)
    #expect(try second.digest(ofPath: "a.nc", identity: .sample()) == "d1")
    #expect(try second.outcome(digest: "d1", configuration: "c1") == .accepted(7))
    #expect(try second.partitions(pipeline: "argo-monthly") == [.sample("2024-06")])
    try second.checkIntegrity()
  }

  @Test("an empty file becomes a ledger")
  func emptyFile() throws {
    try folder.write(Data(), to: "ledger.sqlite")
    try Ledger(path: path).enter(PartitionRecord.sample("2024-06"))
    #expect(try Ledger(path: path).partitions(pipeline: "argo-monthly").count == 1)
  }

  @Test("a relative name that SQLite would take for something else is a path")
  func names() throws {
    #expect(throws: LedgerError.self) { _ = try Ledger(path: "no-such-folder/:memory:") }
    let name = ":memory:\(UUID().uuidString)"
    defer { for end in ["", "-wal", "-shm"] { unlink(name + end) } }
    _ = try Ledger(path: name)
    #expect(FileManager.default.fileExists(atPath: name))
  }

  @Test("a missing folder, and a folder in the place of the file, cannot be opened")
  func cannotOpen() throws {
    for path in [folder.file("no/ledger.sqlite"), folder.path] {
      let error = try #require(throws: LedgerError.self) { _ = try Ledger(path: path) }
      guard case .cannotOpen(path, _, _) = error else {
        Issue.record("\(error)")
        continue
      }
    }
  }

  // MARK: Schema

  @Test("an older ledger gets the steps it lacks and keeps its rows")
  func migrates() throws {
    try Ledger(path: path).enter(.accepted(7), digest: "d1", configuration: "c1", at: 2000)
    let steps = Ledger.schemaSteps + ["CREATE TABLE later (word TEXT NOT NULL)"]
    // Once is enough: a second opening does not run the step again, which would throw.
    for _ in 1...2 {
      let ledger = try Ledger(path: path, steps: steps)
      #expect(try ledger.outcome(digest: "d1", configuration: "c1") == .accepted(7))
    }
  }

  @Test("a ledger of a later version is refused with both versions, and left as it is")
  func newerSchema() throws {
    let count = Ledger.schemaSteps.count
    let steps = Ledger.schemaSteps + ["CREATE TABLE later (word TEXT NOT NULL)"]
    _ = try Ledger(path: path, steps: steps)
    let before = try folder.bytes(of: "ledger.sqlite")
    let expected = LedgerError.newerSchema(path: path, found: count + 1, supported: count)
    #expect(throws: expected) { _ = try Ledger(path: path) }
    #expect(try folder.bytes(of: "ledger.sqlite") == before)
  }

  @Test("a step that fails leaves the ledger at the step before")
  func failedStep() throws {
    _ = try Ledger(path: path)
    let steps = Ledger.schemaSteps + ["CREATE TABLE later (word TEXT); CREATE TABLE input (a)"]
    #expect(throws: LedgerError.self) { _ = try Ledger(path: path, steps: steps) }
    let good = Ledger.schemaSteps + ["CREATE TABLE later (word TEXT)"]
    _ = try Ledger(path: path, steps: good)
  }

  // MARK: Damage

  @Test(
    "a file of another kind is refused and left as it is",
    arguments: [
      Data("pipeline: argo-monthly\n".utf8), Data(repeating: 0, count: 5000),
      Data("SQLite format 3\0".utf8),
    ]
  )
  func otherKinds(bytes: Data) throws {
    try folder.write(bytes, to: "ledger.sqlite")
    #expect(throws: LedgerError.notALedger(path: path)) { _ = try Ledger(path: path) }
    #expect(try folder.bytes(of: "ledger.sqlite") == bytes)
  }

  @Test("the SQLite file of another program is refused and left as it is")
  func otherProgram() throws {
    // An `application_id` other than ours, at bytes 68 to 71 of the header.
    _ = try Ledger(path: path)
    var bytes = try folder.bytes(of: "ledger.sqlite")
    bytes[68] ^= 0xFF
    try folder.write(bytes, to: "ledger.sqlite")
    #expect(throws: LedgerError.notALedger(path: path)) { _ = try Ledger(path: path) }
    #expect(try folder.bytes(of: "ledger.sqlite") == bytes)
  }

  @Test("a damaged page is an error, never a crash or another answer", arguments: 1...40)
  func damagedPages(seed: UInt64) throws {
    var random = SplitMix(state: seed)
    try Ledger(path: path).fill(files: 50)
    var bytes = try folder.bytes(of: "ledger.sqlite")
    let start = Int(random.next() % UInt64(bytes.count - 600))
    if seed % 4 == 0 {
      bytes.removeSubrange(start...)
    } else {
      for i in start..<(start + 600) { bytes[i] = UInt8(truncatingIfNeeded: random.next()) }
    }
    try folder.write(bytes, to: "ledger.sqlite")
    do {
      let ledger = try Ledger(path: path)
      try ledger.readEverything()
      try ledger.checkIntegrity()
    } catch let error as LedgerError {
      switch error {
      case .corrupt, .notALedger, .newerSchema, .refused, .inputOutput: break
      default: Issue.record("seed \(seed): \(error)")
      }
    }
  }

  // MARK: Kills

  #if os(Linux)
    @Test("a process that is killed leaves all it had committed and nothing else")
    func killed() async throws {
      await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
        let ledger = try Ledger(path: path)
        try ledger.fill(files: 20)
        _ = try ledger.beginRun(pipeline: "argo-monthly", at: 3000)
        kill(getpid(), SIGKILL)
      }
      let ledger = try Ledger(path: path)
      #expect(try ledger.accounts(ofPipeline: "argo-monthly") == Ledger.filled(files: 20))
      let run = try #require(try ledger.lastRun(pipeline: "argo-monthly"))
      #expect(run.status == nil && run.endedAt == nil && run.accounts == nil)
      try ledger.checkIntegrity()
    }
  #endif

  @Test("files cut off at any point hold the transactions of some moment, whole")
  func cutOff() throws {
    let ledger = try Ledger(path: path)
    for count in 1...6 { try ledger.fill(files: count) }
    let database = try folder.bytes(of: "ledger.sqlite")
    let log = try folder.bytes(of: "ledger.sqlite-wal")
    let moments = [RunAccounts()] + (1...6).map { Ledger.filled(files: $0) }
    var seen: Set<RunAccounts> = []
    for end in stride(from: 0, through: log.count, by: 997) + [log.count] {
      try folder.write(database, to: "copy.sqlite")
      try folder.write(log.prefix(end), to: "copy.sqlite-wal")
      try? FileManager.default.removeItem(atPath: folder.file("copy.sqlite-shm"))
      let copy = try Ledger(path: folder.file("copy.sqlite"))
      let accounts = try copy.accounts(ofPipeline: "argo-monthly")
      #expect(accounts.isBalanced && moments.contains(accounts), "cut at \(end)")
      seen.insert(accounts)
      try copy.checkIntegrity()
    }
    #expect(seen.count > 3)
    #expect(seen.contains(Ledger.filled(files: 6)))
  }

  // MARK: Several openers

  @Test("a second opener reads what the first committed, and both may write")
  func secondOpener() throws {
    let first = try Ledger(path: path)
    let second = try Ledger(path: path)
    try first.enter(.accepted(1), digest: "d1", configuration: "c1", at: 2000)
    #expect(try second.outcome(digest: "d1", configuration: "c1") == .accepted(1))
    try second.enter(.accepted(2), digest: "d2", configuration: "c1", at: 2000)
    #expect(try first.outcome(digest: "d2", configuration: "c1") == .accepted(2))
  }

  @Test("openers that create the ledger at the same moment all get it, and no write is lost")
  func openersAtOnce() async throws {
    let path = path
    try await withThrowingTaskGroup(of: Void.self) { group in
      for opener in 0..<4 {
        group.addTask {
          let ledger = try Ledger(path: path)
          for i in 0..<10 {
            try ledger.enter(
              .accepted(1),
              digest: "d\(opener)-\(i)",
              configuration: "c",
              at: 2000
            )
          }
        }
      }
      try await group.waitForAll()
    }
    let ledger = try Ledger(path: path)
    for opener in 0..<4 {
      for i in 0..<10 {
        let outcome = try ledger.outcome(digest: "d\(opener)-\(i)", configuration: "c")
        #expect(outcome == .accepted(1))
      }
    }
  }
}

extension Ledger {
  /// Enters `files` files of 10 observations each, all in one state per call.
  func fill(files: Int) throws {
    let names = (0..<files).map { "f\($0)" }
    try enter(
      names.map {
        InputRecord(path: $0, identity: .sample(), digest: "d-" + $0, seenAt: 2000)
      }
    )
    try enter(
      names.map {
        OutcomeRecord(
          digest: "d-" + $0,
          configuration: "c",
          outcome: .accepted(7, flagged: 3)
        )
      },
      at: 2000
    )
    try replaceInputs(
      ofPipeline: "argo-monthly",
      with: names.map {
        PresentInput(path: $0, digest: "d-" + $0, configuration: "c", status: .accepted)
      }
    )
  }

  static func filled(files: Int) -> RunAccounts {
    RunAccounts(
      files: FileAccount(read: files, counts: [.accepted: files]),
      observations: ObservationAccount(
        read: 10 * files,
        accepted: 7 * files,
        flagged: 3 * files
      )
    )
  }

  func readEverything() throws {
    for input in try inputs(ofPipeline: "argo-monthly") {
      _ = try outcome(digest: input.digest, configuration: input.configuration)
      _ = try digest(ofPath: input.path, identity: .sample())
      _ = try revisions(ofPath: input.path)
    }
    _ = try accounts(ofPipeline: "argo-monthly")
    _ = try quarantined(pipeline: "argo-monthly")
    _ = try partitions(pipeline: "argo-monthly")
    _ = try runs(pipeline: "argo-monthly", limit: 10)
  }
}

/// A generator whose sequence follows from its seed.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
