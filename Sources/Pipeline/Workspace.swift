internal import Glibc
internal import Validation

/// The directory in which a pipeline keeps its ledger and its parts.
struct Workspace: Sendable {
  let directory: String

  var ledger: String { directory + "/ledger.sqlite" }
  var lock: String { directory + "/lock" }
  var quality: String { directory + "/quality" }

  func part(_ key: String) -> String { "\(directory)/parts/\(key.prefix(2))/\(key)" }
  func duplicates(_ fingerprint: String) -> String { "\(directory)/duplicates/\(fingerprint)" }

  func prepare() throws(WorkspaceError) {
    try DurableFile.makeDirectories(directory)
  }

  /// Removes the temporary files of a run that was killed. The caller holds the lock.
  func sweep() {
    for pattern in ["parts/*/*.part-*", "duplicates/*.part-*", "quality.part-*", "spill.part-*"] {
      for path in FilePattern(pattern).files(root: directory) { unlink(path) }
    }
  }

  /// The part under `key`; nil when there is none or it is damaged, in which case it is made anew.
  func loadPart(_ key: String) throws(WorkspaceError) -> Part? {
    try DurableFile.bytes(at: part(key)).flatMap { Part(encoded: $0) }
  }

  /// How many values of each file repeat another's in a partition, by the digest of the file.
  func loadDuplicates(_ fingerprint: String) throws(WorkspaceError) -> [String: Int]? {
    guard let bytes = try DurableFile.bytes(at: duplicates(fingerprint)) else { return nil }
    var counts: [String: Int] = [:]
    for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
      let words = line.split(separator: " ")
      guard words.count == 2, let count = Int(words[1]) else { return nil }
      counts[String(words[0])] = count
    }
    return counts
  }

  /// What quality tests found by the last run; nothing when that is not known.
  func loadQuality() throws(WorkspaceError) -> QualityCounts {
    var reader = ByteReader(try DurableFile.bytes(at: quality) ?? [])
    guard let counts = reader.qualityCounts(), reader.isAtEnd else { return QualityCounts() }
    return counts
  }

  func saveQuality(_ counts: QualityCounts) throws(WorkspaceError) {
    var writer = ByteWriter()
    writer.put(counts)
    try DurableFile.publish(writer.bytes, to: quality)
  }

  func saveDuplicates(_ counts: [String: Int], _ fingerprint: String) throws(WorkspaceError) {
    let text = counts.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)\n" }.joined()
    try DurableFile.publish(Array(text.utf8), to: duplicates(fingerprint))
  }
}
