import Ledger
import Testing

@Suite("Ledger: products")
struct LedgerPartitionsTests {
  let folder: TemporaryFolder
  let ledger: Ledger

  init() throws {
    folder = try TemporaryFolder()
    ledger = try Ledger(path: folder.file("ledger.sqlite"))
  }

  @Test("products come back by key, each pipeline has its own")
  func roundTrip() throws {
    #expect(try ledger.partitions(pipeline: "argo-monthly") == [])
    try ledger.enter(PartitionRecord.sample("2024-07"))
    try ledger.enter(PartitionRecord.sample("2024-06"))
    #expect(
      try ledger.partitions(pipeline: "argo-monthly") == [.sample("2024-06"), .sample("2024-07")]
    )
    #expect(try ledger.partitions(pipeline: "other") == [])
  }

  @Test("a product that is made again replaces its record")
  func replaces() throws {
    try ledger.enter(PartitionRecord.sample("2024-06"))
    try ledger.enter(PartitionRecord.sample("2024-06", fingerprint: "f2"))
    #expect(
      try ledger.partitions(pipeline: "argo-monthly") == [.sample("2024-06", fingerprint: "f2")]
    )
  }

  @Test("a removed product is gone, and removing it again is no error")
  func removes() throws {
    try ledger.enter(PartitionRecord.sample("2024-06"))
    try ledger.removePartition(pipeline: "argo-monthly", key: "2024-06")
    try ledger.removePartition(pipeline: "argo-monthly", key: "2024-06")
    #expect(try ledger.partitions(pipeline: "argo-monthly") == [])
  }

  @Test("a publication is open from its beginning until the product is entered")
  func publication() throws {
    let old = PartitionRecord.sample("2024-06")
    let new = PartitionRecord.sample("2024-06", fingerprint: "f2")
    try ledger.enter(old)
    try ledger.beginPublication(new)
    #expect(try ledger.openPublications(pipeline: "argo-monthly") == [new])
    #expect(try ledger.partitions(pipeline: "argo-monthly") == [old])
    try ledger.enter(new)
    #expect(try ledger.openPublications(pipeline: "argo-monthly") == [])
    #expect(try ledger.partitions(pipeline: "argo-monthly") == [new])
  }

  @Test("an abandoned publication leaves the product of before")
  func abandoned() throws {
    let old = PartitionRecord.sample("2024-06")
    try ledger.enter(old)
    try ledger.beginPublication(.sample("2024-06", fingerprint: "f2"))
    try ledger.abandonPublication(pipeline: "argo-monthly", key: "2024-06")
    #expect(try ledger.openPublications(pipeline: "argo-monthly") == [])
    #expect(try ledger.partitions(pipeline: "argo-monthly") == [old])
  }
}
