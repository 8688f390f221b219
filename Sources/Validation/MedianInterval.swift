extension Span<Double> {
  /// The median of the steps forward of these times; nil when there is none.
  var medianInterval: Double? {
    var intervals: [Double] = []
    for i in indices.dropFirst() {
      let interval = self[i] - self[i - 1]
      if interval > 0 { intervals.append(interval) }
    }
    guard !intervals.isEmpty else { return nil }
    intervals.sort()
    let middle = intervals.count / 2
    return intervals.count.isMultiple(of: 2)
      ? (intervals[middle - 1] + intervals[middle]) / 2 : intervals[middle]
  }
}
