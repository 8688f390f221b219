extension Region {
  /// The number of values in the box.
  var valueCount: Int { count.reduce(1, *) }

  /// What two boxes share; nil when they share nothing.
  func intersection(_ other: Region) -> Region? {
    var (start, count) = (start, count)
    for i in start.indices {
      let first = max(start[i], other.start[i])
      let end = min(start[i] + count[i], other.start[i] + other.count[i])
      guard first < end else { return nil }
      (start[i], count[i]) = (first, end - first)
    }
    return Region(start: start, count: count)
  }

  /// Calls `body` with the runs of values of this box that lie side by side in two arrays, `source`
  /// and `target`, which are boxes that hold it: the place of the first value in each, and how
  /// many there are. Runs come in row-major order.
  func forEachRun(
    from source: Region,
    to target: Region,
    _ body: (_ sourceOffset: Int, _ targetOffset: Int, _ count: Int) throws(NetCDFError) -> Void
  ) throws(NetCDFError) {
    guard !count.contains(0) else { return }
    // Dimensions from `outer` on make one run.
    var outer = count.count
    var run = 1
    while outer > 0 {
      outer -= 1
      run *= count[outer]
      if count[outer] != source.count[outer] || count[outer] != target.count[outer] { break }
    }
    var sourceStrides = count
    var targetStrides = count
    var (sourceStride, targetStride) = (1, 1)
    var (sourceOffset, targetOffset) = (0, 0)
    for i in count.indices.reversed() {
      (sourceStrides[i], targetStrides[i]) = (sourceStride, targetStride)
      sourceOffset += (start[i] - source.start[i]) * sourceStride
      targetOffset += (start[i] - target.start[i]) * targetStride
      sourceStride *= source.count[i]
      targetStride *= target.count[i]
    }
    var position = [Int](repeating: 0, count: outer)
    while true {
      try body(sourceOffset, targetOffset, run)
      var i = outer - 1
      while i >= 0 {
        position[i] += 1
        sourceOffset += sourceStrides[i]
        targetOffset += targetStrides[i]
        if position[i] < count[i] { break }
        sourceOffset -= count[i] * sourceStrides[i]
        targetOffset -= count[i] * targetStrides[i]
        position[i] = 0
        i -= 1
      }
      if i < 0 { return }
    }
  }
}

/// A box cut into boxes that follow each other in row-major order.
///
/// Each piece has a single place along the dimensions before `dimension`, at most `step` places
/// along it, ending where the whole array has a multiple of `step`, and all places along those
/// behind it.
struct RowMajorCut {
  let whole: Region
  let dimension: Int
  let step: Int

  /// The number of pieces.
  let count: Int

  /// - Precondition: `step > 0`, and `dimension` is one of the box, which has at least one.
  init(_ whole: Region, dimension: Int, step: Int) {
    self.whole = whole
    self.dimension = dimension
    self.step = step
    count =
      whole.count.contains(0)
      ? 0 : whole.count[..<dimension].reduce(1, *) * Self.steps(whole, dimension, step)
  }

  private static func steps(_ whole: Region, _ dimension: Int, _ step: Int) -> Int {
    let start = whole.start[dimension]
    return (start + whole.count[dimension] - 1) / step - start / step + 1
  }

  /// Pieces of at most `limit` values, or of one row along the last dimension.
  init(_ whole: Region, atMost limit: Int) {
    var dimension = 0
    var below = whole.valueCount
    for i in whole.count.indices {
      dimension = i
      below = whole.count[(i + 1)...].reduce(1, *)
      if below <= limit { break }
    }
    self.init(whole, dimension: dimension, step: max(1, limit / max(1, below)))
  }

  /// Pieces that hold whole blocks where memory allows.
  ///
  /// - Parameters:
  ///   - blockShape: The lengths of a block.
  ///   - goal: The number of values that a piece need not exceed.
  ///   - limit: The number of values that it may not exceed, but for a single row of blocks along
  ///     the last dimension. Blocks that it cuts are fetched once for every piece.
  init(_ whole: Region, blockShape: [Int], goal: Int, limit: Int) {
    let last = whole.count.count - 1
    for i in 0...last {
      let below = whole.count[(i + 1)...].reduce(1, *)
      let thickness = min(blockShape[i], max(1, whole.count[i]))
      let (row, overflow) = below.multipliedReportingOverflow(by: thickness)
      if !overflow, row <= goal {
        self.init(whole, dimension: i, step: blockShape[i] * max(1, goal / max(1, row)))
        return
      }
      if i == last || (!overflow && row <= limit && thickness > 1) {
        self.init(whole, dimension: i, step: blockShape[i])
        return
      }
      if thickness > 1, below <= limit {
        self.init(whole, dimension: i, step: max(1, limit / below))
        return
      }
    }
    self.init(whole, dimension: last, step: blockShape[last])
  }

  subscript(index: Int) -> Region {
    var (start, count) = (whole.start, whole.count)
    let steps = Self.steps(whole, dimension, step)
    let place = start[dimension] / step + index % steps
    let first = max(start[dimension], place * step)
    let end = min(start[dimension] + count[dimension], (place + 1) * step)
    (start[dimension], count[dimension]) = (first, end - first)
    var rest = index / steps
    for i in (0..<dimension).reversed() {
      start[i] += rest % count[i]
      rest /= whole.count[i]
      count[i] = 1
    }
    return Region(start: start, count: count)
  }
}
