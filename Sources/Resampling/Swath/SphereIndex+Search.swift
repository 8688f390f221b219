internal import Kernels

/// What a search keeps of the positions that it meets.
protocol SourceCollector {
  /// The square of the greatest chord that a position of interest may have.
  var reach: Double { get }

  /// Takes a position in where it is better than one that is kept.
  ///
  /// - Parameter slot: Its place in the order of the index.
  mutating func offer(_ squaredChord: Double, _ source: Int32, slot: Int)
}

/// The nearest position met so far.
struct NearestSource: SourceCollector {
  private(set) var reach: Double

  /// -1 until one was met.
  private(set) var source: Int32 = -1
  private(set) var slot = -1

  init(reach: Double) { self.reach = reach }

  @inline(__always)
  mutating func offer(_ squaredChord: Double, _ source: Int32, slot: Int) {
    // As an unsigned number, -1 comes after all others.
    if squaredChord < reach
      || (squaredChord == reach
        && UInt32(bitPattern: source) < UInt32(bitPattern: self.source))
    {
      reach = squaredChord
      self.source = source
      self.slot = slot
    }
  }
}

/// The few nearest positions met so far, in order of distance and number.
struct NearestSources: SourceCollector {
  private(set) var reach: Double
  private(set) var count = 0
  private let capacity: Int
  private var squares = InlineArray<32, Double>(repeating: .infinity)
  private var sources = InlineArray<32, Int32>(repeating: -1)
  private var slots = InlineArray<32, Int32>(repeating: -1)

  /// - Precondition: `1 <= capacity <= 32`.
  init(capacity: Int, reach: Double) {
    precondition((1...SphereIndex.largestNeighbourCount).contains(capacity))
    self.capacity = capacity
    self.reach = reach
  }

  var isFull: Bool { count == capacity }

  @inline(__always)
  subscript(_ i: Int) -> (squaredChord: Double, source: Int32, slot: Int) {
    (squares[i], sources[i], Int(slots[i]))
  }

  /// Forgets all positions.
  mutating func restart(reach: Double) {
    count = 0
    self.reach = reach
  }

  @inline(__always)
  mutating func offer(_ squaredChord: Double, _ source: Int32, slot: Int) {
    guard squaredChord <= reach else { return }
    var i = count
    if count == capacity {
      let last = count - 1
      guard squaredChord < squares[last] || source < sources[last] else { return }
      i = last
    } else {
      count += 1
    }
    while i > 0,
      squaredChord < squares[i - 1] || (squaredChord == squares[i - 1] && source < sources[i - 1])
    {
      squares[i] = squares[i - 1]
      sources[i] = sources[i - 1]
      slots[i] = slots[i - 1]
      i -= 1
    }
    squares[i] = squaredChord
    sources[i] = source
    slots[i] = Int32(truncatingIfNeeded: slot)
    if count == capacity { reach = squares[capacity - 1] }
  }
}

extension SphereIndex {
  /// Offers every position that may be of interest.
  @inline(__always)
  func search<Collector: SourceCollector>(
    from target: SphereTarget,
    into collector: inout Collector
  ) {
    let bounds = self.bounds.span
    guard bounds.count > 0 else { return }
    let offset = (target.latitude - bounds[0].south) * stepsPerRadian
    let last = slabOfStep.count - 1
    let step = offset <= 0 ? 0 : offset >= Double(last) ? last : Int(offset)
    let home = Int(slabOfStep[step])
    scan(home, bounds[home], from: target, into: &collector)
    var slab = home + 1
    while slab < bounds.count, scan(slab, bounds[slab], from: target, into: &collector) {
      slab += 1
    }
    slab = home - 1
    while slab >= 0, scan(slab, bounds[slab], from: target, into: &collector) {
      slab -= 1
    }
  }

  /// Offers the positions of one slab that may be of interest.
  ///
  /// With `m` the difference of latitude to the slab, the chord `c` of two positions has
  /// `c² = 4 sin²(Δφ / 2) + 4 cos φ1 cos φ2 sin²(Δλ / 2)`, where the first term is not below
  /// `m² (1 - m² / 12)`; what it leaves of the reach limits the difference of longitude.
  ///
  /// - Returns: False when the slab is out of reach, and so are those beyond it.
  @inline(__always) @discardableResult
  private func scan<Collector: SourceCollector>(
    _ slab: Int,
    _ bounds: SlabBounds,
    from target: SphereTarget,
    into collector: inout Collector
  ) -> Bool {
    let below = bounds.south - target.latitude
    let above = target.latitude - bounds.north
    let m = max(0, max(below, above))
    // Chords are rounded: coordinates have errors of 3e-16, and (c + e)² is not above
    // c² (1 + 1e-6) + 1e6 e².
    let reach = collector.reach * 1.000001 + 1e-22
    let m2 = m * m
    let open = reach - m2 * (1 - m2 * (1 / 12.0))
    guard open >= 0 else { return false }
    let width = 4 * target.cosine * bounds.leastCosine
    // Twice the arc sine of the root is not above 2.1 times it up to 1/2.
    guard open < width * 0.25 else {
      offer(Int(starts[slab])..<Int(starts[slab + 1]), from: target, into: &collector)
      return true
    }
    let half = (open / width).squareRoot() * 2.1
    let reachKeys = UInt32(half * (4_294_967_296 / (2 * Double.pi))) &+ 3
    let (low, high) = (target.key &- reachKeys, target.key &+ reachKeys)
    if low <= high {
      offer(low...high, slab, bounds, from: target, into: &collector)
    } else {
      offer(low...UInt32.max, slab, bounds, from: target, into: &collector)
      offer(0...high, slab, bounds, from: target, into: &collector)
    }
    return true
  }

  @inline(__always)
  private func offer<Collector: SourceCollector>(
    _ range: Range<Int>,
    from target: SphereTarget,
    into collector: inout Collector
  ) {
    let points = self.points.span
    for i in range {
      let point = points[i]
      collector.offer(point.squaredChord(to: target), point.source, slot: i)
    }
  }

  @inline(__always)
  private func offer<Collector: SourceCollector>(
    _ window: ClosedRange<UInt32>,
    _ slab: Int,
    _ bounds: SlabBounds,
    from target: SphereTarget,
    into collector: inout Collector
  ) {
    let (points, keys, places) = (self.points.span, self.keys.span, self.places.span)
    let end = Int(starts[slab + 1])
    var i = Int(starts[slab])
    if window.lowerBound > bounds.firstKey {
      let place = Int((window.lowerBound - bounds.firstKey) >> bounds.shift)
      guard place < Int(bounds.placeCount) else { return }
      i = Int(places[Int(bounds.firstPlace) + place])
      if place + 1 < Int(bounds.placeCount) {
        // Positions that lie in clusters share a place: halve it until few are left.
        var size = Int(places[Int(bounds.firstPlace) + place + 1]) - i
        while size > 16 {
          let middle = size / 2
          if keys[i + middle] < window.lowerBound {
            i += middle
            size -= middle
          } else {
            size = middle
          }
        }
      }
      while i < end, keys[i] < window.lowerBound { i += 1 }
    }
    while i < end, keys[i] <= window.upperBound {
      let point = points[i]
      collector.offer(point.squaredChord(to: target), point.source, slot: i)
      i += 1
    }
  }
}
