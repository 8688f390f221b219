internal import ObservationModel

extension ColumnValues {
  /// The values of `range` in double precision.
  func doubles(in range: Range<Int>) -> [Double] {
    switch self {
    case .float(let values): values[range].map { Double($0) }
    case .double(let values): Array(values[range])
    }
  }
}

extension ObservationBatch {
  /// The observations of `range` whose time is known, in order of time; equal times stay in the
  /// order of the batch.
  func inTimeOrder(_ range: Range<Int>) -> [Int] {
    var order: [Int] = []
    order.reserveCapacity(range.count)
    var latest = -Double.infinity
    var isSorted = true
    for i in range where !times[i].isNaN {
      isSorted = isSorted && times[i] >= latest
      latest = times[i]
      order.append(i)
    }
    if !isSorted {
      let start = range.lowerBound
      let seconds = range.map { times[$0] }
      order.sort {
        let (a, b) = (seconds[$0 - start], seconds[$1 - start])
        return a < b || (a == b && $0 < $1)
      }
    }
    return order
  }
}

extension Range<Int> {
  /// The range with so many places more on either side, as far as `whole` has them.
  func widened(by count: Int, within whole: Range<Int>) -> Range<Int> {
    let before = Swift.min(count, lowerBound - whole.lowerBound)
    let after = Swift.min(count, whole.upperBound - upperBound)
    return (lowerBound - before)..<(upperBound + after)
  }
}

extension Int {
  /// The place with so many more on either side, as far as `whole` has them.
  func widened(by count: Int, within whole: Range<Int>) -> Range<Int> {
    (self..<(self + 1)).widened(by: count, within: whole)
  }
}
