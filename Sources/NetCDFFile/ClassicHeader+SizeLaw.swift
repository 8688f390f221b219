extension ClassicHeader {
  /// Holds the places of all values against the length of the file.
  func checkSizeLaw(_ fileByteCount: Int) throws(HeaderFault) {
    for variable in variables {
      let (begin, bytes) = (variable.begin, variable.byteCount)
      if variable.isRecord, recordCount == 0 { continue }
      guard begin >= byteCount || bytes == 0 else {
        throw HeaderFault.refused(
          .corrupt,
          variable: name(of: variable),
          "begins at byte \(begin), within the header of \(byteCount) bytes"
        )
      }
      let (steps, overflow) =
        variable.isRecord
        ? (recordCount - 1).multipliedReportingOverflow(by: recordStride)
        : (0, false)
      let (start, overflow2) = begin.addingReportingOverflow(steps)
      let (end, overflow3) = start.addingReportingOverflow(bytes)
      guard !overflow, !overflow2, !overflow3 else {
        throw HeaderFault.refused(.corrupt, variable: name(of: variable), "ends beyond 2⁶³ bytes")
      }
      guard end <= fileByteCount else {
        throw HeaderFault.refused(
          begin > fileByteCount && begin > 1 << 40 ? .corrupt : .truncated,
          variable: name(of: variable),
          "the file has \(fileByteCount) bytes and needs \(end) at least"
        )
      }
    }
    try checkOverlaps()
  }

  /// No byte belongs to two variables. The records of all variables together are one stretch, in
  /// which the variables of a record follow each other.
  private func checkOverlaps() throws(HeaderFault) {
    guard !isInOrder else { return }
    var fixed: [Bytes] = []
    var record: [Bytes] = []
    for (i, variable) in variables.enumerated() {
      guard variable.byteCount > 0, !variable.isRecord || recordCount > 0 else { continue }
      let bytes = Bytes(
        begin: variable.begin,
        end: variable.begin + variable.byteCount,
        variable: i
      )
      if variable.isRecord { record.append(bytes) } else { fixed.append(bytes) }
    }
    try checkOverlaps(&record)
    if let first = record.first, let last = record.last {
      guard last.end - first.begin <= recordStride || recordCount == 1 else {
        throw HeaderFault.refused(
          .corrupt,
          variable: name(of: variables[last.variable]),
          "lies outside the records of \(recordStride) bytes"
        )
      }
      // The size law has seen that the sum does not overflow.
      let end = last.end + (recordCount - 1) * recordStride
      fixed.append(Bytes(begin: first.begin, end: end, variable: first.variable))
    }
    try checkOverlaps(&fixed)
  }

  /// Whether each variable begins behind the bytes of the one before, those of records behind all
  /// others. Writers lay them out so, nearly always.
  private var isInOrder: Bool {
    var (end, recordEnd) = (0, 0)
    var firstOfRecord: Int?
    for variable in variables where variable.byteCount > 0 {
      if !variable.isRecord {
        guard variable.begin >= end else { return false }
        end = variable.begin + variable.byteCount
      } else if recordCount > 0 {
        guard variable.begin >= recordEnd else { return false }
        recordEnd = variable.begin + variable.byteCount
        firstOfRecord = firstOfRecord ?? variable.begin
      }
    }
    guard let firstOfRecord else { return true }
    return firstOfRecord >= end && (recordCount == 1 || recordEnd - firstOfRecord <= recordStride)
  }

  /// The bytes of a variable.
  private struct Bytes {
    var begin: Int
    var end: Int
    var variable: Int
  }

  /// Sorts the bytes of variables by their beginnings and refuses those that share bytes.
  private func checkOverlaps(_ all: inout [Bytes]) throws(HeaderFault) {
    guard all.count > 1 else { return }
    all.sort { $0.begin < $1.begin }
    for i in 1..<all.count where all[i].begin < all[i - 1].end {
      throw HeaderFault.refused(
        .corrupt,
        variable: name(of: variables[all[i].variable]),
        "begins within the bytes of \(name(of: variables[all[i - 1].variable]))"
      )
    }
  }
}
