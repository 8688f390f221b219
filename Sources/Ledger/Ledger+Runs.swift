internal import GRDB

extension Ledger {
  /// Enters that a run of `pipeline` has begun.
  ///
  /// - Parameter at: Seconds since 1970-01-01 UTC.
  /// - Returns: The number of the run; later runs have larger ones.
  public func beginRun(pipeline: String, at: Double) throws(LedgerError) -> Int64 {
    try write("begin a run") { db in
      try db.execute(
        sql: "INSERT INTO run (pipeline, startedAt) VALUES (?, ?)",
        arguments: [pipeline, at]
      )
      return db.lastInsertedRowID
    }
  }

  /// Enters how a run ended and what it came to.
  ///
  /// - Throws: `noSuchRun` when it is not there or has ended, `unbalanced`.
  public func endRun(
    _ id: Int64,
    status: String,
    accounts: RunAccounts,
    at: Double
  ) throws(LedgerError) {
    guard accounts.isBalanced else { throw .unbalanced(accounts, subject: "run \(id)") }
    try write("end a run") { db in
      try db.execute(
        sql: "UPDATE run SET endedAt = ?, status = ? WHERE id = ? AND endedAt IS NULL",
        arguments: [at, status, id]
      )
      guard db.changesCount == 1 else { throw LedgerError.noSuchRun(id) }
      let files =
        [("read", accounts.files.read)]
        + FileStatus.allCases.map { ($0.rawValue, accounts.files[$0]) }
      let insert = try db.cachedStatement(sql: "INSERT INTO runAccount VALUES (?, ?, ?, ?, ?)")
      for (category, count) in files where count != 0 {
        try insert.execute(arguments: [id, "file", category, "", count])
      }
      for (category, reason, count) in accounts.observations.rows {
        try insert.execute(arguments: [id, "observation", category, reason, count])
      }
    }
  }

  /// The run of `pipeline` that began last, ended or not; nil when there was none.
  public func lastRun(pipeline: String) throws(LedgerError) -> RunRecord? {
    try runs(pipeline: pipeline, limit: 1).first
  }

  /// The last runs of `pipeline`, the latest first.
  public func runs(pipeline: String, limit: Int) throws(LedgerError) -> [RunRecord] {
    try read("read runs") { db in
      try Row.fetchAll(
        db,
        sql: "SELECT * FROM run WHERE pipeline = ? ORDER BY id DESC LIMIT ?",
        arguments: [pipeline, max(limit, 0)]
      ).map { row in
        let id = try row.decode(Int64.self, forColumn: "id")
        let endedAt = try row.decode(Double?.self, forColumn: "endedAt")
        return RunRecord(
          id: id,
          pipeline: pipeline,
          startedAt: try row.decode(forColumn: "startedAt"),
          endedAt: endedAt,
          status: try row.decode(forColumn: "status"),
          accounts: endedAt == nil ? nil : try accounts(ofRun: id, in: db)
        )
      }
    }
  }

  private func accounts(ofRun id: Int64, in db: Database) throws -> RunAccounts {
    var accounts = RunAccounts()
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT counted, category, category AS status, reason, count AS observations
        FROM runAccount WHERE run = ?
        """,
      arguments: [id]
    )
    for row in rows {
      let counted = try row.decode(String.self, forColumn: "counted")
      switch counted {
      case "observation":
        try accounts.observations.add(row, of: self)
      case "file":
        let count = try row.decode(Int.self, forColumn: "observations")
        if try row.decode(String.self, forColumn: "category") == "read" {
          accounts.files.read = count
        } else {
          accounts.files[try status(in: row)] = count
        }
      default:
        throw unknownWord(counted, in: "counted")
      }
    }
    return accounts
  }
}
