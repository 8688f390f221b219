internal import Crypto
internal import Ledger
internal import ObservationModel
internal import Resampling
internal import Summary

extension Part {
  /// Changes whenever the bytes of a part or the way to them do.
  static let formatVersion = 8

  private static let magic = "SVERDRUP-PART-1\n"

  /// The bytes of the part, with their SHA-256 at the end.
  func encoded() -> [UInt8] {
    var writer = ByteWriter()
    writer.put(Self.magic)
    writer.put(network)
    writer.put(dateCreated)
    writer.put(account)
    writer.put(UInt32(features.count))
    for feature in features {
      writer.put(feature.platform)
      writer.put(feature.identifier)
      writer.put(feature.revision?.key)
      writer.put(Int64(feature.revision?.rank ?? 0))
      writer.put(feature.revision?.updated)
      writer.put(feature.account)
    }
    writer.put(quality)
    writer.put(UInt32(sections.count))
    for section in sections { section.put(into: &writer) }
    return writer.bytes + Array(SHA256.hash(data: writer.bytes))
  }

  /// Nil when the bytes are not those of a whole part.
  init?(encoded bytes: [UInt8]) {
    guard bytes.count > 32, Array(SHA256.hash(data: bytes.dropLast(32))) == bytes.suffix(32) else {
      return nil
    }
    var reader = ByteReader(Array(bytes.dropLast(32)))
    guard reader.text() == Self.magic, let network = reader.text(),
      let dateCreated = reader.optionalText(), let account = reader.account(),
      let features = reader.list({ $0.feature() }), let quality = reader.qualityCounts(),
      let sections = reader.list({ PartSection(from: &$0) }), reader.isAtEnd
    else { return nil }
    self.init(
      network: network,
      dateCreated: dateCreated,
      account: account,
      features: features,
      quality: quality,
      sections: sections
    )
  }
}

extension PartSection {
  fileprivate func put(into writer: inout ByteWriter) {
    writer.put(Int64(partition.start))
    writer.put(Int64(partition.end))
    writer.put(UInt32(state.cellCount))
    state.put(into: &writer)
    writer.put(UInt32(rows.count))
    for row in rows {
      writer.put(row.feature)
      writer.put(row.quantity)
      for number in [row.time, row.latitude, row.longitude, row.depth, row.value, row.error] {
        writer.put(number)
      }
    }
  }

  fileprivate init?(from reader: inout ByteReader) {
    guard let start = reader.get(Int64.self), let end = reader.get(Int64.self),
      let cellCount = reader.get(UInt32.self)
    else { return nil }
    var state = SummaryState(cellCount: Int(cellCount))
    guard state.add(from: &reader), let rows = reader.list({ $0.partRow() }) else { return nil }
    self.init(partition: TimeBin(start: Int(start), end: Int(end)), state: state, rows: rows)
  }
}

extension ByteWriter {
  fileprivate mutating func put(_ account: ObservationAccount) {
    for count in [account.read, account.accepted, account.flagged, account.duplicate] {
      put(Int64(count))
    }
    put(Int64(account.superseded))
    put(UInt32(account.rejected.count))
    for (reason, count) in account.rejected.sorted(by: { $0.key < $1.key }) {
      put(reason)
      put(Int64(count))
    }
  }
}

extension ByteReader {
  fileprivate mutating func count() -> Int? {
    get(Int64.self).flatMap { $0 >= 0 ? Int($0) : nil }
  }

  fileprivate mutating func account() -> ObservationAccount? {
    guard let read = count(), let accepted = count(), let flagged = count(),
      let duplicate = count(), let superseded = count(),
      let rejected = list({ reader -> (String, Int)? in
        guard let reason = reader.text(), let count = reader.count() else { return nil }
        return (reason, count)
      })
    else { return nil }
    return ObservationAccount(
      read: read,
      accepted: accepted,
      flagged: flagged,
      rejected: Dictionary(rejected, uniquingKeysWith: +),
      duplicate: duplicate,
      superseded: superseded
    )
  }

  fileprivate mutating func feature() -> PartFeature? {
    guard let platform = text(), let identifier = text(), let key = optionalText(),
      let rank = get(Int64.self), let updated = optionalText(), let account = account()
    else { return nil }
    let revision = key.map { Revision(key: $0, rank: Int(rank), updated: updated ?? "") }
    return PartFeature(
      platform: platform,
      identifier: identifier,
      revision: revision,
      account: account
    )
  }

  fileprivate mutating func partRow() -> PartRow? {
    guard let feature = get(UInt32.self), let quantity = get(UInt32.self), let time = double(),
      let latitude = double(), let longitude = double(), let depth = double(),
      let value = double(), let error = double()
    else { return nil }
    return PartRow(
      feature: feature,
      quantity: quantity,
      time: time,
      latitude: latitude,
      longitude: longitude,
      depth: depth,
      value: value,
      error: error
    )
  }
}
