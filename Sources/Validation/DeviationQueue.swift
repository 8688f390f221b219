/// A queue of values that tells their standard deviation.
///
/// The queue is two stacks, each with the moments of what it holds: no value is ever subtracted,
/// so nothing cancels after a million steps, and every operation costs O(1) on average.
///
/// - SeeAlso: Chan, Golub and LeVeque (1979), *Updating formulae and a pairwise algorithm for
///   computing sample variances*.
struct DeviationQueue {
  private struct Moments {
    var count = 0.0
    var mean = 0.0

    /// The sum of the squared distances from the mean.
    var squares = 0.0

    mutating func merge(_ other: Moments) {
      let total = count + other.count
      guard total > 0 else { return }
      let difference = other.mean - mean
      mean += difference * (other.count / total)
      squares += other.squares + difference * difference * (count * other.count / total)
      count = total
    }

    init() {}
    init(_ value: Double) { (count, mean) = (1, value) }
  }

  /// The moments of all values from each place of the front stack to its bottom.
  private var front: [Moments] = []
  private var back: [Double] = []
  private var backMoments = Moments()

  var count: Int { front.count + back.count }

  mutating func removeAll() {
    front.removeAll(keepingCapacity: true)
    back.removeAll(keepingCapacity: true)
    backMoments = Moments()
  }

  mutating func append(_ value: Double) {
    back.append(value)
    backMoments.merge(Moments(value))
  }

  mutating func removeFirst() {
    if front.isEmpty {
      var moments = Moments()
      for value in back.reversed() {
        var longer = Moments(value)
        longer.merge(moments)
        moments = longer
        front.append(moments)
      }
      back.removeAll(keepingCapacity: true)
      backMoments = Moments()
    }
    front.removeLast()
  }

  /// The standard deviation of the population; NaN of no values.
  var deviation: Double {
    var all = front.last ?? Moments()
    all.merge(backMoments)
    return all.count > 0 ? (all.squares / all.count).squareRoot() : .nan
  }
}
