import Ledger
import Testing

@Suite("Ledger: outcomes")
struct LedgerOutcomesTests {
  let folder: TemporaryFolder
  let ledger: Ledger

  init() throws {
    folder = try TemporaryFolder()
    ledger = try Ledger(path: folder.file("ledger.sqlite"))
  }

  @Test("what was never processed has no outcome")
  func unknown() throws {
    #expect(try ledger.outcome(digest: "d1", configuration: "c1") == nil)
  }

  @Test("an outcome comes back as it was entered, under its configuration alone")
  func roundTrip() throws {
    let outcome = FileOutcome(
      status: .flagged,
      networkName: "argo",
      partKey: "part",
      reason: RejectionReason(kind: "all_flagged", message: "10 of 10"),
      account: ObservationAccount(
        read: 15,
        accepted: 1,
        flagged: 2,
        rejected: ["position": 3, "time": 4],
        duplicate: 5
      ),
      featureCount: 3
    )
    try ledger.enter(outcome, digest: "d1", configuration: "c1", at: 2000)
    #expect(try ledger.outcome(digest: "d1", configuration: "c1") == outcome)
    #expect(try ledger.outcome(digest: "d1", configuration: "c2") == nil)
  }

  @Test("a later try replaces the outcome and all of its account")
  func replaces() throws {
    let first = FileOutcome(
      status: .accepted,
      networkName: "argo",
      account: ObservationAccount(read: 3, accepted: 1, rejected: ["time": 2])
    )
    try ledger.enter(first, digest: "d1", configuration: "c1", at: 2000)
    try ledger.enter(.accepted(3), digest: "d1", configuration: "c1", at: 3000)
    #expect(try ledger.outcome(digest: "d1", configuration: "c1") == .accepted(3))
  }

  @Test("an account that does not add up is refused, and nothing of the batch is kept")
  func unbalanced() throws {
    var bad = FileOutcome.accepted(3)
    bad.account.read = 4
    let records = [
      OutcomeRecord(digest: "d1", configuration: "c", outcome: .accepted(1)),
      OutcomeRecord(digest: "d2", configuration: "c", outcome: bad),
    ]
    let expected = LedgerError.unbalanced(
      RunAccounts(observations: bad.account),
      subject: "d2"
    )
    #expect(throws: expected) { try ledger.enter(records, at: 2000) }
    #expect(try ledger.outcome(digest: "d1", configuration: "c") == nil)
  }

  @Test("a rejection without a reason is refused")
  func noReason() throws {
    let outcome = FileOutcome(status: .rejected, networkName: "")
    #expect(throws: LedgerError.rejectionWithoutReason(digest: "d1")) {
      try ledger.enter(outcome, digest: "d1", configuration: "c", at: 2000)
    }
  }

  @Test("text from hostile files is kept, but for NUL, which SQLite would cut it at")
  func hostileText() throws {
    let text = "'; DROP TABLE outcome; -- \u{1B}[31m \u{202E} å\0end"
    try ledger.enter(
      .rejected("truncated", message: text),
      digest: "d1",
      configuration: "c",
      at: 2000
    )
    let reason = try ledger.outcome(digest: "d1", configuration: "c")?.reason
    #expect(reason?.message == text.replacing("\0", with: "\u{FFFD}"))
  }

  @Test("only inputs that are there and rejected under their configuration are set aside")
  func quarantine() throws {
    try ledger.enter(.rejected("timeout"), digest: "d1", configuration: "c", at: 2000)
    try ledger.enter(.rejected("truncated"), digest: "d1", configuration: "c", at: 3000)
    try ledger.enter(.rejected("timeout"), digest: "d2", configuration: "c", at: 2000)
    try ledger.enter(.accepted(3), digest: "d2", configuration: "c", at: 3000)
    try ledger.enter(.rejected("timeout"), digest: "d3", configuration: "old", at: 2000)
    try ledger.enter(.accepted(3), digest: "d3", configuration: "c", at: 3000)
    try ledger.enter(.rejected("timeout"), digest: "d4", configuration: "c", at: 2000)
    #expect(try ledger.quarantined(pipeline: "p") == [])
    try ledger.replaceInputs(
      ofPipeline: "p",
      with: [
        PresentInput(path: "b", digest: "d1", configuration: "c", status: .rejected),
        PresentInput(path: "a", digest: "d1", configuration: "c", status: .duplicate),
        PresentInput(path: "c", digest: "d2", configuration: "c", status: .accepted),
        PresentInput(path: "d", digest: "d3", configuration: "c", status: .accepted),
      ]
    )
    let records = try ledger.quarantined(pipeline: "p")
    #expect(records.map(\.path) == ["a", "b"])
    for record in records {
      #expect(record.digest == "d1")
      #expect(record.reason == FileOutcome.rejected("truncated").reason)
      #expect(record.firstSeen == 2000 && record.lastSeen == 3000 && record.tries == 2)
    }
  }
}
