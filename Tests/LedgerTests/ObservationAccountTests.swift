import Foundation
import Ledger
import Testing

@Suite("Observation account")
struct ObservationAccountTests {
  @Test("an account of nothing is balanced and changes no sum")
  func empty() {
    let account = ObservationAccount(read: 3, accepted: 2, rejected: ["gap": 1])
    #expect(ObservationAccount().isBalanced)
    #expect(account + ObservationAccount() == account)
  }

  @Test("is balanced when every observation read is counted once, and only then")
  func balance() {
    var account = ObservationAccount(
      read: 15,
      accepted: 1,
      flagged: 2,
      rejected: ["position": 3, "time": 4],
      duplicate: 5
    )
    #expect(account.isBalanced)
    account.superseded = 1
    #expect(!account.isBalanced)
    account.read = 16
    #expect(account.isBalanced)
  }

  @Test("is never balanced with a negative count or a sum beyond all numbers")
  func hostileCounts() {
    #expect(!ObservationAccount(read: 0, accepted: 1, flagged: -1).isBalanced)
    #expect(!ObservationAccount(read: -2, accepted: .max, flagged: .max).isBalanced)
    #expect(!ObservationAccount(read: 0, rejected: ["a": 1, "b": -1]).isBalanced)
  }

  @Test("sums of balanced accounts are balanced and the same in any order")
  func sums() {
    let a = ObservationAccount(read: 5, accepted: 3, rejected: ["time": 2])
    let b = ObservationAccount(read: 4, rejected: ["time": 1, "position": 1], duplicate: 2)
    let c = ObservationAccount(read: 1, superseded: 1)
    let sum = a + b + c
    #expect(sum.isBalanced)
    #expect(sum == c + (b + a))
    #expect(sum.rejected == ["time": 3, "position": 1])
    #expect(sum.rejectedCount == 4)
  }

  @Test("a reason that no observation has is not kept")
  func zeroReasons() {
    var account = ObservationAccount(rejected: ["time": 0])
    account.reject(0, for: "position")
    #expect(account == ObservationAccount())
  }

  @Test("a file that is a copy, or replaced, counts all its observations as that")
  func wholeFiles() {
    let account = ObservationAccount(read: 5, accepted: 3, rejected: ["time": 2])
    #expect(account.asDuplicate == ObservationAccount(read: 5, duplicate: 5))
    #expect(account.asSuperseded == ObservationAccount(read: 5, superseded: 5))
    #expect(account.asDuplicate.isBalanced && account.asSuperseded.isBalanced)
  }

  @Test("survives being written as JSON and read back")
  func json() throws {
    let accounts = RunAccounts(
      files: FileAccount(read: 3, counts: [.accepted: 2, .rejected: 1]),
      observations: ObservationAccount(read: 5, accepted: 3, rejected: ["time": 2])
    )
    let text = try JSONEncoder().encode(accounts)
    #expect(try JSONDecoder().decode(RunAccounts.self, from: text) == accounts)
  }
}

@Suite("File account")
struct FileAccountTests {
  @Test("is balanced when every file has one status")
  func balance() {
    var account = FileAccount()
    #expect(account.isBalanced)
    account.read = 2
    account[.accepted] += 1
    #expect(!account.isBalanced)
    account[.superseded] += 1
    #expect(account.isBalanced)
    #expect(account[.flagged] == 0)
  }

  @Test("is never balanced with a negative count")
  func negative() {
    #expect(!FileAccount(read: 0, counts: [.accepted: 1, .rejected: -1]).isBalanced)
  }
}
