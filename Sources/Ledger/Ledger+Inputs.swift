internal import GRDB

extension Ledger {
  /// The digest of the bytes at `path`, when the file is the one that was hashed and has not
  /// been touched since.
  ///
  /// - Returns: Nil when the file must be hashed: it is new, its identity differs, or it was
  ///   hashed so soon after it had been written that a later write might not show in its times.
  public func digest(
    ofPath path: String,
    identity: FileIdentity
  ) throws(LedgerError) -> String? {
    guard let known = try input(atPath: path), known.identity == identity,
      known.identity.isSettled(at: known.seenAt)
    else { return nil }
    return known.digest
  }

  /// What `path` held when it was last hashed.
  public func input(atPath path: String) throws(LedgerError) -> InputRecord? {
    try read("read an input") { db in
      let statement = try db.cachedStatement(sql: "SELECT * FROM input WHERE path = ?")
      guard let row = try Row.fetchOne(statement, arguments: [path]) else { return nil }
      return InputRecord(
        path: path,
        identity: FileIdentity(
          device: UInt64(bitPattern: try row.decode(forColumn: "device")),
          inode: UInt64(bitPattern: try row.decode(forColumn: "inode")),
          size: try row.decode(forColumn: "size"),
          mtimeNanoseconds: try row.decode(forColumn: "mtimeNanoseconds"),
          ctimeNanoseconds: try row.decode(forColumn: "ctimeNanoseconds")
        ),
        digest: try row.decode(forColumn: "digest"),
        seenAt: try row.decode(forColumn: "seenAt")
      )
    }
  }

  /// All contents that `path` has held, the first one first.
  public func revisions(ofPath path: String) throws(LedgerError) -> [InputRevision] {
    try read("read the revisions of an input") { db in
      try Row.fetchAll(
        db,
        sql: "SELECT * FROM revision WHERE path = ? ORDER BY firstSeen, digest",
        arguments: [path]
      ).map { row in
        InputRevision(
          digest: try row.decode(forColumn: "digest"),
          firstSeen: try row.decode(forColumn: "firstSeen"),
          lastSeen: try row.decode(forColumn: "lastSeen")
        )
      }
    }
  }

  /// Enters what one path held when it was hashed.
  ///
  /// - Parameter seenAt: Seconds since 1970-01-01 UTC, taken before the first byte was hashed.
  public func enter(
    path: String,
    identity: FileIdentity,
    digest: String,
    seenAt: Double
  ) throws(LedgerError) {
    try enter([InputRecord(path: path, identity: identity, digest: digest, seenAt: seenAt)])
  }

  /// Enters what several paths held when they were hashed, in one transaction.
  public func enter(_ inputs: [InputRecord]) throws(LedgerError) {
    try write("enter inputs") { db in
      let input = try db.cachedStatement(
        sql: """
          INSERT INTO input VALUES (?, ?, ?, ?, ?, ?, ?, ?)
          ON CONFLICT (path) DO UPDATE SET
            device = excluded.device, inode = excluded.inode, size = excluded.size,
            mtimeNanoseconds = excluded.mtimeNanoseconds,
            ctimeNanoseconds = excluded.ctimeNanoseconds,
            digest = excluded.digest, seenAt = excluded.seenAt
          """
      )
      let revision = try db.cachedStatement(
        sql: """
          INSERT INTO revision VALUES (?1, ?2, ?3, ?3)
          ON CONFLICT (path, digest) DO UPDATE SET
            firstSeen = min(firstSeen, excluded.firstSeen),
            lastSeen = max(lastSeen, excluded.lastSeen)
          """
      )
      for record in inputs {
        let identity = record.identity
        try input.execute(
          arguments: [
            record.path, Int64(bitPattern: identity.device), Int64(bitPattern: identity.inode),
            identity.size, identity.mtimeNanoseconds, identity.ctimeNanoseconds,
            record.digest, record.seenAt,
          ]
        )
        try revision.execute(arguments: [record.path, record.digest, record.seenAt])
      }
    }
  }

  /// States which inputs `pipeline` has now, and what became of each; those of before are
  /// forgotten, their outcomes and revisions are not.
  ///
  /// - Throws: `noOutcome` when the content of an input was not processed under its
  ///   configuration; `unbalanced` when an account does not add up.
  public func replaceInputs(
    ofPipeline pipeline: String,
    with inputs: [PresentInput]
  ) throws(LedgerError) {
    for input in inputs {
      if let account = input.account { try requireBalance(account, of: input.path) }
    }
    try write("replace the inputs of a pipeline") { db in
      try db.execute(sql: "DELETE FROM presentInput WHERE pipeline = ?", arguments: [pipeline])
      let exists = try db.cachedStatement(
        sql: "SELECT EXISTS (SELECT * FROM outcome WHERE digest = ? AND configuration = ?)"
      )
      let insert = try db.cachedStatement(
        sql: "INSERT INTO presentInput VALUES (?, ?, ?, ?, ?, ?)"
      )
      for input in inputs {
        let isKnown = try Bool.fetchOne(
          exists,
          arguments: [input.digest, input.configuration]
        )
        guard isKnown == true else {
          throw LedgerError.noOutcome(path: input.path, digest: input.digest)
        }
        try insert.execute(
          arguments: [
            pipeline, input.path, input.digest, input.configuration, input.status.rawValue,
            input.account != nil,
          ]
        )
        for (category, reason, count) in input.account?.rows ?? [] {
          try db.cachedStatement(sql: "INSERT INTO presentAccount VALUES (?, ?, ?, ?, ?)")
            .execute(arguments: [pipeline, input.path, category, reason, count])
        }
      }
    }
  }

  /// The inputs that `pipeline` has now, by path.
  public func inputs(ofPipeline pipeline: String) throws(LedgerError) -> [PresentInput] {
    try read("read the inputs of a pipeline") { db in
      let accounts = try Row.fetchAll(
        db,
        sql: "SELECT path, category, reason, observations FROM presentAccount WHERE pipeline = ?",
        arguments: [pipeline]
      )
      var accountByPath: [String: ObservationAccount] = [:]
      for row in accounts {
        let path = try row.decode(String.self, forColumn: "path")
        try accountByPath[path, default: ObservationAccount()].add(row, of: self)
      }
      return try Row.fetchAll(
        db,
        sql: "SELECT * FROM presentInput WHERE pipeline = ? ORDER BY path",
        arguments: [pipeline]
      ).map { row in
        let path = try row.decode(String.self, forColumn: "path")
        let hasAccount = try row.decode(Bool.self, forColumn: "hasAccount")
        return PresentInput(
          path: path,
          digest: try row.decode(forColumn: "digest"),
          configuration: try row.decode(forColumn: "configuration"),
          status: try status(in: row),
          account: hasAccount ? accountByPath[path] ?? ObservationAccount() : nil
        )
      }
    }
  }

  /// What the inputs that `pipeline` has now came to, all together.
  public func accounts(ofPipeline pipeline: String) throws(LedgerError) -> RunAccounts {
    try read("sum the accounts of a pipeline") { db in
      var accounts = RunAccounts()
      let files = try Row.fetchAll(
        db,
        sql: "SELECT status, COUNT(*) FROM presentInput WHERE pipeline = ? GROUP BY status",
        arguments: [pipeline]
      )
      for row in files {
        let count = try row.decode(Int.self, atIndex: 1)
        accounts.files[try status(in: row)] = count
        accounts.files.read += count
      }
      // An input without an account of its own counts as its outcome says, unless all of it is
      // a copy or replaced.
      let observations = try Row.fetchAll(
        db,
        sql: """
          WITH
            plain AS (
              SELECT p.status, a.category, a.reason, a.observations
              FROM presentInput AS p JOIN account AS a USING (digest, configuration)
              WHERE p.pipeline = ?1 AND NOT p.hasAccount
            ),
            counted AS (
              SELECT category, reason, observations FROM presentAccount WHERE pipeline = ?1
              UNION ALL
              SELECT category, reason, observations FROM plain
              WHERE category = 'read' OR status NOT IN ('duplicate', 'superseded')
              UNION ALL
              SELECT status, '', observations FROM plain
              WHERE category = 'read' AND status IN ('duplicate', 'superseded')
            )
          SELECT category, reason, SUM(observations) AS observations
          FROM counted GROUP BY category, reason
          """,
        arguments: [pipeline]
      )
      for row in observations { try accounts.observations.add(row, of: self) }
      return accounts
    }
  }

  func status(in row: Row) throws -> FileStatus {
    let word = try row.decode(String.self, forColumn: "status")
    guard let status = FileStatus(rawValue: word) else { throw unknownWord(word, in: "status") }
    return status
  }
}
