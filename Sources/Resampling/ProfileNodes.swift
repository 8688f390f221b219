/// The observations of a profile in the order of depth, each depth once.
///
/// Missing values are left out, and the rest is sorted by depth, whatever the order it was
/// measured in: casts come upwards, and a ship that heaves takes its instrument up and down.
/// Observations at the same depth become one, with the mean of their values.
///
/// The arrays are kept from one profile to the next, so that a profile costs no allocation.
struct ProfileNodes {
  private(set) var depths: [Double] = []
  private(set) var first: [Double] = []

  /// A second quantity, observed at the same depths; empty without one.
  private(set) var second: [Double] = []

  private var order: [(depth: Double, index: Int)] = []

  /// Takes the observations that are not missing.
  mutating func take(depths: Span<Double>, values: Span<Double>) {
    order.removeAll(keepingCapacity: true)
    for i in 0..<depths.count where !depths[i].isNaN && !values[i].isNaN {
      order.append((depths[i], i))
    }
    sortAndMerge(depths: depths, first: values, second: nil)
  }

  /// Takes the observations where both quantities are there.
  mutating func take(depths: Span<Double>, first: Span<Double>, second: Span<Double>) {
    order.removeAll(keepingCapacity: true)
    for i in 0..<depths.count where !depths[i].isNaN && !first[i].isNaN && !second[i].isNaN {
      order.append((depths[i], i))
    }
    sortAndMerge(depths: depths, first: first, second: second)
  }

  private mutating func sortAndMerge(
    depths: Span<Double>,
    first values: Span<Double>,
    second others: Span<Double>?
  ) {
    // By the place in the profile, too, so that means are added in an order of their own.
    order.sort { $0.depth < $1.depth || ($0.depth == $1.depth && $0.index < $1.index) }
    self.depths.removeAll(keepingCapacity: true)
    first.removeAll(keepingCapacity: true)
    second.removeAll(keepingCapacity: true)
    var i = 0
    while i < order.count {
      let depth = order[i].depth
      var (sum, otherSum) = (0.0, 0.0)
      let start = i
      while i < order.count, order[i].depth == depth {
        sum += values[order[i].index]
        if let others { otherSum += others[order[i].index] }
        i += 1
      }
      let count = Double(i - start)
      self.depths.append(depth)
      first.append(sum / count)
      if others != nil { second.append(otherSum / count) }
    }
  }
}
