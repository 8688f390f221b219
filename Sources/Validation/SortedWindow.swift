/// A window of values that is kept sorted while it slides, for medians.
///
/// What it tells depends on the values it holds and on nothing else. Missing values are not held.
struct SortedWindow {
  private var values: [Double] = []

  var count: Int { values.count }

  mutating func reserveCapacity(_ count: Int) { values.reserveCapacity(count) }
  mutating func removeAll() { values.removeAll(keepingCapacity: true) }

  mutating func insert(_ value: Double) {
    if !value.isNaN { values.insert(value, at: place(of: value)) }
  }

  /// - Precondition: The window holds `value`, or `value` is NaN.
  mutating func remove(_ value: Double) {
    if !value.isNaN { values.remove(at: place(of: value)) }
  }

  /// The middle value, or the mean of the two middle ones; NaN when there is none.
  var median: Double {
    let n = values.count
    if n == 0 { return .nan }
    return n % 2 == 1 ? values[n / 2] : (values[n / 2 - 1] + values[n / 2]) / 2
  }

  /// The median of the distances from `centre`; NaN when there is no value.
  func medianDistance(from centre: Double) -> Double {
    let n = values.count
    if n == 0 { return .nan }
    // Distances fall towards the centre and rise behind it. The nearest `k` values are a run; its
    // start is found by halving, its farther end is the k-th distance.
    let k = n / 2 + 1
    var (low, high) = (0, n - k)
    while low < high {
      let middle = (low + high) / 2
      if centre - values[middle] > values[middle + k] - centre {
        low = middle + 1
      } else {
        high = middle
      }
    }
    let (first, last) = (centre - values[low], values[low + k - 1] - centre)
    let upper = max(first, last)
    if n % 2 == 1 { return upper }
    // The distance before it: the farther end once the farthest of the run is left out.
    let lower =
      first > last
      ? max(k > 1 ? centre - values[low + 1] : 0, last)
      : max(first, k > 1 ? values[low + k - 2] - centre : 0)
    return (lower + upper) / 2
  }

  /// The first place whose value is not below `value`.
  private func place(of value: Double) -> Int {
    var (low, high) = (0, values.count)
    while low < high {
      let middle = (low + high) / 2
      if values[middle] < value { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
