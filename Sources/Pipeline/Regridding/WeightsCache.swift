internal import Crypto
internal import Resampling

/// Where the weights of a remapping came from.
public enum WeightsOrigin: String, Sendable {
  /// A few numbers for rows and columns.
  case rowsAndColumns = "rows_and_columns"

  /// They were worked out.
  case workedOut = "worked_out"

  /// They were read from the directory of weights.
  case cache
}

/// Files of weights, each under the fingerprint of what they depend on.
///
/// The fingerprint is a SHA-256 of both grids with all their coordinates and corners, the method and
/// the version of the way weights are worked out, so that weights of other grids are never taken for
/// those asked for. A file ends with the SHA-256 of what is before it: one that is damaged is worked
/// out again and replaced.
struct WeightsCache {
  let directory: String

  /// Raised with any change of the weights.
  private static let version: UInt8 = 1

  private static let magic = "SVERDRUP-WEIGHTS"

  static func fingerprint(
    _ source: RemappingGrid,
    _ target: RemappingGrid,
    _ method: RemappingMethod
  ) -> [UInt8] {
    var hash = SHA256()
    hash.update(data: Array(magic.utf8) + [version])
    hash.update(data: Array(method.rawValue.utf8) + [0])
    for grid in [source, target] { hash.update(data: Array(SHA256.hash(data: grid.identity))) }
    return Array(hash.finalize())
  }

  private func path(_ fingerprint: [UInt8]) -> String {
    "\(directory)/\(DurableFile.hexadecimal(fingerprint)).weights"
  }

  /// The weights of a fingerprint; nil where there are none that are whole.
  func weights(
    _ fingerprint: [UInt8],
    sourceCount: Int
  ) throws(WorkspaceError) -> [SparseWeights]? {
    guard let bytes = try DurableFile.bytes(at: path(fingerprint)), bytes.count > 32,
      Array(SHA256.hash(data: bytes.dropLast(32))) == bytes.suffix(32)
    else { return nil }
    var reader = ByteReader(Array(bytes.dropLast(32)))
    guard reader.text() == Self.magic, reader.text() == DurableFile.hexadecimal(fingerprint) else {
      return nil
    }
    let sets = reader.list { SparseWeights(&$0, sourceCount: sourceCount) }
    return reader.isAtEnd ? sets : nil
  }

  /// Keeps weights under a fingerprint.
  func keep(_ sets: [SparseWeights], _ fingerprint: [UInt8]) throws(WorkspaceError) {
    var writer = ByteWriter()
    writer.put(Self.magic)
    writer.put(DurableFile.hexadecimal(fingerprint))
    writer.put(UInt32(sets.count))
    for set in sets { set.put(into: &writer) }
    try DurableFile.publish(
      writer.bytes + Array(SHA256.hash(data: writer.bytes)),
      to: path(fingerprint)
    )
  }
}

extension SparseWeights {
  fileprivate func put(into writer: inout ByteWriter) {
    writer.put(UInt32(starts.count))
    for start in starts { writer.put(UInt64(start)) }
    writer.put(UInt32(sources.count))
    for source in sources { writer.put(source) }
    for values in [weights, eastMoments, northMoments] {
      writer.put(UInt32(values.count))
      for value in values { writer.put(value) }
    }
  }

  fileprivate init?(_ reader: inout ByteReader, sourceCount: Int) {
    guard let starts = reader.list({ $0.get(UInt64.self).flatMap { Int(exactly: $0) } }),
      let sources = reader.list({ $0.get(Int32.self) }),
      let weights = reader.list({ $0.double() }), let east = reader.list({ $0.double() }),
      let north = reader.list({ $0.double() })
    else { return nil }
    self.init(
      starts: starts,
      sources: sources,
      weights: weights,
      eastMoments: east,
      northMoments: north,
      sourceCount: sourceCount
    )
  }
}
