import Foundation
import Ledger
import Testing

@Suite("Ledger: inputs")
struct LedgerInputsTests {
  let folder: TemporaryFolder
  let ledger: Ledger

  init() throws {
    folder = try TemporaryFolder()
    ledger = try Ledger(path: folder.file("ledger.sqlite"))
  }

  @Test("a path that was never entered must be hashed")
  func unknown() throws {
    #expect(try ledger.digest(ofPath: "a.nc", identity: .sample()) == nil)
    #expect(try ledger.input(atPath: "a.nc") == nil)
    #expect(try ledger.revisions(ofPath: "a.nc") == [])
  }

  @Test("an untouched file is recognised, whatever the size of its numbers")
  func recognised() throws {
    let identity = FileIdentity(
      device: .max,
      inode: .max,
      size: .max,
      mtimeNanoseconds: .min,
      ctimeNanoseconds: 0
    )
    try ledger.enter(path: "a.nc", identity: identity, digest: "d1", seenAt: 2000)
    #expect(try ledger.digest(ofPath: "a.nc", identity: identity) == "d1")
  }

  @Test("a file with any other number must be hashed")
  func touched() throws {
    try ledger.enter(path: "a.nc", identity: .sample(), digest: "d1", seenAt: 2000)
    let changes: [(inout FileIdentity) -> Void] = [
      { $0.device += 1 }, { $0.inode += 1 }, { $0.size -= 1 }, { $0.mtimeNanoseconds -= 1 },
      { $0.ctimeNanoseconds -= 1 },
    ]
    for change in changes {
      var identity = FileIdentity.sample()
      change(&identity)
      #expect(try ledger.digest(ofPath: "a.nc", identity: identity) == nil)
    }
    #expect(try ledger.digest(ofPath: "a.nc", identity: .sample()) == "d1")
  }

  @Test("a file hashed within two seconds of its last change must be hashed once more")
  func unsettled() throws {
    // Changed at second 1000.
    for (seenAt, expected) in [(1001.9, nil), (1002, "d1"), (999, nil)] as [(Double, String?)] {
      try ledger.enter(path: "a.nc", identity: .sample(), digest: "d1", seenAt: seenAt)
      #expect(try ledger.digest(ofPath: "a.nc", identity: .sample()) == expected)
    }
  }

  @Test("a path that gets other bytes keeps all its revisions")
  func revisions() throws {
    try ledger.enter(path: "a.nc", identity: .sample(1), digest: "d2", seenAt: 2000)
    try ledger.enter(path: "a.nc", identity: .sample(2), digest: "d1", seenAt: 3000)
    try ledger.enter(path: "a.nc", identity: .sample(3), digest: "d1", seenAt: 4000)
    try ledger.enter(path: "b.nc", identity: .sample(4), digest: "d9", seenAt: 4000)
    #expect(try ledger.input(atPath: "a.nc")?.digest == "d1")
    let revisions = try ledger.revisions(ofPath: "a.nc")
    #expect(revisions.map(\.digest) == ["d2", "d1"])
    #expect(revisions.map(\.firstSeen) == [2000, 3000])
    #expect(revisions.map(\.lastSeen) == [2000, 4000])
  }

  @Test("a pipeline has the inputs it was given last, and no other pipeline has them")
  func replaces() throws {
    try ledger.enter(.accepted(1), digest: "d1", configuration: "c", at: 2000)
    let account = ObservationAccount(read: 1, superseded: 1)
    let inputs = [
      PresentInput(path: "a", digest: "d1", configuration: "c", status: .accepted),
      PresentInput(
        path: "b",
        digest: "d1",
        configuration: "c",
        status: .superseded,
        account: account
      ),
      PresentInput(
        path: "c",
        digest: "d1",
        configuration: "c",
        status: .duplicate,
        account: ObservationAccount()
      ),
    ]
    try ledger.replaceInputs(ofPipeline: "p", with: inputs.reversed())
    try ledger.replaceInputs(ofPipeline: "q", with: [inputs[0]])
    #expect(try ledger.inputs(ofPipeline: "p") == inputs)
    try ledger.replaceInputs(ofPipeline: "p", with: [])
    #expect(try ledger.inputs(ofPipeline: "p") == [])
    #expect(try ledger.inputs(ofPipeline: "q") == [inputs[0]])
    #expect(try ledger.accounts(ofPipeline: "p") == RunAccounts())
  }

  @Test("an input without an outcome is refused, and the inputs of before stay")
  func noOutcome() throws {
    try ledger.enter(.accepted(1), digest: "d1", configuration: "c", at: 2000)
    let good = PresentInput(path: "a", digest: "d1", configuration: "c", status: .accepted)
    let bad = PresentInput(path: "b", digest: "d1", configuration: "other", status: .accepted)
    try ledger.replaceInputs(ofPipeline: "p", with: [good])
    #expect(throws: LedgerError.noOutcome(path: "b", digest: "d1")) {
      try ledger.replaceInputs(ofPipeline: "p", with: [good, bad])
    }
    #expect(try ledger.inputs(ofPipeline: "p") == [good])
  }

  @Test("the accounts of a pipeline count every file and observation once")
  func accounts() throws {
    try ledger.enter(.accepted(7, flagged: 3), digest: "d1", configuration: "c", at: 2000)
    try ledger.enter(.accepted(20), digest: "d2", configuration: "c", at: 2000)
    try ledger.enter(.accepted(4), digest: "d3", configuration: "c", at: 2000)
    try ledger.enter(.rejected("truncated"), digest: "d4", configuration: "c", at: 2000)
    // Not among the inputs, so not counted.
    try ledger.enter(.accepted(1000), digest: "d9", configuration: "c", at: 2000)
    func input(
      _ path: String,
      _ digest: String,
      _ status: FileStatus,
      _ account: ObservationAccount? = nil
    ) -> PresentInput {
      PresentInput(
        path: path,
        digest: digest,
        configuration: "c",
        status: status,
        account: account
      )
    }
    let inputs = [
      input("a", "d1", .accepted), input("b", "d1", .duplicate), input("c", "d2", .superseded),
      input("d", "d3", .accepted, ObservationAccount(read: 4, accepted: 1, superseded: 3)),
      input("e", "d4", .rejected),
    ]
    try ledger.replaceInputs(ofPipeline: "p", with: inputs)
    let accounts = try ledger.accounts(ofPipeline: "p")
    let counts: [FileStatus: Int] = [.accepted: 2, .duplicate: 1, .superseded: 1, .rejected: 1]
    #expect(accounts.isBalanced)
    #expect(accounts.files == FileAccount(read: 5, counts: counts))
    #expect(
      accounts.observations
        == ObservationAccount(
          read: 44,
          accepted: 8,
          flagged: 3,
          duplicate: 10,
          superseded: 23
        )
    )
  }

  @Test("an account of an input that does not add up is refused")
  func unbalanced() throws {
    try ledger.enter(.accepted(1), digest: "d1", configuration: "c", at: 2000)
    let account = ObservationAccount(read: 2, superseded: 1)
    let input = PresentInput(
      path: "a",
      digest: "d1",
      configuration: "c",
      status: .accepted,
      account: account
    )
    let expected = LedgerError.unbalanced(RunAccounts(observations: account), subject: "a")
    #expect(throws: expected) { try ledger.replaceInputs(ofPipeline: "p", with: [input]) }
  }
}
