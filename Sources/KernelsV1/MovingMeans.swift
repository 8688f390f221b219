/// Weighted moving means along the rows of a field; see the facade.
@inline(never)
public func movingMeansAlongRows(
  _ field: Span<Double>,
  columns n: Int,
  halfWidths: Span<Int>,
  tails: Span<Double>,
  isPeriodic: Bool,
  into means: inout MutableSpan<Double>
) {
  for row in halfWidths.indices {
    let (start, width, tail) = (row * n, halfWidths[row], tails[row])
    let scale = 1 / (Double(2 * width + 1) + 2 * tail)
    if isPeriodic && 2 * width + 3 > n {
      // The window goes around the row.
      var sum = 0.0
      for i in 0..<n { sum = sum + field[start + i] }
      for i in 0..<n { means[start + i] = sum / Double(n) }
      continue
    }
    if width == 0 && tail == 0 {
      for i in 0..<n { means[start + i] = field[start + i] }
      continue
    }
    // The value at a distance of at most n beyond either end; 0 off a row that has ends.
    func value(_ i: Int) -> Double {
      if i >= 0 && i < n { return field[start + i] }
      guard isPeriodic else { return 0 }
      return field[start + (i < 0 ? i + n : i - n)]
    }
    var sum = 0.0
    for i in -width...width { sum = sum + value(i) }
    // Places whose windows lie within the row.
    let inner = min(n, width + 1)..<max(min(n, width + 1), n - width - 1)
    for i in 0..<inner.lowerBound {
      let (before, after) = (value(i - width - 1), value(i + width + 1))
      means[start + i] = (sum + tail * (before + after)) * scale
      sum = sum + (after - value(i - width))
    }
    precondition(start + n <= field.count && start + n <= means.count)
    for i in inner {
      // Safe: the row lies within both spans, and the window within the row.
      let before = field[unchecked: start + i - width - 1]
      let after = field[unchecked: start + i + width + 1]
      means[unchecked: start + i] = (sum + tail * (before + after)) * scale
      sum = sum + (after - field[unchecked: start + i - width])
    }
    for i in inner.upperBound..<n {
      let (before, after) = (value(i - width - 1), value(i + width + 1))
      means[start + i] = (sum + tail * (before + after)) * scale
      sum = sum + (after - value(i - width))
    }
  }
}

/// Weighted moving means along the columns of a field; see the facade.
@inline(never)
public func movingMeansAlongColumns(
  _ field: Span<Double>,
  columns n: Int,
  halfWidth width: Int,
  tail: Double,
  overPoles: Bool,
  sums: inout MutableSpan<Double>,
  into means: inout MutableSpan<Double>
) {
  let rows = field.count / n
  let scale = 1 / (Double(2 * width + 1) + 2 * tail)
  let half = n / 2

  // Calls with the start of each row of the field that a place along the meridians has, the
  // columns there, and where they go.
  func parts(_ place: Int, _ body: (_ from: Int, _ to: Int, _ count: Int) -> Void) {
    if place >= 0 && place < rows { return body(place * n, 0, n) }
    guard overPoles else { return }
    let around = place % (2 * rows)
    let turned = around < 0 ? around + 2 * rows : around
    if turned < rows { return body(turned * n, 0, n) }
    let start = (2 * rows - 1 - turned) * n
    body(start, half, half)
    body(start + half, 0, half)
  }

  for i in 0..<n { sums[i] = 0 }
  for place in -width...width {
    parts(place) { from, to, count in
      for i in 0..<count { sums[to + i] = sums[to + i] + field[from + i] }
    }
  }
  for row in 0..<rows {
    let start = row * n
    if row > width && row + width + 1 < rows {
      precondition(field.count == rows * n && means.count == field.count && sums.count == n)
      let (before, leaving) = (start - (width + 1) * n, start - width * n)
      let after = start + (width + 1) * n
      for i in 0..<n {
        // Safe: all four rows lie within the field.
        let coming = field[unchecked: after + i]
        let ends = field[unchecked: before + i] + coming
        means[unchecked: start + i] = (sums[unchecked: i] + tail * ends) * scale
        sums[unchecked: i] = sums[unchecked: i] + (coming - field[unchecked: leaving + i])
      }
      continue
    }
    for i in 0..<n { means[start + i] = sums[i] * scale }
    for place in [row - width - 1, row + width + 1] {
      parts(place) { from, to, count in
        addMultiple(tail * scale, field, from, into: &means, start + to, count)
      }
    }
    parts(row + width + 1) { from, to, count in
      addMultiple(1, field, from, into: &sums, to, count)
    }
    parts(row - width) { from, to, count in
      addMultiple(-1, field, from, into: &sums, to, count)
    }
  }
}

/// Adds a multiple of elements of one span to those of another.
@inline(__always)
private func addMultiple(
  _ factor: Double,
  _ source: Span<Double>,
  _ from: Int,
  into target: inout MutableSpan<Double>,
  _ to: Int,
  _ count: Int
) {
  precondition(from >= 0 && from + count <= source.count && to >= 0 && to + count <= target.count)
  // Safe: the ranges have just been checked.
  for i in 0..<count {
    target[unchecked: to + i] = target[unchecked: to + i] + factor * source[unchecked: from + i]
  }
}
