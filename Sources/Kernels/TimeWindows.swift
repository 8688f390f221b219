/// The variation of a set of values that grows by one at a time.
protocol Variation {
  /// The values that are not missing.
  var count: Int { get }
  mutating func add(_ x: Double)
  mutating func addMissing()

  /// The variation of this set and another together; NaN when it is not known.
  func measure(with other: Self) -> Double
}

extension Variation {
  mutating func addMissing() {}
}

/// Sums of differences from the first value, which is among those they are taken of: `n * eps` then
/// bounds the relative error of the variance, however far from zero the values are.
struct Deviation: Variation {
  private(set) var count = 0
  private var reference = 0.0
  private var sum = 0.0
  private var squares = 0.0

  mutating func add(_ x: Double) {
    reference = count == 0 ? x : reference
    let d = x - reference
    sum += d
    squares += d * d
    count += 1
  }

  func measure(with other: Self) -> Double {
    let (n, m) = (Double(count), Double(other.count))
    // The sums of the other set, taken from the reference of this one.
    let d = count == 0 || other.count == 0 ? 0 : other.reference - reference
    let total = sum + (other.sum + m * d)
    let totalOfSquares = squares + (other.squares + (2 * d * other.sum + m * d * d))
    let variance = (totalOfSquares - total * total / (n + m)) / (n + m)
    return variance < 0 ? 0 : variance.squareRoot()
  }
}

struct Extent: Variation {
  private(set) var count = 0
  private var least = Double.infinity
  private var most = -Double.infinity

  mutating func add(_ x: Double) {
    count += 1
    least = x < least ? x : least
    most = x > most ? x : most
  }

  func measure(with other: Self) -> Double {
    (most > other.most ? most : other.most) - (least < other.least ? least : other.least)
  }
}

/// The extent of sets of which no value is missing.
struct CompleteExtent: Variation {
  private var known = Extent()
  private var isComplete = true

  var count: Int { known.count }
  mutating func add(_ x: Double) { known.add(x) }
  mutating func addMissing() { isComplete = false }

  func measure(with other: Self) -> Double {
    isComplete && other.isComplete ? known.measure(with: other.known) : .nan
  }
}

/// Calls `body` with each observation of `range` and what the window of `seconds` that ends with it
/// holds, in two sets: the end of one block of time and the beginning of the next.
///
/// A window is `[t - seconds, t]` when `isClosed`, else `(t - seconds, t]`. Blocks of time are
/// `[k * seconds, (k + 1) * seconds)`, so what a window gives follows from what it holds alone, to
/// the last bit. Values without a time are in no set; of such an observation the sets are those
/// of the one before. Where the clock runs backwards the record begins anew.
///
/// - Complexity: Each observation is added twice, whatever the window; memory of one block.
@inline(__always)
func forEachWindow<Measure: Variation>(
  of seconds: Double,
  isClosed: Bool,
  _ times: Span<Double>,
  in range: Range<Int>,
  _ none: Measure,
  value: (Int) -> Double,
  _ body: (_ i: Int, _ value: Double, _ end: Measure, _ beginning: Measure) -> Void
) {
  /// For each observation of the block before, the values from it to the end of that block.
  var ends: [Measure] = []
  var before = Block(number: -.infinity, start: range.lowerBound, end: range.lowerBound)
  while before.end < range.upperBound {
    let block = Block(times, in: before.end..<range.upperBound, seconds: seconds)
    // After a jump of the clock, forwards or backwards, no window reaches back.
    let isNext = block.number == before.number + 1
    if isNext {
      ends.removeAll(keepingCapacity: true)
      var end = none
      for i in (before.start..<before.end).reversed() {
        let x = value(i)
        if times[i] == times[i] {
          if x == x { end.add(x) } else { end.addMissing() }
        }
        ends.append(end)
      }
    }
    var oldest = isNext ? before.start : before.end
    var (end, beginning) = (none, none)
    for i in block.start..<block.end {
      let (x, time) = (value(i), times[i])
      if time == time {
        if x == x { beginning.add(x) } else { beginning.addMissing() }
        let start = time - seconds
        while oldest < before.end, !(times[oldest] > start || isClosed && times[oldest] == start) {
          oldest += 1
        }
        end = oldest < before.end ? ends[before.end - 1 - oldest] : none
      }
      body(i, x, end, beginning)
    }
    before = block
  }
}

/// Successive observations whose times lie in `[number * seconds, (number + 1) * seconds)` and do
/// not run backwards.
private struct Block {
  let number: Double
  let start, end: Int

  init(number: Double, start: Int, end: Int) {
    self.number = number
    self.start = start
    self.end = end
  }

  init(_ times: Span<Double>, in range: Range<Int>, seconds: Double) {
    var first = range.lowerBound
    while first < range.upperBound, !(times[first] == times[first]) { first += 1 }
    guard first < range.upperBound else {
      self.init(number: .nan, start: range.lowerBound, end: range.upperBound)
      return
    }
    let time = times[first]
    var number = (time / seconds).rounded(.down)
    // A quotient may be rounded over the edge that the product defines.
    if time >= (number + 1) * seconds { number += 1 }
    if time < number * seconds { number -= 1 }
    let upper = (number + 1) * seconds
    var (end, latest) = (first + 1, time)
    while end < range.upperBound, !(times[end] >= upper), !(times[end] < latest) {
      if times[end] == times[end] { latest = times[end] }
      end += 1
    }
    self.init(number: number, start: range.lowerBound, end: end)
  }
}
