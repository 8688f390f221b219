internal import GRDB

/// The tables of the ledger and how older files get them.
///
/// A file says that it is a ledger by its `application_id`, and which of the steps below it has
/// been through by its `user_version`. Steps are only ever appended: a released one never
/// changes.
enum LedgerSchema {
  /// "SvLg" in ASCII.
  static let applicationID = 0x5376_4C67

  static let steps = [
    """
    CREATE TABLE input (
      path TEXT NOT NULL PRIMARY KEY,
      device INTEGER NOT NULL,
      inode INTEGER NOT NULL,
      size INTEGER NOT NULL,
      mtimeNanoseconds INTEGER NOT NULL,
      ctimeNanoseconds INTEGER NOT NULL,
      digest TEXT NOT NULL,
      seenAt REAL NOT NULL
    ) WITHOUT ROWID;

    CREATE TABLE revision (
      path TEXT NOT NULL,
      digest TEXT NOT NULL,
      firstSeen REAL NOT NULL,
      lastSeen REAL NOT NULL,
      PRIMARY KEY (path, digest)
    ) WITHOUT ROWID;

    CREATE TABLE outcome (
      digest TEXT NOT NULL,
      configuration TEXT NOT NULL,
      status TEXT NOT NULL,
      networkName TEXT NOT NULL,
      partKey TEXT,
      reasonKind TEXT CHECK (status <> 'rejected' OR reasonKind IS NOT NULL),
      reasonMessage TEXT CHECK ((reasonKind IS NULL) = (reasonMessage IS NULL)),
      reasonVariable TEXT,
      featureCount INTEGER NOT NULL,
      firstSeen REAL NOT NULL,
      lastSeen REAL NOT NULL,
      tries INTEGER NOT NULL CHECK (tries > 0),
      PRIMARY KEY (digest, configuration)
    ) WITHOUT ROWID;

    CREATE TABLE account (
      digest TEXT NOT NULL,
      configuration TEXT NOT NULL,
      category TEXT NOT NULL,
      reason TEXT NOT NULL,
      observations INTEGER NOT NULL CHECK (observations > 0),
      PRIMARY KEY (digest, configuration, category, reason),
      FOREIGN KEY (digest, configuration) REFERENCES outcome ON DELETE CASCADE
    ) WITHOUT ROWID;

    CREATE TABLE presentInput (
      pipeline TEXT NOT NULL,
      path TEXT NOT NULL,
      digest TEXT NOT NULL,
      configuration TEXT NOT NULL,
      status TEXT NOT NULL,
      hasAccount INTEGER NOT NULL,
      PRIMARY KEY (pipeline, path),
      FOREIGN KEY (digest, configuration) REFERENCES outcome
    ) WITHOUT ROWID;
    CREATE INDEX presentInputByContent ON presentInput (digest, configuration);

    CREATE TABLE presentAccount (
      pipeline TEXT NOT NULL,
      path TEXT NOT NULL,
      category TEXT NOT NULL,
      reason TEXT NOT NULL,
      observations INTEGER NOT NULL CHECK (observations > 0),
      PRIMARY KEY (pipeline, path, category, reason),
      FOREIGN KEY (pipeline, path) REFERENCES presentInput ON DELETE CASCADE
    ) WITHOUT ROWID;

    CREATE TABLE partition (
      pipeline TEXT NOT NULL,
      key TEXT NOT NULL,
      isPublished INTEGER NOT NULL,
      fingerprint TEXT NOT NULL,
      productPath TEXT NOT NULL,
      productDigest TEXT NOT NULL,
      productByteCount INTEGER NOT NULL,
      madeAt REAL NOT NULL,
      PRIMARY KEY (pipeline, key, isPublished)
    ) WITHOUT ROWID;

    CREATE TABLE run (
      id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
      pipeline TEXT NOT NULL,
      startedAt REAL NOT NULL,
      endedAt REAL,
      status TEXT
    );
    CREATE INDEX runByPipeline ON run (pipeline, id);

    CREATE TABLE runAccount (
      run INTEGER NOT NULL REFERENCES run ON DELETE CASCADE,
      counted TEXT NOT NULL,
      category TEXT NOT NULL,
      reason TEXT NOT NULL,
      count INTEGER NOT NULL CHECK (count > 0),
      PRIMARY KEY (run, counted, category, reason)
    ) WITHOUT ROWID;
    """
  ]

  /// Makes an empty file a ledger, brings an older ledger up to date, and refuses what is
  /// neither.
  static func prepare(_ db: Database, path: String, steps: [String]) throws {
    var version = try self.version(of: db, path: path, supported: steps.count)
    if version < steps.count {
      try db.inTransaction(.immediate) {
        // Another process may have been faster.
        version = try self.version(of: db, path: path, supported: steps.count)
        for step in steps[version...] { try db.execute(sql: step) }
        try db.execute(sql: "PRAGMA application_id = \(applicationID)")
        try db.execute(sql: "PRAGMA user_version = \(steps.count)")
        return .commit
      }
    }
    let mode = try String.fetchOne(db, sql: "PRAGMA journal_mode = WAL") ?? ""
    guard mode == "wal" else {
      throw LedgerError.refused(
        path: path,
        operation: "write-ahead log",
        code: 0,
        message: "journal mode is \(mode)"
      )
    }
    // What was committed survives a loss of power, not only the death of the process.
    try db.execute(sql: "PRAGMA synchronous = FULL")
  }

  /// The number of steps the file has been through; 0 when it is empty.
  private static func version(of db: Database, path: String, supported: Int) throws -> Int {
    let id = try Int.fetchOne(db, sql: "PRAGMA application_id") ?? 0
    let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
    let objects = try Int.fetchOne(db, sql: "SELECT COUNT(*) FROM sqlite_master") ?? 0
    if id == 0, version == 0, objects == 0 { return 0 }
    guard id == applicationID, version > 0 else { throw LedgerError.notALedger(path: path) }
    guard version <= supported else {
      throw LedgerError.newerSchema(path: path, found: version, supported: supported)
    }
    return version
  }
}
