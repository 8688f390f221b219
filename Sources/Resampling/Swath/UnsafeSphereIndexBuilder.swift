internal import Kernels

extension SphereIndex {
  /// Lays out positions to be searched.
  ///
  /// - Parameters:
  ///   - latitudes: Degrees north, shape `[source]`; NaN where missing.
  ///   - longitudes: Degrees east, shape `[source]`; NaN where missing.
  ///   - isUsed: Shape `[source]`, or empty when all are: positions with 0 are never found.
  ///   - threads: How many threads may work on it; the index is the same for any number.
  /// - Precondition: The lengths agree and are at most `Int32.max`.
  /// - Complexity: O(n) time and 50 bytes a position.
  public init(
    latitudes: [Double],
    longitudes: [Double],
    isUsed: [UInt8] = [],
    threads: Int = 1
  ) {
    let n = latitudes.count
    precondition(longitudes.count == n && (isUsed.isEmpty || isUsed.count == n))
    precondition(n <= Int(Int32.max))
    count = n
    let layout = SlabLayout(latitudes, longitudes, isUsed, threads: threads)
    let slabCount = layout.south.count
    slabOfStep = layout.slabOfStep
    stepsPerRadian = layout.stepsPerRadian
    let (numbers, starts) = layout.numbersBySlab(latitudes, longitudes, isUsed, threads: threads)
    self.starts = starts
    let total = numbers.count

    // Each slab is sorted by longitude; the order of the numbers settles equal ones.
    var sorted = numbers
    var keys = [UInt32](repeating: 0, count: total)
    var points = [SpherePoint](repeating: SpherePoint(x: 0, y: 0, z: 0, source: 0), count: total)
    var bounds = [SlabBounds](
      repeating: SlabBounds(
        south: 0,
        north: 0,
        leastCosine: 0,
        firstPlace: 0,
        placeCount: 0,
        firstKey: 0,
        shift: 0
      ),
      count: slabCount
    )
    // A place for every four positions, and three at least.
    let firstPlaces = (0...slabCount).map { Int(starts[$0]) / 4 + 3 * $0 }
    var places = [Int32](repeating: 0, count: firstPlaces[slabCount])
    sorted.withUnsafeMutableBufferPointer { sorted in
      keys.withUnsafeMutableBufferPointer { keys in
        points.withUnsafeMutableBufferPointer { points in
          bounds.withUnsafeMutableBufferPointer { bounds in
            places.withUnsafeMutableBufferPointer { places in
              // Safe: every slab has a stretch of each of its own.
              let slabs = SlabStorage(
                numbers: UnsafeSharedStorage(buffer: sorted),
                keys: UnsafeSharedStorage(buffer: keys),
                points: UnsafeSharedStorage(buffer: points),
                bounds: UnsafeSharedStorage(buffer: bounds),
                places: UnsafeSharedStorage(buffer: places)
              )
              let groups = min(slabCount, threads * 8)
              forEachConcurrently(groups, threads: threads) { group, _ in
                var scratch = SlabScratch()
                for slab in (slabCount * group / groups)..<(slabCount * (group + 1) / groups) {
                  slabs.fill(
                    slab,
                    range: Int(starts[slab])..<Int(starts[slab + 1]),
                    places: firstPlaces[slab]..<firstPlaces[slab + 1],
                    south: layout.south[slab],
                    north: layout.north[slab],
                    latitudes: latitudes.span,
                    longitudes: longitudes.span,
                    scratch: &scratch
                  )
                }
              }
            }
          }
        }
      }
    }
    self.keys = keys
    self.points = points
    self.bounds = bounds
    self.places = places
  }
}

/// Working space for one slab at a time.
private struct SlabScratch {
  var keys: [UInt64] = []
  var others: [UInt64] = []
  var latitudes: [Double] = []
  var longitudes: [Double] = []
}

/// The arrays of an index while they are filled.
private struct SlabStorage: Sendable {
  let numbers: UnsafeSharedStorage<Int32>
  let keys: UnsafeSharedStorage<UInt32>
  let points: UnsafeSharedStorage<SpherePoint>
  let bounds: UnsafeSharedStorage<SlabBounds>
  let places: UnsafeSharedStorage<Int32>

  /// Sorts the positions of one slab by longitude and lays them out.
  func fill(
    _ slab: Int,
    range: Range<Int>,
    places placeRange: Range<Int>,
    south: Double,
    north: Double,
    latitudes: Span<Double>,
    longitudes: Span<Double>,
    scratch: inout SlabScratch
  ) {
    let n = range.count
    scratch.keys.removeAll(keepingCapacity: true)
    for i in range {
      let number = numbers[i]
      let key = SphereIndex.key(ofLongitude: longitudes[Int(number)])
      scratch.keys.append(UInt64(key) << 32 | UInt64(UInt32(bitPattern: number)))
    }
    sortByUpperHalf(&scratch.keys, scratch: &scratch.others)
    scratch.latitudes.removeAll(keepingCapacity: true)
    scratch.longitudes.removeAll(keepingCapacity: true)
    for entry in scratch.keys {
      let number = Int(UInt32(truncatingIfNeeded: entry))
      scratch.latitudes.append(latitudes[number])
      scratch.longitudes.append(longitudes[number])
    }
    let vectors = UnitVectors(
      latitudes: scratch.latitudes.span,
      longitudes: scratch.longitudes.span
    )
    for i in 0..<n {
      let entry = scratch.keys[i]
      keys[range.lowerBound + i] = UInt32(truncatingIfNeeded: entry >> 32)
      points[range.lowerBound + i] = SpherePoint(
        x: vectors.x[i],
        y: vectors.y[i],
        z: vectors.z[i],
        source: Int32(truncatingIfNeeded: entry)
      )
    }
    let first = n > 0 ? keys[range.lowerBound] : 0
    let last = n > 0 ? keys[range.upperBound - 1] : 0
    var shift: UInt32 = 0
    while Int((last - first) >> shift) >= placeRange.count - 1 { shift += 1 }
    var place = placeRange.lowerBound
    for i in range {
      let next = placeRange.lowerBound + Int((keys[i] - first) >> shift)
      while place <= next {
        places[place] = Int32(truncatingIfNeeded: i)
        place += 1
      }
    }
    while place < placeRange.upperBound {
      places[place] = Int32(truncatingIfNeeded: range.upperBound)
      place += 1
    }
    let degrees = 180 / Double.pi
    let cosine = min(
      sineCosine(degrees: south * degrees).cosine,
      sineCosine(degrees: north * degrees).cosine
    )
    bounds[slab] = SlabBounds(
      south: south,
      north: north,
      leastCosine: max(0, cosine),
      firstPlace: Int32(truncatingIfNeeded: placeRange.lowerBound),
      placeCount: Int32(truncatingIfNeeded: placeRange.count),
      firstKey: first,
      shift: shift
    )
  }
}

/// Sorts numbers by their upper 32 bits; equal ones stay in order.
private func sortByUpperHalf(_ keys: inout [UInt64], scratch: inout [UInt64]) {
  let n = keys.count
  guard n > 1 else { return }
  if n < 64 {
    for i in 1..<n {
      let key = keys[i]
      var j = i
      while j > 0, keys[j - 1] >> 32 > key >> 32 {
        keys[j] = keys[j - 1]
        j -= 1
      }
      keys[j] = key
    }
    return
  }
  var (least, most) = (UInt64.max, UInt64.min)
  for key in keys { (least, most) = (min(least, key >> 32), max(most, key >> 32)) }
  let bits = 64 - (most - least).leadingZeroBitCount
  let passes = (bits + 10) / 11
  guard passes > 0 else { return }
  let width = UInt64((bits + passes - 1) / passes)
  let mask = (UInt64(1) << width) - 1
  if scratch.count < n { scratch = [UInt64](repeating: 0, count: n) }
  var counts = [Int32](repeating: 0, count: Int(mask) + 1)
  func pass(_ from: Span<UInt64>, _ to: inout MutableSpan<UInt64>, _ down: UInt64) {
    for i in counts.indices { counts[i] = 0 }
    for i in 0..<n { counts[Int(((from[i] >> 32) - least) >> down & mask)] += 1 }
    var sum: Int32 = 0
    for i in counts.indices {
      let count = counts[i]
      counts[i] = sum
      sum += count
    }
    for i in 0..<n {
      let digit = Int(((from[i] >> 32) - least) >> down & mask)
      to[Int(counts[digit])] = from[i]
      counts[digit] += 1
    }
  }
  for number in 0..<passes {
    var to = scratch.mutableSpan
    pass(keys.span, &to, UInt64(number) * width)
    // Both have at least `n` elements; the first `n` of `keys` are taken.
    for i in 0..<n { keys[i] = scratch[i] }
  }
}
