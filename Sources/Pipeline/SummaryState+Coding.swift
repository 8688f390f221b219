internal import Summary

extension SummaryState {
  /// Appends every field, in the order of the keys.
  func put(into writer: inout ByteWriter) {
    let keys = self.keys
    writer.put(UInt32(keys.count))
    for key in keys { put(key, into: &writer) }
  }

  /// Appends one field: its key, the number of its cells that have observations, and these.
  func put(_ key: SummaryKey, into writer: inout ByteWriter) {
    writer.put(key)
    switch key.lane.content {
    case .sum: fields[key]?.put(into: &writer) { $0.put(into: &$1) }
    case .weightedSum: weights[key]?.put(into: &writer) { $0.put(into: &$1) }
    case .distribution: distributions[key]?.put(into: &writer) { $0.put(into: &$1) }
    case .choice: choices[key]?.put(into: &writer) { $0.put(into: &$1) }
    }
  }

  /// Adds the fields that `put` appended.
  ///
  /// - Returns: False where the bytes end or do not make sense; the state is of no use then.
  mutating func add(from reader: inout ByteReader) -> Bool {
    guard let count = reader.get(UInt32.self) else { return false }
    for _ in 0..<count {
      guard addField(from: &reader) else { return false }
    }
    return true
  }

  /// Adds the one field that `put(_:into:)` appended.
  mutating func addField(from reader: inout ByteReader) -> Bool {
    guard let key = reader.summaryKey(), let count = reader.get(UInt32.self) else { return false }
    for _ in 0..<count {
      guard let number = reader.get(Int32.self), number >= 0, Int(number) < cellCount else {
        return false
      }
      let cell = Int(number)
      switch key.lane.content {
      case .sum:
        guard let sums = CellSum(from: &reader), !sums.isEmpty else { return false }
        merge(sums, into: cell, of: key)
      case .weightedSum:
        guard let sums = WeightedSum(from: &reader), !sums.isEmpty else { return false }
        merge(sums, into: cell, of: key)
      case .distribution:
        guard let distribution = Distribution(from: &reader), !distribution.isEmpty else {
          return false
        }
        merge(distribution, into: cell, of: key)
      case .choice:
        guard let choice = ChosenValue(from: &reader) else { return false }
        merge(choice, into: cell, of: key)
      }
    }
    return true
  }
}

extension Field {
  fileprivate func put(
    into writer: inout ByteWriter,
    _ putContent: (Content, inout ByteWriter) -> Void
  ) {
    var count: UInt32 = 0
    forEachObservedCell { _, _ in count += 1 }
    writer.put(count)
    forEachObservedCell { cell, content in
      writer.put(Int32(truncatingIfNeeded: cell))
      putContent(content, &writer)
    }
  }
}

extension CellSum {
  fileprivate func put(into writer: inout ByteWriter) {
    writer.put(count)
    writer.put(sum)
    writer.put(sumOfSquares)
    writer.put(minimum)
    writer.put(maximum)
  }

  fileprivate init?(from reader: inout ByteReader) {
    guard let count = reader.get(UInt32.self), let sum = reader.get(Int64.self),
      let sumOfSquares = reader.get(UInt128.self), let minimum = reader.get(Int32.self),
      let maximum = reader.get(Int32.self)
    else { return nil }
    self.init(
      count: count,
      sum: sum,
      sumOfSquares: sumOfSquares,
      minimum: minimum,
      maximum: maximum
    )
  }
}

extension WeightedSum {
  fileprivate func put(into writer: inout ByteWriter) {
    writer.put(count)
    writer.put(sumOfWeights)
    writer.put(sumOfSquaredWeights)
    writer.put(sum)
  }

  fileprivate init?(from reader: inout ByteReader) {
    guard let count = reader.get(UInt32.self), let sumOfWeights = reader.get(UInt64.self),
      let squares = reader.get(UInt128.self), let sum = reader.get(Int128.self)
    else { return nil }
    self.init(
      count: count,
      sumOfWeights: sumOfWeights,
      sumOfSquaredWeights: squares,
      sum: sum
    )
  }
}

extension Distribution {
  fileprivate func put(into writer: inout ByteWriter) {
    writer.put(binExponent)
    writer.put(UInt32(entries.count))
    for entry in entries {
      writer.put(entry.integer)
      writer.put(entry.count)
    }
  }

  fileprivate init?(from reader: inout ByteReader) {
    guard let binExponent = reader.get(UInt8.self),
      let entries = reader.list({ reader -> Entry? in
        guard let integer = reader.get(Int32.self), let count = reader.get(UInt32.self) else {
          return nil
        }
        return Entry(integer: integer, count: count)
      })
    else { return nil }
    self.init(entries: entries, binExponent: binExponent)
  }
}

extension ChosenValue {
  fileprivate func put(into writer: inout ByteWriter) {
    writer.put(distance)
    writer.put(time)
    writer.put(integer)
  }

  fileprivate init?(from reader: inout ByteReader) {
    guard let distance = reader.double(), let time = reader.double(),
      let integer = reader.get(Int32.self)
    else { return nil }
    self.init(distance: distance, time: time, integer: integer)
  }
}

extension ByteWriter {
  fileprivate mutating func put(_ key: SummaryKey) {
    put(key.quantity)
    put(key.network)
    put(Int64(key.binStart))
    put(Int64(key.level))
    put(key.lane.rawValue)
    put(key.grade)
  }
}

extension ByteReader {
  fileprivate mutating func summaryKey() -> SummaryKey? {
    guard let quantity = text(), let network = text(), let start = get(Int64.self),
      let level = get(Int64.self), let lane = get(UInt8.self).flatMap({ Lane(rawValue: $0) }),
      let grade = get(UInt8.self)
    else { return nil }
    return SummaryKey(
      quantity: quantity,
      network: network,
      binStart: Int(start),
      level: Int(level),
      lane: lane,
      grade: grade
    )
  }
}
