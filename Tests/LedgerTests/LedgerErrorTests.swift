import Ledger
import Testing

@Suite("Ledger errors")
struct LedgerErrorTests {
  @Test(
    "the text names the file and what to do",
    arguments: [
      (LedgerError.cannotOpen(path: "l.db", code: 14, message: "no"), "folder"),
      (.notALedger(path: "l.db"), "another path"),
      (.corrupt(path: "l.db", operation: "open", message: "malformed"), "move it away"),
      (.newerSchema(path: "l.db", found: 3, supported: 2), "later version"),
      (.busy(path: "l.db", operation: "enter inputs"), "try again"),
      (.inputOutput(path: "l.db", operation: "o", code: 13, message: "full"), "disk"),
      (.locked(path: "l.db", holder: "process 7"), "process 7"),
      (.cannotLock(path: "l.db", code: 2), "errno 2"),
      (.noOutcome(path: "l.db", digest: "d1"), "d1"),
    ]
  )
  func text(error: LedgerError, word: String) {
    #expect(error.description.hasPrefix("l.db: "))
    #expect(error.description.contains(word))
  }

  @Test("only a held lock and a busy file are worth another try")
  func temporary() {
    #expect(LedgerError.busy(path: "l", operation: "o").isTemporary)
    #expect(LedgerError.locked(path: "l", holder: "").isTemporary)
    #expect(!LedgerError.notALedger(path: "l").isTemporary)
  }
}
