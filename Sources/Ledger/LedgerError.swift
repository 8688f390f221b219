/// What keeps the ledger from doing what it was asked.
public enum LedgerError: Error, Equatable {
  /// The file cannot be opened or created: no such folder, no permission, a folder in its place.
  case cannotOpen(path: String, code: Int32, message: String)

  /// The file is there and is not a ledger.
  case notALedger(path: String)

  /// The file is damaged.
  case corrupt(path: String, operation: String, message: String)

  /// The file was written by a later version of this software.
  case newerSchema(path: String, found: Int, supported: Int)

  /// Another process held the file for longer than a writer waits.
  case busy(path: String, operation: String)

  /// Reading or writing failed below SQLite: disk full, device error, read-only file.
  case inputOutput(path: String, operation: String, code: Int32, message: String)

  /// Any other refusal by SQLite.
  case refused(path: String, operation: String, code: Int32, message: String)

  /// An account does not add up; it was not entered.
  case unbalanced(RunAccounts, subject: String)

  /// An outcome is said to be a rejection without saying why; it was not entered.
  case rejectionWithoutReason(digest: String)

  /// An input is said to be present before an outcome was entered for its content.
  case noOutcome(path: String, digest: String)

  /// The run is not there, or has ended.
  case noSuchRun(Int64)

  /// Another process holds the lock; `holder` is what it wrote about itself.
  case locked(path: String, holder: String)

  /// The lock file cannot be opened or locked.
  case cannotLock(path: String, code: Int32)

  /// True when trying again later can help.
  public var isTemporary: Bool {
    switch self {
    case .busy, .locked: true
    default: false
    }
  }
}

extension LedgerError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .cannotOpen(let path, let code, let message):
      "\(path): cannot open the ledger: \(message) (SQLite \(code)); check that its folder exists"
        + " and can be written to"
    case .notALedger(let path):
      "\(path): expected a ledger of this software, found another kind of file; it was left as it"
        + " is, name another path"
    case .corrupt(let path, let operation, let message):
      "\(path): the ledger is damaged (\(operation): \(message)); move it away, with its -wal and"
        + " -shm files, and the next run takes all inputs in again"
    case .newerSchema(let path, let found, let supported):
      "\(path): the ledger has schema \(found), this version knows up to \(supported); use the"
        + " later version that wrote it"
    case .busy(let path, let operation):
      "\(path): another process is writing to the ledger (\(operation)); try again later"
    case .inputOutput(let path, let operation, let code, let message):
      "\(path): the ledger could not be read or written (\(operation): \(message), SQLite"
        + " \(code)); check the disk, nothing half done was kept"
    case .refused(let path, let operation, let code, let message):
      "\(path): SQLite refused (\(operation): \(message), SQLite \(code))"
    case .unbalanced(let accounts, let subject):
      "\(subject): the account does not add up: \(accounts)"
    case .rejectionWithoutReason(let digest):
      "\(digest): rejected without a reason"
    case .noOutcome(let path, let digest):
      "\(path): said to be taken in, but the ledger has no outcome for its content \(digest)"
    case .noSuchRun(let id):
      "run \(id): not in the ledger, or ended already"
    case .locked(let path, let holder):
      "\(path): another run holds the lock"
        + (holder.isEmpty ? "" : " (\(holder))") + "; try again when it is done"
    case .cannotLock(let path, let code):
      "\(path): cannot open or lock the lock file (errno \(code)); check that its folder exists and"
        + " can be written to"
    }
  }
}
