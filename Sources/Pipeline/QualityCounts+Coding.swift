internal import Validation

extension ByteWriter {
  /// Writes counts, the same bytes for equal ones.
  mutating func put(_ counts: QualityCounts) {
    put(UInt32(counts.entries.count))
    for (subject, entry) in counts.entries.sorted(by: { $0.key < $1.key }) {
      put(subject.network)
      put(subject.platform)
      put(subject.quantity)
      put(Int64(entry.values))
      put(entry.together)
      put(UInt32(entry.tests.count))
      for (test, tally) in entry.tests.sorted(by: { $0.key < $1.key }) {
        put(test)
        put(tally)
      }
    }
  }

  private mutating func put(_ tally: QualityCounts.Tally) {
    for count in [tally.performed, tally.suspect, tally.fail] { put(Int64(count)) }
  }
}

extension ByteReader {
  mutating func qualityCounts() -> QualityCounts? {
    list { $0.qualityEntry() }.map {
      QualityCounts(entries: Dictionary($0, uniquingKeysWith: { first, _ in first }))
    }
  }

  private mutating func qualityEntry() -> (QualityCounts.Subject, QualityCounts.Entry)? {
    guard let network = text(), let platform = text(), let quantity = text(),
      let values = get(Int64.self), let together = tally(),
      let tests = list({ reader -> (String, QualityCounts.Tally)? in
        guard let test = reader.text(), let tally = reader.tally() else { return nil }
        return (test, tally)
      })
    else { return nil }
    return (
      QualityCounts.Subject(network: network, platform: platform, quantity: quantity),
      QualityCounts.Entry(
        values: Int(values),
        together: together,
        tests: Dictionary(tests, uniquingKeysWith: { first, _ in first })
      )
    )
  }

  private mutating func tally() -> QualityCounts.Tally? {
    guard let performed = get(Int64.self), let suspect = get(Int64.self), let fail = get(Int64.self)
    else { return nil }
    return QualityCounts.Tally(
      performed: Int(performed),
      suspect: Int(suspect),
      fail: Int(fail)
    )
  }
}
