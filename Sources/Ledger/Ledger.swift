internal import GRDB

/// The record of what was taken in, from which bytes, and what was made of it; one SQLite file.
///
/// The ledger survives a kill and a loss of power at any moment: each call is one transaction
/// (write-ahead log, `synchronous = FULL`), so after a restart it is there as a whole or not at
/// all. Nothing is written unless its account adds up.
///
/// The file belongs on a local disk of one host. Several processes may have it open: readers
/// never wait, and a writer waits up to ten seconds for another one, then throws `busy`. Two
/// runs of one pipeline are kept apart by `RunLock`, not by the ledger. The file is closed when
/// the last reference goes.
public final class Ledger: Sendable {
  public let path: String

  private let queue: DatabaseQueue

  /// Opens the ledger at `path`; creates it when there is no file, or an empty one, and brings
  /// an older one up to date.
  ///
  /// - Throws: `cannotOpen`, `notALedger` for a file of another kind, which is left as it is,
  ///   `newerSchema`, `corrupt`, `busy`, `inputOutput`.
  public convenience init(path: String) throws(LedgerError) {
    try self.init(path: path, steps: LedgerSchema.steps)
  }

  /// Opens the ledger with the first steps of another schema, as a test of migrations does.
  package init(path: String, steps: [String]) throws(LedgerError) {
    self.path = path
    var configuration = Configuration()
    configuration.label = "ledger"
    configuration.busyMode = .timeout(10)
    do {
      // To SQLite a name may be a URI or `:memory:`, a path with a slash in front is a path.
      queue = try DatabaseQueue(
        path: path.hasPrefix("/") ? path : "./" + path,
        configuration: configuration
      )
      try queue.inDatabase { try LedgerSchema.prepare($0, path: path, steps: steps) }
    } catch {
      throw LedgerError(error, operation: "open", path: path)
    }
  }

  /// The schema as this version writes it, for tests of migrations.
  package static var schemaSteps: [String] { LedgerSchema.steps }

  /// Reads the whole file and checks that it hangs together.
  ///
  /// - Throws: `corrupt` with the first finding.
  /// - Complexity: Reads every page of the file.
  public func checkIntegrity() throws(LedgerError) {
    try read("check integrity") { db in
      let finding = try String.fetchOne(db, sql: "PRAGMA integrity_check(1)") ?? "no answer"
      guard finding == "ok" else {
        throw LedgerError.corrupt(path: path, operation: "check integrity", message: finding)
      }
      if let row = try Row.fetchOne(db, sql: "PRAGMA foreign_key_check") {
        let table = try row.decode(String.self, atIndex: 0)
        throw LedgerError.corrupt(
          path: path,
          operation: "check integrity",
          message: "a row of \(table) refers to one that is not there"
        )
      }
    }
  }

  func read<T>(
    _ operation: String,
    _ body: (Database) throws -> T
  ) throws(LedgerError) -> T {
    do { return try queue.read(body) } catch {
      throw LedgerError(error, operation: operation, path: path)
    }
  }

  /// Runs `body` as one transaction, rolled back when it throws.
  func write<T>(
    _ operation: String,
    _ body: (Database) throws -> T
  ) throws(LedgerError) -> T {
    do { return try queue.write(body) } catch {
      throw LedgerError(error, operation: operation, path: path)
    }
  }

  /// The error for a word in the file that no version of this software writes.
  func unknownWord(_ word: String, in column: String) -> LedgerError {
    .corrupt(path: path, operation: "read \(column)", message: "unknown word '\(word)'")
  }
}

extension LedgerError {
  init(_ error: any Error, operation: String, path: String) {
    if let error = error as? LedgerError {
      self = error
      return
    }
    guard let error = error as? DatabaseError else {
      // A value of another kind than the schema says.
      self = .corrupt(path: path, operation: operation, message: "\(error)")
      return
    }
    let code = error.extendedResultCode.rawValue
    let message = error.message ?? "no message"
    switch error.resultCode {
    case .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH:
      self = .cannotOpen(path: path, code: code, message: message)
    case .SQLITE_NOTADB:
      self = .notALedger(path: path)
    case .SQLITE_CORRUPT, .SQLITE_FORMAT:
      self = .corrupt(path: path, operation: operation, message: message)
    case .SQLITE_BUSY, .SQLITE_LOCKED:
      self = .busy(path: path, operation: operation)
    case .SQLITE_IOERR, .SQLITE_FULL, .SQLITE_READONLY:
      self = .inputOutput(path: path, operation: operation, code: code, message: message)
    default:
      self = .refused(path: path, operation: operation, code: code, message: message)
    }
  }
}
