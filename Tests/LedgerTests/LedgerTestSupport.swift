import Foundation
import Ledger

/// A folder that goes with the test.
final class TemporaryFolder: Sendable {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "/ledger-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func file(_ name: String) -> String { path + "/" + name }

  func write(_ bytes: Data, to name: String) throws {
    try bytes.write(to: URL(fileURLWithPath: file(name)))
  }

  func bytes(of name: String) throws -> Data {
    try Data(contentsOf: URL(fileURLWithPath: file(name)))
  }
}

extension FileIdentity {
  /// An identity that differs from others in all that `salt` tells; changed at second 1000.
  static func sample(_ salt: Int64 = 0) -> FileIdentity {
    FileIdentity(
      device: 42,
      inode: UInt64(bitPattern: salt),
      size: 100 + salt,
      mtimeNanoseconds: 1_000_000_000_000,
      ctimeNanoseconds: 1_000_000_000_000
    )
  }
}

extension FileOutcome {
  static func accepted(_ count: Int, flagged: Int = 0) -> FileOutcome {
    FileOutcome(
      status: .accepted,
      networkName: "argo",
      partKey: "part-\(count)",
      account: ObservationAccount(read: count + flagged, accepted: count, flagged: flagged),
      featureCount: 1
    )
  }

  static func rejected(_ kind: String, message: String = "found less than said") -> FileOutcome {
    FileOutcome(
      status: .rejected,
      networkName: "",
      reason: RejectionReason(kind: kind, message: message, variable: "TEMP")
    )
  }
}

extension PartitionRecord {
  static func sample(_ key: String, fingerprint: String = "f1") -> PartitionRecord {
    PartitionRecord(
      pipeline: "argo-monthly",
      key: key,
      fingerprint: fingerprint,
      productPath: "products/\(key).nc",
      productDigest: "d-\(key)",
      productByteCount: 123_456,
      madeAt: 5000
    )
  }
}
