internal import GRDB

extension Ledger {
  /// The products that `pipeline` has published, by key.
  public func partitions(pipeline: String) throws(LedgerError) -> [PartitionRecord] {
    try partitions(pipeline: pipeline, isPublished: true)
  }

  /// The products that `pipeline` was about to publish when it was stopped, by key.
  ///
  /// The file at `productPath` tells what happened: when it has the digest of the record, the
  /// product is out and `enter` completes the publication; when not, `abandonPublication`
  /// forgets it.
  public func openPublications(pipeline: String) throws(LedgerError) -> [PartitionRecord] {
    try partitions(pipeline: pipeline, isPublished: false)
  }

  /// States that a finished product is about to be moved to its place.
  public func beginPublication(_ record: PartitionRecord) throws(LedgerError) {
    try write("begin a publication") { db in try put(record, isPublished: false, in: db) }
  }

  /// Enters a product that is in its place, on disk for good, and closes its publication.
  public func enter(_ record: PartitionRecord) throws(LedgerError) {
    try write("enter a product") { db in
      try put(record, isPublished: true, in: db)
      try remove(pipeline: record.pipeline, key: record.key, isPublished: false, in: db)
    }
  }

  /// Forgets a publication that did not happen.
  public func abandonPublication(pipeline: String, key: String) throws(LedgerError) {
    try write("abandon a publication") { db in
      try remove(pipeline: pipeline, key: key, isPublished: false, in: db)
    }
  }

  /// Forgets a product, as when none of its inputs is there any more.
  public func removePartition(pipeline: String, key: String) throws(LedgerError) {
    try write("remove a product") { db in
      try remove(pipeline: pipeline, key: key, isPublished: true, in: db)
    }
  }

  private func partitions(
    pipeline: String,
    isPublished: Bool
  ) throws(LedgerError) -> [PartitionRecord] {
    try read("read products") { db in
      try Row.fetchAll(
        db,
        sql: "SELECT * FROM partition WHERE pipeline = ? AND isPublished = ? ORDER BY key",
        arguments: [pipeline, isPublished]
      ).map { row in
        PartitionRecord(
          pipeline: pipeline,
          key: try row.decode(forColumn: "key"),
          fingerprint: try row.decode(forColumn: "fingerprint"),
          productPath: try row.decode(forColumn: "productPath"),
          productDigest: try row.decode(forColumn: "productDigest"),
          productByteCount: try row.decode(forColumn: "productByteCount"),
          madeAt: try row.decode(forColumn: "madeAt")
        )
      }
    }
  }

  private func put(_ record: PartitionRecord, isPublished: Bool, in db: Database) throws {
    try db.cachedStatement(
      sql: "INSERT OR REPLACE INTO partition VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
    ).execute(
      arguments: [
        record.pipeline, record.key, isPublished, record.fingerprint, record.productPath,
        record.productDigest, record.productByteCount, record.madeAt,
      ]
    )
  }

  private func remove(
    pipeline: String,
    key: String,
    isPublished: Bool,
    in db: Database
  ) throws {
    try db.execute(
      sql: "DELETE FROM partition WHERE pipeline = ? AND key = ? AND isPublished = ?",
      arguments: [pipeline, key, isPublished]
    )
  }
}
