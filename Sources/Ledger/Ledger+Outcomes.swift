internal import GRDB

extension Ledger {
  /// What processing the content `digest` under `configuration` came to; nil when that was never
  /// done.
  public func outcome(
    digest: String,
    configuration: String
  ) throws(LedgerError) -> FileOutcome? {
    try read("read an outcome") { db in
      let row = try Row.fetchOne(
        db.cachedStatement(sql: "SELECT * FROM outcome WHERE digest = ? AND configuration = ?"),
        arguments: [digest, configuration]
      )
      guard let row else { return nil }
      var account = ObservationAccount()
      let rows = try Row.fetchAll(
        db.cachedStatement(sql: "SELECT * FROM account WHERE digest = ? AND configuration = ?"),
        arguments: [digest, configuration]
      )
      for row in rows { try account.add(row, of: self) }
      return FileOutcome(
        status: try status(in: row),
        networkName: try row.decode(forColumn: "networkName"),
        partKey: try row.decode(forColumn: "partKey"),
        reason: try reason(in: row),
        account: account,
        featureCount: try row.decode(forColumn: "featureCount")
      )
    }
  }

  /// Enters the outcome of one file content, replacing what an earlier try came to.
  ///
  /// - Parameter at: Seconds since 1970-01-01 UTC. The time of the first try is kept, and the
  ///   tries are counted.
  /// - Throws: `unbalanced` when the account does not add up, `rejectionWithoutReason`.
  public func enter(
    _ outcome: FileOutcome,
    digest: String,
    configuration: String,
    at: Double
  ) throws(LedgerError) {
    try enter(
      [OutcomeRecord(digest: digest, configuration: configuration, outcome: outcome)],
      at: at
    )
  }

  /// Enters several outcomes in one transaction.
  public func enter(_ outcomes: [OutcomeRecord], at: Double) throws(LedgerError) {
    for record in outcomes {
      try requireBalance(record.outcome.account, of: record.digest)
      guard record.outcome.status != .rejected || record.outcome.reason != nil else {
        throw .rejectionWithoutReason(digest: record.digest)
      }
    }
    try write("enter outcomes") { db in
      for record in outcomes { try enter(record, at: at, in: db) }
    }
  }

  private func enter(_ record: OutcomeRecord, at: Double, in db: Database) throws {
    let outcome = record.outcome
    try db.cachedStatement(
      sql: """
        INSERT INTO outcome VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?10, 1)
        ON CONFLICT (digest, configuration) DO UPDATE SET
          status = excluded.status, networkName = excluded.networkName,
          partKey = excluded.partKey, reasonKind = excluded.reasonKind,
          reasonMessage = excluded.reasonMessage, reasonVariable = excluded.reasonVariable,
          featureCount = excluded.featureCount, lastSeen = excluded.lastSeen, tries = tries + 1
        """
    ).execute(
      arguments: [
        record.digest, record.configuration, outcome.status.rawValue,
        outcome.networkName.storable, outcome.partKey, outcome.reason?.kind.storable,
        outcome.reason?.message.storable, outcome.reason?.variable?.storable,
        outcome.featureCount, at,
      ]
    )
    try db.cachedStatement(sql: "DELETE FROM account WHERE digest = ? AND configuration = ?")
      .execute(arguments: [record.digest, record.configuration])
    for (category, reason, count) in outcome.account.rows {
      try db.cachedStatement(sql: "INSERT INTO account VALUES (?, ?, ?, ?, ?)").execute(
        arguments: [record.digest, record.configuration, category, reason, count]
      )
    }
  }

  /// The inputs of `pipeline` that are set aside: there now, and rejected when they were last
  /// tried under their configuration. By path.
  public func quarantined(pipeline: String) throws(LedgerError) -> [QuarantineRecord] {
    try read("read what is set aside") { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT p.path, o.* FROM presentInput AS p JOIN outcome AS o USING (digest, configuration)
          WHERE p.pipeline = ? AND o.status = 'rejected' ORDER BY p.path
          """,
        arguments: [pipeline]
      ).map { row in
        QuarantineRecord(
          path: try row.decode(forColumn: "path"),
          digest: try row.decode(forColumn: "digest"),
          reason: try reason(in: row) ?? RejectionReason(kind: "unknown", message: ""),
          firstSeen: try row.decode(forColumn: "firstSeen"),
          lastSeen: try row.decode(forColumn: "lastSeen"),
          tries: try row.decode(forColumn: "tries")
        )
      }
    }
  }

  private func reason(in row: Row) throws -> RejectionReason? {
    guard let kind = try row.decode(String?.self, forColumn: "reasonKind") else { return nil }
    return RejectionReason(
      kind: kind,
      message: try row.decode(forColumn: "reasonMessage"),
      variable: try row.decode(forColumn: "reasonVariable")
    )
  }

  func requireBalance(
    _ account: ObservationAccount,
    of subject: String
  ) throws(LedgerError) {
    guard account.isBalanced else {
      throw .unbalanced(RunAccounts(observations: account), subject: subject)
    }
  }
}

extension ObservationAccount {
  /// The account as rows of a table: a category, the reason of a rejection, a count that is not 0.
  var rows: [(category: String, reason: String, count: Int)] {
    let plain = [
      ("read", "", read), ("accepted", "", accepted), ("flagged", "", flagged),
      ("duplicate", "", duplicate), ("superseded", "", superseded),
    ]
    return plain.filter { $0.2 != 0 } + rejected.map { ("rejected", $0.key.storable, $0.value) }
  }

  /// Adds what a row with `category`, `reason` and `observations` says.
  mutating func add(_ row: Row, of ledger: Ledger) throws {
    let category = try row.decode(String.self, forColumn: "category")
    let count = try row.decode(Int.self, forColumn: "observations")
    switch category {
    case "read": read = count
    case "accepted": accepted = count
    case "flagged": flagged = count
    case "duplicate": duplicate = count
    case "superseded": superseded = count
    case "rejected": reject(count, for: try row.decode(String.self, forColumn: "reason"))
    default: throw ledger.unknownWord(category, in: "category")
    }
  }
}

extension String {
  /// The text without NUL, at which SQLite would cut it off. Messages quote names from files, and
  /// those hold anything.
  var storable: String {
    utf8.contains(0) ? String(map { $0 == "\0" ? "\u{FFFD}" : $0 }) : self
  }
}
