import Ledger
import Testing

@Suite("Ledger: runs")
struct LedgerRunsTests {
  let folder: TemporaryFolder
  let ledger: Ledger
  let accounts = RunAccounts(
    files: FileAccount(read: 3, counts: [.accepted: 2, .rejected: 1]),
    observations: ObservationAccount(read: 10, accepted: 7, rejected: ["time": 3])
  )

  init() throws {
    folder = try TemporaryFolder()
    ledger = try Ledger(path: folder.file("ledger.sqlite"))
  }

  @Test("a pipeline that never ran has no last run")
  func none() throws {
    #expect(try ledger.lastRun(pipeline: "p") == nil)
  }

  @Test("the last run is the one that began last, with what it came to")
  func last() throws {
    let first = try ledger.beginRun(pipeline: "p", at: 1000)
    let second = try ledger.beginRun(pipeline: "p", at: 900)  // the clock was set back
    _ = try ledger.beginRun(pipeline: "q", at: 2000)
    #expect(second > first)
    #expect(try ledger.lastRun(pipeline: "p")?.accounts == nil)
    try ledger.endRun(second, status: "complete", accounts: accounts, at: 1100)
    try ledger.endRun(first, status: "interrupted", accounts: RunAccounts(), at: 1200)
    let run = try #require(try ledger.lastRun(pipeline: "p"))
    #expect(run.id == second && run.startedAt == 900 && run.endedAt == 1100)
    #expect(run.status == "complete" && run.accounts == accounts)
    let runs = try ledger.runs(pipeline: "p", limit: 10)
    #expect(runs.map(\.id) == [second, first])
    #expect(runs[1].accounts == RunAccounts())
    #expect(try ledger.runs(pipeline: "p", limit: -1) == [])
  }

  @Test("a run ends once")
  func endsOnce() throws {
    let run = try ledger.beginRun(pipeline: "p", at: 1000)
    try ledger.endRun(run, status: "complete", accounts: accounts, at: 1100)
    #expect(throws: LedgerError.noSuchRun(run)) {
      try ledger.endRun(run, status: "failed", accounts: RunAccounts(), at: 1200)
    }
    #expect(throws: LedgerError.noSuchRun(99)) {
      try ledger.endRun(99, status: "complete", accounts: RunAccounts(), at: 1200)
    }
    #expect(try ledger.lastRun(pipeline: "p")?.accounts == accounts)
  }

  @Test("accounts that do not add up are refused, and the run goes on")
  func unbalanced() throws {
    let run = try ledger.beginRun(pipeline: "p", at: 1000)
    let bad = RunAccounts(files: FileAccount(read: 1))
    #expect(throws: LedgerError.unbalanced(bad, subject: "run \(run)")) {
      try ledger.endRun(run, status: "complete", accounts: bad, at: 1100)
    }
    #expect(try ledger.lastRun(pipeline: "p")?.endedAt == nil)
  }
}
